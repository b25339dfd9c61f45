/** Buttons that choose several printers at once, or leave the choice to PrintMux. */

import { mdiLightningBolt } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { type Choice, isChosen, NO_CHOICE, type Quick } from "./choosing";
import { define } from "./element";
import "./icon";

/** `<printmux-quick .offers .choice>`; fires `choose` with the new choice. */
@define("printmux-quick")
export class PrintMuxQuick extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        min-width: 0;
        max-width: 100%;
      }
      button {
        --pm-icon-size: 18px;
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 36px;
        flex: none;
        max-width: 100%;
        padding: 0 14px;
        border: 1px solid var(--pm-line);
        border-radius: 18px;
        transition: background var(--pm-fast);
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button:hover {
        background: var(--pm-accent-tint);
      }
      [aria-pressed="true"] {
        border-color: var(--pm-accent);
        background: var(--pm-accent-tint);
        color: var(--pm-accent-text);
      }
      @media (pointer: coarse) {
        button {
          min-height: 44px;
          border-radius: 22px;
        }
      }
      @media (forced-colors: active) {
        [aria-pressed="true"] {
          border-color: Highlight;
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  @property({ attribute: false }) offers: Quick[] = [];
  @property({ attribute: false }) choice: Choice = NO_CHOICE;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.offers.length) {
      return nothing;
    }
    const { choice } = this;
    const [first, ...others] = this.offers;
    const any = { ...choice, any: !choice.any };
    return html`${first ? this.renderOffer(first) : nothing}
    ${this.renderButton(t("quick.any"), choice.any, any, true)}
    ${repeat(
      others,
      ({ key }) => key,
      (offer) => this.renderOffer(offer),
    )}`;
  }

  private renderOffer(offer: Quick): TemplateResult {
    const chosen = isChosen(this.choice, offer.ids);
    const printers = new Set(chosen ? [] : offer.ids);
    return this.renderButton(label(offer), chosen, { ...this.choice, printers });
  }

  private renderButton(
    text: string,
    pressed: boolean,
    next: Choice,
    any = false,
  ): TemplateResult {
    return html`<button
      aria-pressed=${pressed ? "true" : "false"}
      title=${any ? t("quick.any_hint") : nothing}
      @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: next }))}
    >
      ${any ? html`<printmux-icon .path=${mdiLightningBolt}></printmux-icon>` : nothing}
      <span>${text}</span>
    </button>`;
  }
}

function label({ key, tag, ids }: Quick): string {
  if (tag) {
    return t("quick.tag", { tag, number: ids.length });
  }
  const values = { number: ids.length };
  return key === "fitting" ? t("quick.fitting", values) : t("quick.all", values);
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-quick": PrintMuxQuick;
  }
}
