/** What a tile says of its printer, as words and times. */

import type { Printer } from "../../api/types";
import { stateWord, type Tone, toneOf } from "../../components/printer-words";
import { duration } from "../../format/numbers";
import { ago, moment } from "../../format/times";
import { say } from "../../format/words";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/printers";

/** Returns a printer's state in words and as a tone. */
export function statusOf(printer: Printer): { tone: Tone; text: string } {
  if (!printer.enabled) {
    return { tone: "dim", text: t("parked") };
  }
  return { tone: toneOf(printer), text: stateWord(printer) };
}

/** Tells whether there is a print, be it paused. */
export function isActive({ state }: Printer): boolean {
  return state === "printing" || state === "paused" || state === "starting";
}

/** Returns the name of what is or was printed: the job's, else that of the file. */
export function printName({ job, file, state }: Printer): string | null {
  return state === "offline" || state === "idle" ? null : (job?.name ?? file);
}

/** Returns what the host says, and since when nothing is heard of it. */
export function notesOf(hass: Hass, printer: Printer): string[] {
  const { state, message, connected, driver, last_seen, ready, enabled } = printer;
  if (!enabled) {
    return [t("parked.text")];
  }
  const notes = message ? [say(hass, message)] : [];
  if (state === "offline") {
    if (connected && !message) {
      notes.push(t("off.machine", { driver }));
    }
    if (last_seen) {
      notes.push(t("off.seen", { time: ago(hass, last_seen) }));
    }
  } else if (!notes.length && state !== "error" && !printName(printer)) {
    notes.push(ready ? t("ready") : state === "starting" ? "" : t("ready.not"));
  }
  return notes.filter(Boolean);
}

/** Returns how long the print still takes, and at what time it is done. */
export function timesOf(hass: Hass, printer: Printer): string[] {
  const { remaining_s, state } = printer;
  if (remaining_s === null || !isActive(printer)) {
    return [];
  }
  const left = t("left", { time: duration(hass.locale, remaining_s) });
  if (state !== "printing") {
    return [left];
  }
  const end = new Date(Date.now() + remaining_s * 1000).toISOString();
  return [left, t("finish", { time: moment(hass, end) })];
}

/** Returns the layer that is printed, of how many. */
export function layerOf(printer: Printer): string {
  const { layer, layer_count } = printer;
  if (layer === null || !isActive(printer)) {
    return "";
  }
  return layer_count
    ? t("layer", { layer, total: layer_count })
    : t("layer.only", { layer });
}
