/** What is to be said of a printer and of what it would do with a job. */

import type { Printer, PrinterState } from "../api/types";
import { duration, percent } from "../format/numbers";
import { say } from "../format/words";
import type { Hass } from "../ha/types";
import { t } from "../i18n/common";

/** How a state is to be seen: its word is always beside the colour. */
export type Tone = "good" | "warn" | "bad" | "accent" | "dim";

const TONES: Record<PrinterState, Tone> = {
  offline: "dim",
  starting: "accent",
  idle: "good",
  printing: "accent",
  paused: "warn",
  finished: "good",
  cancelled: "warn",
  error: "bad",
};

/** Tells whether it rests, but for a print that somebody has to take off its bed. */
function wantsClearing({ bed_waits, state }: Printer): boolean {
  return bed_waits && ["idle", "finished", "cancelled"].includes(state);
}

/** Returns a printer's state as a tone. */
export function toneOf(printer: Printer): Tone {
  return wantsClearing(printer) ? "warn" : TONES[printer.state];
}

/** Returns a printer's state in a word or two. */
export function stateWord(printer: Printer): string {
  return wantsClearing(printer) ? t("bed.waits") : t(`printer.${printer.state}`);
}

/** Tells whether the printer works at something of which the progress is known. */
export function hasProgress(printer: Printer): boolean {
  return (
    printer.progress !== null &&
    (printer.state === "printing" || printer.state === "paused")
  );
}

/** Returns its state, with progress and remaining time while it prints. */
export function stateLine(hass: Hass, printer: Printer): string {
  const word = stateWord(printer);
  const parts: string[] = [];
  if (hasProgress(printer)) {
    parts.push(percent(hass.locale, printer.progress ?? 0));
    if (printer.remaining_s !== null) {
      parts.push(
        t("printer.left", { time: duration(hass.locale, printer.remaining_s) }),
      );
    }
  }
  if (printer.state === "error" && printer.message) {
    parts.push(say(hass, printer.message));
  }
  // That it prints needs no word beside how far it is.
  return (printer.state === "printing" && parts.length ? parts : [word, ...parts]).join(
    " · ",
  );
}

type Wait = "offline" | "bed" | "busy" | "printer";

/** Returns what a print sent now would wait for; null if it begins at once. */
export function waitOf(printer: Printer): Wait | null {
  if (!printer.online) {
    return "offline";
  }
  if (printer.bed_waits) {
    return "bed";
  }
  if (["printing", "paused", "starting"].includes(printer.state)) {
    return "busy";
  }
  return printer.ready ? null : "printer";
}

/** Returns in words which printers will not begin at once, and why. */
export function planLines(hass: Hass, printers: Printer[]): string[] {
  const waits = new Map<Wait, string[]>();
  for (const printer of printers) {
    const wait = waitOf(printer);
    if (wait) {
      waits.set(wait, [...(waits.get(wait) ?? []), printer.name]);
    }
  }
  return [...waits].map(([wait, names]) =>
    t(`will_wait.${wait}`, { printers: listed(hass, names), count: names.length }),
  );
}

/** Returns names as a list in a sentence; of many only how many there are. */
export function listed(hass: Hass, names: string[]): string {
  return names.length > 3
    ? t("printers.number", { count: names.length })
    : new Intl.ListFormat(hass.locale.language).format(names);
}

/** Returns what is loaded, in words. */
export function loadedText(printer: Printer): string {
  return [
    ...new Set(printer.loaded.map(({ material }) => material).filter(Boolean)),
  ].join(", ");
}
