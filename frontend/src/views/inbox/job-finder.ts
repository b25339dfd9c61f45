/** The field and the chips by which jobs are found. */

import { mdiClose, mdiMagnify } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { number } from "../../format/numbers";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";
import { type Filter, FILTERS, type Listing, type Sought } from "./listing";

/** `<printmux-job-finder .hass .sought .counts>`; fires `seek` with what is sought. */
@define("printmux-job-finder")
export class PrintMuxJobFinder extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      /* Its parts are laid out by the view, beside the button. */
      :host {
        display: contents;
      }
      .field {
        grid-row: 1;
        position: relative;
        display: grid;
        color: var(--pm-dim);
      }
      .field > printmux-icon {
        position: absolute;
        inset-block: 0;
        inset-inline-start: 10px;
        align-items: center;
        pointer-events: none;
      }
      input {
        width: 100%;
        padding-inline: 38px 8px;
        border-color: var(--pm-line);
        color: var(--pm-text);
      }
      input:not(:placeholder-shown) {
        padding-inline-end: 40px;
      }
      input::-webkit-search-cancel-button {
        display: none;
      }
      .field button {
        position: absolute;
        inset-block: 0;
        inset-inline-end: 0;
      }
      .chips {
        grid-row: 2;
        grid-column: 1 / -1;
        display: flex;
        gap: 6px;
        /* There before the chips are. */
        min-height: 36px;
        padding: 2px;
        margin: -2px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      .chip {
        flex: none;
        min-height: 32px;
        padding: 0 12px;
        border: 1px solid var(--pm-line);
        border-radius: 16px;
        background: none;
      }
      .chip:hover {
        background: var(--pm-raised);
      }
      .chip[aria-pressed="true"] {
        border-color: var(--pm-accent-text);
        background: var(--pm-accent-tint);
        color: var(--pm-accent-text);
      }
      .count {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) sought: Sought = { text: "", filters: new Set() };
  @property({ attribute: false }) counts?: Listing["counts"];
  @query("input") private readonly input?: HTMLInputElement | null;

  /** Lets the user type. */
  override focus(): void {
    this.input?.focus();
    this.input?.select();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.speech.ready) {
      return nothing;
    }
    const shown = FILTERS.filter(
      (name) => (this.counts?.[name] ?? 0) > 0 || this.sought.filters.has(name),
    );
    return html`
      <div class="field" role="search">
        <printmux-icon .path=${mdiMagnify}></printmux-icon>
        <input
          type="search"
          autocomplete="off"
          enterkeyhint="search"
          aria-label=${t("search")}
          aria-keyshortcuts="/"
          placeholder=${t("search")}
          .value=${this.sought.text}
          @input=${this.onInput}
          @keydown=${this.onKey}
        />
        ${
          this.sought.text
            ? html`<button
                class="icon-button"
                aria-label=${t("search.clear")}
                @click=${this.clear}
              >
                <printmux-icon .path=${mdiClose}></printmux-icon>
              </button>`
            : nothing
        }
      </div>
      <div class="chips" role="group" aria-label=${t("filters")}>
        ${shown.map((name) => this.renderChip(name))}
      </div>
    `;
  }

  private renderChip(name: Filter): TemplateResult {
    const count = this.counts?.[name] ?? 0;
    return html`<button
      class="chip"
      aria-pressed=${this.sought.filters.has(name)}
      @click=${() => this.toggle(name)}
    >
      ${t(`filter.${name}`)}
      <span class="count">${this.hass ? number(this.hass.locale, count) : count}</span>
    </button>`;
  }

  private readonly onInput = (event: InputEvent): void => {
    this.seek({ text: (event.target as HTMLInputElement).value });
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.sought.text) {
      event.preventDefault();
      this.clear();
    }
  };

  private readonly clear = (): void => {
    this.seek({ text: "" });
    this.input?.focus();
  };

  private toggle(name: Filter): void {
    const filters = new Set(this.sought.filters);
    if (!filters.delete(name)) {
      filters.add(name);
    }
    this.seek({ filters });
  }

  private seek(changed: Partial<Sought>): void {
    const detail = { ...this.sought, ...changed };
    this.dispatchEvent(new CustomEvent<Sought>("seek", { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-job-finder": PrintMuxJobFinder;
  }
}
