/** The fields under "More": when a print may start, and how urgent it is. */

import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { NO_TERMS, type Terms } from "./choosing";
import { define, PrintMuxElement } from "./element";
import "./stepper";
import type { PrintMuxStepper } from "./stepper";

/** Domains of entities that may be on, at home, or above 0. */
const DOMAINS = new Set(
  "binary_sensor input_boolean switch schedule person sensor input_number".split(" "),
);
/** A list that browsers still open at once. */
const MOST_ENTITIES = 300;

/** `<printmux-terms .hass .terms>`; fires `change`, `terms` are the new ones. */
@define("printmux-terms")
export class PrintMuxTerms extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
        gap: 16px;
        align-items: end;
      }
      .field {
        display: grid;
        gap: 4px;
        min-width: 0;
      }
      .field input {
        width: 100%;
        min-width: 0;
      }
      p {
        grid-column: 1 / -1;
        margin: 0;
        font-size: var(--pm-font-s);
      }
    `,
  ];

  @property({ attribute: false }) terms: Terms = NO_TERMS;
  @property({ type: Boolean }) disabled = false;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.hass) {
      return nothing;
    }
    const { startAt, priority } = this.terms;
    return html`<div class="field">
        <label for="start_at">${t("terms.start_at")}</label>
        <input
          id="start_at"
          type="datetime-local"
          .value=${startAt}
          ?disabled=${this.disabled}
          @change=${(event: Event) => this.change({ startAt: valueOf(event) })}
        />
      </div>
      ${this.renderEntity()}
      <printmux-stepper
        .label=${t("terms.priority")}
        .value=${priority}
        .min=${-100}
        .max=${100}
        .disabled=${this.disabled}
        @change=${(event: Event) =>
          this.change({ priority: (event.target as PrintMuxStepper).value })}
      ></printmux-stepper>
      <p class="dim">${t("terms.hint")}</p>`;
  }

  private renderEntity(): TemplateResult {
    const { startWhen } = this.terms;
    // Home Assistant loads its picker only where it needs it itself.
    if (customElements.get("ha-entity-picker")) {
      return html`<ha-entity-picker
        .hass=${this.hass}
        .label=${t("terms.start_when")}
        .value=${startWhen}
        .includeDomains=${[...DOMAINS]}
        .disabled=${this.disabled}
        @value-changed=${(event: CustomEvent<{ value?: string }>) => {
          event.stopPropagation();
          this.change({ startWhen: event.detail.value ?? "" });
        }}
      ></ha-entity-picker>`;
    }
    return html`<div class="field">
      <label for="start_when">${t("terms.start_when")}</label>
      <input
        id="start_when"
        list="entities"
        placeholder="binary_sensor.…"
        autocapitalize="none"
        autocomplete="off"
        spellcheck="false"
        .value=${startWhen}
        ?disabled=${this.disabled}
        @change=${(event: Event) => this.change({ startWhen: valueOf(event).trim() })}
      />
      <datalist id="entities">
        ${this.entities().map(([id, name]) => html`<option value=${id}>${name}</option>`)}
      </datalist>
    </div>`;
  }

  private entities(): [id: string, name: string][] {
    return Object.values(this.hass?.states ?? {})
      .filter(({ entity_id }) => DOMAINS.has(entity_id.split(".")[0] ?? ""))
      .slice(0, MOST_ENTITIES)
      .map(({ entity_id, attributes }) => [
        entity_id,
        typeof attributes.friendly_name === "string" ? attributes.friendly_name : "",
      ]);
  }

  private change(fields: Partial<Terms>): void {
    this.terms = { ...this.terms, ...fields };
    this.dispatchEvent(new Event("change"));
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-terms": PrintMuxTerms;
  }
}
