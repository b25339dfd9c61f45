import js from "@eslint/js";
import { configs as lit } from "eslint-plugin-lit";
import { configs as wc } from "eslint-plugin-wc";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

const HTML_FROM_TEXT = "Names and metadata come from files: no HTML is made of text.";

export default defineConfig({ ignores: ["node_modules/"] }, js.configs.recommended, {
  files: ["**/*.ts"],
  extends: [
    ts.configs.recommendedTypeChecked,
    ts.configs.stylisticTypeChecked,
    lit["flat/recommended"],
    wc["flat/recommended"],
  ],
  languageOptions: {
    parserOptions: { project: ["tsconfig.json", "tsconfig.node.json"] },
  },
  rules: {
    "@typescript-eslint/consistent-type-imports": "error",
    "@typescript-eslint/no-empty-function": "off",
    // What an interface wants async need not wait for anything.
    "@typescript-eslint/require-await": "off",
    "@typescript-eslint/switch-exhaustiveness-check": "error",
    eqeqeq: "error",
    "no-restricted-imports": [
      "error",
      {
        paths: ["unsafe-html", "unsafe-svg", "unsafe-mathml"].map((name) => ({
          name: `lit/directives/${name}.js`,
          message: HTML_FROM_TEXT,
        })),
      },
    ],
    "no-restricted-properties": [
      "error",
      ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
        property,
        message: HTML_FROM_TEXT,
      })),
    ],
  },
});
