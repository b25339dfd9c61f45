/** Asks before something that can't be taken back. */

import { css, html, LitElement, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { define } from "./element";

/** What is asked, and what the button that does it says. */
export interface Question {
  title: string;
  text: string | string[];
  confirm: string;
  danger?: boolean;
}

/** A modal dialog with two buttons; use `confirm()`. */
@define("printmux-confirmation")
export class PrintMuxConfirmation extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      dialog {
        width: min(440px, calc(100vw - 32px));
        max-height: calc(100dvh - 32px);
        padding: 0;
        border: none;
        border-radius: var(--ha-dialog-border-radius, 24px);
        background: var(--ha-dialog-surface-background, var(--pm-surface));
        color: var(--pm-text);
        box-shadow: 0 8px 32px rgba(0, 0, 0, 0.32);
      }
      /* The dialog itself is hit only where the page behind it is. */
      .surface {
        padding: 24px;
      }
      dialog::backdrop {
        background: rgba(0, 0, 0, 0.4);
      }
      h2 {
        margin: 0 0 8px;
        font-size: var(--pm-font-xl);
        font-weight: 400;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0 0 8px;
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        margin-block-start: 24px;
      }
    `,
  ];

  @property({ attribute: false }) question!: Question;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  private answer = false;
  private settle: (answer: boolean) => void = () => {};

  /** Gives the answer; closing the dialog in any other way is a no. */
  readonly answered = new Promise<boolean>((resolve) => (this.settle = resolve));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.settle(false);
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    this.dialog
      .querySelector<HTMLElement>(this.question.danger ? ".no" : ".yes")
      ?.focus();
  }

  protected override render(): TemplateResult {
    const { title, text, confirm, danger } = this.question;
    return html`<dialog
      role="alertdialog"
      aria-labelledby="title"
      aria-describedby="text"
      @close=${() => this.settle(this.answer)}
      @click=${(event: Event) => event.target === this.dialog && this.dialog.close()}
    >
      <div class="surface">
        <h2 id="title">${title}</h2>
        <div id="text">${[text].flat().map((line) => html`<p>${line}</p>`)}</div>
        <div class="buttons">
          <button class="button no" @click=${() => this.dialog.close()}>
            ${t("cancel")}
          </button>
          <button
            class="button yes ${danger ? "danger" : "primary"}"
            @click=${() => this.agree()}
          >
            ${confirm}
          </button>
        </div>
      </div>
    </dialog>`;
  }

  private agree(): void {
    this.answer = true;
    this.dialog.close();
  }
}

/** Asks in a dialog; the focus returns to where it was. */
export async function confirm(from: LitElement, question: Question): Promise<boolean> {
  const focused = deepFocus();
  const element = document.createElement("printmux-confirmation");
  element.question = question;
  // Not at the page's end: a theme may be that of one view or card only.
  from.renderRoot.append(element);
  try {
    return await element.answered;
  } finally {
    element.remove();
    focused?.focus({ preventScroll: true });
  }
}

function deepFocus(): HTMLElement | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) {
    focused = focused.shadowRoot.activeElement;
  }
  return focused as HTMLElement | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-confirmation": PrintMuxConfirmation;
  }
}
