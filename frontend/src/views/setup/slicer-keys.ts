/** The slicer keys there are, and a new one. */

import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { messageOf } from "../../api/orders";
import type { Hub, SlicerKey } from "../../api/types";
import { Clock } from "../../components/clock";
import { define, PrintMuxElement } from "../../components/element";
import { ago, exact } from "../../format/times";
import { followed } from "../../ha/links";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/setup";
import { controls, tokens } from "../../styles";
import "./copy-field";
import { makeKey } from "./key-flow";

/** `<printmux-slicer-keys .hass .hub .suggestion>`; fires `made` with the key. */
@define("printmux-slicer-keys")
export class PrintMuxSlicerKeys extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        gap: 16px;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
        overflow-wrap: anywhere;
      }
      li b {
        flex: 1 1 100%;
        font-weight: 500;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 8px;
      }
      label {
        display: grid;
        flex: 1 1 12em;
        gap: 4px;
        min-width: 0;
      }
      input {
        min-width: 0;
        width: 100%;
      }
      .new {
        display: grid;
        gap: 8px;
        padding: 12px;
        border-radius: var(--pm-radius-small);
        background: color-mix(in srgb, var(--pm-good) 14%, transparent);
      }
      .new p,
      .error {
        margin: 0;
      }
      .manage {
        color: var(--pm-accent-text);
      }
    `,
  ];

  @property({ attribute: false }) hub?: Hub;
  /** What a new key may be called. */
  @property() suggestion = "";
  @query("input") private readonly input?: HTMLInputElement;
  @state() private made: { name: string; key: string } | null = null;
  @state() private name: string | null = null;
  @state() private pending = false;
  @state() private error = "";

  constructor() {
    super();
    new Clock(this);
  }

  /** Leads the user to where a key is made. */
  begin(): void {
    this.input?.focus();
    this.input?.select();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, hub } = this;
    if (!hass || !hub) {
      return nothing;
    }
    return html`
      ${this.made ? this.renderMade(this.made) : nothing}
      ${
        hub.keys.length
          ? html`<ul>
              ${repeat(
                hub.keys,
                (key) => key.id,
                (key) => renderKey(hass, key),
              )}
            </ul>`
          : html`<span class="dim">${t("key.none")}</span>`
      }
      ${this.renderForm(hass, hub)}
      <a
        class="manage"
        href="/config/integrations/integration/printmux"
        @click=${followed}
        >${t("key.manage")}</a
      >
    `;
  }

  private renderMade({ name, key }: { name: string; key: string }): TemplateResult {
    return html`<div class="new" role="status">
      <p>${t("key.once")}</p>
      <printmux-copy-field .name=${name} .value=${key}></printmux-copy-field>
    </div>`;
  }

  private renderForm(hass: Hass, hub: Hub): TemplateResult {
    const name = this.name ?? this.suggestion;
    return html`<form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.create(hass, hub, name.trim());
      }}
    >
      <label
        >${t("key.name")}
        <input
          required
          maxlength="64"
          .value=${name}
          @input=${(event: InputEvent) =>
            (this.name = (event.target as HTMLInputElement).value)}
        />
      </label>
      <button class="button" ?disabled=${this.pending || !name.trim()}>
        ${t("key.create")}
      </button>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
    </form>`;
  }

  private async create(hass: Hass, hub: Hub, name: string): Promise<void> {
    if (this.pending || !name) {
      return;
    }
    this.pending = true;
    this.error = "";
    try {
      const key = await makeKey(hass, hub.entry_id, name);
      this.made = { name, key };
      this.name = null;
      this.dispatchEvent(new CustomEvent<string>("made", { detail: key }));
    } catch (error) {
      this.error = messageOf(error);
    } finally {
      this.pending = false;
    }
  }
}

function renderKey(hass: Hass, key: SlicerKey): TemplateResult {
  const { name, prefix, last_used, expires_at } = key;
  return html`<li>
    <b>${name}</b>
    <span class="dim">${t("key.prefix", { prefix })}</span>
    <span class="dim" title=${last_used ? exact(hass, last_used) : nothing}
      >${last_used ? t("key.used", { time: ago(hass, last_used) }) : t("key.unused")}</span
    >
    ${expires_at ? renderExpiry(hass, expires_at) : nothing}
  </li>`;
}

function renderExpiry(hass: Hass, date: string): TemplateResult {
  // A day without a time: it ends the key when it begins where Home Assistant is.
  const begins = new Date(`${date}T00:00:00`);
  if (begins.getTime() <= Date.now()) {
    return html`<span class="error">${t("key.expired")}</span>`;
  }
  const words = begins.toLocaleDateString(hass.locale.language, {
    dateStyle: "medium",
  });
  return html`<span class="dim">${t("key.expires", { date: words })}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-slicer-keys": PrintMuxSlicerKeys;
  }
}
