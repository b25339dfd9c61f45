import { LitElement } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Dropped, FileDrop } from "./file-drop";

const take = vi.fn<(dropped: Dropped) => void>();

class Host extends LitElement {
  allowed = true;
  readonly drop = new FileDrop(this, () => this.allowed, take);
}
customElements.define("test-drop-host", Host);

const names = (found: { name: string }[] | undefined) => found?.map(({ name }) => name);
let host: Host;

function drag(type: string, types = ["Files"], files: File[] = []): Event {
  const event = new Event(type, { cancelable: true });
  const items = [
    { kind: "string" },
    ...files.map(({ name }) => ({
      kind: "file",
      webkitGetAsEntry: () => ({ name, isDirectory: name === "folder" }),
    })),
  ];
  window.dispatchEvent(Object.assign(event, { dataTransfer: { types, files, items } }));
  return event;
}

beforeEach(() => {
  take.mockReset();
  host = document.createElement("test-drop-host") as Host;
  document.body.append(host);
});

afterEach(() => host.remove());

test("files are over the page from the first enter to the last leave", () => {
  drag("dragenter");
  drag("dragenter");
  drag("dragleave");
  expect(host.drop.over).toBe(true);

  drag("dragleave");

  expect(host.drop.over).toBe(false);
});

test("folders are told apart from files", () => {
  drag("dragenter");

  drag(
    "drop",
    ["Files"],
    ["a", "folder", "b"].map((name) => new File([], name)),
  );

  expect(names(take.mock.calls[0]?.[0].files)).toEqual(["a", "b"]);
  expect(names(take.mock.calls[0]?.[0].folders)).toEqual(["folder"]);
  expect(host.drop.over).toBe(false);
});

test("a text that is dragged is left to the browser", () => {
  expect(drag("dragenter", ["text/plain"]).defaultPrevented).toBe(false);
  expect(drag("drop", ["text/plain"]).defaultPrevented).toBe(false);
  expect(host.drop.over).toBe(false);
});

test("who may not upload sees no drop zone", () => {
  host.allowed = false;

  drag("dragenter");
  const dropped = drag("drop", ["Files"], [new File([], "a")]);

  expect(host.drop.over).toBe(false);
  expect(take).not.toHaveBeenCalled();
  // The page stays.
  expect(dropped.defaultPrevented).toBe(true);
});

test("a host that has gone takes nothing", () => {
  host.remove();

  drag("drop", ["Files"], [new File([], "a")]);

  expect(take).not.toHaveBeenCalled();
});
