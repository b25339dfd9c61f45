/** The jobs that are on their way, and how the last ones ended. */

import { mdiClose } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Job, Rights } from "../api/types";
import type { Printers } from "../components/choosing";
import { define, PrintMuxElement } from "../components/element";
import "../components/icon";
import "../components/targets";
import "../components/thumb";
import { followed } from "../ha/links";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";

/** `<printmux-journeys .hass .jobs .printers .can .most>`; fires `dismiss`. */
@define("printmux-journeys")
export class PrintMuxJourneys extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      h3 {
        margin: 0 0 4px;
        font-size: var(--pm-font-m);
        font-weight: 500;
        color: var(--pm-dim);
      }
      article {
        padding-block: 8px;
      }
      article + article {
        border-block-start: 1px solid var(--pm-line);
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
      }
      header a {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: var(--pm-font-l);
        font-weight: 500;
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
    `,
  ];

  @property({ attribute: false }) jobs: Job[] = [];
  @property({ attribute: false }) printers: Printers = new Map();
  @property({ attribute: false }) can: Rights = { dispatch: false, manage: false };
  @property({ type: Number }) most = 5;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.jobs.length) {
      return nothing;
    }
    const rest = this.jobs.length - this.most;
    return html`<h3>${t("journeys.title")}</h3>
      ${repeat(
        this.jobs.slice(0, this.most),
        (job) => job.id,
        (job) => this.renderJob(job),
      )}
      ${
        rest > 0
          ? html`<a class="button small" href="/printmux/inbox" @click=${followed}
              >${t("list.more", { count: rest })}</a
            >`
          : nothing
      }`;
  }

  private renderJob(job: Job): TemplateResult {
    return html`<article aria-labelledby=${`name-${job.id}`}>
      <header>
        <printmux-thumb .job=${job} .size=${40}></printmux-thumb>
        <a
          id=${`name-${job.id}`}
          href="/printmux/inbox/${job.id}"
          dir="auto"
          title=${job.name}
          @click=${followed}
          >${job.name}</a
        >
        ${
          job.state === "dispatching"
            ? nothing
            : html`<button
                class="icon-button"
                aria-label=${t("dismiss", { job: job.name })}
                @click=${() =>
                  this.dispatchEvent(new CustomEvent("dismiss", { detail: { job } }))}
              >
                <printmux-icon .path=${mdiClose}></printmux-icon>
              </button>`
        }
      </header>
      <printmux-targets
        .hass=${this.hass}
        .job=${job}
        .printers=${this.printers}
        .can=${this.can}
      ></printmux-targets>
    </article>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-journeys": PrintMuxJourneys;
  }
}
