/** Which jobs the list shows, and in which order. */

import type { Job, JobState } from "../../api/types";
import type { Counts } from "./older-count";

/** What the chips above the list choose. */
export type Filter =
  "waiting" | "under_way" | "attention" | "completed" | "failed" | "cancelled";
/** The parts of the list, from top to bottom. */
export type Group = "waiting" | "under_way" | "today" | "earlier";

/** What the user looks for; without filters every state is shown. */
export interface Sought {
  text: string;
  filters: ReadonlySet<Filter>;
}

/** All that is known: older jobs as far as they are loaded, and how many there are. */
export interface Known {
  live: ReadonlyMap<string, Job>;
  older: readonly Job[];
  counts: Counts | undefined;
}

/** What is listed: no group is empty, `counts` is what the text alone finds. */
export interface Listing {
  groups: { group: Group; jobs: Job[] }[];
  counts: Record<Filter, number>;
  total: number;
}

const isWaiting = ({ state }: Job) =>
  state === "uploaded" || state === "awaiting_selection";
const IS: Record<Filter, (job: Job) => boolean> = {
  waiting: isWaiting,
  under_way: ({ state }) => state === "dispatching",
  attention: ({ targets }) => targets.some(({ state }) => state === "needs_attention"),
  completed: ({ state }) => state === "completed",
  failed: ({ state }) => state === "failed",
  cancelled: ({ state }) => state === "cancelled",
};
/** The chips in their order. */
export const FILTERS = Object.keys(IS) as Filter[];
const GROUPS: Group[] = ["waiting", "under_way", "today", "earlier"];

/** The filters that old jobs may pass; what is under way is never old. */
const ENDED = ["completed", "failed", "cancelled"] as const;

/** Returns in which states old jobs are sought, null if old ones are not. */
export function endedStates(filters: ReadonlySet<Filter>): readonly JobState[] | null {
  const states = ENDED.filter((name) => !filters.size || filters.has(name));
  return states.length ? states : null;
}

/** Returns the list of the jobs that are sought, the newest first in each group. */
export function listJobs(
  { live, older, counts: olderCounts }: Known,
  { text, filters }: Sought,
  startOfDay: number,
): Listing {
  const counts = Object.fromEntries(
    FILTERS.map((name) => [name, 0]),
  ) as Listing["counts"];
  for (const name of ENDED) {
    counts[name] = olderCounts?.[name] ?? 0;
  }
  const groups = new Map<Group, Job[]>(GROUPS.map((group) => [group, []]));
  const needle = folded(text.trim());
  let total = 0;
  for (const job of mergeJobs(live, older)) {
    if (
      needle &&
      !folded(job.name).includes(needle) &&
      !folded(job.folder).includes(needle)
    ) {
      continue;
    }
    const found = FILTERS.filter((name) => IS[name](job));
    if (!olderCounts || live.has(job.id)) {
      found.forEach((name) => counts[name]++);
    }
    if (!filters.size || found.some((name) => filters.has(name))) {
      groups.get(groupOf(job, startOfDay))?.push(job);
      total++;
    }
  }
  return {
    groups: [...groups]
      .filter(([, found]) => found.length)
      .map(([group, found]) => ({ group, jobs: found.sort(newestFirst) })),
    counts,
    total,
  };
}

/** Returns live jobs and older ones as one list; what is live is up to date. */
function mergeJobs(live: ReadonlyMap<string, Job>, older: readonly Job[]): Job[] {
  return [...live.values(), ...older.filter((job) => !live.has(job.id))];
}

/** Returns the ids of all that is listed, from top to bottom. */
export function idsOf({ groups }: Listing): string[] {
  return groups.flatMap(({ jobs }) => jobs.map(({ id }) => id));
}

function groupOf(job: Job, startOfDay: number): Group {
  if (isWaiting(job)) {
    return "waiting";
  }
  if (job.state === "dispatching") {
    return "under_way";
  }
  return Date.parse(job.ended_at ?? job.created_at) >= startOfDay ? "today" : "earlier";
}

/** Ids begin with the time at which they were made. */
function newestFirst(one: Job, other: Job): number {
  return one.id < other.id ? 1 : -1;
}

function folded(text: string): string {
  return text.toLocaleLowerCase();
}
