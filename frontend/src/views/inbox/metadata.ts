/** What a file says of itself, in groups, with units as the user writes them. */

import { cssColor } from "../../components/job-facts";
import {
  duration,
  length,
  measure,
  number,
  temperature,
  weight,
} from "../../format/numbers";
import type { HassLocale } from "../../ha/types";
import { t } from "../../i18n/inbox";

/** A label and what is written behind it. */
export interface Row {
  label: string;
  text: string;
}

/** Some rows under a title. */
export interface Section {
  title: string;
  rows: Row[];
  color?: string;
}

export type Metadata = Record<string, unknown>;
type Write = (locale: HassLocale, value: unknown) => string;

const text: Write = (_, value) => String(value);
const count: Write = (locale, value) => number(locale, Number(value));
const cost: Write = (locale, value) => number(locale, Number(value), 2);
const millimetres: Write = (locale, value) =>
  measure(locale, Number(value), "millimeter", 3);
const speed: Write = (locale, value) =>
  measure(locale, Number(value), "millimeter-per-second");
const degrees: Write = (locale, value) => temperature(locale, Number(value));
const share: Write = (locale, value) => measure(locale, Number(value), "percent");
const time: Write = (locale, value) => duration(locale, Number(value));
const metres: Write = (locale, value) => length(locale, Number(value));
const grams: Write = (locale, value) => weight(locale, Number(value));
const yesNo: Write = (_, value) => t(value ? "yes" : "no");

const GROUPS = {
  slicer: {
    slicer: text,
    slicer_version: text,
    print_profile: text,
    gcode_flavor: text,
  },
  machine: {
    printer_model: text,
    printer_profile: text,
    nozzle_diameter: millimetres,
    bed_type: text,
  },
  print: {
    estimated_time_s: time,
    layer_height: millimetres,
    first_layer_height: millimetres,
    layer_count: count,
    object_height: millimetres,
    print_speed: speed,
    infill_percentage: share,
    infill_pattern: text,
    support_enabled: yesNo,
    support_type: text,
  },
  temperatures: {
    first_layer_nozzle_temp: degrees,
    nozzle_temp: degrees,
    first_layer_bed_temp: degrees,
    bed_temp: degrees,
  },
} as const;
const FILAMENT = {
  filament_type: text,
  filament_brand: text,
  filament_name: text,
  filament_color: text,
  filament_length_mm: metres,
  filament_weight_g: grams,
  filament_cost: cost,
} as const;
const AMOUNTS = ["filament_length_mm", "filament_weight_g"];

/** Returns all that a file tells, what it does not tell left out. */
export function describe(locale: HassLocale, metadata: Metadata): Section[] {
  const groups = (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => ({
    title: t(`meta.group.${group}`),
    rows: rowsOf(locale, metadata, GROUPS[group]),
  }));
  return [...groups, ...filaments(locale, metadata)].filter(({ rows }) => rows.length);
}

/** Tells whether a file says anything of itself. */
export function isKnown(locale: HassLocale, metadata: Metadata): boolean {
  return describe(locale, metadata).length > 0 || settingsOf(metadata).length > 0;
}

/** Returns the slicer's own settings as texts, in the order of their names. */
export function settingsOf(metadata: Metadata): [name: string, value: string][] {
  const raw = metadata.raw_metadata;
  if (typeof raw !== "object" || raw === null) {
    return [];
  }
  return Object.entries(raw)
    .map(([name, value]): [string, string] => [name, plain(value)])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function rowsOf<T extends Record<string, Write>>(
  locale: HassLocale,
  metadata: Metadata,
  fields: T,
): Row[] {
  return Object.entries(fields).flatMap(([name, write]) => {
    const values = listOf(metadata[name]);
    // Several tools mostly want the same.
    const texts = [...new Set(values.map((value) => write(locale, value)))];
    const label = t(`meta.${name as keyof typeof FILAMENT}`);
    return texts.length ? [{ label, text: texts.join(" / ") }] : [];
  });
}

/** Returns the filament of each tool, and what is told of all together. */
function filaments(locale: HassLocale, metadata: Metadata): Section[] {
  const names = Object.keys(FILAMENT);
  const tools = Math.max(...names.map((name) => listOf(metadata[name]).length));
  if (tools < 2) {
    return [section(locale, t("meta.group.filament"), metadata)];
  }
  const common = names.filter((name) => !Array.isArray(metadata[name]));
  const whole = Object.fromEntries(common.map((name) => [name, metadata[name]]));
  const each = Array.from({ length: tools }, (_, tool) => {
    const own = names.map((name) => [name, toolOf(metadata[name], tool)]);
    return [t("meta.tool", { number: tool + 1 }), Object.fromEntries(own)] as const;
  });
  return [
    section(locale, t("meta.group.filament"), whole),
    ...each
      .filter(([, own]) => isUsed(own as Metadata))
      .map(([title, own]) => section(locale, title, own as Metadata)),
  ];
}

function section(locale: HassLocale, title: string, own: Metadata): Section {
  const color = cssColor(plain(listOf(own.filament_color)[0]));
  const rows = rowsOf(locale, own, FILAMENT);
  return color ? { title, rows, color } : { title, rows };
}

/** A printer may have more tools than a print uses. */
function isUsed(own: Metadata): boolean {
  const amounts = AMOUNTS.flatMap((name) => listOf(own[name]));
  return !amounts.length || amounts.some((amount) => Number(amount) > 0);
}

function toolOf(value: unknown, tool: number): unknown {
  return Array.isArray(value) ? (value[tool] as unknown) : undefined;
}

function listOf(value: unknown): unknown[] {
  return [value]
    .flat()
    .filter((each) => each !== null && each !== undefined && each !== "");
}

function plain(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(plain).join(", ");
  }
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
