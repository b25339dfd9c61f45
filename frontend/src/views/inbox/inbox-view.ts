/** The panel's page "Inbox". */

import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { define, PrintMuxElement } from "../../components/element";
import { controls, tokens } from "../../styles";

/** `<printmux-inbox-view>`; `rest` is what follows in the URL. */
@define("printmux-inbox-view")
export class PrintMuxInboxView extends PrintMuxElement {
  static override styles = [tokens, controls];

  @property({ type: Boolean, reflect: true }) narrow = false;
  @property() rest = "";

  protected override render(): TemplateResult {
    return html`${this.rest}`;
  }
}
