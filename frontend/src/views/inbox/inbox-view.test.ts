import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Board } from "../../api/board";
import type { BoardMessage, Job, JobDetail, Rights } from "../../api/types";
import { type FakeHass, makeHass } from "../../testing/fake-hass";
import { byId, makeHub, makeJob } from "../../testing/fixtures";
import type { Counts } from "./older-count";

const { confirm, upload } = vi.hoisted(() => ({
  confirm: vi.fn<() => Promise<boolean>>(),
  upload:
    vi.fn<(...given: unknown[]) => { done: Promise<string>; abort: () => void }>(),
}));
vi.mock(import("../../components/confirmation"), async (original) => ({
  ...(await original()),
  confirm,
}));
vi.mock(import("../../api/upload"), async (original) => ({
  ...(await original()),
  upload: upload,
}));

// Happy DOM leaves the focus in what was removed, and then fails to find where that is.
const focus = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, "activeElement");
Object.defineProperty(ShadowRoot.prototype, "activeElement", {
  get(this: ShadowRoot): Element | null {
    try {
      return focus?.get?.call(this) as Element | null;
    } catch {
      return null;
    }
  },
});

const { INBOX } = await import("./paths");
await import("./inbox-view");
type View = HTMLElementTagNameMap["printmux-inbox-view"];

const NEW = makeJob({ id: "3new", name: "new.gcode" });
const BUSY = makeJob({ id: "2busy", name: "busy.gcode", state: "dispatching" });
const OLD = makeJob({ id: "1old", name: "old.gcode", state: "completed" });
const ask = vi.fn<(message: object) => Promise<unknown>>();
let older: Counts;
let view: View;
let fake: FakeHass;
let can: Rights;
let known: JobDetail[];

function answer({ view: wanted, job_id }: { view?: string; job_id?: string }) {
  const common = {
    type: "snapshot",
    can,
    hub: makeHub({ last_upload: "now" }),
  } as const;
  if (wanted === "inbox") {
    return { ...common, jobs: byId(NEW, BUSY), printers: {} } as BoardMessage;
  }
  const job = known.find(({ id }) => id === job_id);
  if (!job) {
    throw Object.assign(new Error("Unknown"), { code: "not_found" });
  }
  return { ...common, jobs: byId(job), printers: {} } as BoardMessage;
}

const follow = () => {
  view.rest = location.pathname.slice(INBOX.length + 1);
};

/** Opens the page at a job, or at none. */
async function open(rest = "", narrow = true): Promise<void> {
  history.replaceState(null, "", rest ? `${INBOX}/${rest}` : INBOX);
  Object.assign(view, { hass: fake.hass, narrow, rest });
  document.body.append(view);
  await vi.waitFor(() => expect(rows().length).toBeGreaterThan(0));
}

function find<T extends Element = HTMLElement>(...path: string[]): T | null {
  let found: Element | null = view;
  for (const selector of path) {
    found = found?.shadowRoot?.querySelector(selector) ?? null;
  }
  return found as T | null;
}

const rows = () => [
  ...(find("printmux-job-list")?.shadowRoot?.querySelectorAll<HTMLElement>("a") ?? []),
];
const ids = () => rows().map(({ dataset }) => dataset.id);
const heading = () => find("printmux-job-page", "h2")?.textContent;

function search(text: string): void {
  const input = find<HTMLInputElement>("printmux-job-finder", "input");
  if (input) {
    input.value = text;
    input.dispatchEvent(new Event("input"));
  }
}

function drag(type: string, files: File[] = []): Event {
  const event = new Event(type, { cancelable: true });
  const dataTransfer = { types: ["Files"], files, items: [], dropEffect: "none" };
  window.dispatchEvent(Object.assign(event, { dataTransfer }));
  return event;
}

