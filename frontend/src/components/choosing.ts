/** Which printers are offered for a job, in which order, and which are chosen. */

import type { Dispatch } from "../api/orders";
import type { Job, Printer, Verdict } from "../api/types";

export type Printers = ReadonlyMap<string, Printer>;
export type Verdicts = Readonly<Record<string, Verdict>>;

/** Printers, or with `any` one of them: of all if none is chosen. */
export interface Choice {
  printers: ReadonlySet<string>;
  any: boolean;
}

/** When, how often and how urgently. */
export interface Terms {
  copies: number;
  startAt: string;
  startWhen: string;
  priority: number;
}

export const NO_CHOICE: Choice = { printers: new Set(), any: false };
export const NO_VERDICTS: Verdicts = {};
export const NO_TERMS: Terms = { copies: 1, startAt: "", startWhen: "", priority: 0 };

/** How many printers are shown before "Show all". */
export const MOST_SHOWN = 24;
/** And in the compact layout. */
export const MOST_COMPACT = 8;

/** Tells whether a printer can't print the job, as far as is known. */
export function isRefused(verdict: Verdict | undefined): boolean {
  return verdict?.fit === "does_not_fit";
}

/** Tells whether a printer would begin at once. */
export function isReady(printer: Printer): boolean {
  return printer.online && printer.ready && !printer.bed_waits;
}

/** Returns the printers that may be chosen: the best first, those that don't fit last. */
export function orderPrinters(printers: Printers, verdicts: Verdicts): string[] {
  const collator = new Intl.Collator(undefined, { numeric: true });
  const rank = (printer: Printer): number => {
    const verdict = verdicts[printer.id];
    const fit = isRefused(verdict) ? 2 : verdict?.fit === "warns" ? 1 : 0;
    const state = isReady(printer) ? 0 : printer.online ? 1 : 2;
    return fit * 3 + state;
  };
  return [...printers.values()]
    .filter((printer) => printer.enabled)
    .map((printer) => ({ printer, rank: rank(printer) }))
    .sort((a, b) => a.rank - b.rank || collator.compare(a.printer.name, b.printer.name))
    .map(({ printer }) => printer.id);
}

/** Returns those to show: all that match the search, else the first and the chosen. */
export function shownPrinters(
  order: string[],
  printers: Printers,
  choice: Choice,
  { search = "", all = false, most = MOST_SHOWN },
): string[] {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted) {
    return order.filter((id) => {
      const { name = "", tags = [] } = printers.get(id) ?? {};
      return [name, ...tags].some((text) => text.toLocaleLowerCase().includes(wanted));
    });
  }
  return all
    ? order
    : order.filter((id, index) => index < most || choice.printers.has(id));
}

/** Returns what is chosen before the user says anything. */
export function firstChoice(
  order: string[],
  verdicts: Verdicts,
  remembered: Choice,
): Choice {
  const fits = (id: string): boolean => !isRefused(verdicts[id]);
  const [only] = order;
  if (only && order.length === 1) {
    return { printers: new Set(fits(only) ? [only] : []), any: false };
  }
  const known = order.filter((id) => remembered.printers.has(id) && fits(id));
  const lost = remembered.printers.size > 0 && !known.length;
  return { printers: new Set(known), any: remembered.any && !lost };
}

/** Returns the choice after a printer was pressed. */
export function toggled(choice: Choice, id: string): Choice {
  const printers = new Set(choice.printers);
  if (!printers.delete(id)) {
    printers.add(id);
  }
  return { ...choice, printers };
}

/** A button that chooses several printers at once. */
export interface Quick {
  key: string;
  tag?: string;
  ids: string[];
}

/** Returns the quick choices of which there is something to choose. */
export function quickChoices(
  order: string[],
  printers: Printers,
  verdicts: Verdicts,
): Quick[] {
  const offered = order.flatMap((id) => printers.get(id) ?? []);
  const included = offered.filter((printer) => printer.included);
  const ids = (list: Printer[]): string[] => list.map((printer) => printer.id);
  const fitting = included.filter((printer) => !isRefused(verdicts[printer.id]));
  const tags = [...new Set(offered.flatMap((printer) => printer.tags))].sort();
  const found: Quick[] = [
    { key: "fitting", ids: ids(fitting) },
    { key: "all", ids: ids(included) },
    ...tags.map((tag) => ({
      key: `tag ${tag}`,
      tag,
      ids: ids(offered.filter((printer) => printer.tags.includes(tag))),
    })),
  ];
  if (fitting.length === included.length) {
    found.splice(1, 1);
  }
  return offered.length > 1 ? found.filter((quick) => quick.ids.length) : [];
}

/** Tells whether exactly these printers are chosen. */
export function isChosen(choice: Choice, ids: string[]): boolean {
  return (
    choice.printers.size === ids.length && ids.every((id) => choice.printers.has(id))
  );
}

/** Returns the chosen printers that would refuse to start the job. */
export function refusedOf(
  choice: Choice,
  printers: Printers,
  verdicts: Verdicts,
): Printer[] {
  // "Any" only ever takes one that fits.
  const ids = choice.any ? [] : [...choice.printers];
  return ids.flatMap((id) => (isRefused(verdicts[id]) ? (printers.get(id) ?? []) : []));
}

/** Returns the order for Home Assistant; times are as the user's field has them. */
export function makeOrder(
  choice: Choice,
  terms: Terms,
  start: boolean,
  force: boolean,
  serverTime: boolean,
): Dispatch {
  const order: Dispatch = { printers: [...choice.printers], start };
  if (choice.any) {
    order.any_printer = true;
  }
  if (terms.copies > 1) {
    order.copies = terms.copies;
  }
  if (start && terms.startAt) {
    // Without a zone Home Assistant takes it in its own.
    order.start_at = serverTime ? terms.startAt : new Date(terms.startAt).toISOString();
  }
  if (start && terms.startWhen) {
    order.start_when = terms.startWhen;
  }
  if (terms.priority) {
    order.priority = terms.priority;
  }
  if (force) {
    order.force = true;
  }
  return order;
}

/** Tells whether there is a file that could be sent. */
export function canBeSent(job: Job): boolean {
  return !job.file_gone;
}
