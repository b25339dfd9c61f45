/** The panel's page "Set-up": how slicers are pointed here. */

import { mdiAlertOutline } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { BoardSubscription } from "../../api/subscription";
import type { Hub } from "../../api/types";
import "../../components/banner";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { recall, remember } from "../../components/memory";
import { bytes } from "../../format/numbers";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/setup";
import { controls, tokens } from "../../styles";
import { type Address, collectAddresses } from "./addresses";
import "./copy-field";
import "./first-upload";
import type { PrintMuxSlicerKeys } from "./slicer-keys";
import "./slicer-keys";
import { NO_KEY, type Slicer, SLICERS, type Step } from "./slicers";
import { page } from "./view-styles";

const CHOSEN = "printmux-slicer";
const MIB = 1024 * 1024;

/** `<printmux-setup-view>`. */
@define("printmux-setup-view")
export class PrintMuxSetupView extends PrintMuxElement {
  static override styles = [tokens, controls, page];

  @property({ type: Boolean, reflect: true }) narrow = false;
  @state() private slicer = recallSlicer();
  @state() private address: string | null = null;
  /** A key that was made on this page; nobody else ever sees it. */
  @state() private key = "";
  @query("printmux-slicer-keys") private readonly keys?: PrintMuxSlicerKeys;
  private readonly inbox = new BoardSubscription(
    this,
    () => this.hass,
    () => ({ view: "inbox" }),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { hass } = this;
    if (!hass || !this.speech.ready) {
      return nothing;
    }
    const { board } = this.inbox;
    const known = board.status === "ready" || board.status === "stale";
    return html`
      ${
        board.status === "ready"
          ? nothing
          : html`<printmux-banner
              .hass=${hass}
              .board=${board}
              @again=${() => this.inbox.again()}
            ></printmux-banner>`
      }
      ${known && board.hub ? this.renderHelp(hass, board.hub) : nothing}
    `;
  }

  private renderHelp(hass: Hass, hub: Hub): TemplateResult {
    const { board } = this.inbox;
    const addresses = collectAddresses(hub, location.origin);
    const address = addresses.find(({ url }) => url === this.address) ?? addresses[0];
    return html`
      <p class="intro">${t("intro")}</p>
      <div class="columns">
        <div>
          ${this.renderPicker()}
          ${address ? this.renderSteps(hass, hub, addresses, address) : nothing}
        </div>
        <div>
          <section>
            <h2>${t("first.title")}</h2>
            <printmux-first-upload
              .hass=${hass}
              .board=${board}
            ></printmux-first-upload>
          </section>
          ${board.can.manage ? this.renderKeys(hass, hub) : nothing}
        </div>
      </div>
    `;
  }

  private renderKeys(hass: Hass, hub: Hub): TemplateResult {
    return html`<section>
      <h2>${t("key.title")}</h2>
      <printmux-slicer-keys
        .hass=${hass}
        .hub=${hub}
        .suggestion=${this.slicer.name ?? ""}
        @made=${(event: CustomEvent<string>) => (this.key = event.detail)}
      ></printmux-slicer-keys>
    </section>`;
  }

  private renderPicker(): TemplateResult {
    return html`<fieldset>
      <legend>${t("picker")}</legend>
      ${SLICERS.map(
        (slicer) =>
          html`<label
            ><input
              type="radio"
              name="slicer"
              .checked=${slicer === this.slicer}
              @change=${() => this.pick(slicer)}
            />${slicer.name ?? t("slicer.other")}</label
          >`,
      )}
    </fieldset>`;
  }

  private renderSteps(
    hass: Hass,
    hub: Hub,
    addresses: Address[],
    address: Address,
  ): TemplateResult {
    const { slicer } = this;
    const { name } = slicer;
    const steps = slicer.steps(address.url, this.key || NO_KEY);
    return html`<section>
      <h2>${name ? t("steps.title", { slicer: name }) : t("steps.title.other")}</h2>
      ${addresses.length > 1 ? this.renderAddresses(addresses, address) : nothing}
      ${this.cautions(hass, hub, address).map(
        (caution) =>
          html`<p class="caution">
            <printmux-icon .path=${mdiAlertOutline}></printmux-icon
            ><span>${caution}</span>
          </p>`,
      )}
      <ol>
        ${steps.map((step) => this.renderStep(step))}
      </ol>
      <details>
        <summary>${t("help.title")}</summary>
        <ul>
          <li>${t("help.403")}</li>
          <li>${t("help.404")}</li>
          <li>${t("help.error")}</li>
        </ul>
      </details>
    </section>`;
  }

  private renderAddresses(addresses: Address[], address: Address): TemplateResult {
    return html`<label class="addresses"
      >${t("address.pick")}
      <select
        @change=${(event: Event) =>
          (this.address = (event.target as HTMLSelectElement).value)}
      >
        ${addresses.map(
          ({ kind, url }) =>
            html`<option value=${url} .selected=${url === address.url}>
              ${url} (${t(`address.${kind}`)})
            </option>`,
        )}
      </select>
    </label>`;
  }

  private renderStep({ text, copy, key }: Step): TemplateResult {
    const words = t(text);
    const value = key ? this.key : copy;
    return html`<li>
      <span>${words}</span>
      ${
        value
          ? html`<printmux-copy-field
              .name=${words.replace(/[:：]$/, "")}
              .value=${value}
            ></printmux-copy-field>`
          : nothing
      }
      ${key && !value ? this.renderMissingKey() : nothing}
    </li>`;
  }

  private renderMissingKey(): TemplateResult {
    const { manage } = this.inbox.board.can;
    if (!manage) {
      return html`<span class="dim">${t("key.ask")}</span>`;
    }
    return html`<span class="dim">${t("key.missing")}</span>
      <button class="button small" @click=${() => this.keys?.begin()}>
        ${t("key.new")}
      </button>`;
  }

  private cautions(hass: Hass, hub: Hub, { url, caution }: Address): string[] {
    const { name, takesOwnCertificates, isPage } = this.slicer;
    const secure = url.startsWith("https:");
    const size = bytes(hass.locale, hub.max_upload_mb * MIB);
    return [
      caution ? t(`caution.${caution}`, { size }) : "",
      secure && !takesOwnCertificates && caution !== "cloud"
        ? t("caution.certificate", { slicer: name ?? "" })
        : "",
      isPage && !secure ? t("caution.mixed") : "",
    ].filter(Boolean);
  }

  private pick(slicer: Slicer): void {
    this.slicer = slicer;
    remember(CHOSEN, slicer.id);
  }
}

function recallSlicer(): Slicer {
  const chosen = recall(CHOSEN);
  return SLICERS.find(({ id }) => id === chosen) ?? SLICERS[0];
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-setup-view": PrintMuxSetupView;
  }
}
