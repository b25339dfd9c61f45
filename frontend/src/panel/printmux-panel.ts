/** The panel: a bar with its pages, and the page that the URL names. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { html as staticHtml, unsafeStatic } from "lit/static-html.js";
import { define, PrintMuxElement } from "../components/element";
import "../components/icon";
import { navigate } from "../ha/events";
import { t } from "../i18n/common";
import { controls, tokens } from "../styles";
import { VIEWS } from "../views";
import type { View } from "../views/view";

/** What Home Assistant tells of the URL: the panel's part, and what follows. */
interface Route {
  prefix: string;
  path: string;
}

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
      }
      header {
        display: flex;
        align-items: center;
        gap: 4px;
        flex: none;
        min-height: var(--header-height, 56px);
        padding: 0 8px;
        padding-top: var(--safe-area-inset-top, 0);
        background: var(--app-header-background-color, var(--pm-accent-fill));
        color: var(--app-header-text-color, #fff);
      }
      h1 {
        margin: 0 8px;
        font-size: 1.25rem;
        font-weight: 400;
      }
      nav {
        display: flex;
        flex: 1;
        align-self: stretch;
        justify-content: center;
        min-width: 0;
        overflow-x: auto;
        scrollbar-width: none;
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 0 16px;
        min-width: 48px;
        justify-content: center;
        border-block-end: 2px solid transparent;
        color: inherit;
        text-decoration: none;
        white-space: nowrap;
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
      }
      .failed {
        display: grid;
        gap: 16px;
        justify-items: center;
        padding: 48px 16px;
      }
      :host([narrow]) h1 {
        display: none;
      }
      :host([narrow]) nav a {
        flex: 1;
        padding: 0 8px;
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
  @state() private loaded = new Set<string>();
  @state() private failed = false;

  private get view(): View {
    const [, first] = this.route.path.split("/");
    return VIEWS.find((view) => view.path === first) ?? VIEWS[0];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("route") && this.route.path.split("/")[1] !== this.view.path) {
      navigate(`${this.route.prefix}/${this.view.path}`, true);
    }
    if (!this.loaded.has(this.view.path)) {
      void this.load(this.view);
    }
  }

  private async load(view: View): Promise<void> {
    this.failed = false;
    try {
      await view.load();
      this.loaded = new Set(this.loaded).add(view.path);
    } catch {
      this.failed = true;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.hass || !this.speech.ready) {
      return nothing;
    }
    return html`
      <header dir=${this.speech.direction}>
        <ha-menu-button .hass=${this.hass} .narrow=${this.narrow}></ha-menu-button>
        <h1>PrintMux</h1>
        <nav aria-label="PrintMux">${VIEWS.map((view) => this.renderTab(view))}</nav>
      </header>
      <main dir=${this.speech.direction}>${this.renderView()}</main>
    `;
  }

  private renderTab(view: View): TemplateResult {
    const path = `${this.route.prefix}/${view.path}`;
    return html`<a
      href=${path}
      aria-current=${view === this.view ? "page" : nothing}
      @click=${(event: MouseEvent) => this.go(event, path)}
      ><printmux-icon .path=${view.icon}></printmux-icon>${view.label()}</a
    >`;
  }

  private renderView(): TemplateResult | typeof nothing {
    const view = this.view;
    if (this.failed) {
      // The files of an older version are gone after an update.
      return html`<div class="failed" role="alert">
        ${t("panel.outdated")}
        <button class="button primary" @click=${() => location.reload()}>
          ${t("panel.reload")}
        </button>
      </div>`;
    }
    if (!this.loaded.has(view.path)) {
      return nothing;
    }
    const rest = this.route.path.split("/").slice(2).join("/");
    const tag = unsafeStatic(view.tag);
    return staticHtml`<${tag} .hass=${this.hass} .narrow=${this.narrow} .rest=${rest}></${tag}>`;
  }

  private go(event: MouseEvent, path: string): void {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    navigate(path);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-panel": PrintMuxPanel;
  }
}
