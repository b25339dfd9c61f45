/** What a view is subscribed to, merged from snapshots and deltas. */

import type {
  BoardMessage,
  DeltaMessage,
  Hub,
  Job,
  JobDetail,
  Printer,
  Rights,
  SnapshotMessage,
} from "./types";

/** `stale` data is what was known before the connection went. */
export type BoardStatus = "loading" | "ready" | "stale" | "error";

/** All that a view knows. Records are replaced when they change, never altered. */
export interface Board {
  status: BoardStatus;
  /** Why there is nothing: an error code of the websocket API, or a text. */
  error: string | null;
  can: Rights;
  hub: Hub | null;
  jobs: ReadonlyMap<string, Job | JobDetail>;
  printers: ReadonlyMap<string, Printer>;
}

/** The board before anything came. */
export const EMPTY_BOARD: Board = {
  status: "loading",
  error: null,
  can: { dispatch: false, manage: false },
  hub: null,
  jobs: new Map(),
  printers: new Map(),
};

/** Returns the board after a message. */
export function applyMessage(board: Board, message: BoardMessage): Board {
  switch (message.type) {
    case "snapshot":
      return applySnapshot(message);
    case "delta":
      return applyDelta(board, message);
    case "gone":
      return board.status === "ready" ? { ...board, status: "stale" } : board;
  }
}

function applySnapshot(message: SnapshotMessage): Board {
  return {
    status: "ready",
    error: null,
    can: message.can,
    hub: message.hub,
    jobs: new Map(Object.entries(message.jobs ?? {})),
    printers: new Map(Object.entries(message.printers ?? {})),
  };
}

function applyDelta(board: Board, { changed, removed }: DeltaMessage): Board {
  const jobs = new Map(board.jobs);
  const printers = new Map(board.printers);
  let hub = board.hub;
  for (const [id, fields] of Object.entries(changed)) {
    if (id === "hub") {
      hub = { ...hub, ...fields } as Hub;
    } else if (jobs.has(id) || fields.kind === "job") {
      jobs.set(id, { ...jobs.get(id), ...fields } as Job);
    } else {
      printers.set(id, { ...printers.get(id), ...fields } as Printer);
    }
  }
  for (const id of removed) {
    jobs.delete(id);
    printers.delete(id);
  }
  return { ...board, hub, jobs, printers };
}
