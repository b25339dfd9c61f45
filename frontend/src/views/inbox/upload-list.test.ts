import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHass } from "../../testing/fake-hass";
import "./upload-list";
import type { PrintMuxUploadList } from "./upload-list";
import { UploadQueue } from "./upload-queue";

const { hass } = makeHass();
const file = (name: string, size = 2000) => new File([new Uint8Array(size)], name);
let list: PrintMuxUploadList;
let queue: UploadQueue;
let progress: (share: number) => void;
let reject: (error: Error) => void;

const items = () =>
  [...list.renderRoot.querySelectorAll("li")].map((item) =>
    item.textContent.replace(/\s+/g, " ").trim(),
  );
const buttons = () =>
  [...list.renderRoot.querySelectorAll("button")].map((button) =>
    button.getAttribute("aria-label"),
  );

beforeEach(async () => {
  queue = new UploadQueue((_hass, _file, told) => {
    progress = told;
    const done = new Promise<string>((_, refuse) => (reject = refuse));
    return { done, abort: () => reject(new Error("Aborted")) };
  });
  list = document.createElement("printmux-upload-list");
  Object.assign(list, { hass, queue, maxMb: 1 });
  document.body.append(list);
  await list.updateComplete;
});

afterEach(() => list.remove());

test("a file says how far it is, and can be stopped", async () => {
  expect(items()).toEqual([]);

  queue.add(hass, [file("a.gcode")], 1);
  progress(0.434);
  await list.updateComplete;

  expect(items()).toEqual(["a.gcode 43% of 2 kB"]);
  const bar = list.renderRoot.querySelector("[role=progressbar]");
  expect(bar?.getAttribute("aria-valuenow")).toBe("43");
  expect(buttons()).toEqual(["Cancel"]);

  progress(1);
  await list.updateComplete;
  expect(items()).toEqual(["a.gcode Being stored…"]);

  list.renderRoot.querySelector("button")?.click();
  await list.updateComplete;
  expect(items()).toEqual([]);
});

test("a name that no slicer writes is but a hint", async () => {
  queue.add(hass, [file("a.txt")], 1);
  await list.updateComplete;

  expect(items()).toEqual(["a.txt 0% of 2 kB · no name that slicers use"]);
});

test("the server's words are shown, and another try is offered", async () => {
  queue.add(hass, [file("a.gcode")], 1);
  reject(new Error("This is no print file"));

  await vi.waitFor(() => expect(items()).toEqual(["a.gcode This is no print file"]));
  expect(list.renderRoot.querySelector("[role=alert]")).not.toBeNull();
  expect(buttons()).toEqual(["Try again", "Close"]);
});

test("what no other try would mend offers none", async () => {
  queue.add(hass, [file("a.gcode", 1024 ** 2 + 1)], 1);
  await list.updateComplete;

  expect(items()[0]).toContain("larger than the 1 MB");
  expect(buttons()).toEqual(["Close"]);
});

test("who uses the keyboard stays in the list, until it is empty", async () => {
  const emptied = vi.fn();
  list.addEventListener("emptied", emptied);
  const focused = () => list.shadowRoot?.activeElement?.closest("li")?.textContent;
  const press = (name: string) => {
    const button = [...list.renderRoot.querySelectorAll("button")].find(
      (each) => each.getAttribute("aria-label") === name,
    );
    button?.focus();
    button?.click();
  };
  queue.add(hass, [file("a.gcode")], 1);
  reject(new Error("The storage is full"));
  await vi.waitFor(() => expect(buttons()).toContain("Try again"));
  queue.refuse("models");
  await list.updateComplete;

  press("Try again");
  await vi.waitFor(() => expect(focused()).toContain("a.gcode"));
  press("Cancel");
  await vi.waitFor(() => expect(focused()).toContain("models"));
  expect(emptied).not.toHaveBeenCalled();
  press("Close");

  await vi.waitFor(() => expect(emptied).toHaveBeenCalledOnce());
});
