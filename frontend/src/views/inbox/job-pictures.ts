/** The pictures in a job's file: the largest one, and the others to choose from. */

import { mdiCubeOutline } from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Job, JobDetail, Thumbnail } from "../../api/types";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { pictureUrl } from "../../components/thumb";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";

const SIDE = 240;

/** `<printmux-job-pictures .hass .job>`; a job of the list has only its largest one. */
@define("printmux-job-pictures")
export class PrintMuxJobPictures extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        gap: 8px;
        width: var(--pm-picture, ${SIDE}px);
        --pm-icon-size: 96px;
      }
      .large {
        display: grid;
        place-items: center;
        aspect-ratio: 1;
        overflow: hidden;
        border-radius: var(--pm-radius-small);
        background: var(--pm-raised);
        color: var(--pm-dim);
      }
      img {
        display: block;
        width: 100%;
        height: 100%;
        min-height: 0;
        object-fit: contain;
      }
      .others {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .others button {
        width: var(--pm-pictures, 48px);
        height: var(--pm-pictures, 48px);
        overflow: hidden;
        border: 2px solid transparent;
        border-radius: var(--pm-radius-small);
        background: var(--pm-raised);
      }
      .others button[aria-pressed="true"] {
        border-color: var(--pm-accent);
      }
    `,
  ];

  @property({ attribute: false }) job?: Job | JobDetail;
  @state() private chosen = 0;
  @state() private broken = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("job") && changed.get("job")?.id !== this.job?.id) {
      this.chosen = 0;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job } = this;
    if (!job || !this.speech.ready) {
      return nothing;
    }
    const others = "thumbnails" in job ? largestFirst(job.thumbnails) : [];
    // The same address before and after the details have come: nothing flickers.
    const largest = job.thumbnail && pictureUrl(job.thumbnail, SIDE);
    const url = this.chosen ? (others[this.chosen]?.url ?? largest) : largest;
    return html`<div class="large">
        ${
          url && url !== this.broken
            ? html`<img
                src=${url}
                alt=${t("picture", { name: job.name })}
                @error=${() => (this.broken = url)}
              />`
            : html`<printmux-icon .path=${mdiCubeOutline}></printmux-icon>`
        }
      </div>
      ${others.length > 1 ? this.renderOthers(others) : nothing}`;
  }

  private renderOthers(others: Thumbnail[]): TemplateResult {
    return html`<div class="others" role="group" aria-label=${t("pictures")}>
      ${others.map(({ width, height, url }, index) => {
        const label = t("picture.size", { width, height });
        return html`<button
          aria-label=${label}
          title=${label}
          aria-pressed=${index === this.chosen}
          @click=${() => (this.chosen = index)}
        >
          ${url ? html`<img src=${url} alt="" loading="lazy" />` : nothing}
        </button>`;
      })}
    </div>`;
  }
}

function largestFirst(thumbnails: Thumbnail[]): Thumbnail[] {
  return thumbnails
    .filter(({ url }) => url)
    .sort((one, other) => other.width * other.height - one.width * one.height);
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-job-pictures": PrintMuxJobPictures;
  }
}
