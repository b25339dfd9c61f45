/** All that a file says of itself, for people. */

import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { define, PrintMuxElement } from "../../components/element";
import { tokens } from "../../styles";
import { describe, type Metadata, type Section } from "./metadata";

/** `<printmux-job-metadata .hass .metadata>`. */
@define("printmux-job-metadata")
export class PrintMuxJobMetadata extends PrintMuxElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        columns: 260px;
        column-gap: 32px;
      }
      section {
        break-inside: avoid;
        padding-block-end: 20px;
      }
      h4 {
        display: flex;
        align-items: center;
        gap: 8px;
        margin: 0 0 4px;
        font-weight: 500;
      }
      h4 i {
        width: 14px;
        height: 14px;
        border: 1px solid var(--pm-dim);
        border-radius: 50%;
      }
      dl {
        margin: 0;
      }
      div {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        padding-block: 4px;
        border-block-start: 1px solid var(--pm-line);
      }
      dt {
        color: var(--pm-dim);
      }
      dd {
        min-width: 0;
        margin: 0;
        overflow-wrap: anywhere;
        text-align: end;
      }
    `,
  ];

  @property({ attribute: false }) metadata: Metadata = {};

  protected override render(): TemplateResult[] | typeof nothing {
    return this.hass && this.speech.ready
      ? describe(this.hass.locale, this.metadata).map(renderSection)
      : nothing;
  }
}

function renderSection({ title, rows, color }: Section): TemplateResult {
  return html`<section>
    <h4>
      ${color ? html`<i style=${styleMap({ backgroundColor: color })}></i>` : nothing}
      ${title}
    </h4>
    <dl>
      ${rows.map(
        ({ label, text }) =>
          html`<div>
            <dt>${label}</dt>
            <dd><bdi>${text}</bdi></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-job-metadata": PrintMuxJobMetadata;
  }
}
