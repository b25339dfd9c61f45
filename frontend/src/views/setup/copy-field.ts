/** A text that belongs into another program, with a button that copies it. */

import { mdiCheck, mdiContentCopy } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { define } from "../../components/element";
import "../../components/icon";
import { copyText } from "../../ha/clipboard";
import { t } from "../../i18n/setup";
import { controls, tokens } from "../../styles";

/** How long the button says that it has copied. */
const SAID_MS = 3000;

/** `<printmux-copy-field .name .value>`; `name` says what the text is. */
@define("printmux-copy-field")
export class PrintMuxCopyField extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        min-width: 0;
      }
      input {
        flex: 1 1 12em;
        min-width: 0;
        font-family: var(--code-font-family, ui-monospace, monospace);
        text-overflow: ellipsis;
      }
      button {
        min-width: 104px;
      }
      .done {
        color: var(--pm-good-text);
      }
    `,
  ];

  @property() name = "";
  @property() value = "";
  @query("input") private readonly input!: HTMLInputElement;
  @state() private said: "" | "done" | "failed" = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.said = "";
  }

  protected override render(): TemplateResult {
    const { said } = this;
    return html`
      <input
        readonly
        dir="ltr"
        aria-label=${this.name}
        .value=${this.value}
        @focus=${() => this.input.select()}
      />
      <button
        class="button ${said}"
        aria-label=${t("copy.name", { name: this.name })}
        @click=${() => void this.copy()}
      >
        <printmux-icon
          .path=${said === "done" ? mdiCheck : mdiContentCopy}
        ></printmux-icon>
        ${said === "" ? t("copy") : t(`copy.${said}`)}
      </button>
      <span class="reader" role="status">${said && t(`copy.${said}`)}</span>
    `;
  }

  private async copy(): Promise<void> {
    const copied = await copyText(this.value);
    if (!copied) {
      this.input.focus();
      this.input.select();
    }
    this.said = copied ? "done" : "failed";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.said = ""), SAID_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-copy-field": PrintMuxCopyField;
  }
}