beforeEach(() => {
  fake = makeHass();
  fake.connection.answer = answer;
  ask.mockReset().mockResolvedValue({ jobs: [], more: false });
  older = { completed: 1, failed: 200 };
  fake.hass.callWS = ((message: { type: string }) =>
    message.type === "printmux/count_jobs"
      ? Promise.resolve({ older })
      : ask(message)) as FakeHass["hass"]["callWS"];
  can = { dispatch: true, manage: true };
  known = [NEW, BUSY, OLD];
  confirm.mockReset().mockResolvedValue(true);
  upload.mockReset();
  view = document.createElement("printmux-inbox-view");
  window.addEventListener("location-changed", follow);
});

afterEach(() => {
  view.remove();
  window.removeEventListener("location-changed", follow);
  vi.useRealTimers();
});

test("beside the list the newest job that waits is open", async () => {
  await open("", false);

  await vi.waitFor(() => expect(heading()).toBe("new.gcode"));
  expect(location.pathname).toBe(`${INBOX}/3new`);
});

test("on a phone the list comes first, and the way back leads to it", async () => {
  await open();
  expect(ids()).toEqual(["3new", "2busy"]);
  expect(heading()).toBeUndefined();

  rows()[1]?.click();
  await vi.waitFor(() => expect(heading()).toBe("busy.gcode"));
  await vi.waitFor(() =>
    expect(find("printmux-job-page")?.shadowRoot?.activeElement?.localName).toBe("h2"),
  );

  const back = vi.spyOn(history, "back").mockImplementation(() => {
    history.replaceState(null, "", INBOX);
    follow();
  });
  find("printmux-job-page", ".back")?.click();

  await vi.waitFor(() => expect(heading()).toBeUndefined());
  expect(back).toHaveBeenCalledOnce();
  await vi.waitFor(() =>
    expect(find("printmux-job-list")?.shadowRoot?.activeElement).toBe(rows()[1]),
  );
});

test("a link to a job leads to the list even if nothing was there before", async () => {
  await open("2busy");
  await vi.waitFor(() => expect(heading()).toBe("busy.gcode"));

  find("printmux-job-page", ".back")?.click();

  await vi.waitFor(() => expect(location.pathname).toBe(INBOX));
});

test("a link leads to a job that is too old for the list", async () => {
  await open("1old");

  await vi.waitFor(() => expect(heading()).toBe("old.gcode"));
});

test.each([
  [{ slicer: "Cura" }, true],
  [{ raw_metadata: { infill: "15" } }, true],
  [{ slicer: null, raw_metadata: {} }, false],
])(
  "what a file says has a part of its own, unless that is nothing",
  async (metadata, shown) => {
    known = [{ ...OLD, metadata }];
    await open("1old");
    await vi.waitFor(() => expect(heading()).toBe("old.gcode"));

    expect(find("printmux-job-page", "printmux-job-metadata") !== null).toBe(shown);
  },
);

test("a link to a job that is gone says so", async () => {
  await open("0none");

  await vi.waitFor(() =>
    expect(find("printmux-job-page", ".gone")?.textContent).toContain("gone"),
  );
});

test("a job that is deleted while it is open is gone", async () => {
  await open("1old");
  await vi.waitFor(() => expect(heading()).toBe("old.gcode"));

  fake.connection.tell({ type: "delta", changed: {}, removed: ["1old"] }, "job");

  await vi.waitFor(() => expect(find("printmux-job-page", ".gone")).not.toBeNull());
});

test("a text filters at once, and finds older jobs when typing has stopped", async () => {
  await open();
  ask.mockResolvedValue({ jobs: [{ ...OLD, name: "new old.gcode" }], more: false });

  search("new");
  await vi.waitFor(() => expect(ids()).toEqual(["3new"]));
  expect(ask).not.toHaveBeenCalled();

  await vi.waitFor(() => expect(ids()).toEqual(["3new", "1old"]));
  expect(ask).toHaveBeenCalledExactlyOnceWith({
    type: "printmux/list_jobs",
    search: "new",
    states: ["completed", "failed", "cancelled"],
  });
});

