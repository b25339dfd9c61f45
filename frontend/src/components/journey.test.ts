import { expect, test } from "vitest";
import { makeHass } from "../testing/fake-hass";
import { makeJob, makePrinter, makeTarget } from "../testing/fixtures";
import { currentTargets, isEnded, printLine, share, statusLine } from "./journey";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const later = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();
const { hass } = makeHass({
  states: {
    "switch.sun": {
      entity_id: "switch.sun",
      state: "off",
      attributes: { friendly_name: "Sun power" },
      last_changed: "",
      last_updated: "",
    },
  },
});

test("what had ended before the last dispatch is history", () => {
  const old = makeTarget({ id: "old", created_at: later(0), ended_at: later(60) });
  const fresh = makeTarget({ id: "new", created_at: later(120) });

  expect(currentTargets(makeJob({ targets: [fresh, old] }))).toEqual([fresh]);
});

test("a target added while others run belongs to them, also after those ended", () => {
  const first = makeTarget({ id: "1", created_at: later(0), ended_at: later(90) });
  const second = makeTarget({ id: "2", created_at: later(60), ended_at: later(70) });

  expect(currentTargets(makeJob({ targets: [first, second] }))).toHaveLength(2);
});

test("targets that failed at once are of one dispatch with the others", () => {
  const failed = makeTarget({ id: "1", created_at: later(0), ended_at: later(0) });
  const good = makeTarget({ id: "2", created_at: later(0.2) });

  expect(currentTargets(makeJob({ targets: [failed, good] }))).toHaveLength(2);
});

test("an upload ends with the file on the printer, a print does not", () => {
  expect(isEnded(makeTarget({ state: "uploaded", start: false }))).toBe(true);
  expect(isEnded(makeTarget({ state: "uploaded", start: true }))).toBe(false);
  expect(isEnded(makeTarget({ state: "needs_attention" }))).toBe(false);
});

test("progress is the printer's own while it prints this target", () => {
  const target = makeTarget({ id: "t", state: "printing", progress: 0.4 });
  const job = { id: "j", target_id: "t", name: "", thumbnail: null };

  expect(share(target, makePrinter({ job, progress: 0.5 }))).toBe(0.5);
  expect(share(target, makePrinter({ progress: 0.9 }))).toBe(0.4);
  expect(share(makeTarget({ state: "pending" }), undefined)).toBeNull();
});

test.each([
  [{ state: "uploading", progress: 0.316 }, "Uploading · 31%"],
  [{ state: "printing", progress: 0.5 }, "Printing · 50%"],
  [{ state: "completed", ended_at: later(0) }, "Completed · 13:00"],
  [{ state: "needs_attention" }, "Did it print?"],
  [{ state: "pending" }, "Waiting"],
  [
    {
      state: "pending",
      waiting_for: "busy",
      position: 2,
      estimated_start: later(3600),
    },
    "Waits until the printer is free · number 2 in line · starts about 14:00",
  ],
  [
    { state: "pending", waiting_for: "time", start_at: later(7200) },
    "Waits until 15:00",
  ],
  [
    { state: "pending", waiting_for: "entity", start_when: "switch.sun" },
    "Waits for Sun power",
  ],
  [
    { state: "pending", waiting_for: "entity", start_when: "switch.gone" },
    "Waits for switch.gone",
  ],
  [{ state: "pending", waiting_for: "busy", held: true }, "Held back"],
  // An estimate that has passed was wrong.
  [
    { state: "pending", waiting_for: "bed", estimated_start: later(-60) },
    "Waits until the bed is cleared",
  ],
] as const)("%j", (fields, words) => {
  expect(statusLine(hass, makeTarget(fields), undefined, NOON)).toBe(words);
});

test("a running print tells what its printer knows", () => {
  const target = makeTarget({ id: "t" });
  const printer = makePrinter({
    state: "printing",
    job: { id: "j", target_id: "t", name: "", thumbnail: null },
    progress: 0.5,
    remaining_s: 1800,
    layer: 12,
    layer_count: 240,
  });

  expect(printLine(hass, target, printer, NOON)).toBe(
    "30 min left · until 13:30 · layer 12 of 240",
  );
  expect(printLine(hass, target, { ...printer, layer_count: null }, NOON)).toContain(
    "layer 12",
  );
  // Nobody knows when a paused print ends.
  const paused = { ...printer, state: "paused" as const };
  expect(printLine(hass, target, paused, NOON)).not.toContain("until");
  expect(statusLine(hass, target, paused, NOON)).toBe("Paused · 50%");
  expect(printLine(hass, target, { ...printer, job: null }, NOON)).toBe("");
});
