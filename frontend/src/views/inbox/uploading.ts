/** Brings files from the computer into the queue, and opens the job that comes of them. */

import type { LitElement, ReactiveController } from "lit";
import type { Board } from "../../api/board";
import { notify } from "../../ha/events";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/inbox";
import { type Dropped, FileDrop } from "./file-drop";
import { openFolder } from "./folders";
import { uploads } from "./upload-queue";

/** Takes dropped and chosen files while its host is on the page. */
export class Uploading implements ReactiveController {
  private readonly host: LitElement;
  private readonly hass: () => Hass | undefined;
  private readonly board: () => Board;
  private readonly open: (jobId: string) => void;
  private readonly drop: FileDrop;
  /** Of several files the job of the first that arrives is opened. */
  private readonly awaited = new Set<File>();
  /** What has arrived and was not told yet. */
  private arrived: File[] = [];
  private leave?: () => void;

  constructor(
    host: LitElement,
    hass: () => Hass | undefined,
    board: () => Board,
    open: (jobId: string) => void,
  ) {
    this.host = host;
    this.hass = hass;
    this.board = board;
    this.open = open;
    this.drop = new FileDrop(
      host,
      () => this.board().can.dispatch,
      (dropped) => this.take(dropped),
    );
    host.addController(this);
  }

  /** Whether files are held over the page. */
  get over(): boolean {
    return this.drop.over;
  }

  hostConnected(): void {
    this.leave = uploads.follow({
      changed: () => this.tell(),
      done: (jobId, { file }) => this.arrive(jobId, file),
    });
  }

  hostDisconnected(): void {
    this.leave?.();
  }

  /** Takes what the user chose in the browser's dialog. */
  readonly choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.take({ files: [...(input.files ?? [])], folders: [] });
    // The same file may be chosen once more.
    input.value = "";
  };

  private take({ files, folders }: Dropped): void {
    const hass = this.hass();
    if (hass) {
      files.forEach((file) => this.awaited.add(file));
      uploads.add(hass, files, this.maxMb);
      folders.forEach((folder) => void this.takeFolder(hass, folder));
    }
  }

  private async takeFolder(
    hass: Hass,
    folder: FileSystemDirectoryEntry,
  ): Promise<void> {
    // What can't be read can't be sent.
    const found = await openFolder(folder).catch(() => []);
    for (const { path, files } of found) {
      files.forEach((file) => this.awaited.add(file));
      uploads.add(hass, files, this.maxMb, path);
    }
    if (!found.length) {
      uploads.refuse(folder.name);
    }
  }

  private get maxMb(): number {
    return this.board().hub?.max_upload_mb ?? Infinity;
  }

  private arrive(jobId: string, file: File): void {
    this.arrived.push(file);
    this.tell();
    if (this.awaited.has(file)) {
      this.awaited.clear();
      this.open(jobId);
    }
  }

  /** Tells of all files at once when the last of them is there. */
  private tell(): void {
    const [first] = this.arrived;
    const count = this.arrived.length;
    if (first && !uploads.busy) {
      this.arrived = [];
      const one = t("upload.done", { name: first.name });
      notify(this.host, count > 1 ? t("upload.done_all", { count }) : one);
    }
  }
}
