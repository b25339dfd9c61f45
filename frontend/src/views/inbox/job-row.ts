/** One job of the list: picture, name, facts, and what it does now. */

import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import type { Job } from "../../api/types";
import { bar } from "../../components/bar";
import { define } from "../../components/element";
import { type Fact, jobFacts } from "../../components/job-facts";
import { piece, PrintMuxPiece } from "../../components/piece";
import "../../components/thumb";
import { percent } from "../../format/numbers";
import { brief, exact } from "../../format/times";
import { controls, tokens } from "../../styles";
import { statusOf } from "./job-status";
import { tones } from "./tones";

/** The first of these that tell something fill the line; what is odd comes before all. */
const SHORT = [
  ["problem", "file_gone"],
  ["print_time", "filament"],
  ["slicer", "size"],
];

/** `<printmux-job-row>`; drawn anew only when its job has changed, or the day. */
@define("printmux-job-row")
export class PrintMuxJobRow extends PrintMuxPiece {
  static override styles = [
    tokens,
    controls,
    tones,
    bar,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 12px;
        padding: 8px 12px;
        contain-intrinsic-size: none 64px;
      }
      .words {
        display: grid;
        gap: 2px;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 6px;
        min-width: 0;
        min-height: 20px;
      }
      .cut {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name {
        font-weight: 500;
      }
      time,
      .facts {
        color: var(--pm-dim);
        font-size: var(--pm-font-s);
      }
      .odd {
        color: var(--pm-warn-text);
      }
      .dot {
        flex: none;
        width: 12px;
        height: 12px;
        border: 1px solid var(--pm-dim);
        border-radius: 50%;
      }
      .dot + .dot {
        margin-inline-start: -10px;
      }
      .status {
        color: var(--tone-text);
        font-size: var(--pm-font-s);
      }
      .status > i {
        flex: none;
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--tone);
      }
      .bar {
        flex: none;
        width: 48px;
        height: 4px;
      }
      .share {
        min-width: 2.5em;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `,
    piece,
  ];

  @property({ attribute: false }) job?: Job;
  /** When the day began: a time of day is that of today. */
  @property({ type: Number }) today = 0;

  protected override render(): TemplateResult | typeof nothing {
    const { hass, job } = this;
    if (!hass || !job) {
      return nothing;
    }
    const facts = shortFacts(jobFacts(hass, job));
    return html`
      <printmux-thumb .job=${job} .size=${56}></printmux-thumb>
      <div class="words">
        <div class="line">
          <bdi class="cut name" title=${job.name}>${job.name}</bdi>
          <time datetime=${job.created_at} title=${exact(hass, job.created_at)}
            >${brief(hass, job.created_at, this.today)}</time
          >
        </div>
        <div
          class="line facts ${facts.some(({ tone }) => tone === "warn") ? "odd" : ""}"
        >
          ${facts.flatMap(({ colors = [] }) => colors.slice(0, 5)).map(renderColor)}
          <span class="cut" title=${textOf(facts)}>${textOf(facts)}</span>
        </div>
        ${this.renderStatus(job)}
      </div>
    `;
  }

  private renderStatus(job: Job): TemplateResult {
    const { tone, text, share } = statusOf(job);
    return html`<div class="line status ${tone}">
      <i></i><span class="cut" title=${text}>${text}</span>
      ${
        share === null || !this.hass
          ? nothing
          : html`<div class="bar" style=${styleMap({ "--share": `${share}` })}>
                <i></i>
              </div>
              <span class="share">${percent(this.hass.locale, share)}</span>`
      }
    </div>`;
  }
}

function shortFacts(facts: Fact[]): Fact[] {
  const lines = SHORT.map((keys) => facts.filter(({ key }) => keys.includes(key)));
  return lines.find((line) => line.length) ?? [];
}

function textOf(facts: Fact[]): string {
  return facts
    .map(({ text }) => text)
    .filter(Boolean)
    .join(" · ");
}

function renderColor(color: string): TemplateResult {
  return html`<i class="dot" style=${styleMap({ backgroundColor: color })}></i>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-job-row": PrintMuxJobRow;
  }
}
