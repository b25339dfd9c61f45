import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

interface Options {
  /** The file that every dashboard loads. */
  entry: string;
  /** How many bytes it may weigh, packed. */
  limit: number;
  /** What no module's path may hold that is loaded with it. */
  foreign: string;
}

type Chunks = Record<string, Rolldown.OutputChunk>;

/** Fails the build if what a dashboard loads for the card is too much. */
export function checkCardSize({ entry, limit, foreign }: Options): Plugin {
  return {
    name: "printmux-card-size",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks: Chunks = {};
      for (const output of Object.values(bundle)) {
        if (output.type === "chunk") chunks[output.fileName] = output;
      }
      const loaded = loadedChunks(chunks, entry);
      const size = loaded.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
      this.info(
        `${entry}: ${size} bytes packed of ${limit}, in ${loaded.length} files`,
      );
      if (size > limit) this.error(`${entry} weighs more than ${limit} bytes packed`);
      for (const { fileName, moduleIds } of loaded) {
        const stranger = moduleIds.find((id) => id.includes(foreign));
        if (stranger) this.error(`${fileName} brings ${stranger} to every dashboard`);
      }
    },
  };
}

/** Lists what an entry loads: itself, what it imports at once, and what those need. */
function loadedChunks(chunks: Chunks, entry: string): Rolldown.OutputChunk[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const chunk = chunks[name];
    if (!chunk || found.has(name)) return;
    found.add(name);
    chunk.imports.forEach(visit);
    // The entry only waits for the moment to load the card itself.
    if (name === entry) chunk.dynamicImports.forEach(visit);
  };
  visit(entry);
  return [...found].flatMap((name) => chunks[name] ?? []);
}
