/** Gives many elements their turns, so that a page answers and is drawn in between. */

/** What fills a screen is there with the first frame. */
const FIRST_MS = 12;
/** Of each later frame the rest is for whoever uses the page. */
const SLICE_MS = 8;

const waiting: (() => void)[] = [];
let working = false;

/** Resolves when it is the caller's turn: who asked first is first. */
export function takeTurn(): Promise<void> {
  const turn = new Promise<void>((call) => waiting.push(call));
  if (!working) {
    working = true;
    void callAll();
  }
  return turn;
}

/** Calls those who wait, for a slice of time in each frame. */
async function callAll(): Promise<void> {
  for (let slice = FIRST_MS; waiting.length; slice = SLICE_MS) {
    const until = performance.now() + slice;
    do {
      waiting.shift()?.();
      // Each does its work now, and what that is made of right after: both count.
      await Promise.resolve();
      await Promise.resolve();
    } while (waiting.length && performance.now() < until);
    if (waiting.length) {
      await new Promise(requestAnimationFrame);
    }
  }
  working = false;
}
