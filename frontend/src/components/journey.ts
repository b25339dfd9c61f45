/** What is to be said of the copies of a job that were sent: progress, waits, ends. */

import type { Job, Printer, Target } from "../api/types";
import type { Value } from "../api/words";
import { bytes, duration, number, percent } from "../format/numbers";
import { moment } from "../format/times";
import type { Hass } from "../ha/types";
import { t } from "../i18n/common";

/** Targets of one dispatch are made within this time. */
const TOGETHER_MS = 2000;
/** What says that nobody knows whether it printed, and where to answer. */
const UNSETTLED = "target.attention";

/** Tells whether nothing more will happen to a target by itself. */
export function isEnded(target: Target): boolean {
  switch (target.state) {
    case "completed":
    case "failed":
    case "cancelled":
      return true;
    case "uploaded":
      return !target.start;
    case "pending":
    case "uploading":
    case "starting":
    case "printing":
    case "needs_attention":
      return false;
  }
}

/** Tells whether nothing of a print has begun: stopping it costs nothing. */
export function onlyWaits(target: Target): boolean {
  return target.state === "pending" || target.state === "uploading";
}

/** Returns the targets of the last dispatch; what had ended before it is history. */
export function currentTargets(job: Job): Target[] {
  const made = (target: Target): number => Date.parse(target.created_at);
  const sorted = [...job.targets].sort(
    (a, b) => made(a) - made(b) || a.copy - b.copy || (a.id < b.id ? -1 : 1),
  );
  let current: Target[] = [];
  for (const target of sorted) {
    const last = current.at(-1);
    const over = current.every(
      ({ ended_at }) => ended_at && Date.parse(ended_at) <= made(target),
    );
    if (last && over && made(target) - made(last) > TOGETHER_MS) {
      current = [];
    }
    current.push(target);
  }
  return current;
}

/** Returns the printer's live record if it prints this target now. */
export function livePrinter(
  target: Target,
  printer: Printer | undefined,
): Printer | null {
  return printer?.job?.target_id === target.id ? printer : null;
}

/** Returns how far a target is, 0 to 1; null when there is nothing to measure. */
export function share(target: Target, printer: Printer | undefined): number | null {
  switch (target.state) {
    case "uploading":
      return target.progress;
    case "printing":
      return livePrinter(target, printer)?.progress ?? target.progress;
    case "starting":
      return 0;
    case "completed":
      return 1;
    case "pending":
    case "uploaded":
    case "failed":
    case "cancelled":
    case "needs_attention":
      return null;
  }
}

/** Returns in words where a target stands. */
export function statusLine(
  hass: Hass,
  target: Target,
  printer: Printer | undefined,
  now = Date.now(),
): string {
  const done = share(target, printer);
  switch (target.state) {
    case "pending":
      return waitLine(hass, target, now);
    case "uploading":
    case "printing": {
      const live = livePrinter(target, printer);
      const paused = live?.state === "paused";
      const word = t(paused ? "printer.paused" : `target.${target.state}`);
      return `${word} · ${percent(hass.locale, done ?? 0)}`;
    }
    case "uploaded":
    case "completed":
    case "cancelled":
    case "failed":
      return target.ended_at
        ? `${t(`target.${target.state}`)} · ${moment(hass, target.ended_at, now)}`
        : t(`target.${target.state}`);
    case "starting":
    case "needs_attention":
      return t(`target.${target.state}`);
  }
}

/** Returns how much of a file has been sent. */
export function uploadLine(hass: Hass, target: Target, size: number): string {
  return t("target.sent", {
    done: bytes(hass.locale, target.progress * size),
    size: bytes(hass.locale, size),
  });
}

/** Returns what of a running print only its printer knows: remaining time, layer. */
export function printLine(
  hass: Hass,
  target: Target,
  printer: Printer | undefined,
  now = Date.now(),
): string {
  const live = target.state === "printing" ? livePrinter(target, printer) : null;
  const parts: string[] = [];
  if (typeof live?.remaining_s === "number") {
    const time = duration(hass.locale, live.remaining_s);
    parts.push(t("printer.left", { time }));
    if (live.state === "printing") {
      const end = new Date(now + live.remaining_s * 1000).toISOString();
      parts.push(t("target.until", { time: moment(hass, end, now) }));
    }
  }
  if (typeof live?.layer === "number") {
    const layer = number(hass.locale, live.layer);
    const count = live.layer_count;
    parts.push(
      count
        ? t("target.layer_of", { layer, layers: number(hass.locale, count) })
        : t("target.layer", { layer }),
    );
  }
  return parts.join(" · ");
}

/** Returns what a pending target waits for, with its place and when it may begin. */
export function waitLine(hass: Hass, target: Target, now = Date.now()): string {
  const parts = [waitWords(hass, target, now)];
  if (target.position && target.position > 1) {
    parts.push(t("wait.position", { position: number(hass.locale, target.position) }));
  }
  if (target.estimated_start && Date.parse(target.estimated_start) > now) {
    const time = moment(hass, target.estimated_start, now);
    parts.push(t("wait.estimated", { time }));
  }
  return parts.join(" · ");
}

/** Returns what is to be read beside the status line and the buttons. */
export function remark(target: Target): Value | null {
  const { held, waiting_for, error_message: words } = target;
  if (held || waiting_for === "time") {
    // The status line has told it.
    return null;
  }
  if (words !== null && typeof words === "object" && "values" in words) {
    // Where to say whether it printed: the question is right below.
    return words.key === UNSETTLED ? (words.values.words ?? null) : words;
  }
  return words;
}

function waitWords(hass: Hass, target: Target, now: number): string {
  if (target.held) {
    return t("wait.hold");
  }
  switch (target.waiting_for) {
    case null:
      return t("target.pending");
    case "time":
      return target.start_at
        ? t("wait.time_at", { time: moment(hass, target.start_at, now) })
        : t("wait.time");
    case "entity":
      return target.start_when
        ? t("wait.entity_named", { entity: entityName(hass, target.start_when) })
        : t("wait.entity");
    case "bed":
    case "busy":
    case "filament":
    case "hold":
    case "offline":
    case "power":
    case "printer":
      return t(`wait.${target.waiting_for}`);
  }
}

function entityName(hass: Hass, id: string): string {
  const name = hass.states[id]?.attributes.friendly_name;
  return typeof name === "string" ? name : id;
}
