/** Files on their way from the browser: one after the other, two at once. */

import { messageOf } from "../../api/orders";
import { RefusedError, upload, type Upload } from "../../api/upload";
import type { Hass } from "../../ha/types";

const AT_ONCE = 2;
const MIB = 1024 ** 2;
/** What slicers write; the server looks into files with other names. */
const KNOWN = /\.(gcode|gco|g|nc|bgcode|3mf|ufp)$/i;

/** Why a file was not taken: it did not come through, or is not even sent. */
export type Fault = "lost" | "too_large" | "folder";

/** One file. An `error` is in the server's words. */
export interface Item {
  readonly id: number;
  readonly file: File;
  /** The path of the folder in which it was. */
  readonly folder: string;
  state: "waiting" | "sending" | "failed";
  /** How much has gone; at 1 the server still has to say that it has it. */
  share: number;
  fault: Fault | null;
  error: string | null;
  /** Whether another try would end in the same way. */
  final: boolean;
}

/** What happens to the queue; `done` names the new job and the file. */
export interface Followers {
  changed: () => void;
  done: (jobId: string, item: Item) => void;
}

/** The files that are not there yet. It outlives the page from which they came. */
export class UploadQueue {
  readonly items: Item[] = [];
  private readonly send: typeof upload;
  private readonly followers = new Set<Followers>();
  private readonly running = new Map<Item, Upload>();
  private last = 0;

  constructor(send = upload) {
    this.send = send;
  }

  /** Whether leaving the page would break something off. */
  get busy(): boolean {
    return this.items.some(({ state }) => state !== "failed");
  }

  /** Tells a follower what happens, until the returned function is called. */
  follow(follower: Followers): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** Takes files; those that are larger than allowed are not even sent. */
  add(hass: Hass, files: readonly File[], maxMb: number, folder = ""): void {
    for (const file of files) {
      const fault = file.size > maxMb * MIB ? "too_large" : null;
      this.items.push(this.make(file, folder, fault));
    }
    this.go(hass);
  }

  /** Tells that there is nothing to send in a folder. */
  refuse(folder: string): void {
    this.items.push(this.make(new File([], folder), "", "folder"));
    this.changed();
  }

  /** Sends a failed file once more. */
  retry(hass: Hass, item: Item): void {
    Object.assign(item, { state: "waiting", share: 0, fault: null, error: null });
    this.go(hass);
  }

  /** Stops a file, or takes a failed one off the list. */
  remove(item: Item): void {
    this.takeOff(item);
    this.running.get(item)?.abort();
    this.changed();
  }

  private make(file: File, folder: string, fault: Fault | null): Item {
    const id = ++this.last;
    const state = fault ? "failed" : "waiting";
    const final = fault !== null;
    return { id, file, folder, state, share: 0, fault, error: null, final };
  }

  private go(hass: Hass): void {
    for (const item of this.items) {
      if (item.state === "waiting" && this.running.size < AT_ONCE) {
        void this.run(hass, item);
      }
    }
    this.changed();
  }

  private async run(hass: Hass, item: Item): Promise<void> {
    item.state = "sending";
    const progress = (share: number) => {
      item.share = share;
      this.changed();
    };
    const sending = this.send(hass, item.file, progress, item.folder);
    this.running.set(item, sending);
    try {
      const jobId = await sending.done;
      this.running.delete(item);
      this.takeOff(item);
      this.followers.forEach((follower) => follower.done(jobId, item));
    } catch (error) {
      this.running.delete(item);
      item.state = "failed";
      item.error = messageOf(error) || null;
      item.fault = item.error ? null : "lost";
      item.final = error instanceof RefusedError;
    }
    this.go(hass);
  }

  private takeOff(item: Item): void {
    const at = this.items.indexOf(item);
    if (at >= 0) {
      this.items.splice(at, 1);
    }
  }

  private changed(): void {
    this.followers.forEach((follower) => follower.changed());
  }
}

/** Tells whether a file's name looks like one that slicers write. */
export function looksPrintable({ name }: File): boolean {
  return KNOWN.test(name);
}

/** The queue of this browser tab. */
export const uploads = new UploadQueue();

// With the page would go what is on its way, whichever view is open: the browser asks.
window.addEventListener("beforeunload", (event) => {
  if (uploads.busy) {
    event.preventDefault();
  }
});
