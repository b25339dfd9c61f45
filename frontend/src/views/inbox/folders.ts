/** What is in folders that were dropped. */

import { looksPrintable } from "./upload-queue";

/** A folder of what was dropped, by its path, with the print files right in it. */
export interface Folder {
  path: string;
  files: File[];
}

/** So many files of one drop are sent: more of them nobody has meant. */
const MOST = 200;

/** Returns the folders in a folder, itself too, that have print files in them. */
export async function openFolder(folder: FileSystemDirectoryEntry): Promise<Folder[]> {
  const found: Folder[] = [];
  const open = [folder];
  let room = MOST;
  for (let next = open.shift(); next && room > 0; next = open.shift()) {
    const entries = await readAll(next);
    const files = await Promise.all(entries.filter(isFile).map(read));
    const wanted = files.filter(looksPrintable).slice(0, room);
    room -= wanted.length;
    if (wanted.length) {
      found.push({ path: next.fullPath.replace(/^\//, ""), files: wanted });
    }
    open.push(...entries.filter(isFolder));
  }
  return found;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** Tells whether something that was dropped is a folder. */
export function isFolder(
  entry: FileSystemEntry | null,
): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory ?? false;
}

function read(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** Browsers tell some entries at a time, and at the end none. */
async function readAll(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (!some.length) {
      return found;
    }
    found.push(...some);
  }
}
