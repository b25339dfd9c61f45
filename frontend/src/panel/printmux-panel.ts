/** The panel: a bar with its pages, and the page that the URL names. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { html as staticHtml, unsafeStatic } from "lit/static-html.js";
import { define, PrintMuxElement } from "../components/element";
import "../components/icon";
import { navigate } from "../ha/events";
import { followed } from "../ha/links";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { VIEWS } from "../views";
import type { View } from "../views/view";
import { type Route, restOf, viewOf } from "./routes";

/** `<printmux-panel>`, the element of Home Assistant's panel `/printmux`. */
@define("printmux-panel")
export class PrintMuxPanel extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        background: var(--primary-background-color, #fafafa);
        /* Of the screen, whichever way the user reads. */
        padding-left: var(
          --safe-area-content-inset-left,
          var(--safe-area-inset-left, 0)
        );
        padding-right: var(
          --safe-area-content-inset-right,
          var(--safe-area-inset-right, 0)
        );
      }
      header {
        display: flex;
        align-items: center;
        gap: 4px;
        flex: none;
        min-height: calc(var(--header-height, 56px) + var(--safe-area-inset-top, 0px));
        padding: var(--safe-area-inset-top, 0) 8px 0;
        background: var(--app-header-background-color, var(--pm-accent-fill));
        color: var(--app-header-text-color, #fff);
        border-block-end: var(--app-header-border-bottom, none);
      }
      ha-menu-button {
        flex: none;
      }
      h1 {
        margin: 0 8px;
        font-size: var(--pm-font-xl);
        font-weight: 400;
      }
      nav {
        display: flex;
        flex: 1;
        align-self: stretch;
        justify-content: safe center;
        min-width: 0;
        overflow-x: auto;
        scrollbar-width: none;
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 2px 16px 0;
        min-width: 48px;
        justify-content: center;
        border-block-end: 2px solid transparent;
        color: inherit;
        text-decoration: none;
        white-space: nowrap;
      }
      nav a:hover {
        background: color-mix(in srgb, currentcolor 10%, transparent);
      }
      nav a[aria-current] {
        border-block-end-color: currentcolor;
        font-weight: 500;
      }
      nav a:focus-visible {
        outline-color: currentcolor;
        outline-offset: -4px;
      }
      main {
        flex: 1;
        min-height: 0;
        overflow: auto;
        outline: none;
        padding-block-end: var(--safe-area-inset-bottom, 0);
      }
      .failed {
        display: grid;
        gap: 16px;
        justify-items: center;
        padding: 48px 16px;
        text-align: center;
      }
      :host([narrow]) h1 {
        display: none;
      }
      :host([narrow]) nav a {
        flex: 1 0 auto;
        padding-inline: 8px;
      }
      @media (max-width: 420px) {
        nav a printmux-icon {
          display: none;
        }
      }
    `,
  ];

  @property({ type: Boolean, reflect: true }) narrow = false;
  @property({ attribute: false }) route: Route = { prefix: "/printmux", path: "" };
  @state() private loaded = new Set<View>();
  @state() private failed: View | null = null;
  @query("main") private main?: HTMLElement | null;
  private spoke = false;
  private shown: View | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const view = viewOf(this.route);
    if (changed.has("route") && this.route.path.split("/")[1] !== view.path) {
      navigate(`${this.route.prefix}/${view.path}`, true);
    }
    if (view !== this.shown) {
      this.shown = view;
      void this.load(view);
    }
    // The texts of a page that is opened later leave the bar as it is.
    this.spoke ||= this.speech.ready;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("route");
    if (before && viewOf(before) !== viewOf(this.route)) {
      this.main?.focus({ preventScroll: true });
      this.main?.scrollTo(0, 0);
    }
  }

  private async load(view: View): Promise<void> {
    this.failed = null;
    try {
      await view.load();
      this.loaded = new Set(this.loaded).add(view);
    } catch {
      this.failed = view;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.hass || !this.spoke) {
      return nothing;
    }
    const view = viewOf(this.route);
    return html`
      <header dir=${this.speech.direction}>
        <ha-menu-button .hass=${this.hass} .narrow=${this.narrow}></ha-menu-button>
        <h1>PrintMux</h1>
        <nav aria-label="PrintMux">${VIEWS.map((each) => this.renderTab(each))}</nav>
      </header>
      <main dir=${this.speech.direction} tabindex="-1" aria-label=${view.label()}>
        ${this.renderView(view)}
      </main>
    `;
  }

  private renderTab(view: View): TemplateResult {
    const path = `${this.route.prefix}/${view.path}`;
    return html`<a
      href=${path}
      aria-current=${view === viewOf(this.route) ? "page" : nothing}
      @click=${followed}
      ><printmux-icon .path=${view.icon}></printmux-icon>${view.label()}</a
    >`;
  }

  private renderView(view: View): TemplateResult | typeof nothing {
    if (this.failed === view) {
      // The files of an older version are gone after an update.
      return html`<div class="failed" role="alert">
        ${t("panel.outdated")}
        <button class="button primary" @click=${() => location.reload()}>
          ${t("panel.reload")}
        </button>
      </div>`;
    }
    if (!this.loaded.has(view)) {
      return nothing;
    }
    const tag = unsafeStatic(view.tag);
    return staticHtml`<${tag} .hass=${this.hass} .narrow=${this.narrow}
      .rest=${restOf(this.route)}></${tag}>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-panel": PrintMuxPanel;
  }
}
