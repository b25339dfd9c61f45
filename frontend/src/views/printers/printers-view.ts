/** The panel's page "Printers": all of them on a wall. */

import { mdiMonitorDashboard } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { BoardSubscription } from "../../api/subscription";
import type { Printer } from "../../api/types";
import "../../components/banner";
import { Clock } from "../../components/clock";
import { define, PrintMuxElement } from "../../components/element";
import "../../components/icon";
import { recall, remember } from "../../components/memory";
import { takeTurn } from "../../components/turns";
import { followed } from "../../ha/links";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/printers";
import { controls, tokens } from "../../styles";
import {
  collectTags,
  countGroups,
  type Filter,
  GROUPS,
  isWanted,
  keepOrder,
  sortPrinters,
} from "./order";
import "./printer-tile";
import { page } from "./view-styles";

/** So few that nobody searches among them. */
const FEW = 5;
/** How long the order stays after somebody has aimed at something. */
const AIM_MS = 5000;
/** So many tiles are put on the page at once. */
const STEP = 40;
const WALL = "printmux-wall";
const ALL: Filter = { text: "", groups: new Set(), tags: new Set() };

/** `<printmux-printers-view>`. */
@define("printmux-printers-view")
export class PrintMuxPrintersView extends PrintMuxElement {
  static override styles = [tokens, controls, page];

  @property({ type: Boolean, reflect: true }) narrow = false;
  @property({ type: Boolean, reflect: true }) wall = recall(WALL) === true;
  @state() private filter = ALL;
  /** So many tiles of each kind have room; more and more, until all have. */
  @state() private room = STEP;
  private aimed = 0;
  private shown: string[] = [];
  private readonly printers = new BoardSubscription(
    this,
    () => this.hass,
    () => ({ view: "printers" }),
  );

  constructor() {
    super();
    new Clock(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass } = this;
    if (!hass || !this.speech.ready) {
      return nothing;
    }
    const { board } = this.printers;
    const known = board.status === "ready" || board.status === "stale";
    return html`
      ${
        board.status === "ready"
          ? nothing
          : html`<printmux-banner
              .hass=${hass}
              .board=${board}
              @again=${() => this.printers.again()}
            ></printmux-banner>`
      }
      ${!known ? nothing : board.printers.size ? this.renderWall(hass) : this.renderEmpty()}
    `;
  }

  protected override updated(): void {
    if (this.room < this.printers.board.printers.size) {
      // After the tiles that are there: these have asked for their turns before.
      const room = this.room + STEP;
      void takeTurn().then(() => (this.room = room));
    }
  }

  private renderWall(hass: Hass): TemplateResult {
    const all = [...this.printers.board.printers.values()];
    const followed = all.filter((printer) => printer.enabled);
    const parked = all.filter((printer) => !printer.enabled);
    const wanted = followed.filter((printer) => isWanted(printer, this.filter));
    return html`
      ${this.renderBar(hass, followed, wanted.length)}
      ${this.renderTiles(
        hass,
        this.arrange(followed, hass.locale.language),
        new Set(wanted),
      )}
      ${
        followed.length && !wanted.length
          ? html`<div class="none">
              ${t("filter.none")}
              <button class="button" @click=${() => (this.filter = ALL)}>
                ${t("filter.all")}
              </button>
            </div>`
          : nothing
      }
      ${
        parked.length && !this.wall
          ? html`<h2>${t("parked")}</h2>
              ${this.renderTiles(hass, sortPrinters(parked, hass.locale.language))}`
          : nothing
      }
    `;
  }

  /** What somebody aims at, or is asked about, stays where it is. */
  private arrange(printers: Printer[], language: string): Printer[] {
    const sorted = sortPrinters(printers, language);
    const tiles = this.renderRoot.querySelectorAll("printmux-printer-tile");
    const engaged = [...tiles].some((tile) => tile.engaged && !tile.away);
    const aims = engaged || Date.now() - this.aimed < AIM_MS;
    const arranged = aims ? keepOrder(sorted, this.shown) : sorted;
    this.shown = arranged.map((printer) => printer.id);
    return arranged;
  }

