/** How many jobs there are that are too old for the subscription, as the server counts. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Job, JobState } from "../../api/types";
import type { Hass } from "../../ha/types";

/** How long a user who types is waited for. */
export const PAUSE_MS = 300;
/** Many jobs may come or go: they are counted when that is over. */
const SETTLE_MS = 1000;
const RETRY_MS = 10_000;

/** How many jobs there are in each state. */
export type Counts = Partial<Record<JobState, number>>;

/** Counts the older jobs that a text finds, anew whenever live ones come or go. */
export class OlderCount implements ReactiveController {
  /** Undefined as long as nobody knows. */
  counts: Counts | undefined;

  private readonly host: ReactiveControllerHost;
  private readonly hass: () => Hass | undefined;
  private text = "";
  private live: ReadonlyMap<string, Job> | undefined;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, hass: () => Hass | undefined) {
    this.host = host;
    this.hass = hass;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.asked++;
    this.live = undefined;
  }

  /** Takes the text that is sought. */
  search(text: string): void {
    if (text !== this.text) {
      this.text = text;
      this.counts = undefined;
      this.later(text ? PAUSE_MS : 0);
    }
  }

  /** Takes the live jobs: what is none of them any more is old, or was deleted. */
  follow(live: ReadonlyMap<string, Job>): void {
    const before = this.live;
    this.live = live;
    if (!before) {
      this.later(0);
    } else if (
      before !== live &&
      (before.size !== live.size || [...live.keys()].some((id) => !before.has(id)))
    ) {
      this.later(SETTLE_MS);
    }
  }

  /** Counts, after a while. */
  later(pause: number): void {
    const own = ++this.asked;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.count(own), pause);
  }

  private async count(own: number): Promise<void> {
    try {
      const found = await this.hass()?.callWS<{ older: Counts }>({
        type: "printmux/count_jobs",
        ...(this.text ? { search: this.text } : {}),
      });
      if (own === this.asked) {
        this.counts = found?.older;
        this.host.requestUpdate();
      }
    } catch {
      // What is wrong is told by the list, when that is wanted.
      if (own === this.asked && this.live) {
        this.later(RETRY_MS);
      }
    }
  }
}
