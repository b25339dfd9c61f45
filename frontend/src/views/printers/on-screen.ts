/** Tells an element whether somebody can see it. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

/** `seen` is true while the page and the element on it are visible. */
export class OnScreen implements ReactiveController {
  seen = false;

  private readonly host: ReactiveControllerHost & Element;
  private readonly change: (seen: boolean) => void;
  private observer: IntersectionObserver | undefined;
  private inside = false;

  constructor(host: ReactiveControllerHost & Element, change: (seen: boolean) => void) {
    this.host = host;
    this.change = change;
    host.addController(this);
  }

  hostConnected(): void {
    this.observer = new IntersectionObserver((entries) => {
      this.inside = entries.at(-1)?.isIntersecting ?? false;
      this.look();
    });
    this.observer.observe(this.host);
    document.addEventListener("visibilitychange", this.look);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    document.removeEventListener("visibilitychange", this.look);
    this.inside = false;
    this.look();
  }

  private readonly look = (): void => {
    const seen = this.inside && !document.hidden;
    if (seen !== this.seen) {
      this.seen = seen;
      this.change(seen);
    }
  };
}