const chips = () => [
  ...(find("printmux-job-finder")?.shadowRoot?.querySelectorAll<HTMLElement>(".chip") ??
    []),
];
const words = (element?: Element | null) =>
  element?.textContent.replace(/\s+/g, " ").trim();

test("a chip shows jobs of one state only", async () => {
  await open();

  chips()[1]?.click();

  await vi.waitFor(() => expect(ids()).toEqual(["2busy"]));
  expect(ask).not.toHaveBeenCalled();
  expect(find(".earlier")).toBeNull();
});

test("a chip counts and shows what is old, and tells how much more there is", async () => {
  await open();
  await vi.waitFor(() =>
    expect(chips().map(words)).toEqual([
      "Waiting 1",
      "On its way 1",
      "Completed 1",
      "Failed 200",
    ]),
  );
  const failed = makeJob({ id: "0failed", state: "failed" });
  ask.mockResolvedValueOnce({ jobs: [failed], more: true });

  chips()[3]?.click();

  await vi.waitFor(() => expect(ids()).toEqual(["0failed"]));
  await vi.waitFor(() =>
    expect(words(find(".earlier"))).toBe("More earlier jobs (199)"),
  );
  expect(words(chips()[3])).toBe("Failed 200");
});

test("a chip that finds nothing says so once the server has said it", async () => {
  await open();
  let reply: (page: object) => void = () => undefined;
  ask.mockReturnValueOnce(new Promise((resolve) => (reply = resolve)));
  search("old");
  await vi.waitFor(() => expect(ask).toHaveBeenCalled());
  expect(find(".empty")).toBeNull();

  older = {};
  reply({ jobs: [], more: false });

  await vi.waitFor(() => expect(words(find(".empty"))).toContain("No job fits"));
  expect(find(".earlier")).toBeNull();
});

test("where nothing is old nothing is offered", async () => {
  older = {};
  await open();

  await vi.waitFor(() => expect(chips()).toHaveLength(2));
  expect(find(".earlier")).toBeNull();
});

test("a slash leads to the search, but not from within a field", async () => {
  await open();
  const slash = () =>
    new KeyboardEvent("keydown", {
      key: "/",
      bubbles: true,
      composed: true,
      cancelable: true,
    });

  const outside = slash();
  document.body.dispatchEvent(outside);
  const input = find("printmux-job-finder", "input");
  const inside = slash();
  input?.dispatchEvent(inside);

  expect(outside.defaultPrevented).toBe(true);
  expect(find("printmux-job-finder")?.shadowRoot?.activeElement).toBe(input);
  expect(inside.defaultPrevented).toBe(false);
});

test("a deleted job makes room for the next one", async () => {
  await open("3new", false);
  await vi.waitFor(() => expect(heading()).toBe("new.gcode"));

  find("printmux-job-page", ".remove")?.click();

  await vi.waitFor(() => expect(location.pathname).toBe(`${INBOX}/2busy`));
  expect(confirm).toHaveBeenCalledOnce();
  expect(fake.calls).toMatchObject([
    { service: "delete_job", data: { job_id: "3new" } },
  ]);
});

test("nothing is deleted without a yes", async () => {
  confirm.mockResolvedValue(false);
  await open("3new");
  await vi.waitFor(() => expect(heading()).toBe("new.gcode"));

  find("printmux-job-page", ".remove")?.click();

  await vi.waitFor(() => expect(confirm).toHaveBeenCalledOnce());
  expect(fake.calls).toEqual([]);
});

test("what speaks against deleting is told", async () => {
  await open("2busy");
  await vi.waitFor(() => expect(heading()).toBe("busy.gcode"));

  find("printmux-job-page", ".remove")?.click();

  await vi.waitFor(() =>
    expect(find(".fault")?.textContent).toContain("busy.gcode is on its way"),
  );
  expect(confirm).not.toHaveBeenCalled();
});

