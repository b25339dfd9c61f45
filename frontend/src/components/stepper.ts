/** A number with a button on either side, large enough for a thumb. */

import { mdiMinus, mdiPlus } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { define } from "./element";
import "./icon";

/** `<printmux-stepper .value .min .max label>`; fires `change`, `value` is the new one. */
@define("printmux-stepper")
export class PrintMuxStepper extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
      }
      .box {
        display: inline-flex;
        align-items: center;
        border: 1px solid var(--pm-line);
        border-radius: 20px;
      }
      input {
        width: 3.5ch;
        padding: 0;
        border: none;
        background: none;
        text-align: center;
        font-variant-numeric: tabular-nums;
        appearance: textfield;
      }
      input::-webkit-inner-spin-button {
        appearance: none;
      }
      .icon-button:disabled {
        opacity: 0.4;
      }
    `,
  ];

  @property({ type: Number }) value = 1;
  @property({ type: Number }) min = 1;
  @property({ type: Number }) max = 99;
  @property() label = "";
  @property({ type: Boolean }) disabled = false;

  protected override render(): TemplateResult {
    return html`<label for="value">${this.label}</label>
      <span class="box">
        ${this.renderButton(-1, mdiMinus, t("stepper.less", { what: this.label }))}
        <input
          id="value"
          type="number"
          inputmode="numeric"
          min=${this.min}
          max=${this.max}
          .value=${String(this.value)}
          ?disabled=${this.disabled}
          @change=${(event: Event) => {
            const field = event.target as HTMLInputElement;
            this.set(field.valueAsNumber);
            field.value = String(this.value);
          }}
        />
        ${this.renderButton(1, mdiPlus, t("stepper.more", { what: this.label }))}
      </span>`;
  }

  private renderButton(step: number, icon: string, label: string): TemplateResult {
    const next = this.value + step;
    return html`<button
      class="icon-button"
      aria-label=${label}
      ?disabled=${this.disabled || next < this.min || next > this.max}
      @click=${() => this.set(next)}
    >
      <printmux-icon .path=${icon}></printmux-icon>
    </button>`;
  }

  private set(value: number): void {
    const whole = Number.isFinite(value) ? Math.round(value) : this.value;
    const next = Math.min(this.max, Math.max(this.min, whole));
    if (next !== this.value) {
      this.value = next;
      this.dispatchEvent(new Event("change"));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-stepper": PrintMuxStepper;
  }
}
