/** All copies of a job that were sent last, live. */

import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Job, Rights } from "../api/types";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import type { Printers } from "./choosing";
import { define, PrintMuxElement } from "./element";
import { currentTargets } from "./journey";
import "./target";

/** More than these are shown only when asked for; a job may have 99 copies. */
const MOST_TARGETS = 12;

/** `<printmux-targets .hass .job .printers .can>`. */
@define("printmux-targets")
export class PrintMuxTargets extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      printmux-target + printmux-target {
        border-block-start: 1px solid var(--pm-line);
      }
    `,
  ];

  @property({ attribute: false }) job?: Job;
  @property({ attribute: false }) printers: Printers = new Map();
  @property({ attribute: false }) can: Rights = { dispatch: false, manage: false };
  @state() private all = false;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.job) {
      return nothing;
    }
    const targets = currentTargets(this.job);
    // What needs somebody must not hide among many that go well.
    const short =
      targets.length > MOST_TARGETS
        ? [...targets]
            .sort((a, b) => urgency(a.state) - urgency(b.state))
            .slice(0, MOST_TARGETS)
        : targets;
    return html`${repeat(
      this.all ? targets : short,
      (target) => target.id,
      (target) =>
        html`<printmux-target
          .hass=${this.hass}
          .job=${this.job}
          .target=${target}
          .printer=${this.printers.get(target.printer ?? "")}
          .can=${this.can}
        ></printmux-target>`,
    )}
    ${
      short.length < targets.length && !this.all
        ? html`<button class="button small" @click=${() => (this.all = true)}>
            ${t("targets.show_all", { count: targets.length })}
          </button>`
        : nothing
    }`;
  }
}

function urgency(state: string): number {
  const order = ["needs_attention", "failed", "printing", "starting", "uploading"];
  const place = order.indexOf(state);
  return place < 0 ? order.length : place;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-targets": PrintMuxTargets;
  }
}
