/** A Material Design icon from its path; it says nothing to screen readers. */

import { css, LitElement, svg, type SVGTemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { define } from "./element";

/** `<printmux-icon .path=${mdiPrinter3d}>`; `--pm-icon-size` is 20px by default. */
@define("printmux-icon")
export class PrintMuxIcon extends LitElement {
  static override styles = css`
    :host {
      display: inline-grid;
      flex: none;
    }
    svg {
      width: var(--pm-icon-size, 20px);
      height: var(--pm-icon-size, 20px);
      fill: currentcolor;
    }
  `;

  @property() path = "";

  protected override render(): SVGTemplateResult {
    return svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${this.path}></path></svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-icon": PrintMuxIcon;
  }
}
