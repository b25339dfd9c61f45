import { LitElement } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { recall, remember } from "../components/memory";
import { Reserve } from "./reserve";

let filled = false;
let measure: (width: number, height: number) => void;

class Host extends LitElement {
  readonly reserve = new Reserve(
    this,
    () => "size",
    () => filled,
  );
}
customElements.define("reserve-host", Host);

beforeEach(() => {
  localStorage.clear();
  filled = false;
  class Observer {
    constructor(tell: ResizeObserverCallback) {
      measure = (width, height) =>
        tell(
          [{ contentRect: { width, height } } as ResizeObserverEntry],
          this as unknown as ResizeObserver,
        );
    }
    observe(): void {}
    disconnect(): void {}
  }
  vi.stubGlobal("ResizeObserver", Observer);
});
afterEach(() => vi.unstubAllGlobals());

function make(): Host {
  const host = document.createElement("reserve-host") as Host;
  document.body.append(host);
  return host;
}

test("as much is kept free as was needed last, in a place as wide", () => {
  make();
  filled = true;
  measure(400.4, 900.2);
  measure(400.4, 950.2);
  measure(800, 600);
  filled = false;

  const host = make();
  measure(500, 40);
  expect(host.reserve.height).toBe(0);
  measure(400, 40);
  expect(host.reserve.height).toBe(950);
});

test("only some sizes are remembered, and nonsense is nothing", () => {
  remember("size", [[1, "tall"], 5, null]);
  make();
  filled = true;
  for (let width = 1; width < 20; width++) {
    measure(width, 10);
  }

  expect(recall("size")).toHaveLength(8);
});
