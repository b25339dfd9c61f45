/** What a job does now, in words, a colour and a share. */

import type { Job, Target, TargetState } from "../../api/types";
import { currentTargets } from "../../components/journey";
import { t } from "../../i18n/common";
import { t as say } from "../../i18n/inbox";

export type Tone = "good" | "warn" | "bad" | "accent" | "dim";

/** What a row shows of a job's state; `share` only while something moves. */
export interface Status {
  tone: Tone;
  text: string;
  share: number | null;
}

const TONES: Record<Job["state"], Tone> = {
  uploaded: "accent",
  awaiting_selection: "accent",
  dispatching: "accent",
  completed: "good",
  failed: "bad",
  cancelled: "dim",
};
/** Of the targets on their way the first of these is told. */
const TELLING = [
  "needs_attention",
  "printing",
  "starting",
  "uploading",
  "pending",
] as const;
const MOVING = new Set<TargetState>(["printing", "uploading"]);

/** Returns what a job does: of one on its way what its most advanced targets do. */
export function statusOf(job: Job): Status {
  const sent = job.state === "dispatching" ? currentTargets(job) : [];
  const told = TELLING.find((state) => sent.some((each) => each.state === state));
  if (!told) {
    return { tone: TONES[job.state], text: t(`job.${job.state}`), share: null };
  }
  const targets = sent.filter(({ state }) => state === told);
  const failed = sent.filter(({ state }) => state === "failed").length;
  return {
    tone: told === "needs_attention" ? "warn" : failed ? "bad" : "accent",
    text: [wordsOf(told, targets), failed && say("row.failed", { count: failed })]
      .filter(Boolean)
      .join(" · "),
    share: MOVING.has(told) ? mean(targets.map(({ progress }) => progress)) : null,
  };
}

function wordsOf(state: TargetState, targets: Target[]): string {
  const [first] = targets;
  const what =
    state === "pending" && first?.waiting_for && targets.length === 1
      ? t(`wait.${first.waiting_for}`)
      : t(`target.${state}`);
  const printers = new Set(targets.map(({ printer_name }) => printer_name));
  const where =
    printers.size === 1
      ? [...printers].join()
      : t("printers.number", { count: printers.size });
  return `${what} · ${where}`;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
