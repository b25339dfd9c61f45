/** Keeps the card's place free until what it shows is there: nothing below it jumps. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { recall, remember } from "../components/memory";

type Size = [width: number, height: number];

/** One for each place in which a user has the card. */
const MOST_SIZES = 8;

/** Knows how tall its host was when it was shown last, as long as it is as wide. */
export class Reserve implements ReactiveController {
  /** Pixels to keep free; 0 if nothing is known. */
  height = 0;

  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly name: () => string;
  private readonly filled: () => boolean;
  private readonly observer = new ResizeObserver(([entry]) => {
    if (entry) {
      this.measure(entry.contentRect);
    }
  });

  /** `name` tells hosts apart that look different, `filled` that all is there. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    name: () => string,
    filled: () => boolean,
  ) {
    this.host = host;
    this.name = name;
    this.filled = filled;
    host.addController(this);
  }

  hostConnected(): void {
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }

  private measure({ width, height }: DOMRectReadOnly): void {
    const now: Size = [Math.round(width), Math.round(height)];
    const sizes = recallSizes(this.name());
    if (this.filled()) {
      const others = sizes.filter(([wide]) => wide !== now[0]);
      remember(this.name(), [now, ...others].slice(0, MOST_SIZES));
    } else if (!this.height) {
      this.height = sizes.find(([wide]) => wide === now[0])?.[1] ?? 0;
      this.host.requestUpdate();
    }
  }
}

function recallSizes(name: string): Size[] {
  const stored = recall(name);
  return Array.isArray(stored) ? stored.filter(isSize) : [];
}

function isSize(value: unknown): value is Size {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
}
