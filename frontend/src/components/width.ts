/** How wide an element is, for what a style sheet alone can't arrange. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Draws its host anew when it becomes wider or narrower than a limit. */
export class Width implements ReactiveController {
  /** Null until the element was measured. */
  wide: boolean | null = null;

  private readonly host: ReactiveControllerHost & Element;
  private readonly observer: ResizeObserver;

  constructor(host: ReactiveControllerHost & Element, limit: number) {
    this.host = host;
    this.observer = new ResizeObserver(([entry]) => {
      const wide = entry ? entry.contentRect.width >= limit : this.wide;
      if (wide !== this.wide) {
        this.wide = wide;
        this.host.requestUpdate();
      }
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }
}
