import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Job } from "../../api/types";
import { makeHass } from "../../testing/fake-hass";
import { makeJob } from "../../testing/fixtures";
import "./job-list";
import type { PrintMuxJobList } from "./job-list";
import { listJobs } from "./listing";

const { hass } = makeHass();
let list: PrintMuxJobList;

const listOf = (jobs: Job[]) =>
  listJobs(
    { live: new Map(jobs.map((job) => [job.id, job])), older: [], counts: undefined },
    { text: "", filters: new Set() },
    0,
  );
const rows = () => [...list.renderRoot.querySelectorAll<HTMLElement>("a")];
const focused = () => list.shadowRoot?.activeElement as HTMLElement | null;
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => makeJob({ id: `job${1000 + index}` }));

async function press(key: string): Promise<void> {
  focused()?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  await list.updateComplete;
  await list.updateComplete;
}

beforeEach(async () => {
  list = document.createElement("printmux-job-list");
  list.hass = hass;
  list.listing = listOf(["a", "b", "c"].map((id) => makeJob({ id })));
  document.body.append(list);
  await list.updateComplete;
});

afterEach(() => list.remove());

test("the list is one stop of Tab, and the arrow keys go through it", async () => {
  expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);

  rows()[0]?.focus();
  await press("ArrowDown");
  expect(focused()?.dataset.id).toBe("b");
  await press("End");
  expect(focused()?.dataset.id).toBe("a");
  await press("ArrowDown");
  expect(focused()?.dataset.id).toBe("a");
  await press("Home");

  expect(focused()?.dataset.id).toBe("c");
  expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
});

test("Delete asks for the job that has the focus", async () => {
  const asked = vi.fn<(event: Event) => void>();
  list.addEventListener("ask-delete", asked);
  rows()[1]?.focus();

  await press("Delete");

  expect(asked.mock.calls[0]?.[0]).toMatchObject({ detail: "b" });
});

test("a click opens a job here, one with a key held is the browser's", () => {
  const opened = vi.fn<(event: Event) => void>();
  list.addEventListener("open", opened);

  rows()[1]?.dispatchEvent(new MouseEvent("click", { cancelable: true }));
  rows()[2]?.dispatchEvent(
    new MouseEvent("click", { cancelable: true, ctrlKey: true }),
  );

  expect(
    opened.mock.calls.map(([event]) => (event as CustomEvent<string>).detail),
  ).toEqual(["b"]);
  expect(rows()[1]?.getAttribute("href")).toBe("/printmux/inbox/b");
});

test("the focus follows a job to another group, and leaves one that is gone", async () => {
  rows()[1]?.focus();

  list.listing = listOf([
    makeJob({ id: "a" }),
    makeJob({ id: "b", state: "dispatching" }),
    makeJob({ id: "c" }),
  ]);
  await vi.waitFor(() => expect(focused()?.dataset.id).toBe("b"));
  expect(rows().map(({ dataset }) => dataset.id)).toEqual(["c", "a", "b"]);

  list.listing = listOf([makeJob({ id: "a" }), makeJob({ id: "c" })]);
  await vi.waitFor(() => expect(focused()?.dataset.id).toBe("a"));
});

test("of many jobs some are drawn, and more as far as the keys go", async () => {
  list.listing = listOf(many(150));
  await list.updateComplete;
  expect(rows()).toHaveLength(60);
  expect(list.renderRoot.querySelector("h2")?.textContent).toContain("150");

  rows()[0]?.focus();
  await press("End");

  await vi.waitFor(() => expect(focused()?.dataset.id).toBe("job1000"));
});

test("a change of one job draws one row anew", async () => {
  const jobs = many(20);
  list.listing = listOf(jobs);
  await list.updateComplete;
  const names: (string | undefined)[] = [];
  for (const row of list.renderRoot.querySelectorAll("printmux-job-row")) {
    await row.updateComplete;
    Object.assign(row, { updated: () => names.push(row.job?.name) });
  }

  jobs[3] = makeJob({ id: "job1003", name: "other.gcode" });
  list.listing = listOf(jobs);

  await vi.waitFor(() => expect(names).toContain("other.gcode"));
  expect(names).toHaveLength(1);
});

test("the selected job is marked and is where Tab stops", async () => {
  list.selected = "a";
  await list.updateComplete;

  const marked = rows().filter((row) => row.getAttribute("aria-current") === "true");
  expect(marked.map(({ dataset, tabIndex }) => [dataset.id, tabIndex])).toEqual([
    ["a", 0],
  ]);
});
