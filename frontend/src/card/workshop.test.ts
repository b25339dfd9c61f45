import { expect, test } from "vitest";
import type { Job } from "../api/types";
import { makeJob, makePrinter, makeTarget } from "../testing/fixtures";
import { dismissal, movingJobs, offeredPrinters, waitingJobs } from "./workshop";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const before = (minutes: number) => new Date(NOW - minutes * 60000).toISOString();
const job = (id: string, fields: Partial<Job> = {}) =>
  makeJob({ id, targets: [makeTarget()], ...fields });
const ids = (jobs: Job[]) => jobs.map(({ id }) => id);

test("the newest waiting job comes first", () => {
  const jobs = [
    job("old", { created_at: before(9) }),
    job("sent", { state: "dispatching" }),
    job("new", { state: "uploaded", created_at: before(1) }),
  ];

  expect(ids(waitingJobs(jobs))).toEqual(["new", "old"]);
});

test("jobs on their way stay in sight for a while after their end", () => {
  const jobs = [
    job("done", { state: "completed", ended_at: before(5) }),
    job("done long ago", { state: "completed", ended_at: before(11) }),
    job("failed", { state: "failed", ended_at: before(300) }),
    job("failed yesterday", { state: "failed", ended_at: before(1500) }),
    job("on its way", { state: "dispatching" }),
    job("asks", {
      state: "dispatching",
      targets: [makeTarget({ state: "needs_attention" })],
    }),
    job("waits"),
    job("never sent", { state: "cancelled", ended_at: before(1), targets: [] }),
  ];

  expect(ids(movingJobs(jobs, new Set(), NOW))).toEqual([
    "asks",
    "on its way",
    "failed",
    "done",
  ]);
});

test("a dismissed end does not come back, another end of the same job does", () => {
  const failed = job("a", { state: "failed", ended_at: before(5) });
  const dismissed = new Set([dismissal(failed)]);

  expect(movingJobs([failed], dismissed, NOW)).toEqual([]);
  expect(movingJobs([{ ...failed, ended_at: before(1) }], dismissed, NOW)).toHaveLength(
    1,
  );
});

test("the configuration chooses printers by id, by name and by tag", () => {
  const all = new Map(
    [
      makePrinter({ id: "1", name: "Voron" }),
      makePrinter({ id: "2", name: "MK4", tags: ["PETG"] }),
      makePrinter({ id: "3", name: "Ender" }),
    ].map((printer) => [printer.id, printer]),
  );

  expect(offeredPrinters(all, {})).toBe(all);
  expect([...offeredPrinters(all, { printers: ["1", "Ender"] }).keys()]).toEqual([
    "1",
    "3",
  ]);
  expect([
    ...offeredPrinters(all, { printers: ["Ender"], tags: ["PETG"] }).keys(),
  ]).toEqual(["2", "3"]);
});
