/** What the card shows of all jobs and printers. */

import type { Printers } from "../components/choosing";
import type { Job } from "../api/types";
import type { CardConfig } from "./config";

/** For so long a job that has ended stays in sight. */
const ENDED_MS = 10 * 60_000;
/** And so long one that failed, if nobody dismisses it. */
const FAILED_MS = 24 * 3600_000;

/** Tells whether a job waits for somebody to choose printers. */
export function isWaiting(job: Job): boolean {
  return job.state === "uploaded" || job.state === "awaiting_selection";
}

/** Returns the waiting jobs, the newest first. */
export function waitingJobs(jobs: Iterable<Job>): Job[] {
  return [...jobs].filter(isWaiting).sort(byAge);
}

/** Returns the jobs on their way, and those that have ended a moment ago. */
export function movingJobs(
  jobs: Iterable<Job>,
  dismissed: ReadonlySet<string>,
  now: number,
): Job[] {
  const shown = (job: Job): boolean => {
    if (job.state === "dispatching") {
      return true;
    }
    const ended = job.ended_at && !isWaiting(job) && Date.parse(job.ended_at);
    if (!ended || dismissed.has(dismissal(job)) || !job.targets.length) {
      return false;
    }
    return now - ended < (job.state === "failed" ? FAILED_MS : ENDED_MS);
  };
  return [...jobs].filter(shown).sort((a, b) => rank(a) - rank(b) || byAge(a, b));
}

/** Names one end of a job: dispatched again, it may end again. */
export function dismissal(job: Job): string {
  return `${job.id} ${job.ended_at ?? ""}`;
}

/** Returns the printers that the card's configuration offers. */
export function offeredPrinters(
  printers: Printers,
  { printers: names = [], tags = [] }: Pick<CardConfig, "printers" | "tags">,
): Printers {
  if (!names.length && !tags.length) {
    return printers;
  }
  return new Map(
    [...printers].filter(
      ([id, printer]) =>
        names.includes(id) ||
        names.includes(printer.name) ||
        printer.tags.some((tag) => tags.includes(tag)),
    ),
  );
}

function rank(job: Job): number {
  const asks = job.targets.some(({ state }) => state === "needs_attention");
  return asks ? 0 : job.state === "dispatching" ? 1 : job.state === "failed" ? 2 : 3;
}

function byAge(a: Job, b: Job): number {
  return Date.parse(b.created_at) - Date.parse(a.created_at) || (a.id < b.id ? 1 : -1);
}
