/** Keeps a board subscribed as long as its element is on the page. */

import type { Connection } from "home-assistant-js-websocket";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Hass } from "../ha/types";
import { applyMessage, type Board, EMPTY_BOARD } from "./board";
import type { BoardMessage, View } from "./types";

/** What an element wants to see; a job view names its job. */
export interface Wanted {
  view: View;
  job_id?: string | undefined;
}

const PAUSES_MS = [500, 1000, 2000, 5000, 10000];
/** After so long an old connection's subscriptions have been ended. */
const SETTLE_MS = 1000;
/** Nobody is told that he may look now: that has to be asked, but not often. */
const DENIED_MS = [10_000, 30_000, 60_000];

/** One subscription; it may be ended before the server has answered. */
class Subscribing {
  ended = false;
  unsubscribe: (() => Promise<void>) | null = null;

  end(): void {
    this.ended = true;
    // A connection that has gone has nothing to be told.
    this.unsubscribe?.().catch(() => undefined);
    this.unsubscribe = null;
  }
}

/** Subscribes for a host element; `board` is what is known. */
export class BoardSubscription implements ReactiveController {
  board: Board = EMPTY_BOARD;

  private readonly host: ReactiveControllerHost;
  private readonly want: () => Wanted | null;
  private readonly hass: () => Hass | undefined;
  private connection: Connection | null = null;
  private key = "";
  private stop: (() => void) | null = null;
  private tries = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private frame = 0;
  private present = false;
  private following = false;

  constructor(
    host: ReactiveControllerHost,
    hass: () => Hass | undefined,
    want: () => Wanted | null,
  ) {
    this.host = host;
    this.hass = hass;
    this.want = want;
    host.addController(this);
  }

  hostConnected(): void {
    this.present = true;
    this.follow();
  }

  hostDisconnected(): void {
    this.present = false;
    this.end();
  }

  hostUpdate(): void {
    this.follow();
  }

  /** Subscribes anew, for example when the user presses "Try again". */
  again(): void {
    this.tries = 0;
    this.resume();
  }

  private follow(): void {
    const connection = this.hass()?.connection ?? null;
    const want = this.want();
    const key = want ? `${want.view} ${want.job_id ?? ""}` : "";
    const same = connection === this.connection && key === this.key;
    if (!this.present || (same && this.following)) {
      return;
    }
    this.end();
    if (!same) {
      // What another view or job showed is nothing to this one.
      this.board = EMPTY_BOARD;
    }
    this.connection = connection;
    this.key = key;
    this.following = true;
    connection?.addEventListener("disconnected", this.lose);
    connection?.addEventListener("ready", this.recover);
    document.addEventListener("visibilitychange", this.look);
    this.resume();
  }

  private resume(): void {
    clearTimeout(this.retry);
    this.stop?.();
    this.stop = null;
    const [connection, want] = [this.connection, this.want()];
    if (connection && want) {
      void this.subscribe(connection, want);
    }
  }

  private async subscribe(connection: Connection, want: Wanted): Promise<void> {
    const own = new Subscribing();
    this.stop = () => own.end();
    try {
      const message = { type: "printmux/subscribe", view: want.view };
      own.unsubscribe = await connection.subscribeMessage<BoardMessage>(
        (told) => {
          if (!own.ended) {
            this.take(told);
          }
        },
        want.job_id ? { ...message, job_id: want.job_id } : message,
        // By itself it would try just once, most likely while PrintMux still starts.
        { resubscribe: false },
      );
      if (own.ended) {
        own.end();
      }
    } catch (error) {
      if (!own.ended) {
        this.fail(error);
      }
    }
  }

  private take(message: BoardMessage): void {
    this.board = applyMessage(this.board, message);
    if (message.type === "snapshot") {
      this.tries = 0;
    } else if (message.type === "gone") {
      this.stop?.();
      this.stop = null;
      this.later();
    }
    this.show();
  }

  private fail(error: unknown): void {
    const code = codeOf(error);
    this.stop = null;
    if (code === "unauthorized" || code === "not_found") {
      this.board = { ...EMPTY_BOARD, status: "error", error: code };
    } else if (this.board.status !== "stale") {
      this.board = { ...this.board, status: "error", error: code };
    }
    // Another try does not bring back what is gone.
    if (code !== "not_found") {
      this.later(this.denied ? DENIED_MS : PAUSES_MS);
    }
    this.show();
  }

  private readonly lose = (): void => {
    clearTimeout(this.retry);
    this.stop?.();
    this.stop = null;
    if (this.board.status === "ready") {
      this.board = { ...this.board, status: "stale" };
      this.show();
    }
  };

  /**
   * The connection comes back by itself; what it was subscribed to does not. It counts
   * its messages anew, and whoever now ends an old subscription ends the new one of that
   * number: that is waited out.
   */
  private readonly recover = (): void => {
    clearTimeout(this.retry);
    this.tries = 0;
    this.retry = setTimeout(() => this.resume(), SETTLE_MS);
  };

  /** Whoever comes back to a page that was refused wants to know at once. */
  private readonly look = (): void => {
    if (this.denied && !document.hidden) {
      this.again();
    }
  };

  private get denied(): boolean {
    return this.board.error === "unauthorized";
  }

  private later(pauses = PAUSES_MS): void {
    const pause = pauses[Math.min(this.tries++, pauses.length - 1)];
    this.retry = setTimeout(() => {
      if (!this.denied || !document.hidden) {
        this.resume();
      }
    }, pause);
  }

  /** Many messages may come between two pictures on the screen. */
  private show(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.host.requestUpdate();
    });
  }

  private end(): void {
    clearTimeout(this.retry);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.stop?.();
    this.stop = null;
    this.following = false;
    this.connection?.removeEventListener("disconnected", this.lose);
    this.connection?.removeEventListener("ready", this.recover);
    document.removeEventListener("visibilitychange", this.look);
  }
}

/** Returns the code of an error of the websocket API. */
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "unknown";
}
