/** Parts of the inbox that have no state of their own. */

import { mdiInboxOutline, mdiMagnifyClose, mdiTrayArrowDown, mdiUpload } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import type { Board } from "../../api/board";
import "../../components/icon";
import { measure, number } from "../../format/numbers";
import { followed } from "../../ha/links";
import type { Hass } from "../../ha/types";
import { t as common } from "../../i18n/common";
import { t } from "../../i18n/inbox";
import type { EarlierJobs } from "./earlier";
import type { Listing, Sought } from "./listing";

const ROWS = Array.from({ length: 8 });

/** Returns the button that opens the browser's dialog of files. */
export function renderUpload(
  choose: (event: Event) => void,
  ready: boolean,
): TemplateResult {
  // A label can't be reached by keyboard: the field itself is the button.
  return html`<label class="button primary upload ${ready ? "" : "idle"}">
    <printmux-icon .path=${mdiUpload}></printmux-icon>
    <span>${t("upload")}</span>
    <input type="file" multiple ?disabled=${!ready} @change=${choose} />
  </label>`;
}

/** Returns what is seen while files are held over the page. */
export function renderDropZone(maxMb: number | undefined, hass: Hass): TemplateResult {
  return html`<div class="drop">
    <div>
      <printmux-icon .path=${mdiTrayArrowDown}></printmux-icon>
      <p>${t("drop")}</p>
      ${
        maxMb
          ? html`<p class="dim">
              ${t("drop.limit", { limit: measure(hass.locale, maxMb, "megabyte") })}
            </p>`
          : nothing
      }
    </div>
  </div>`;
}

/** Returns what stands under the live jobs: why none is found, and older ones. */
export function renderEnd(
  board: Board,
  listing: Listing | undefined,
  sought: Sought,
  earlier: EarlierJobs,
  { locale }: Hass,
): TemplateResult {
  if (board.status === "loading") {
    return renderSkeleton();
  }
  const nothingFound = isSought(sought) && !listing?.total && !earlier.loading;
  return html`${nothingFound ? renderNothingFound() : nothing}
  ${renderEarlier(earlier, locale)}`;
}

/** Tells whether the list is empty though nothing is sought. */
export function isEmpty(board: Board, listing: Listing, sought: Sought): boolean {
  return board.status !== "loading" && !listing.total && !isSought(sought);
}

function isSought({ text, filters }: Sought): boolean {
  return text.trim() !== "" || filters.size > 0;
}

function renderSkeleton(): TemplateResult {
  return html`<div class="skeleton" role="status">
    <span class="reader">${t("loading")}</span>
    ${ROWS.map(() => html`<div><i></i><span></span></div>`)}
  </div>`;
}

function renderNothingFound(): TemplateResult {
  return html`<div class="empty">
    <printmux-icon .path=${mdiMagnifyClose}></printmux-icon>
    <p>${t("empty.search")}</p>
  </div>`;
}

/** Returns what is said when there are no jobs, and how that can be changed. */
export function renderEmpty({ hub, can }: Board): TemplateResult {
  return html`<div class="empty">
    <printmux-icon .path=${mdiInboxOutline}></printmux-icon>
    <p>${t(hub?.last_upload ? "empty" : "empty.first")}</p>
    ${can.dispatch ? html`<p class="dim">${t("empty.drop")}</p>` : nothing}
    <a class="button" href="/printmux/setup" @click=${followed}>${t("empty.setup")}</a>
  </div>`;
}

function renderEarlier(
  earlier: EarlierJobs,
  locale: Hass["locale"],
): TemplateResult | typeof nothing {
  if (earlier.error) {
    return html`<div class="earlier error" role="alert">
      <p>${t("earlier.error", { error: earlier.error })}</p>
      <button class="button" @click=${() => void earlier.load()}>
        ${common("retry")}
      </button>
    </div>`;
  }
  const { left, jobs, loading } = earlier;
  if (!left && !loading) {
    return nothing;
  }
  const count = number(locale, left ?? 0);
  return html`<div class="earlier">
    <button class="button" ?disabled=${loading} @click=${() => void earlier.load()}>
      ${loading ? t("loading") : t(jobs.length ? "earlier.more" : "earlier", { count })}
    </button>
  </div>`;
}
