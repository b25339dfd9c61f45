/** Draws an element anew from time to time, so that ages on it stay true. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Ticks for its host while that is on the page; not while the page is hidden. */
export class Clock implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly seconds: number;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, seconds = 30) {
    this.host = host;
    this.seconds = seconds;
    host.addController(this);
  }

  hostConnected(): void {
    this.timer = setInterval(() => {
      if (!document.hidden) {
        this.host.requestUpdate();
      }
    }, this.seconds * 1000);
  }

  hostDisconnected(): void {
    clearInterval(this.timer);
  }
}
