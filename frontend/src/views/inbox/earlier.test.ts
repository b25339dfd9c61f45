import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LitElement } from "lit";
import type { Job } from "../../api/types";
import { makeHass } from "../../testing/fake-hass";
import { makeJob } from "../../testing/fixtures";
import { EarlierJobs } from "./earlier";
import type { Filter } from "./listing";
import type { Counts } from "./older-count";

interface Message {
  type: string;
  [field: string]: unknown;
}

const ALL = ["completed", "failed", "cancelled"];
const list = vi.fn<(message: Message) => Promise<unknown>>();
const count = vi.fn<(message: Message) => Promise<{ older: Counts }>>();

class Host extends LitElement {
  live = new Map<string, Job>();
  readonly earlier = new EarlierJobs(
    this,
    () =>
      makeHass({
        callWS: ((message: Message) =>
          message.type === "printmux/count_jobs"
            ? count(message)
            : list(message)) as never,
      }).hass,
    () => this.live,
  );
}
customElements.define("earlier-host", Host);

const page = (more: boolean, ...ids: string[]) =>
  Promise.resolve({ jobs: ids.map((id) => makeJob({ id })), more });
const live = (...ids: string[]) =>
  new Map(ids.map((id) => [id, makeJob({ id })] as const));
const ids = () => host.earlier.jobs.map(({ id }) => id);
const seek = (text: string, ...filters: Filter[]) =>
  host.earlier.seek({ text, filters: new Set(filters) });
let host: Host;

beforeEach(() => {
  vi.useFakeTimers();
  list.mockReset();
  count.mockReset().mockResolvedValue({ older: { completed: 20, failed: 3 } });
  host = new Host();
  document.body.append(host);
});

afterEach(() => {
  host.remove();
  vi.useRealTimers();
});

test("each page follows the one before", async () => {
  list.mockReturnValueOnce(page(true, "9", "8"));
  list.mockReturnValueOnce(page(false, "7"));

  await host.earlier.load();
  expect(host.earlier.loading).toBe(false);
  await host.earlier.load();

  expect(ids()).toEqual(["9", "8", "7"]);
  expect(host.earlier.left).toBe(0);
  expect(list.mock.calls).toEqual([
    [{ type: "printmux/list_jobs", states: ALL }],
    [{ type: "printmux/list_jobs", states: ALL, before: "8" }],
  ]);
});

test("pages of which all is known already are passed over", async () => {
  host.live = live("9", "8");
  list.mockReturnValueOnce(page(true, "9", "8"));
  list.mockReturnValueOnce(page(true, "7"));

  await host.earlier.load();

  expect(list).toHaveBeenCalledTimes(2);
  expect(ids()).toContain("7");
});

test("a text is sought once the user has stopped typing", async () => {
  list.mockReturnValue(page(false, "3"));

  seek("v");
  await vi.advanceTimersByTimeAsync(200);
  seek("va");
  await vi.advanceTimersByTimeAsync(200);
  seek("va ");
  expect(list).not.toHaveBeenCalled();
  expect(host.earlier.loading).toBe(true);
  await vi.advanceTimersByTimeAsync(200);

  const wanted = { search: "va" };
  expect(list.mock.calls).toEqual([
    [{ type: "printmux/list_jobs", states: ALL, ...wanted }],
  ]);
  expect(count.mock.calls).toEqual([[{ type: "printmux/count_jobs", ...wanted }]]);
  expect(ids()).toEqual(["3"]);
});

test("the answer to an earlier text is not taken for one to the present text", async () => {
  let answer: (page: unknown) => void = () => undefined;
  list.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  seek("a");
  await vi.advanceTimersByTimeAsync(300);

  seek("");
  answer(await page(false, "1"));
  await vi.advanceTimersByTimeAsync(300);

  expect(ids()).toEqual([]);
  expect(host.earlier).toMatchObject({ loading: false, left: 23 });
});

