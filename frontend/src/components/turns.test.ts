import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeTurn } from "./turns";

const PIECE_MS = 3;
let now: number;
let frames: FrameRequestCallback[];
let made: number[];

/** Takes a while. */
function make(number: number): void {
  now += PIECE_MS;
  made.push(number);
}

/** Asks for so many turns. */
const ask = (count: number) =>
  Array.from({ length: count }, (_, number) => takeTurn().then(() => make(number)));

/** Waits until all is done that waits for no frame. */
const settle = () => new Promise((done) => setTimeout(done));

async function drawFrame(): Promise<void> {
  frames.splice(0).forEach((frame) => frame(now));
  await settle();
}

beforeEach(() => {
  now = 1000;
  frames = [];
  made = [];
  vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) =>
    frames.push(frame),
  );
});

afterEach(async () => {
  while (frames.length) {
    await drawFrame();
  }
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("few are made at once", async () => {
  await Promise.all(ask(4));

  expect(made).toEqual([0, 1, 2, 3]);
  expect(frames).toHaveLength(0);
});

test("of many, frames are drawn in between, and none is forgotten", async () => {
  const all = ask(100);
  await settle();
  const first = made.length;
  expect(first).toBeLessThan(12);
  await drawFrame();
  const second = made.length - first;
  expect(second).toBeGreaterThan(0);
  expect(second).toBeLessThan(first);

  while (frames.length) {
    await drawFrame();
  }

  await Promise.all(all);
  expect(made).toEqual(Array.from({ length: 100 }, (_, number) => number));
});

test("who comes later waits for the others", async () => {
  const all = ask(20);
  await settle();
  const late = takeTurn().then(() => make(-1));
  await settle();
  expect(made).not.toContain(-1);

  while (frames.length) {
    await drawFrame();
  }

  await Promise.all([...all, late]);
  expect(made.at(-1)).toBe(-1);
});
