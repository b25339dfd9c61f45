/** A Home Assistant that answers from memory, for tests and the gallery. */

import type { Connection } from "home-assistant-js-websocket";
import type { BoardMessage } from "../api/types";
import type { Hass } from "../ha/types";

type Tell = (message: BoardMessage) => void;

/** A call of an action, as it was made. */
export interface Called {
  domain: string;
  service: string;
  data: Record<string, unknown>;
  target: unknown;
}

/** A connection to which tests tell what the server would. */
export class FakeConnection {
  /** What is subscribed to now, and how to tell it something. */
  readonly subscriptions = new Map<
    Tell,
    { type: string; view?: string; job_id?: string }
  >();
  /** Answers a subscription at once; may throw an error with a `code`. */
  answer:
    ((message: { view?: string; job_id?: string }) => BoardMessage | null) | null =
    null;
  private readonly listeners = new Map<string, Set<() => void>>();

  async subscribeMessage(
    tell: Tell,
    message: { type: string; view?: string; job_id?: string },
  ): Promise<() => Promise<void>> {
    await Promise.resolve();
    const first = this.answer?.(message) ?? null;
    this.subscriptions.set(tell, message);
    if (first) {
      tell(first);
    }
    return async () => {
      this.subscriptions.delete(tell);
      await Promise.resolve();
    };
  }

  /** Tells all subscriptions of a view something. */
  tell(message: BoardMessage, view?: string): void {
    for (const [tell, wanted] of [...this.subscriptions]) {
      if (!view || wanted.view === view) {
        tell(message);
      }
    }
  }

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, (this.listeners.get(type) ?? new Set()).add(listener));
  }

  removeEventListener(type: string, listener: () => void): void {
    this.listeners.get(type)?.delete(listener);
  }

  /** Loses the connection, and with it all that it was subscribed to. */
  lose(): void {
    this.subscriptions.clear();
    this.fire("disconnected");
  }

  /** Fires an event of the connection, such as `ready`. */
  fire(type: string): void {
    this.listeners.get(type)?.forEach((listener) => listener());
  }
}

/** What a test can look at of a fake Home Assistant. */
export interface FakeHass {
  hass: Hass;
  connection: FakeConnection;
  calls: Called[];
  /** What actions answer or throw. */
  respond: (called: Called) => unknown;
}

/** Makes one, in English, light, for an administrator. */
export function makeHass(fields: Partial<Hass> = {}): FakeHass {
  const connection = new FakeConnection();
  const calls: Called[] = [];
  const fake: FakeHass = {
    connection,
    calls,
    respond: () => ({}),
    hass: {
      connection: connection as unknown as Connection,
      connected: true,
      language: "en",
      locale: {
        language: "en",
        number_format: "language",
        time_format: "24",
        date_format: "language",
        time_zone: "server",
        first_weekday: "language",
      },
      config: {
        time_zone: "Europe/Amsterdam",
        version: "2026.10.4",
        location_name: "Home",
      },
      themes: { darkMode: false },
      user: { id: "user", name: "Test", is_admin: true },
      states: {},
      auth: {
        data: { access_token: "token", hassUrl: "http://localhost" },
        expired: false,
        refreshAccessToken: () => Promise.resolve(),
      },
      callService: async (domain, service, data = {}, target) => {
        const called = { domain, service, data, target };
        calls.push(called);
        return { response: await fake.respond(called) };
      },
      callWS: () => Promise.reject(new Error("No command is answered here")),
      callApi: () => Promise.reject(new Error("No path is answered here")),
      formatEntityState: (state) => state.state,
      ...fields,
    },
  };
  return fake;
}
