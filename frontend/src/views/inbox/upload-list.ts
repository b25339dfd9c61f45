/** The files that are on their way from this browser, and those that were refused. */

import {
  mdiAlertCircleOutline,
  mdiClose,
  mdiFileUploadOutline,
  mdiRefresh,
} from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import { bar } from "../../components/bar";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { bytes, measure, percent } from "../../format/numbers";
import { t as common } from "../../i18n/common";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";
import { type Item, looksPrintable, uploads, type UploadQueue } from "./upload-queue";

/**
 * `<printmux-upload-list .hass .maxMb>`, nothing as long as there are no files; fires
 * `emptied` when the user has taken the last one off the list.
 */
@define("printmux-upload-list")
export class PrintMuxUploadList extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    bar,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 4px 12px;
        padding: 4px 4px 4px 12px;
        padding-inline: 12px 4px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius-small);
        background: var(--pm-surface);
      }
      li.failed > printmux-icon {
        color: var(--pm-bad-text);
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .note {
        font-size: var(--pm-font-s);
        overflow-wrap: anywhere;
      }
      .bar {
        grid-column: 1 / -1;
        height: 4px;
        margin-inline-end: 8px;
        margin-block-end: 4px;
      }
    `,
  ];

  @property({ type: Number }) maxMb = 0;
  @property({ attribute: false }) queue: UploadQueue = uploads;
  private leave?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = this.queue.follow({
      changed: () => this.requestUpdate(),
      done: () => {},
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { items } = this.queue;
    if (!this.speech.ready || !items.length) {
      return nothing;
    }
    return html`<ul aria-label=${t("upload.list")}>
      ${repeat(
        items,
        ({ id }) => id,
        (item) => this.renderItem(item),
      )}
    </ul>`;
  }

  private renderItem(item: Item): TemplateResult {
    const failed = item.state === "failed";
    return html`<li class=${item.state}>
      <printmux-icon
        .path=${failed ? mdiAlertCircleOutline : mdiFileUploadOutline}
      ></printmux-icon>
      <div>
        <div class="name" title=${item.file.name}><bdi>${item.file.name}</bdi></div>
        <div
          class="note ${failed ? "error" : "dim"}"
          role=${failed ? "alert" : nothing}
        >
          ${failed ? this.reasonOf(item) : this.progressOf(item)}
        </div>
      </div>
      <div>
        ${
          failed && !item.final
            ? html`<button
                class="icon-button"
                aria-label=${common("retry")}
                title=${common("retry")}
                @click=${() => this.retry(item)}
              >
                <printmux-icon .path=${mdiRefresh}></printmux-icon>
              </button>`
            : nothing
        }
        <button
          class="icon-button"
          aria-label=${failed ? common("close") : common("cancel")}
          title=${failed ? common("close") : common("cancel")}
          @click=${() => this.dismiss(item)}
        >
          <printmux-icon .path=${mdiClose}></printmux-icon>
        </button>
      </div>
      ${failed ? nothing : renderBar(item)}
    </li>`;
  }

  private retry(item: Item): void {
    if (this.hass) {
      this.queue.retry(this.hass, item);
      void this.focusAt(this.queue.items.indexOf(item));
    }
  }

  private dismiss(item: Item): void {
    const at = this.queue.items.indexOf(item);
    this.queue.remove(item);
    void this.focusAt(Math.min(at, this.queue.items.length - 1));
  }

  /** The button that had the focus is gone: another one of the list takes it. */
  private async focusAt(at: number): Promise<void> {
    await this.updateComplete;
    const [item] = [...this.renderRoot.querySelectorAll("li")].slice(at, at + 1);
    if (item) {
      item.querySelector<HTMLElement>("button:last-of-type")?.focus();
    } else {
      this.dispatchEvent(new CustomEvent("emptied"));
    }
  }

  private progressOf({ state, share, file }: Item): string {
    if (!this.hass) {
      return "";
    }
    const { locale } = this.hass;
    const size = bytes(locale, file.size);
    if (state === "waiting") {
      return t("upload.waiting", { size });
    }
    if (share >= 1) {
      return t("upload.storing");
    }
    const words = t("upload.sending", { share: percent(locale, share), size });
    return looksPrintable(file) ? words : `${words} · ${t("upload.odd_name")}`;
  }

  private reasonOf({ fault, error }: Item): string {
    if (!fault || !this.hass) {
      return error ?? "";
    }
    const limit = measure(this.hass.locale, this.maxMb, "megabyte");
    return t(`upload.fault.${fault}`, { limit });
  }
}

function renderBar({ file, share }: Item): TemplateResult {
  return html`<div
    class="bar"
    role="progressbar"
    aria-label=${file.name}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.floor(share * 100)}
    style=${styleMap({ "--share": `${share}` })}
  >
    <i></i>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-upload-list": PrintMuxUploadList;
  }
}
