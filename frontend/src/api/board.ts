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
  const jobs = new Edited(board.jobs);
  const printers = new Edited(board.printers);
  let hub = board.hub;
  for (const [id, fields] of Object.entries(changed)) {
    if (id === "hub") {
      hub = { ...hub, ...fields } as Hub;
    } else if (jobs.has(id) || fields.kind === "job") {
      jobs.merge(id, fields as Partial<Job>);
    } else {
      printers.merge(id, fields as Partial<Printer>);
    }
  }
  for (const id of removed) {
    jobs.delete(id);
    printers.delete(id);
  }
  return { ...board, hub, jobs: jobs.records, printers: printers.records };
}

/** Records that are copied with the first change: what stays the same is not drawn. */
class Edited<T> {
  records: ReadonlyMap<string, T>;
  private copy: Map<string, T> | null = null;

  constructor(records: ReadonlyMap<string, T>) {
    this.records = records;
  }

  has(id: string): boolean {
    return this.records.has(id);
  }

  merge(id: string, fields: Partial<T>): void {
    this.edit().set(id, { ...this.records.get(id), ...fields } as T);
  }

  delete(id: string): void {
    if (this.records.has(id)) {
      this.edit().delete(id);
    }
  }

  private edit(): Map<string, T> {
    return (this.records = this.copy ??= new Map(this.records));
  }
}
