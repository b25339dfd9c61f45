import { expect, test } from "vitest";
import { openFolder } from "./folders";

interface Tree {
  [name: string]: Tree | null;
}

/** Returns a folder as browsers tell it, two entries at a time. */
function folder(fullPath: string, tree: Tree): FileSystemDirectoryEntry {
  const entries = Object.entries(tree).map(([name, inner]) =>
    inner
      ? folder(`${fullPath}/${name}`, inner)
      : {
          isFile: true,
          file: (take: (file: File) => void) => take(new File([], name)),
        },
  );
  const readEntries = (take: (some: unknown[]) => void) => take(entries.splice(0, 2));
  const found = { isDirectory: true, fullPath, createReader: () => ({ readEntries }) };
  return found as unknown as FileSystemDirectoryEntry;
}

const told = async (tree: Tree) =>
  (await openFolder(folder("/parts", tree))).map(({ path, files }) => [
    path,
    ...files.map(({ name }) => name),
  ]);

test("print files are found in a folder and in those below it, with their paths", async () => {
  const tree = {
    "a.gcode": null,
    "notes.txt": null,
    lids: { "b.bgcode": null, old: { "c.gcode.3mf": null }, empty: {} },
    "d.gcode": null,
    "photo.png": null,
  };

  expect(await told(tree)).toEqual([
    ["parts", "a.gcode", "d.gcode"],
    ["parts/lids", "b.bgcode"],
    ["parts/lids/old", "c.gcode.3mf"],
  ]);
});

test("a folder without print files has nothing to send", async () => {
  expect(await told({ "photo.png": null })).toEqual([]);
});

test("of very many files only some are taken", async () => {
  const names = Array.from({ length: 300 }, (_, number) => `${number}.gcode`);
  const [[, ...files] = []] = await told(
    Object.fromEntries(names.map((name) => [name, null])),
  );

  expect(files).toHaveLength(200);
});
