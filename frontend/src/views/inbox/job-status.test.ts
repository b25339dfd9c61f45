import { expect, test } from "vitest";
import type { Target } from "../../api/types";
import { makeJob, makeTarget } from "../../testing/fixtures";
import { statusOf } from "./job-status";

function underWay(...targets: Partial<Target>[]) {
  return statusOf(
    makeJob({
      state: "dispatching",
      targets: targets.map((fields, index) =>
        makeTarget({ id: `target${index}`, printer_name: `P${index}`, ...fields }),
      ),
    }),
  );
}

test.each([
  ["awaiting_selection", "accent", "Waiting for a printer"],
  ["completed", "good", "Completed"],
  ["failed", "bad", "Failed"],
  ["cancelled", "dim", "Cancelled"],
] as const)("a job that is %s is %s: %s", (state, tone, text) => {
  expect(statusOf(makeJob({ state }))).toEqual({ tone, text, share: null });
});

test("of several printers the furthest are told, with what went wrong", () => {
  expect(
    underWay(
      { state: "printing", progress: 0.2 },
      { state: "printing", progress: 0.4 },
      { state: "pending" },
      { state: "failed" },
    ),
  ).toEqual({
    tone: "bad",
    text: "Printing · 2 printers · 1 failed",
    share: expect.closeTo(0.3) as number,
  });
});

test("what waits says for what", () => {
  expect(underWay({ state: "pending", waiting_for: "bed" })).toEqual({
    tone: "accent",
    text: "Waits until the bed is cleared · P0",
    share: null,
  });
});

test("a question comes before all else", () => {
  expect(underWay({ state: "printing" }, { state: "needs_attention" })).toMatchObject({
    tone: "warn",
    text: "Did it print? · P1",
    share: null,
  });
});

test("what failed in an earlier dispatch is history", () => {
  const status = underWay(
    {
      state: "failed",
      created_at: "2026-11-21T10:00:00+00:00",
      ended_at: "2026-11-21T10:05:00+00:00",
    },
    { state: "uploading", progress: 0.5 },
  );

  expect(status).toEqual({ tone: "accent", text: "Uploading · P1", share: 0.5 });
});
