/** Work that can wait is done between the pictures on the screen, a little at a time. */

const AT_ONCE = 4;
const waiting: (() => void)[] = [];

/** Returns what is fulfilled when it is the caller's turn to work. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    if (waiting.push(done) === 1) {
      setTimeout(next);
    }
  });
}

function next(): void {
  for (const done of waiting.splice(0, AT_ONCE)) {
    done();
  }
  if (waiting.length) {
    setTimeout(next);
  }
}
