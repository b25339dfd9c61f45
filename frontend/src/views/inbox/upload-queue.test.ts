import { expect, test, vi } from "vitest";
import { makeHass } from "../../testing/fake-hass";
import { RefusedError } from "../../api/upload";
import { looksPrintable, UploadQueue } from "./upload-queue";

interface Sent {
  name: string;
  folder: string;
  progress: (share: number) => void;
  resolve: (jobId: string) => void;
  reject: (error: unknown) => void;
  abort: () => void;
}

const { hass } = makeHass();
const file = (name: string, size = 10) => new File([new Uint8Array(size)], name);

/** Returns a queue, and what it has sent so far. */
function makeQueue() {
  const sent: Sent[] = [];
  const queue = new UploadQueue((_hass, { name }, progress, folder = "") => {
    let settle: Pick<Sent, "resolve" | "reject"> | undefined;
    const done = new Promise<string>(
      (resolve, reject) => (settle = { resolve, reject }),
    );
    const { resolve, reject } = settle as unknown as Pick<Sent, "resolve" | "reject">;
    const abort = vi.fn(() => reject(new DOMException("Aborted", "AbortError")));
    sent.push({ name, folder, progress, resolve, reject, abort });
    return { done, abort };
  });
  const follower = { changed: vi.fn(), done: vi.fn() };
  queue.follow(follower);
  return { queue, sent, follower };
}

const names = (sent: Sent[]) => sent.map(({ name }) => name);

test("two files go at once, the others after them", async () => {
  const { queue, sent, follower } = makeQueue();

  queue.add(hass, [file("a"), file("b"), file("c")], 1);
  expect(names(sent)).toEqual(["a", "b"]);
  sent[1]?.resolve("job b");

  await vi.waitFor(() => expect(names(sent)).toEqual(["a", "b", "c"]));
  expect(follower.done).toHaveBeenCalledWith("job b", expect.anything());
  expect(queue.items.map((item) => item.file.name)).toEqual(["a", "c"]);
});

test("progress is told", () => {
  const { queue, sent, follower } = makeQueue();
  queue.add(hass, [file("a")], 1);
  follower.changed.mockClear();

  sent[0]?.progress(0.5);

  expect(queue.items[0]).toMatchObject({ state: "sending", share: 0.5 });
  expect(follower.changed).toHaveBeenCalledOnce();
});

test("a file that the server refuses stays with its words, and can be sent again", async () => {
  const { queue, sent } = makeQueue();
  queue.add(hass, [file("a")], 1);

  sent[0]?.reject(new Error("This is no G-code"));
  await vi.waitFor(() =>
    expect(queue.items[0]).toMatchObject({
      state: "failed",
      error: "This is no G-code",
    }),
  );
  expect(queue.busy).toBe(false);

  const [item] = queue.items;
  if (item) {
    queue.retry(hass, item);
  }
  expect(names(sent)).toEqual(["a", "a"]);
  expect(queue.items[0]).toMatchObject({ state: "sending", error: null });
});

test("a file that is no print file is not sent again", async () => {
  const { queue, sent } = makeQueue();
  queue.add(hass, [file("a"), file("b")], 1, "parts");
  expect(sent.map(({ folder }) => folder)).toEqual(["parts", "parts"]);

  sent[0]?.reject(new RefusedError("This is no print file"));
  sent[1]?.reject(new Error("The storage is full"));

  await vi.waitFor(() =>
    expect(queue.items.map(({ final }) => final)).toEqual([true, false]),
  );
});

test("a file that did not come through has words too", async () => {
  const { queue, sent } = makeQueue();
  queue.add(hass, [file("a")], 1);

  sent[0]?.reject(new Error(""));

  await vi.waitFor(() => expect(queue.items[0]?.fault).toBe("lost"));
});

test("a cancelled file is stopped, gone, and makes room for the next", async () => {
  const { queue, sent, follower } = makeQueue();
  queue.add(hass, [file("a"), file("b"), file("c")], 1);

  const [item] = queue.items;
  if (item) {
    queue.remove(item);
  }

  expect(sent[0]?.abort).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(names(sent)).toEqual(["a", "b", "c"]));
  expect(queue.items.map((each) => each.file.name)).toEqual(["b", "c"]);
  expect(follower.done).not.toHaveBeenCalled();
});

test("what is too large is not sent", () => {
  const { queue, sent } = makeQueue();

  queue.add(hass, [file("a", 1024 ** 2 + 1), file("b", 1024 ** 2)], 1);

  expect(queue.items[0]).toMatchObject({ state: "failed", fault: "too_large" });
  expect(names(sent)).toEqual(["b"]);
});

test("a folder without print files is refused", () => {
  const { queue, sent } = makeQueue();

  queue.refuse("models");

  expect(queue.items[0]).toMatchObject({ state: "failed", fault: "folder" });
  expect(queue.items[0]?.file.name).toBe("models");
  expect(sent).toEqual([]);
});

test("who follows no more is told nothing", () => {
  const { queue } = makeQueue();
  const follower = { changed: vi.fn(), done: vi.fn() };

  queue.follow(follower)();
  queue.add(hass, [file("a")], 1);

  expect(follower.changed).not.toHaveBeenCalled();
});

test.each([
  ["a.gcode", true],
  ["a.GCODE.3mf", true],
  ["a.bgcode", true],
  ["a.stl", false],
  ["gcode", false],
])("the name %s looks printable: %s", (name, printable) => {
  expect(looksPrintable(file(name))).toBe(printable);
});
