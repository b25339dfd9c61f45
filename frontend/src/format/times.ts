/** Dates and times in the user's language, format and time zone. */

import type { Hass } from "../ha/types";
import { t } from "../i18n/common";
import { kept } from "./kept";

const STEPS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
] as const;

const DAY = { weekday: "short", day: "numeric", month: "short" } as const;
const YEAR = { year: "numeric" } as const;

const relative = kept(
  (language) =>
    new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" }),
);

/** Returns how long ago something was, or how long it still takes. */
export function ago(hass: Hass, time: string, now = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000;
  const step = STEPS.find(([, each]) => Math.abs(seconds) >= each);
  if (!step) {
    return t("ago.now");
  }
  const [unit, length] = step;
  return relative(hass.locale.language).format(Math.trunc(seconds / length), unit);
}

/** Returns the options by which Home Assistant's user wants times written. */
function clock(hass: Hass): Intl.DateTimeFormatOptions {
  const { time_format, time_zone } = hass.locale;
  const zone = time_zone === "server" ? { timeZone: hass.config.time_zone } : {};
  if (time_format === "12" || time_format === "24") {
    return { ...zone, hourCycle: time_format === "12" ? "h12" : "h23" };
  }
  return zone;
}

function tags(hass: Hass): string | undefined {
  return hass.locale.time_format === "system" ? undefined : hass.locale.language;
}

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes far longer than using it, and a wall of printers has hundreds. */
function formatter(
  tag: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  let found = made.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(tag, options);
    made.set(key, found);
  }
  return found;
}

/** Returns the time of day; with the day unless that is today, and a foreign year. */
export function moment(hass: Hass, time: string, now = Date.now()): string {
  const options = clock(hass);
  const zone = options.timeZone ? { timeZone: options.timeZone } : {};
  const day = formatter("en-CA", zone);
  const date = new Date(time);
  const [then, present] = [day.format(date), day.format(now)];
  const year = then.slice(0, 4) === present.slice(0, 4) ? {} : YEAR;
  return formatter(tags(hass), {
    ...options,
    hour: "numeric",
    minute: "2-digit",
    ...(then === present ? {} : { ...DAY, ...year }),
  }).format(date);
}

/** Returns the time of day, or of another day only the day: for narrow columns. */
export function brief(hass: Hass, time: string, today: number): string {
  const date = new Date(time);
  const { timeZone } = clock(hass);
  return date.getTime() >= today
    ? moment(hass, time)
    : formatter(tags(hass), {
        ...(timeZone ? { timeZone } : {}),
        day: "numeric",
        month: "short",
      }).format(date);
}

/** Returns date and time in full, for titles and details. */
export function exact(hass: Hass, time: string): string {
  return formatter(tags(hass), {
    ...clock(hass),
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(time));
}

/** Returns when the present day began, in milliseconds, where the user is. */
export function startOfDay(hass: Hass, now = Date.now()): number {
  const parts = formatter("en", {
    ...clock(hass),
    hourCycle: "h23",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(now);
  const [hours = 0, minutes = 0, seconds = 0] = parts
    .filter(({ type }) => type !== "literal")
    .map(({ value }) => Number(value));
  return now - (((hours * 60 + minutes) * 60 + seconds) * 1000 + (now % 1000));
}
