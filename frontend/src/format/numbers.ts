/** Numbers, sizes and durations as the user writes them. */

import type { HassLocale } from "../ha/types";

/** Locales whose way of writing numbers each of Home Assistant's choices means. */
const STYLES: Record<string, string[]> = {
  comma_decimal: ["en-US", "en"],
  decimal_comma: ["de", "es", "it"],
  space_comma: ["fr", "sv", "cs"],
  quote_decimal: ["de-CH"],
};

/** Returns what `Intl` is to write numbers by; undefined is the browser's own way. */
export function numberLocale(locale: HassLocale): string[] | undefined {
  if (locale.number_format === "system") {
    return undefined;
  }
  return STYLES[locale.number_format] ?? [locale.language];
}

const made = new Map<string, Intl.NumberFormat>();

function format(
  locale: HassLocale,
  value: number,
  options: Intl.NumberFormatOptions,
): string {
  const key = `${locale.number_format} ${locale.language} ${JSON.stringify(options)}`;
  let found = made.get(key);
  if (!found) {
    const grouping = locale.number_format === "none" ? { useGrouping: false } : {};
    const tags = locale.number_format === "none" ? ["en-US"] : numberLocale(locale);
    found = new Intl.NumberFormat(tags, { ...options, ...grouping });
    made.set(key, found);
  }
  return found.format(value);
}

/** Returns a number with so many decimals at most. */
export function number(locale: HassLocale, value: number, digits = 0): string {
  return format(locale, value, { maximumFractionDigits: digits });
}

/** Returns a share of 0 to 1 in per cent; a print is done only when it is. */
export function percent(locale: HassLocale, share: number): string {
  const floored = share < 1 ? Math.floor(share * 100) / 100 : 1;
  return format(locale, floored, { style: "percent", maximumFractionDigits: 0 });
}

const SIZES = [
  ["gigabyte", 1e9],
  ["megabyte", 1e6],
  ["kilobyte", 1e3],
  ["byte", 1],
] as const;

/** Returns a size in the largest unit of which there is a whole one. */
export function bytes(locale: HassLocale, size: number): string {
  const [unit, factor] = SIZES.find(([, each]) => size >= each) ?? SIZES[3];
  const value = size / factor;
  return measure(locale, value, unit, value < 10 && factor > 1 ? 1 : 0);
}

/** Returns grams, from a kilogram on kilograms. */
export function weight(locale: HassLocale, grams: number): string {
  return grams < 1000
    ? measure(locale, grams, "gram", grams < 10 ? 1 : 0)
    : measure(locale, grams / 1000, "kilogram", 2);
}

/** Returns millimetres as metres. */
export function length(locale: HassLocale, millimetres: number): string {
  return measure(locale, millimetres / 1000, "meter", millimetres < 10000 ? 1 : 0);
}

/** Returns a temperature in degrees Celsius. */
export function temperature(locale: HassLocale, degrees: number): string {
  // The short form of some languages is none: "24 st. C".
  return `${number(locale, degrees)}\u00a0°C`;
}

/** Returns a value with its unit. */
export function measure(
  locale: HassLocale,
  value: number,
  unit: string,
  digits = 0,
): string {
  return format(locale, value, {
    style: "unit",
    unit,
    // A byte has no short form.
    unitDisplay: unit === "byte" ? "long" : "short",
    maximumFractionDigits: digits,
  });
}

/** Returns a duration in its two largest units: days and hours, hours and minutes. */
export function duration(locale: HassLocale, seconds: number): string {
  if (Math.round(seconds) < 60) {
    return part(locale, Math.max(0, Math.round(seconds)), "second");
  }
  const minutes = Math.round(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days) {
    return join([part(locale, days, "day"), hours && part(locale, hours, "hour")]);
  }
  const rest = minutes % 60;
  return join([
    hours && part(locale, hours, "hour"),
    (rest || !hours) && part(locale, rest, "minute"),
  ]);
}

function part(locale: HassLocale, value: number, unit: string): string {
  return format(locale, value, { style: "unit", unit, unitDisplay: "short" });
}

function join(parts: (string | number | boolean)[]): string {
  return parts.filter(Boolean).join(" ");
}
