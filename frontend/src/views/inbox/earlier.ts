/** Jobs that are too old for the subscription, page by page from the database. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { messageOf } from "../../api/orders";
import type { Job, JobState } from "../../api/types";
import { errorText } from "../../components/banner";
import type { Hass } from "../../ha/types";
import { endedStates, type Sought } from "./listing";
import { type Counts, OlderCount, PAUSE_MS } from "./older-count";

interface Page {
  jobs: Job[];
  more: boolean;
}

/** Loads older jobs for a host: all of them, or those that are sought. */
export class EarlierJobs implements ReactiveController {
  jobs: readonly Job[] = [];
  loading = false;
  error: string | null = null;

  private readonly host: ReactiveControllerHost;
  private readonly hass: () => Hass | undefined;
  private readonly live: () => ReadonlyMap<string, Job>;
  private readonly count: OlderCount;
  private text = "";
  /** The states that are sought; null if no old job is in any of them. */
  private states: readonly JobState[] | null = endedStates(new Set());
  private end = false;
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
    this.count = new OlderCount(host, hass);
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  /** How many the text finds in each state, whichever states are sought. */
  get counts(): Counts | undefined {
    return this.count.counts;
  }

  /** How many are still to be loaded; undefined as long as nobody knows. */
  get left(): number | undefined {
    const { counts, states } = this;
    if (this.end || !states) {
      return 0;
    }
    if (!counts) {
      return undefined;
    }
    const all = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
    const loaded = this.jobs.filter(({ id }) => !this.live().has(id)).length;
    return Math.max(0, all - loaded);
  }

  /** Takes the live jobs as they are now. */
  follow(): void {
    this.count.follow(this.live());
  }

  /** Looks for what is sought, once the user has stopped typing; for all on demand. */
  seek({ text, filters }: Sought): void {
    const wanted = text.trim();
    const states = endedStates(filters);
    const typed = wanted !== this.text;
    if (!typed && states?.join() === this.states?.join()) {
      return;
    }
    clearTimeout(this.timer);
    this.asked++;
    this.text = wanted;
    this.states = states;
    this.last = "";
    this.jobs = [];
    this.end = false;
    this.error = null;
    this.count.search(wanted);
    this.loading = states !== null && (wanted !== "" || filters.size > 0);
    if (this.loading) {
      this.timer = setTimeout(() => void this.load(), typed ? PAUSE_MS : 0);
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
      while (!found.length && !this.end) {
        const page = await this.fetch();
        if (own !== this.asked) {
          return;
        }
        found = page.jobs.filter(({ id }) => !this.live().has(id));
        this.jobs = [...this.jobs, ...page.jobs];
        this.end = !page.more || !page.jobs.length;
        this.last = page.jobs.at(-1)?.id ?? this.last;
      }
    } catch (error) {
      if (own === this.asked) {
        const { code } = error as { code?: unknown };
        this.error = errorText(code) ?? messageOf(error);
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
    this.count.later(0);
    this.host.requestUpdate();
  }

  private async fetch(): Promise<Page> {
    const hass = this.hass();
    if (!hass) {
      return { jobs: [], more: false };
    }
    return await hass.callWS<Page>({
      type: "printmux/list_jobs",
      states: this.states,
      ...(this.text ? { search: this.text } : {}),
      ...(this.last ? { before: this.last } : {}),
    });
  }
}