  /** To make tiles takes long: those that are not wanted are hidden. */
  private renderTiles(
    hass: Hass,
    printers: Printer[],
    wanted: ReadonlySet<Printer> = new Set(printers),
  ): TemplateResult {
    const { can, status } = this.printers.board;
    const aim = () => (this.aimed = Date.now());
    const now = Math.floor(Date.now() / 30000);
    return html`<div
      class="tiles"
      role="list"
      @pointermove=${aim}
      @pointerdown=${aim}
      @keydown=${aim}
    >
      ${repeat(
        printers.slice(0, this.room),
        (printer) => printer.id,
        (printer) =>
          html`<printmux-printer-tile
            role="listitem"
            ?hidden=${!wanted.has(printer)}
            .hass=${hass}
            .printer=${printer}
            .can=${can}
            .live=${status === "ready"}
            .wall=${this.wall}
            .now=${now}
          ></printmux-printer-tile>`,
      )}
    </div>`;
  }

  private renderBar(hass: Hass, printers: Printer[], wanted: number): TemplateResult {
    const filters = printers.length > FEW && !this.wall;
    const shown = { shown: wanted, count: printers.length };
    return html`<div class="tools">
      ${filters ? this.renderSearch() : nothing}
      ${printers.length > FEW ? this.renderGroups(printers) : nothing}
      ${filters ? this.renderTags(collectTags(printers, hass.locale.language)) : nothing}
      <span class="reader" role="status">${t("filter.shown", shown)}</span>
      <button
        class="button small density"
        aria-pressed=${this.wall}
        title=${t("wall.title")}
        @click=${() => this.setWall(!this.wall)}
      >
        <printmux-icon .path=${mdiMonitorDashboard}></printmux-icon>${t("wall")}
      </button>
    </div>`;
  }

  private renderSearch(): TemplateResult {
    return html`<input
      type="search"
      placeholder=${t("filter.search")}
      aria-label=${t("filter.search")}
      .value=${this.filter.text}
      @input=${(event: InputEvent) =>
        this.narrowTo({ text: (event.target as HTMLInputElement).value })}
    />`;
  }

  private renderGroups(printers: Printer[]): TemplateResult {
    const counts = countGroups(printers);
    return html`<div class="filters" role="group" aria-label=${t("filter.groups")}>
      ${GROUPS.map((group) =>
        this.renderFilter(
          t(`filter.${group}`),
          this.filter.groups.has(group),
          () => this.narrowTo({ groups: turned(this.filter.groups, group) }),
          counts[group],
        ),
      )}
    </div>`;
  }

  private renderTags(tags: string[]): TemplateResult | typeof nothing {
    if (!tags.length) {
      return nothing;
    }
    return html`<div class="filters" role="group" aria-label=${t("filter.tags")}>
      ${tags.map((tag) =>
        this.renderFilter(tag, this.filter.tags.has(tag), () =>
          this.narrowTo({ tags: turned(this.filter.tags, tag) }),
        ),
      )}
    </div>`;
  }

  private renderFilter(
    text: string,
    on: boolean,
    press: () => void,
    count?: number,
  ): TemplateResult {
    return html`<button class="chip filter" aria-pressed=${on} @click=${press}>
      ${text}${count === undefined ? nothing : html`<b>${count}</b>`}
    </button>`;
  }

  private renderEmpty(): TemplateResult {
    return html`<div class="none">
      <h2>${t("empty.title")}</h2>
      ${
        this.printers.board.can.manage
          ? html`<span>${t("empty.text")}</span>
              <a
                class="button primary"
                href="/config/integrations/integration/printmux"
                @click=${followed}
                >${t("empty.add")}</a
              >`
          : html`<span>${t("empty.ask")}</span>`
      }
    </div>`;
  }

  private narrowTo(fields: Partial<Filter>): void {
    this.filter = { ...this.filter, ...fields };
    // What the user asks for comes in its order at once.
    this.aimed = 0;
  }

  private setWall(wall: boolean): void {
    this.wall = wall;
    remember(WALL, wall);
  }
}

/** Returns a set with a member more, or without it. */
function turned<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const other = new Set(set);
  if (!other.delete(member)) {
    other.add(member);
  }
  return other;
}

declare global {
  interface HTMLElementTagNameMap {
    "printmux-printers-view": PrintMuxPrintersView;
  }
}
