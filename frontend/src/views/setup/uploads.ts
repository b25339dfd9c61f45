/** Which upload a user who sets up a slicer has waited for. */

import type { Board } from "../../api/board";
import type { Contact, Job } from "../../api/types";

/** Nobody who sets up a slicer now waits for what was so long ago. */
const RECENT_MS = 60 * 60 * 1000;

/** Protocols by which slicers send; a browser's own upload proves nothing. */
const SLICERS = new Set(["octoprint", "moonraker"]);

/** Returns when the last upload was, as far as is known. */
export function lastUpload({ hub, jobs }: Board): string | null {
  const times = [...jobs.values()].map((job) => job.created_at);
  const known = hub?.last_upload ? [...times, hub.last_upload] : times;
  return known.sort(byTime).at(-1) ?? null;
}

/** Returns the newest upload of a slicer that came after a time. */
export function arrivedAfter({ jobs }: Board, since: string | null): Job | null {
  const fresh = [...jobs.values()].filter(
    (job) => SLICERS.has(job.source) && byTime(job.created_at, since ?? "") > 0,
  );
  return fresh.sort((a, b) => byTime(a.created_at, b.created_at)).at(-1) ?? null;
}

/** Returns the slicer's test that came after the last upload, if not too long ago. */
export function contactAfter(board: Board, now = Date.now()): Contact | null {
  const contact = board.hub?.last_contact;
  const recent = contact && now - Date.parse(contact.at) < RECENT_MS;
  return recent && byTime(contact.at, lastUpload(board) ?? "") > 0 ? contact : null;
}

function byTime(a: string, b: string): number {
  return (Date.parse(a) || 0) - (Date.parse(b) || 0);
}
