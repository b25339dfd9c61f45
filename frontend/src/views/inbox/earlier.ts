/** Jobs that are too old for the subscription, page by page from the database. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { messageOf } from "../../api/orders";
import type { Job } from "../../api/types";
import type { Hass } from "../../ha/types";

const PAUSE_MS = 300;

interface Page {
  jobs: Job[];
  more: boolean;
}

/** Loads older jobs for a host: all of them, or those that a text finds. */
export class EarlierJobs implements ReactiveController {
  jobs: readonly Job[] = [];
  /** Whether there may be more than was loaded. */
  more = true;
  loading = false;
  error: string | null = null;

  private readonly host: ReactiveControllerHost;
  private readonly hass: () => Hass | undefined;
  private readonly live: () => ReadonlyMap<string, Job>;
  private text = "";
  private last = "";
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost,
    hass: () => Hass | undefined,
    live: () => ReadonlyMap<string, Job>,
  ) {
    this.host = host;
    this.hass = hass;
    this.live = live;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  /** Looks for a text, once the user has stopped typing; for none nothing is loaded. */
  search(text: string): void {
    const wanted = text.trim();
    if (wanted === this.text) {
      return;
    }
    clearTimeout(this.timer);
    this.asked++;
    this.text = wanted;
    this.last = "";
    this.jobs = [];
    this.more = true;
    this.error = null;
    this.loading = wanted !== "";
    if (wanted) {
      this.timer = setTimeout(() => void this.load(), PAUSE_MS);
    }
    this.host.requestUpdate();
  }

  /** Loads until there is something that was not known yet. */
  async load(): Promise<void> {
    const own = ++this.asked;
    this.loading = true;
    this.error = null;
    this.host.requestUpdate();
    try {
      let found: Job[] = [];
      while (!found.length && this.more) {
        const page = await this.fetch();
        if (own !== this.asked) {
          return;
        }
        found = page.jobs.filter(({ id }) => !this.live().has(id));
        this.jobs = [...this.jobs, ...page.jobs];
        this.more = page.more && page.jobs.length > 0;
        this.last = page.jobs.at(-1)?.id ?? this.last;
      }
    } catch (error) {
      if (own === this.asked) {
        this.error = messageOf(error);
      }
    }
    if (own === this.asked) {
      this.loading = false;
      this.host.requestUpdate();
    }
  }

  /** Forgets a job that was deleted. */
  forget(id: string): void {
    this.jobs = this.jobs.filter((job) => job.id !== id);
    this.host.requestUpdate();
  }

  private async fetch(): Promise<Page> {
    const hass = this.hass();
    if (!hass) {
      return { jobs: [], more: false };
    }
    return await hass.callWS<Page>({
      type: "printmux/list_jobs",
      ...(this.text ? { search: this.text } : {}),
      ...(this.last ? { before: this.last } : {}),
    });
  }
}
