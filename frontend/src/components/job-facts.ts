/** What is worth knowing of a job before a printer is chosen, in words. */

import {
  mdiAlertOutline,
  mdiClockOutline,
  mdiCubeScan,
  mdiDelete,
  mdiContentSaveOutline,
  mdiFolderOutline,
  mdiKeyVariant,
  mdiLayersOutline,
  mdiPlayCircleOutline,
  mdiPrinter3dNozzle,
  mdiTimerOutline,
  mdiTimerSand,
  mdiTrayArrowUp,
} from "@mdi/js";
import type { Job } from "../api/types";
import { bytes, duration, length, number, weight } from "../format/numbers";
import { ago, exact } from "../format/times";
import { say } from "../format/words";
import type { Hass } from "../ha/types";
import { t } from "../i18n/common";

/** One chip; `label` says to screen readers what the text is. */
export interface Fact {
  key: string;
  icon: string;
  label: string;
  text: string;
  title?: string;
  colors?: string[];
  tone?: "warn" | "accent";
}

/** Returns a colour of a file if it is one, ready for CSS. */
export function cssColor(color: string): string | null {
  const [, digits] = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(color) ?? [];
  return digits ? `#${digits}` : null;
}

/** Returns what the chips of a job say; `brief` only what a choice depends on. */
export function jobFacts(hass: Hass, job: Job, brief = false): Fact[] {
  const facts = [
    job.state === "uploaded" && fact("reading", mdiTimerSand, t("job.uploaded")),
    startRequested(job),
    printTime(hass, job),
    filament(hass, job),
    ...(brief ? [] : origin(job)),
    job.plates > 1 && fact("plate", mdiLayersOutline, plate(hass, job)),
    !brief && fact("size", mdiContentSaveOutline, bytes(hass.locale, job.size)),
    {
      ...fact("age", mdiClockOutline, ago(hass, job.created_at)),
      title: exact(hass, job.created_at),
    },
    job.file_gone && {
      ...fact("file_gone", mdiDelete, t("fact.file_gone")),
      tone: "warn" as const,
    },
    problem(hass, job, brief),
  ];
  return facts.filter((each) => typeof each === "object" && each !== null);
}

type FactKey =
  | "age"
  | "file_gone"
  | "filament"
  | "folder"
  | "origin"
  | "plate"
  | "print_time"
  | "problem"
  | "reading"
  | "size"
  | "slicer"
  | "wants_print";

function fact(key: FactKey, icon: string, text: string): Fact {
  return { key, icon, text, label: t(`fact.label.${key}`) };
}

function plate({ locale }: Hass, { plate_index, plates }: Job): string {
  return plate_index === null
    ? t("fact.plates", { count: plates })
    : t("fact.plate", {
        plate: number(locale, plate_index),
        plates: number(locale, plates),
      });
}

function problem(hass: Hass, job: Job, brief: boolean): Fact | null {
  if (!job.problem) {
    return null;
  }
  const words = say(hass, job.problem);
  // In a brief list there is no room for a sentence.
  const text = brief ? t("fact.incomplete") : words;
  return { ...fact("problem", mdiAlertOutline, text), tone: "warn", title: words };
}

function startRequested(job: Job): Fact | null {
  if (!job.start_requested) {
    return null;
  }
  const text = t("fact.wants_print");
  return { ...fact("wants_print", mdiPlayCircleOutline, text), tone: "accent" };
}

function printTime(hass: Hass, job: Job): Fact | null {
  return job.estimated_time_s
    ? fact("print_time", mdiTimerOutline, duration(hass.locale, job.estimated_time_s))
    : null;
}

function filament(hass: Hass, job: Job): Fact | null {
  const amount = job.filament_weight_g
    ? weight(hass.locale, job.filament_weight_g)
    : job.filament_length_mm && length(hass.locale, job.filament_length_mm);
  const materials = [...new Set(job.filament_type)].join(", ");
  const colors = job.filament_color.flatMap((color) => cssColor(color) ?? []);
  const text = [materials, amount].filter(Boolean).join(" · ");
  if (!text && !colors.length) {
    return null;
  }
  const title = job.filament_length_mm && length(hass.locale, job.filament_length_mm);
  return {
    ...fact("filament", colors.length ? "" : mdiPrinter3dNozzle, text),
    colors: [...new Set(colors)],
    ...(title ? { title } : {}),
  };
}

function origin(job: Job): (Fact | null)[] {
  const slicer = [job.slicer, job.slicer_version].filter(Boolean).join(" ");
  const here = job.source === "browser" && t("fact.from_browser");
  return [
    job.slicer ? fact("slicer", mdiCubeScan, slicer) : null,
    job.key_name ? fact("origin", mdiKeyVariant, job.key_name) : null,
    here ? fact("origin", mdiTrayArrowUp, here) : null,
    job.folder ? fact("folder", mdiFolderOutline, job.folder) : null,
  ];
}