test.each([
  ["an administrator", { dispatch: true, manage: true }],
  ["a user", { dispatch: true, manage: false }],
  ["a reader", { dispatch: false, manage: false }],
])("%s sees what is allowed", async (_who, rights) => {
  can = rights;
  await open("3new");
  await vi.waitFor(() => expect(heading()).toBe("new.gcode"));

  expect(find(".upload") !== null).toBe(rights.dispatch);
  expect(find("printmux-job-page", ".remove") !== null).toBe(rights.manage);
  drag("dragenter");
  await view.updateComplete;
  expect(find(".drop") !== null).toBe(rights.dispatch);
});

test("a dropped file is uploaded, and its job opened", async () => {
  await open();
  const file = new File(["G28"], "new.gcode");
  upload.mockReturnValue({ done: Promise.resolve("3new"), abort: () => undefined });

  drag("dragenter");
  drag("dragenter");
  drag("dragleave");
  await view.updateComplete;
  expect(find(".drop")).not.toBeNull();
  drag("drop", [file]);

  await vi.waitFor(() => expect(heading()).toBe("new.gcode"));
  expect(upload).toHaveBeenCalledExactlyOnceWith(
    fake.hass,
    file,
    expect.anything(),
    "",
  );
  expect(find(".drop")).toBeNull();
});

test.each<[Board["status"], () => BoardMessage | null, string]>([
  ["loading", () => null, ".skeleton"],
  [
    "error",
    () => {
      throw Object.assign(new Error("No"), { code: "unauthorized" });
    },
    "printmux-banner",
  ],
])("the state %s has its own look", async (_status, reply, selector) => {
  fake.connection.answer = reply;
  Object.assign(view, { hass: fake.hass });
  document.body.append(view);

  await vi.waitFor(() => expect(find(selector)).not.toBeNull());
});

test("the first time leads to the set-up", async () => {
  fake.connection.answer = () => ({ type: "snapshot", can, hub: makeHub() });
  Object.assign(view, { hass: fake.hass });
  document.body.append(view);

  await vi.waitFor(() =>
    expect(find(".empty a")?.getAttribute("href")).toBe("/printmux/setup"),
  );
});

test("a lost connection leaves the list in sight, and says that it may be old", async () => {
  await open();

  fake.connection.fire("disconnected");

  await vi.waitFor(() => expect(find("printmux-banner")).not.toBeNull());
  expect(ids()).toEqual(["3new", "2busy"]);
});

test("jobs that come, change and go are followed", async () => {
  await open();
  const job: Job = makeJob({ id: "4newer" });

  fake.connection.tell(
    { type: "delta", changed: { "4newer": job }, removed: [] },
    "inbox",
  );
  await vi.waitFor(() => expect(ids()).toEqual(["4newer", "3new", "2busy"]));
  fake.connection.tell({ type: "delta", changed: {}, removed: ["3new"] }, "inbox");

  await vi.waitFor(() => expect(ids()).toEqual(["4newer", "2busy"]));
});

test("of several dropped files the first is opened, and all are told at once", async () => {
  await open();
  const told: string[] = [];
  const hear = (event: Event) =>
    told.push((event as CustomEvent<{ message: string }>).detail.message);
  view.addEventListener("hass-notification", hear);
  const replies: ((id: string) => void)[] = [];
  upload.mockImplementation(() => ({
    done: new Promise<string>((resolve) => replies.push(resolve)),
    abort: () => undefined,
  }));

  drag(
    "drop",
    ["a", "b"].map((name) => new File(["G28"], `${name}.gcode`)),
  );
  replies[1]?.("2busy");
  await vi.waitFor(() => expect(location.pathname).toBe(`${INBOX}/2busy`));
  expect(told).toEqual([]);
  replies[0]?.("3new");

  await vi.waitFor(() => expect(told).toEqual(["2 files are uploaded"]));
  expect(location.pathname).toBe(`${INBOX}/2busy`);
});
