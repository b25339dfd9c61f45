/** The list of jobs, in groups; it grows while it is scrolled. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Job } from "../../api/types";
import { define, PrintMuxElement } from "../../components/element";
import { t } from "../../i18n/inbox";
import { controls, tokens } from "../../styles";
import "./job-row";
import { type Group, idsOf, type Listing } from "./listing";
import { jobPath } from "./paths";

/** So many rows are made at once. */
const STEP = 60;
/** Where each key leads from the place of a row in the list. */
const KEYS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/**
 * `<printmux-job-list .hass .listing .selected .today>`; fires `open` and `ask-delete`
 * with a job's id.
 */
@define("printmux-job-list")
export class PrintMuxJobList extends PrintMuxElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        position: relative;
      }
      h2 {
        display: flex;
        gap: 8px;
        margin: 0;
        padding: 12px 12px 4px;
        color: var(--pm-dim);
        font-size: var(--pm-font-s);
        font-weight: 500;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        content-visibility: auto;
        contain-intrinsic-size: auto 80px;
      }
      a {
        display: block;
        border-radius: var(--pm-radius-small);
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        background: var(--pm-raised);
      }
      a[aria-current] {
        background: var(--pm-accent-tint);
      }
      a:focus-visible {
        outline-offset: -2px;
      }
      .ahead {
        position: absolute;
        inset-block-end: 0;
        width: 1px;
        height: min(1200px, 100%);
        pointer-events: none;
      }
    `,
  ];

  @property({ attribute: false }) listing?: Listing;
  /** The job that the details show. */
  @property() selected = "";
  @property({ type: Number }) today = 0;
  @state() private shown = STEP;
  /** The row at which Tab stops. */
  @state() private current = "";
  @query(".ahead") private readonly ahead?: HTMLElement | null;
  private ids: string[] = [];
  private focused = false;
  private readonly watcher = new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting)) {
      this.shown += STEP;
    }
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher.disconnect();
  }

  /** Puts the focus on the row of the selected job, or on the first one. */
  focusRow(id = this.selected): void {
    void this.focusAt(Math.max(0, this.ids.indexOf(id)));
  }

  private get holdsFocus(): boolean {
    return !!document.activeElement && !!this.shadowRoot?.activeElement;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("listing")) {
      const at = this.ids.indexOf(this.current);
      this.focused = this.holdsFocus;
      this.ids = this.listing ? idsOf(this.listing) : [];
      if (!this.ids.includes(this.current)) {
        this.current = this.ids[Math.min(Math.max(0, at), this.ids.length - 1)] ?? "";
      }
    }
    if (changed.has("selected") && this.ids.includes(this.selected)) {
      this.current = this.selected;
    }
  }

  protected override updated(): void {
    // A row that moved to another group has lost the focus, one that went leaves it.
    if (this.focused && !this.holdsFocus) {
      void this.focusAt(this.ids.indexOf(this.current));
    }
    this.focused = false;
    this.watcher.disconnect();
    if (this.ahead) {
      // Watched anew, it tells at once whether it is still in sight.
      this.watcher.observe(this.ahead);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.listing || !this.speech.ready) {
      return nothing;
    }
    let room = this.shown;
    const groups = this.listing.groups.map(({ group, jobs }) => {
      const shown = jobs.slice(0, Math.max(0, room));
      room -= shown.length;
      return shown.length ? this.renderGroup(group, jobs.length, shown) : nothing;
    });
    return html`<div @keydown=${this.onKey} @focusin=${this.onFocus}>${groups}</div>
      ${this.ids.length > this.shown ? html`<div class="ahead"></div>` : nothing}`;
  }

  private renderGroup(group: Group, count: number, jobs: Job[]): TemplateResult {
    return html`<section aria-labelledby=${group}>
      <h2 id=${group}>${t(`group.${group}`)} <span>${count}</span></h2>
      <ul>
        ${repeat(
          jobs,
          ({ id }) => id,
          (job) => this.renderRow(job),
        )}
      </ul>
    </section>`;
  }

  private renderRow(job: Job): TemplateResult {
    return html`<li>
      <a
        href=${jobPath(job.id)}
        data-id=${job.id}
        tabindex=${job.id === this.current ? 0 : -1}
        aria-current=${job.id === this.selected ? "true" : nothing}
        @click=${this.onClick}
      >
        <printmux-job-row
          .hass=${this.hass}
          .job=${job}
          .today=${this.today}
        ></printmux-job-row>
      </a>
    </li>`;
  }

  private readonly onClick = (event: MouseEvent): void => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    this.tell("open", (event.currentTarget as HTMLElement).dataset.id ?? "");
  };

  private readonly onFocus = (event: FocusEvent): void => {
    this.current = (event.target as HTMLElement).dataset.id ?? this.current;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const move = KEYS[event.key];
    if (move) {
      event.preventDefault();
      const at = this.ids.indexOf(this.current);
      void this.focusAt(move(at, this.ids.length - 1));
    } else if (event.key === "Delete") {
      event.preventDefault();
      this.tell("ask-delete", this.current);
    }
  };

  private async focusAt(at: number): Promise<void> {
    const id = this.ids[at];
    if (id === undefined) {
      return;
    }
    this.current = id;
    this.shown = Math.max(this.shown, at + STEP / 2);
    await this.updateComplete;
    this.renderRoot
      .querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
      ?.focus();
  }

  private tell(type: "open" | "ask-delete", id: string): void {
    this.dispatchEvent(new CustomEvent(type, { detail: id }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-job-list": PrintMuxJobList;
  }
}
