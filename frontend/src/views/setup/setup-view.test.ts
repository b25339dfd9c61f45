import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Hub, Job } from "../../api/types";
import { type FakeHass, makeHass } from "../../testing/fake-hass";
import { byId, makeHub, makeJob } from "../../testing/fixtures";
import "./setup-view";
import type { PrintMuxSetupView } from "./setup-view";

let fake: FakeHass;
let view: PrintMuxSetupView;

beforeEach(() => {
  localStorage.clear();
});

afterEach(() => {
  view.remove();
});

async function open({
  manage = true,
  hub = {},
  jobs = [] as Job[],
}: {
  manage?: boolean;
  hub?: Partial<Hub>;
  jobs?: Job[];
} = {}): Promise<void> {
  fake = makeHass();
  fake.connection.answer = () => ({
    type: "snapshot",
    can: { dispatch: true, manage },
    hub: makeHub(hub),
    jobs: byId(...jobs),
  });
  view = document.createElement("printmux-setup-view");
  view.hass = fake.hass;
  document.body.append(view);
  await vi.waitFor(() => expect(root().querySelector("ol")).not.toBeNull());
}

const root = () => view.shadowRoot!;
const part = (tag: string) => root().querySelector(tag)?.shadowRoot;
const values = () =>
  [...root().querySelectorAll("printmux-copy-field")].map((field) => field.value);
const waiting = () =>
  part("printmux-first-upload")?.textContent.replace(/\s+/g, " ").trim() ?? "";

async function pick(name: string): Promise<void> {
  const labels = [...root().querySelectorAll<HTMLElement>("fieldset label")];
  labels
    .find((label) => label.textContent.trim() === name)
    ?.querySelector("input")
    ?.dispatchEvent(new Event("change"));
  await view.updateComplete;
}

async function arrive(job: Job): Promise<void> {
  fake.connection.tell({ type: "delta", changed: { [job.id]: job }, removed: [] });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await view.updateComplete;
}

test("the steps hold the real address", async () => {
  await open({ hub: { urls: { internal: "http://10.0.0.2:8123", external: null } } });

  expect(values()).toEqual(["http://10.0.0.2:8123"]);
});

test("the chosen slicer is remembered", async () => {
  await open();
  await pick("Cura (Moonraker Connection)");
  expect(values()).toEqual(["http://homeassistant.local:8123/"]);
  view.remove();

  await open();

  expect(root().querySelector("h2")?.textContent).toBe(
    "Steps in Cura (Moonraker Connection)",
  );
});

test("another address can be picked; what speaks against one is told", async () => {
  const external = "https://abc.ui.nabu.casa";
  await open({ hub: { urls: { internal: "http://10.0.0.2:8123", external } } });
  expect(root().querySelector(".caution")).toBeNull();
  const select = root().querySelector("select")!;

  select.value = external;
  select.dispatchEvent(new Event("change"));
  await view.updateComplete;

  expect(values()).toEqual([external]);
  expect(root().querySelector(".caution")?.textContent).toContain(
    "Home Assistant Cloud",
  );
});

test("slicers that refuse own certificates are told apart from those that do not", async () => {
  await open({ hub: { urls: { internal: "https://10.0.0.2:8123", external: null } } });
  expect(root().querySelector(".caution")).toBeNull();

  await pick("PrusaSlicer");

  expect(root().querySelector(".caution")?.textContent).toContain(
    "PrusaSlicer refuses",
  );
});

test("a new key is shown once, and filled into the steps", async () => {
  await open();
  const answers = [
    { type: "form", flow_id: "f1" },
    { type: "create_entry", description_placeholders: { api_key: "the-secret" } },
  ];
  const asked: unknown[] = [];
  fake.hass.callApi = <T>(...call: unknown[]) => {
    asked.push(call[2]);
    return Promise.resolve(answers.shift() as T);
  };
  const keys = () => part("printmux-slicer-keys");
  expect(keys()?.querySelector("input")?.value).toBe("OrcaSlicer");

  keys()?.querySelector("form")?.dispatchEvent(new SubmitEvent("submit"));
  await vi.waitFor(() => expect(values()).toContain("the-secret"));

  expect(asked).toEqual([{ handler: ["entry", "slicer_key"] }, { name: "OrcaSlicer" }]);
  expect(keys()?.querySelector(".new")?.textContent).toContain("only now");
  await pick("Something else");
  expect(values().at(-1)).toContain("X-Api-Key: the-secret");
});

