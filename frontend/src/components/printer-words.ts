/** What is to be said of a printer and of what it would do with a job. */

import type { Printer, PrinterState } from "../api/types";
import { duration, percent } from "../format/numbers";
import type { Hass } from "../ha/types";
import { t } from "../i18n/common";

/** How a state is to be seen: its word is always beside the colour. */
export const TONES: Record<PrinterState, "good" | "warn" | "bad" | "accent" | "dim"> = {
  offline: "dim",
  starting: "accent",
  idle: "good",
  printing: "accent",
  paused: "warn",
  finished: "good",
  cancelled: "warn",
  error: "bad",
};

/** Tells whether the printer works at something of which the progress is known. */
export function hasProgress(printer: Printer): boolean {
  return (
    printer.progress !== null &&
    (printer.state === "printing" || printer.state === "paused")
  );
}

/** Returns its state, with progress and remaining time while it prints. */
export function stateLine(hass: Hass, printer: Printer): string {
  const parts: string[] = [t(`printer.${printer.state}`)];
  if (hasProgress(printer)) {
    parts.push(percent(hass.locale, printer.progress ?? 0));
    if (printer.remaining_s !== null) {
      parts.push(
        t("printer.left", { time: duration(hass.locale, printer.remaining_s) }),
      );
    }
  }
  return parts.join(" · ");
}

/** Returns what a print sent now would wait for; null if it begins at once. */
export function waitLine(printer: Printer): string | null {
  if (!printer.online) {
    return t("will_wait.offline");
  }
  if (printer.bed_waits) {
    return t("will_wait.bed");
  }
  if (["printing", "paused", "starting"].includes(printer.state)) {
    return t("will_wait.busy");
  }
  return printer.ready ? null : t("will_wait.printer");
}

/** Returns what is loaded, in words. */
export function loadedText(printer: Printer): string {
  return [
    ...new Set(printer.loaded.map(({ material }) => material).filter(Boolean)),
  ].join(", ");
}
