import { defineConfig } from "vitest/config";

import { checkCardSize } from "./tools/card-size.ts";

const LIT = /node_modules\/(@lit|lit|lit-element|lit-html)\/|@oxc-project/;
const TEXTS = /\/i18n\/([\w-]+)\/([\w-]+)\.json$/;

export default defineConfig({
  base: "./",
  plugins: [checkCardSize({ entry: "card.js", limit: 60_000, foreign: "/src/views/" })],
  build: {
    outDir: "../custom_components/printmux/frontend",
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: { card: "src/card.ts", panel: "src/panel.ts" }, formats: ["es"] },
    license: { fileName: "LICENSES.md" },
    rolldownOptions: {
      output: {
        // No hashes, for small diffs: the digest of the folder is in the URL.
        entryFileNames: "[name].js",
        chunkFileNames: ({ facadeModuleId }) => {
          const [, language, area] = TEXTS.exec(facadeModuleId ?? "") ?? [];
          return `chunks/${language ? `${language}-${area ?? ""}` : "[name]"}.js`;
        },
        codeSplitting: { groups: [{ name: "lit", test: LIT }] },
        comments: { legal: true, annotation: false, jsdoc: false },
        minify: true,
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
  },
});