test("a key that could not be made says why", async () => {
  await open();
  fake.hass.callApi = () => Promise.reject(new Error("User has no right"));

  part("printmux-slicer-keys")
    ?.querySelector("form")
    ?.dispatchEvent(new SubmitEvent("submit"));

  await vi.waitFor(() =>
    expect(
      part("printmux-slicer-keys")?.querySelector("[role=alert]")?.textContent,
    ).toBe("User has no right"),
  );
});

test("keys tell their beginning and their use, never more", async () => {
  const key = {
    id: "k",
    name: "PC",
    prefix: "abcd",
    last_used: null,
    expires_at: null,
  };
  await open({ hub: { keys: [key, { ...key, id: "l", expires_at: "2020-01-01" }] } });
  const [first, second] = part("printmux-slicer-keys")?.querySelectorAll("li") ?? [];

  expect(first?.textContent.replace(/\s+/g, " ").trim()).toBe(
    "PC begins with abcd never used",
  );
  expect(second?.textContent).toContain("expired");
});

test("who may not make keys is told whom to ask", async () => {
  await open({ manage: false });

  expect(root().querySelector("printmux-slicer-keys")).toBeNull();
  expect(root().querySelector("ol")?.textContent).toContain("Ask an administrator");
});

test("the first upload is waited for, and shown when it comes", async () => {
  await open();
  expect(waiting()).toBe("Waiting for your first upload");

  await arrive(makeJob({ id: "01A", source: "octoprint", name: "part.gcode" }));

  expect(waiting()).toContain("It works: OrcaSlicer has sent a file. part.gcode");
  expect(waiting()).toContain("with the key “Workshop PC”");
  expect(part("printmux-first-upload")?.querySelector("a")?.getAttribute("href")).toBe(
    "/printmux/inbox/01A",
  );
});

test.each([
  ["OrcaSlicer", "PC", true, "OrcaSlicer's test was seen just now, with the key “PC”."],
  [null, null, true, "A slicer's test was seen just now, without a key."],
  ["Cura", null, false, "Cura was refused just now: its key is wrong or missing."],
])("the test of %s is told before any upload", async (slicer, key, accepted, words) => {
  await open();
  const at = new Date().toISOString();
  const last_contact = { at, slicer, key_name: key, accepted };

  fake.connection.tell({
    type: "delta",
    changed: { hub: { last_contact } },
    removed: [],
  });

  await vi.waitFor(() =>
    expect(waiting()).toBe(`Waiting for your first upload ${words}`),
  );
});

test("a test that is old, or came before the last upload, is not told", async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const contact = { slicer: "Cura", key_name: null, accepted: true };

  await open({ hub: { last_contact: { ...contact, at: at(-61) } } });
  expect(waiting()).toBe("Waiting for your first upload");
  fake.connection.tell({
    type: "delta",
    changed: { hub: { last_upload: at(-5), last_contact: { ...contact, at: at(-6) } } },
    removed: [],
  });

  await new Promise(requestAnimationFrame);
  expect(waiting()).not.toContain("Cura");
});

test("an earlier upload is told, and a new one waited for", async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const old = makeJob({ id: "01A", source: "octoprint", created_at: at(-90) });
  await open({ jobs: [old], hub: { last_upload: at(-5) } });
  expect(waiting()).toBe("Waiting for the next upload Last upload 5 min. ago");

  await arrive(makeJob({ id: "01B", source: "browser", created_at: at(1) }));
  expect(waiting()).toContain("Waiting for the next upload");
  await arrive(makeJob({ id: "01C", source: "moonraker", created_at: at(2) }));

  expect(waiting()).toContain("It works");
});
