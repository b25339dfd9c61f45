import { expect, test } from "vitest";
import type { Job } from "../../api/types";
import { makeJob, makeTarget } from "../../testing/fixtures";
import { endedStates, type Filter, idsOf, type Known, listJobs } from "./listing";
import type { Counts } from "./older-count";

const MIDNIGHT = Date.parse("2026-11-21T00:00:00Z");
const ALL = { text: "", filters: new Set<Filter>() };
const known = (live: Job[], older: Job[] = [], counts?: Counts): Known => ({
  live: new Map(live.map((job) => [job.id, job])),
  older,
  counts,
});
const JOBS = [
  makeJob({
    id: "1",
    name: "old vase.gcode",
    state: "completed",
    ended_at: "2026-11-20T23:59:00Z",
  }),
  makeJob({
    id: "2",
    name: "Vase.gcode",
    state: "failed",
    ended_at: "2026-11-21T00:01:00Z",
  }),
  makeJob({ id: "3", name: "gear.gcode", state: "dispatching", folder: "Vases" }),
  makeJob({ id: "4", name: "box.gcode" }),
  makeJob({ id: "5", name: "new.gcode", state: "uploaded" }),
];

test("jobs are grouped by what they wait for, the newest first", () => {
  const { groups, total } = listJobs(known(JOBS), ALL, MIDNIGHT);

  expect(groups.map(({ group, jobs }) => [group, ...jobs.map(({ id }) => id)])).toEqual(
    [
      ["waiting", "5", "4"],
      ["under_way", "3"],
      ["today", "2"],
      ["earlier", "1"],
    ],
  );
  expect(total).toBe(5);
});

test("the text is sought in name and folder, whatever its case", () => {
  expect(idsOf(listJobs(known(JOBS), { ...ALL, text: " VASE " }, MIDNIGHT))).toEqual([
    "3",
    "2",
    "1",
  ]);
});

test("filters add up, and their counts do not depend on them", () => {
  const filters = new Set<Filter>(["failed", "completed"]);
  const listing = listJobs(known(JOBS), { text: "vase", filters }, MIDNIGHT);

  expect(idsOf(listing)).toEqual(["2", "1"]);
  expect(listing.counts).toEqual({
    waiting: 0,
    under_way: 1,
    attention: 0,
    completed: 1,
    failed: 1,
    cancelled: 0,
  });
});

test("a job with an open question is found by that", () => {
  const asks = makeJob({
    id: "6",
    state: "dispatching",
    targets: [makeTarget({ state: "needs_attention" })],
  });
  const filters = new Set<Filter>(["attention"]);

  expect(
    idsOf(listJobs(known([...JOBS, asks]), { text: "", filters }, MIDNIGHT)),
  ).toEqual(["6"]);
});

test("of a job that is live and loaded the live one is listed", () => {
  const [first, second] = JOBS.map((job): Job => ({ ...job, state: "failed" }));
  const live = makeJob({ id: "1", state: "dispatching" });

  const { groups } = listJobs(
    known([live], [first ?? live, second ?? live]),
    ALL,
    MIDNIGHT,
  );

  expect(groups.map(({ group, jobs }) => [group, ...jobs.map(({ id }) => id)])).toEqual(
    [
      ["under_way", "1"],
      ["today", "2"],
    ],
  );
});

test("old jobs are counted that are not loaded, and loaded ones once", () => {
  const old = makeJob({ id: "0", name: "vase", state: "failed" });

  const { counts, total } = listJobs(
    known(JOBS, [old], { failed: 30, completed: 400 }),
    ALL,
    MIDNIGHT,
  );

  expect(counts).toMatchObject({
    waiting: 2,
    failed: 31,
    completed: 401,
    cancelled: 0,
  });
  expect(total).toBe(6);
});

test.each([
  [[], ["completed", "failed", "cancelled"]],
  [["failed", "waiting"], ["failed"]],
  [["waiting", "attention", "under_way"], null],
] as [Filter[], string[] | null][])(
  "the chips %j are asked of old jobs as %j",
  (filters, states) => {
    expect(endedStates(new Set(filters))).toEqual(states);
  },
);
