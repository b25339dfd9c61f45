/** Which printers are shown, and in what order: those that need somebody come first. */

import type { Printer } from "../../api/types";

/** What a printer wants of whoever stands before the wall. */
export type Group = "attention" | "printing" | "idle" | "offline";

export const GROUPS: readonly Group[] = ["attention", "printing", "idle", "offline"];

/** What the user wants to see; an empty set asks for nothing. */
export interface Filter {
  text: string;
  groups: ReadonlySet<Group>;
  tags: ReadonlySet<string>;
}

/** Returns the group of a printer. */
export function groupOf({ state, bed_waits }: Printer): Group {
  if (state === "error" || state === "paused" || bed_waits) {
    return "attention";
  }
  if (state === "printing" || state === "starting") {
    return "printing";
  }
  return state === "offline" ? "offline" : "idle";
}

/** Returns how many printers each group has. */
export function countGroups(printers: Iterable<Printer>): Record<Group, number> {
  const counts: Record<Group, number> = {
    attention: 0,
    printing: 0,
    idle: 0,
    offline: 0,
  };
  for (const printer of printers) {
    counts[groupOf(printer)]++;
  }
  return counts;
}

/** Returns the tags of all printers, each once. */
export function collectTags(printers: Iterable<Printer>, language: string): string[] {
  const tags = new Set([...printers].flatMap((printer) => printer.tags));
  return [...tags].sort(new Intl.Collator(language, { numeric: true }).compare);
}

/** Tells whether a printer is one of those that the user wants to see. */
export function isWanted(printer: Printer, { text, groups, tags }: Filter): boolean {
  return (
    (!groups.size || groups.has(groupOf(printer))) &&
    [...tags].every((tag) => printer.tags.includes(tag)) &&
    words(text).every((word) => textOf(printer).includes(word))
  );
}

function words(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

function textOf(printer: Printer): string {
  const { name, driver, tags, loaded, models, job, file } = printer;
  const materials = loaded.map((each) => each.material);
  return [name, driver, ...tags, ...materials, ...models, job?.name, job ? "" : file]
    .join(" ")
    .toLowerCase();
}

/** Errors first, then beds that wait, then pauses: the last may be wanted. */
function urgency({ state, bed_waits }: Printer): number {
  return state === "error" ? 0 : bed_waits ? 1 : 2;
}

/** Estimates tremble: what ends within the same minute keeps its order. */
function minutesLeft({ remaining_s }: Printer): number {
  return remaining_s === null ? Infinity : Math.round(remaining_s / 60);
}

/** Returns printers in the order in which somebody should look at them. */
export function sortPrinters(printers: Iterable<Printer>, language: string): Printer[] {
  const names = new Intl.Collator(language, { numeric: true });
  const place = (printer: Printer): [number, number] => {
    const group = groupOf(printer);
    const within = {
      attention: urgency,
      printing: minutesLeft,
      idle: zero,
      offline: zero,
    };
    return [GROUPS.indexOf(group), within[group](printer)];
  };
  return [...printers]
    .map((printer) => ({ printer, place: place(printer) }))
    .sort(
      (a, b) =>
        a.place[0] - b.place[0] ||
        compare(a.place[1], b.place[1]) ||
        names.compare(a.printer.name, b.printer.name),
    )
    .map(({ printer }) => printer);
}

function zero(): number {
  return 0;
}

/** Two that are infinite are equal, which a difference would not tell. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/**
 * Returns printers in the order that is on the screen; new ones come last.
 *
 * While somebody aims at a button, no other printer's may slip under the finger.
 */
export function keepOrder(sorted: Printer[], shown: readonly string[]): Printer[] {
  const places = new Map(shown.map((id, index) => [id, index]));
  const place = ({ id }: Printer) => places.get(id) ?? Infinity;
  return [...sorted].sort((a, b) => compare(place(a), place(b)));
}
