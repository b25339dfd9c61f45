/** A printer's cameras, live as long as they are seen. */

import { mdiArrowExpand, mdiCameraOff, mdiCameraSwitch } from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { showMoreInfo } from "../../ha/events";
import { t } from "../../i18n/printers";
import { controls, tokens } from "../../styles";
import { Feed } from "./feed";
import { OnScreen } from "./on-screen";

/** `<printmux-printer-camera .hass .cameras=${entity ids} .name=${printer}>`. */
@define("printmux-printer-camera")
export class PrintMuxPrinterCamera extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        position: relative;
        display: grid;
        place-items: center;
        overflow: hidden;
        aspect-ratio: 16 / 9;
        border-radius: var(--pm-radius-small);
        background: #000;
        color: #fff;
      }
      img {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      p {
        display: grid;
        justify-items: center;
        gap: 8px;
        margin: 0;
        padding: 16px;
        text-align: center;
      }
      .buttons {
        position: absolute;
        inset-block-end: 4px;
        inset-inline-end: 4px;
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .icon-button,
      .chip {
        background: rgba(0, 0, 0, 0.6);
        color: #fff;
      }
      .icon-button:hover:not(:disabled) {
        background: rgba(0, 0, 0, 0.85);
        color: #fff;
      }
      :focus-visible {
        outline-color: #fff;
        outline-offset: -4px;
      }
    `,
  ];

  @property({ attribute: false }) cameras: string[] = [];
  @property() name = "";
  @state() private index = 0;

  private readonly feed = new Feed(
    () => this.hass,
    () => this.requestUpdate(),
  );
  private readonly screen = new OnScreen(this, () => this.follow());

  private get camera(): string | undefined {
    return this.cameras[this.index % this.cameras.length];
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("cameras");
    if (before && before.join() !== this.cameras.join()) {
      this.follow();
    }
  }

  private follow(): void {
    if (this.screen.seen && this.camera) {
      this.feed.start(this.camera);
    } else {
      this.feed.stop();
    }
  }

  protected override render(): TemplateResult {
    const { state, url } = this.feed;
    return html`
      ${
        state === "failed"
          ? html`<p role="status">
              <printmux-icon .path=${mdiCameraOff}></printmux-icon>${t("camera.failed")}
            </p>`
          : nothing
      }
      ${state === "waiting" ? html`<p role="status">${t("camera.waits")}</p>` : nothing}
      <img
        src=${url ?? nothing}
        alt=${t("camera.picture", { printer: this.name })}
        ?hidden=${url === null || state === "waiting"}
        @load=${() => this.feed.loaded()}
        @error=${() => this.feed.broken()}
      />
      <div class="buttons">
        ${
          state === "stills"
            ? html`<span class="chip">${t("camera.stills")}</span>`
            : nothing
        }
        ${this.cameras.length > 1 ? this.renderNext() : nothing}
        ${this.renderButton(mdiArrowExpand, t("camera.enlarge"), () =>
          showMoreInfo(this, this.camera ?? ""),
        )}
      </div>
    `;
  }

  private renderNext(): TemplateResult {
    const number = (this.index % this.cameras.length) + 1;
    const place = t("camera.of", { number, total: this.cameras.length });
    return this.renderButton(mdiCameraSwitch, `${t("camera.next")} (${place})`, () => {
      this.index++;
      this.follow();
    });
  }

  private renderButton(icon: string, name: string, press: () => void): TemplateResult {
    return html`<button
      class="icon-button"
      title=${name}
      aria-label=${name}
      @click=${press}
    >
      <printmux-icon .path=${icon}></printmux-icon>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-printer-camera": PrintMuxPrinterCamera;
  }
}
