/** The chips of a job. */

import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import type { Job } from "../api/types";
import { tokens, controls } from "../styles";
import { Clock } from "./clock";
import { define, PrintMuxElement } from "./element";
import "./icon";
import { type Fact, jobFacts } from "./job-facts";

/** `<printmux-facts .hass .job brief>`; `brief` leaves out what no choice depends on. */
@define("printmux-facts")
export class PrintMuxFacts extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .chip {
        --pm-icon-size: 16px;
        gap: 5px;
        background: color-mix(in srgb, var(--pm-text) 7%, transparent);
        max-width: 100%;
      }
      .chip printmux-icon {
        color: var(--pm-dim);
      }
      .text {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .chip.warn {
        white-space: normal;
        background: color-mix(in srgb, var(--pm-warn) 16%, transparent);
        color: var(--pm-warn-text);
      }
      .chip.accent {
        background: var(--pm-accent-tint);
        color: var(--pm-accent-text);
      }
      .chip.warn printmux-icon,
      .chip.accent printmux-icon {
        color: inherit;
      }
      /* In a line: what comes later has to do without a place. */
      :host([brief]) ul {
        gap: 0 12px;
        max-height: 24px;
        overflow: hidden;
      }
      :host([brief]) .warn {
        order: -1;
      }
      :host([brief]) .chip:not(.warn, .accent) {
        padding: 0;
        background: none;
        color: var(--pm-dim);
      }
    `,
  ];

  @property({ attribute: false }) job?: Job;
  @property({ type: Boolean, reflect: true }) brief = false;

  constructor() {
    super();
    new Clock(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.hass || !this.job) {
      return nothing;
    }
    const facts = jobFacts(this.hass, this.job, this.brief);
    return html`<ul>
      ${repeat(facts, (fact) => fact.key, renderFact)}
    </ul>`;
  }
}

function renderFact(fact: Fact): TemplateResult {
  return html`<li class="chip ${fact.tone ?? ""}" title=${fact.title ?? nothing}>
    ${fact.icon ? html`<printmux-icon .path=${fact.icon}></printmux-icon>` : nothing}
    ${fact.colors?.map(
      (color) =>
        html`<span
          class="swatch"
          style=${styleMap({ backgroundColor: color })}
        ></span>`,
    )}
    <span class="reader">${fact.label}</span>
    <span class="text">${fact.text}</span>
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-facts": PrintMuxFacts;
  }
}
