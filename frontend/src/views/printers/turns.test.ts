import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { turn } from "./turns";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("a few at a time have their turn, in their order", async () => {
  const done: number[] = [];
  for (let each = 0; each < 6; each++) {
    void turn().then(() => done.push(each));
  }
  await vi.advanceTimersToNextTimerAsync();
  expect(done).toEqual([0, 1, 2, 3]);
  await vi.advanceTimersToNextTimerAsync();
  expect(done).toEqual([0, 1, 2, 3, 4, 5]);
});

test("who comes when nobody waits any more has a turn too", async () => {
  for (const seen of [vi.fn(), vi.fn()]) {
    void turn().then(seen);
    await vi.advanceTimersToNextTimerAsync();
    expect(seen).toHaveBeenCalledOnce();
  }
});
