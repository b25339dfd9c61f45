/** Where the pictures of a camera come from, as long as somebody looks. */

import type { Hass } from "../../ha/types";

/** `waiting` for a first picture, then a `stream` or `stills`, or none: `failed`. */
export type FeedState = "off" | "waiting" | "stream" | "stills" | "failed";

/** Between two stills, and before another try. */
const STILL_MS = 5000;
const RETRY_MS = 20000;
/** A camera that is off may never answer: Home Assistant's stream just begins then. */
const PATIENCE_MS = 12000;
/** A browser opens six connections to a server: some have to be left for all else. */
const MAX_STREAMS = 3;

const streaming = new Set<Feed>();

/**
 * Gives an image its addresses one after the other.
 *
 * Addresses are signed when they are wanted: a camera's own token is a new one every few
 * minutes.
 */
export class Feed {
  state: FeedState = "off";
  url: string | null = null;

  private camera = "";
  private kind: "stream" | "stills" = "stream";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  private readonly hass: () => Hass | undefined;
  private readonly changed: () => void;

  constructor(hass: () => Hass | undefined, changed: () => void) {
    this.hass = hass;
    this.changed = changed;
  }

  /** Shows a camera from now on. */
  start(camera: string): void {
    this.stop();
    this.camera = camera;
    this.state = "waiting";
    this.kind = streaming.size < MAX_STREAMS ? "stream" : "stills";
    if (this.kind === "stream") {
      streaming.add(this);
    }
    void this.sign();
  }

  /** Ends the stream; without an address the browser closes the connection. */
  stop(): void {
    clearTimeout(this.timer);
    streaming.delete(this);
    this.turn++;
    this.state = "off";
    this.url = null;
    this.changed();
  }

  /** The image shows a picture. */
  loaded(): void {
    if (this.url === null) {
      return;
    }
    this.state = this.kind;
    clearTimeout(this.timer);
    if (this.kind === "stills") {
      this.later(STILL_MS, () => void this.sign());
    }
    this.changed();
  }

  /** The image shows none: stills may go where a stream does not. */
  broken(): void {
    if (this.url === null) {
      return;
    }
    if (this.kind === "stream") {
      streaming.delete(this);
      this.kind = "stills";
      void this.sign();
    } else {
      this.fail();
    }
  }

  private fail(): void {
    this.state = "failed";
    this.url = null;
    this.later(RETRY_MS, () => void this.sign());
    this.changed();
  }

  private later(pause: number, action: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(action, pause);
  }

  private async sign(): Promise<void> {
    const turn = ++this.turn;
    const view = this.kind === "stream" ? "camera_proxy_stream" : "camera_proxy";
    try {
      const signed = await this.hass()?.callWS<{ path: string }>({
        type: "auth/sign_path",
        path: `/api/${view}/${this.camera}`,
      });
      if (turn === this.turn && signed) {
        this.url = signed.path;
        this.later(PATIENCE_MS, () => this.broken());
        this.changed();
      }
    } catch {
      if (turn === this.turn) {
        this.fail();
      }
    }
  }
}
