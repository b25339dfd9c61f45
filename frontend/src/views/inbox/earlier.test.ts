import { LitElement } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Job } from "../../api/types";
import { makeHass } from "../../testing/fake-hass";
import { makeJob } from "../../testing/fixtures";
import { EarlierJobs } from "./earlier";

class Host extends LitElement {
  live = new Map<string, Job>();
  readonly callWS = vi.fn<(message: object) => Promise<unknown>>();
  readonly earlier = new EarlierJobs(
    this,
    () => makeHass({ callWS: this.callWS as never }).hass,
    () => this.live,
  );
}
customElements.define("test-earlier-host", Host);

const page = (more: boolean, ...ids: string[]) =>
  Promise.resolve({ jobs: ids.map((id) => makeJob({ id })), more });
let host: Host;

beforeEach(() => {
  vi.useFakeTimers();
  host = document.createElement("test-earlier-host") as Host;
  document.body.append(host);
});

afterEach(() => {
  host.remove();
  vi.useRealTimers();
});

const ids = () => host.earlier.jobs.map(({ id }) => id);

test("each page follows the one before", async () => {
  host.callWS.mockReturnValueOnce(page(true, "9", "8"));
  host.callWS.mockReturnValueOnce(page(false, "7"));

  await host.earlier.load();
  expect(host.earlier).toMatchObject({ more: true, loading: false });
  await host.earlier.load();

  expect(ids()).toEqual(["9", "8", "7"]);
  expect(host.earlier.more).toBe(false);
  expect(host.callWS.mock.calls).toEqual([
    [{ type: "printmux/list_jobs" }],
    [{ type: "printmux/list_jobs", before: "8" }],
  ]);
});

test("pages of which all is known already are passed over", async () => {
  host.live = new Map(["9", "8"].map((id) => [id, makeJob({ id })]));
  host.callWS.mockReturnValueOnce(page(true, "9", "8"));
  host.callWS.mockReturnValueOnce(page(true, "7"));

  await host.earlier.load();

  expect(host.callWS).toHaveBeenCalledTimes(2);
  expect(ids()).toContain("7");
});

test("a text is sought once the user has stopped typing", async () => {
  host.callWS.mockReturnValue(page(false, "3"));

  host.earlier.search("v");
  await vi.advanceTimersByTimeAsync(200);
  host.earlier.search("va");
  await vi.advanceTimersByTimeAsync(200);
  host.earlier.search("va ");
  expect(host.callWS).not.toHaveBeenCalled();
  expect(host.earlier.loading).toBe(true);
  await vi.advanceTimersByTimeAsync(200);

  expect(host.callWS.mock.calls).toEqual([
    [{ type: "printmux/list_jobs", search: "va" }],
  ]);
  expect(ids()).toEqual(["3"]);
});

test("the answer to an earlier text is not taken for one to the present text", async () => {
  let answer: (page: unknown) => void = () => undefined;
  host.callWS.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  host.earlier.search("a");
  await vi.advanceTimersByTimeAsync(300);

  host.earlier.search("");
  answer(await page(false, "1"));
  await vi.advanceTimersByTimeAsync(300);

  expect(ids()).toEqual([]);
  expect(host.earlier).toMatchObject({ loading: false, more: true });
});

test("an error is told, and another try goes on where it stopped", async () => {
  host.callWS.mockReturnValueOnce(page(true, "9"));
  host.callWS.mockRejectedValueOnce({ code: "timeout", message: "No answer" });
  host.callWS.mockReturnValueOnce(page(false, "8"));

  await host.earlier.load();
  await host.earlier.load();
  expect(host.earlier).toMatchObject({ error: "No answer", loading: false });
  await host.earlier.load();

  expect(host.earlier.error).toBeNull();
  expect(ids()).toEqual(["9", "8"]);
});

test("a deleted job is forgotten", async () => {
  host.callWS.mockReturnValueOnce(page(false, "9", "8"));
  await host.earlier.load();

  host.earlier.forget("9");

  expect(ids()).toEqual(["8"]);
});
