/** The panel's page "Printers". */

import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { define, PrintMuxElement } from "../../components/element";
import { controls, tokens } from "../../styles";

/** `<printmux-printers-view>`; `rest` is what follows in the URL. */
@define("printmux-printers-view")
export class PrintMuxPrintersView extends PrintMuxElement {
  static override styles = [tokens, controls];

  @property({ type: Boolean, reflect: true }) narrow = false;
  @property() rest = "";

  protected override render(): TemplateResult {
    return html`${this.rest}`;
  }
}
