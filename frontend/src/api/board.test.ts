import { expect, test } from "vitest";
import { byId, makeHub, makeJob, makePrinter } from "../testing/fixtures";
import { applyMessage, EMPTY_BOARD } from "./board";
import type { SnapshotMessage } from "./types";

const SNAPSHOT: SnapshotMessage = {
  type: "snapshot",
  can: { dispatch: true, manage: false },
  hub: makeHub(),
  jobs: byId(makeJob({ id: "job" })),
  printers: byId(makePrinter({ id: "one" }), makePrinter({ id: "two" })),
};

test("a snapshot replaces all that was known", () => {
  const first = applyMessage(EMPTY_BOARD, SNAPSHOT);
  const second = applyMessage(first, { ...SNAPSHOT, jobs: {} });

  expect(first.jobs.size).toBe(1);
  expect(second.jobs.size).toBe(0);
  expect(second.printers.size).toBe(2);
  expect(second.can).toEqual({ dispatch: true, manage: false });
});

test("a delta changes the named fields of known records only", () => {
  const before = applyMessage(EMPTY_BOARD, SNAPSHOT);

  const after = applyMessage(before, {
    type: "delta",
    changed: {
      one: { progress: 0.5 },
      job: { state: "dispatching" },
      hub: { own_port: 7125 },
    },
    removed: [],
  });

  expect(after.printers.get("one")).toMatchObject({ name: "Voron", progress: 0.5 });
  expect(after.jobs.get("job")).toMatchObject({
    name: "benchy.gcode",
    state: "dispatching",
  });
  expect(after.hub?.own_port).toBe(7125);
  // What did not change is the same object, so that nothing of it is drawn anew.
  expect(after.printers.get("two")).toBe(before.printers.get("two"));
  expect(before.printers.get("one")?.progress).toBeNull();
});

test("a delta of printers alone leaves the jobs the same object", () => {
  const before = applyMessage(EMPTY_BOARD, SNAPSHOT);

  const after = applyMessage(before, {
    type: "delta",
    changed: { one: { progress: 0.5 } },
    removed: ["nobody"],
  });

  expect(after.jobs).toBe(before.jobs);
  expect(after.printers).not.toBe(before.printers);
});

test("new records are put where their kind belongs, and removed ones go", () => {
  const board = applyMessage(applyMessage(EMPTY_BOARD, SNAPSHOT), {
    type: "delta",
    changed: { new: makeJob({ id: "new" }), three: makePrinter({ id: "three" }) },
    removed: ["job", "one"],
  });

  expect([...board.jobs.keys()]).toEqual(["new"]);
  expect([...board.printers.keys()]).toEqual(["two", "three"]);
});

test("what was known stays in sight when PrintMux goes", () => {
  const board = applyMessage(applyMessage(EMPTY_BOARD, SNAPSHOT), { type: "gone" });

  expect(board.status).toBe("stale");
  expect(board.jobs.size).toBe(1);
});
