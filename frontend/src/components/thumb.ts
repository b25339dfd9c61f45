/** The picture of a job, in a box that is there before it. */

import { mdiCubeOutline } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Job } from "../api/types";
import { t } from "../i18n/common";
import { tokens } from "../styles";
import { define } from "./element";
import "./icon";

/** From this size on a picture tells more than the name beside it. */
const SPEAKING = 96;

/** Returns the address of a job's picture for a box of that size. */
export function pictureUrl(url: string, size: number): string {
  const width = Math.ceil(size * (globalThis.devicePixelRatio || 1));
  return `${url}${url.includes("?") ? "&" : "?"}width=${width}`;
}

/** `<printmux-thumb .job=${job} .size=${96}>`, a square of `size` pixels. */
@define("printmux-thumb")
export class PrintMuxThumb extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: inline-grid;
        flex: none;
        place-items: center;
        overflow: hidden;
        width: var(--pm-thumb-size);
        height: var(--pm-thumb-size);
        border-radius: var(--pm-radius-small);
        background: var(--pm-raised);
        color: var(--pm-dim);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
    `,
  ];

  @property({ attribute: false }) job?: Pick<Job, "name" | "thumbnail">;
  @property({ type: Number }) size = 48;
  @state() private broken = "";

  protected override willUpdate(): void {
    this.style.setProperty("--pm-thumb-size", `${this.size}px`);
    this.style.setProperty("--pm-icon-size", `${Math.round(this.size * 0.5)}px`);
  }

  protected override render(): TemplateResult {
    const { name = "", thumbnail = null } = this.job ?? {};
    if (!thumbnail || thumbnail === this.broken) {
      return html`<printmux-icon .path=${mdiCubeOutline}></printmux-icon>`;
    }
    return html`<img
      src=${pictureUrl(thumbnail, this.size)}
      width=${this.size}
      height=${this.size}
      alt=${this.size >= SPEAKING ? t("thumb.alt", { name }) : ""}
      loading="lazy"
      decoding="async"
      draggable="false"
      @error=${() => (this.broken = thumbnail)}
    />`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-thumb": PrintMuxThumb;
  }
}