test("a chip is asked of the server at once, for its states only", async () => {
  list.mockReturnValueOnce(page(true, "9"));
  list.mockReturnValueOnce(page(false, "8"));

  seek("vase", "failed", "waiting");
  await vi.advanceTimersByTimeAsync(300);
  await host.earlier.load();

  const wanted = { states: ["failed"], search: "vase" };
  expect(list.mock.calls).toEqual([
    [{ type: "printmux/list_jobs", ...wanted }],
    [{ type: "printmux/list_jobs", ...wanted, before: "9" }],
  ]);
  expect(ids()).toEqual(["9", "8"]);

  list.mockReturnValueOnce(page(false, "7"));
  seek("vase", "completed");
  await vi.advanceTimersByTimeAsync(0);

  expect(list).toHaveBeenLastCalledWith({
    type: "printmux/list_jobs",
    states: ["completed"],
    search: "vase",
  });
  expect(ids()).toEqual(["7"]);
  expect(count).toHaveBeenCalledTimes(1);
});

test("what is under way is not sought among the old", async () => {
  seek("", "waiting", "under_way");
  await vi.advanceTimersByTimeAsync(1000);

  expect(list).not.toHaveBeenCalled();
  expect(host.earlier).toMatchObject({ loading: false, left: 0 });
});

test("how many are left follows the chips, and what is loaded", async () => {
  host.earlier.follow();
  expect(host.earlier.left).toBeUndefined();
  await vi.advanceTimersByTimeAsync(0);
  expect(host.earlier.left).toBe(23);

  list.mockReturnValueOnce(page(true, "9", "8"));
  seek("", "failed");
  expect(host.earlier.left).toBe(3);
  await vi.advanceTimersByTimeAsync(0);

  expect(host.earlier.left).toBe(1);
});

test("they are counted anew when live jobs have come or gone", async () => {
  host.live = live("9", "8");
  host.earlier.follow();
  await vi.advanceTimersByTimeAsync(0);

  host.live = live("9", "8");
  host.earlier.follow();
  await vi.advanceTimersByTimeAsync(5000);
  expect(count).toHaveBeenCalledTimes(1);

  for (const left of [live("9"), live()]) {
    host.live = left;
    host.earlier.follow();
  }
  await vi.advanceTimersByTimeAsync(5000);
  expect(count).toHaveBeenCalledTimes(2);
});

test("a count that fails is asked for once more, a while later", async () => {
  count.mockRejectedValueOnce(new Error("No answer"));
  host.earlier.follow();
  await vi.advanceTimersByTimeAsync(5000);
  expect(host.earlier.left).toBeUndefined();

  await vi.advanceTimersByTimeAsync(5000);

  expect(host.earlier.left).toBe(23);
});

test("an error is told, and another try goes on where it stopped", async () => {
  list.mockReturnValueOnce(page(true, "9"));
  list.mockRejectedValueOnce({ code: "timeout", message: "No answer" });
  list.mockReturnValueOnce(page(false, "8"));

  await host.earlier.load();
  await host.earlier.load();
  expect(host.earlier).toMatchObject({ error: "No answer", loading: false });
  await host.earlier.load();

  expect(host.earlier.error).toBeNull();
  expect(ids()).toEqual(["9", "8"]);
});

test("what PrintMux's own codes mean is told in words", async () => {
  list.mockRejectedValueOnce({ code: "unauthorized", message: "You may not look" });

  await host.earlier.load();

  expect(host.earlier.error).toContain("You may not see PrintMux");
});

test("a deleted job is forgotten, and counted no more", async () => {
  list.mockReturnValueOnce(page(false, "9", "8"));
  await host.earlier.load();

  host.earlier.forget("9");
  await vi.advanceTimersByTimeAsync(0);

  expect(ids()).toEqual(["8"]);
  expect(count).toHaveBeenCalledTimes(1);
});
