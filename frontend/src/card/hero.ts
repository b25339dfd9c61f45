/** The job that is to be sent, large enough to be recognised across the room. */

import { mdiDeleteOutline } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { messageOf } from "../api/orders";
import type { Job, Rights } from "../api/types";
import { askToDelete } from "../components/deletion";
import { define, PrintMuxElement } from "../components/element";
import "../components/facts";
import "../components/icon";
import "../components/thumb";
import { followed } from "../ha/links";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";

/** `<printmux-hero .hass .job .can .layout>`. */
@define("printmux-hero")
export class PrintMuxHero extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
        container-type: inline-size;
      }
      .hero {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 4px 16px;
        align-items: start;
      }
      .hero > .icon-button,
      .hero > .gap {
        grid-area: 1 / 3;
      }
      .words {
        display: grid;
        gap: 10px;
        align-content: center;
        min-width: 0;
        min-height: 100%;
      }
      h2 {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        margin: 0;
        font-size: var(--pm-font-xl);
        font-weight: 400;
        line-height: 1.3;
        overflow-wrap: anywhere;
        outline: none;
      }
      a {
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
      p {
        grid-column: 1 / -1;
        margin: 0;
      }
      @container (max-width: 480px) {
        .hero {
          gap: 8px 12px;
        }
        h2 {
          font-size: var(--pm-font-l);
        }
        .large {
          --pm-thumb-size: 80px !important;
          --pm-icon-size: 40px !important;
        }
        .words.full {
          display: contents;
        }
        .words.full h2 {
          align-self: center;
        }
        /* Two lines of them, whether or not the file has been read yet. */
        .words.full printmux-facts {
          grid-area: 2 / 1 / auto / -1;
          min-height: 54px;
        }
      }
      @container (max-width: 240px) {
        .icon-button {
          display: none;
        }
        .hero printmux-thumb {
          --pm-thumb-size: 48px !important;
          --pm-icon-size: 24px !important;
        }
        .words.compact {
          display: contents;
        }
        .words.compact printmux-facts {
          grid-area: 2 / 1 / auto / -1;
        }
      }
      .compact {
        align-items: center;
      }
      .compact h2 {
        -webkit-line-clamp: 1;
        font-size: var(--pm-font-l);
      }
      .compact .words {
        gap: 4px;
      }
    `,
  ];

  @property({ attribute: false }) job?: Job;
  @property({ attribute: false }) can: Rights = { dispatch: false, manage: false };
  @property() layout: "full" | "compact" = "full";
  @state() private busy = false;
  @state() private error = "";
  @query("h2") private readonly heading?: HTMLElement;

  /** Puts the focus where a reader begins with the job. */
  override focus(): void {
    this.heading?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job, layout } = this;
    if (!job) {
      return nothing;
    }
    const compact = layout === "compact";
    return html`<div class="hero ${layout}">
      <printmux-thumb
        class=${compact ? "" : "large"}
        .job=${job}
        .size=${compact ? 56 : 128}
      ></printmux-thumb>
      <div class="words ${layout}">
        <h2 tabindex="-1" dir="auto" title=${job.name}>
          <a href="/printmux/inbox/${job.id}" @click=${followed}>${job.name}</a>
        </h2>
        <printmux-facts
          .hass=${this.hass}
          .job=${job}
          .brief=${compact}
        ></printmux-facts>
      </div>
      ${
        this.can.manage && job.state !== "dispatching"
          ? html`<button
              class="icon-button"
              aria-label=${t("delete.label", { job: job.name })}
              title=${t("delete")}
              @click=${() => void this.delete(job)}
            >
              <printmux-icon .path=${mdiDeleteOutline}></printmux-icon>
            </button>`
          : html`<span class="gap"></span>`
      }
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
    </div>`;
  }

  private async delete(job: Job): Promise<void> {
    if (!this.hass || this.busy) {
      return;
    }
    this.busy = true;
    this.error = "";
    try {
      await askToDelete(this, this.hass, job.id, job);
    } catch (error) {
      this.error = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-hero": PrintMuxHero;
  }
}
