/** The slicer's own settings as it wrote them: folded, searchable, to be copied. */

import { mdiContentCopy } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { number } from "../../format/numbers";
import { copyText } from "../../ha/clipboard";
import { notify } from "../../ha/events";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";
import { type Metadata, settingsOf } from "./metadata";

/** `<printmux-raw-settings .hass .metadata>`. */
@define("printmux-raw-settings")
export class PrintMuxRawSettings extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
      }
      summary {
        padding-block: 4px;
        cursor: pointer;
        font-weight: 500;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block: 12px;
      }
      input {
        flex: 1 1 160px;
        min-width: 0;
      }
      .table {
        max-height: 480px;
        overflow: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--pm-font-s);
      }
      tr {
        border-block-start: 1px solid var(--pm-line);
      }
      th,
      td {
        padding: 4px 0;
        vertical-align: top;
        text-align: start;
        overflow-wrap: anywhere;
      }
      th {
        width: 40%;
        padding-inline-end: 16px;
        color: var(--pm-dim);
        font-weight: 400;
      }
      td {
        font-family: var(--ha-font-family-code, monospace);
        white-space: pre-wrap;
      }
    `,
  ];

  @property({ attribute: false }) metadata: Metadata = {};
  @state() private open = false;
  @state() private text = "";

  protected override render(): TemplateResult | typeof nothing {
    const settings = settingsOf(this.metadata);
    if (!this.hass || !this.speech.ready || !settings.length) {
      return nothing;
    }
    return html`<details
      @toggle=${(event: Event) =>
        (this.open = (event.target as HTMLDetailsElement).open)}
    >
      <summary>${t("raw", { count: settings.length })}</summary>
      ${this.open ? this.renderSettings(settings) : nothing}
    </details>`;
  }

  private renderSettings(settings: [string, string][]): TemplateResult {
    const needle = this.text.trim().toLowerCase();
    const found = settings.filter((pair) =>
      pair.some((part) => part.toLowerCase().includes(needle)),
    );
    return html`<div class="tools">
        <input
          type="search"
          aria-label=${t("raw.search")}
          placeholder=${t("raw.search")}
          .value=${this.text}
          @input=${(event: InputEvent) =>
            (this.text = (event.target as HTMLInputElement).value)}
        />
        <button class="button" @click=${() => this.copy(found)}>
          <printmux-icon .path=${mdiContentCopy}></printmux-icon>${t("raw.copy")}
        </button>
      </div>
      <p class="reader" role="status">
        ${this.hass ? t("raw.found", { found: number(this.hass.locale, found.length) }) : ""}
      </p>
      <div class="table" tabindex="0" role="group" aria-label=${t("raw.table")}>
        <table dir="ltr">
          ${found.map(
            ([name, value]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </table>
      </div>`;
  }

  private async copy(settings: [string, string][]): Promise<void> {
    const text = settings.map(([name, value]) => `${name} = ${value}`).join("\n");
    notify(this, t((await copyText(text)) ? "copied" : "copy.failed"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-raw-settings": PrintMuxRawSettings;
  }
}
