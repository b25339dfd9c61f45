/** Files that are dragged from the computer onto the page, wherever they are let go. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { isFolder } from "./folders";

/** What was let go. */
export interface Dropped {
  files: File[];
  folders: FileSystemDirectoryEntry[];
}

/** Follows drags over the whole page while its host is on it. */
export class FileDrop implements ReactiveController {
  /** Whether files are over the page now. */
  over = false;

  private readonly host: ReactiveControllerHost;
  private readonly wanted: () => boolean;
  private readonly take: (dropped: Dropped) => void;
  private depth = 0;

  constructor(
    host: ReactiveControllerHost,
    wanted: () => boolean,
    take: (dropped: Dropped) => void,
  ) {
    this.host = host;
    this.wanted = wanted;
    this.take = take;
    host.addController(this);
  }

  hostConnected(): void {
    for (const [type, listener] of this.listeners) {
      window.addEventListener(type, listener);
    }
  }

  hostDisconnected(): void {
    for (const [type, listener] of this.listeners) {
      window.removeEventListener(type, listener);
    }
    this.enter(0);
  }

  private readonly onDrag = (event: DragEvent): void => {
    const { dataTransfer } = event;
    if (!dataTransfer?.types.includes("Files")) {
      return;
    }
    // Without this the browser opens what is dropped, in place of the page.
    event.preventDefault();
    if (!this.wanted()) {
      dataTransfer.dropEffect = "none";
      return;
    }
    switch (event.type) {
      case "dragenter":
        this.enter(this.depth + 1);
        break;
      case "dragleave":
        this.enter(this.depth - 1);
        break;
      case "dragover":
        dataTransfer.dropEffect = "copy";
        break;
      case "drop":
        this.enter(0);
        this.take(sort(dataTransfer));
        break;
    }
  };

  // Each element on the way fires its own enter and leave.
  private readonly listeners = ["dragenter", "dragleave", "dragover", "drop"].map(
    (type) => [type, this.onDrag as EventListener] as const,
  );

  private enter(depth: number): void {
    this.depth = Math.max(0, depth);
    if (this.over !== this.depth > 0) {
      this.over = this.depth > 0;
      this.host.requestUpdate();
    }
  }
}

function sort({ files, items }: DataTransfer): Dropped {
  const entries = [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => item.webkitGetAsEntry());
  return {
    // A folder comes as a file, too, which can't be read.
    files: [...files].filter((_, at) => !isFolder(entries[at] ?? null)),
    folders: entries.filter(isFolder),
  };
}
