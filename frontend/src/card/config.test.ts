import { expect, test } from "vitest";
import { hasRows, readConfig } from "./config";

const type = "custom:printmux-card";

test("nothing needs to be configured", () => {
  expect(readConfig({ type })).toEqual({ type });
});

test.each([
  [null, "no mapping"],
  [{ type, layout: "huge" }, "layout"],
  [{ type, printers: "Voron" }, "printers is a list"],
  [{ type, tags: [1] }, "tags is a list"],
  [{ type, title: 5 }, "title"],
])("%j is refused with its reason", (config, words) => {
  expect(() => readConfig(config)).toThrow(words);
});

test.each([
  [undefined, false],
  [{}, false],
  [{ rows: "auto" }, false],
  [{ rows: 6 }, true],
] as const)("with grid options %j its height is given: %s", (grid_options, given) => {
  expect(hasRows({ type, ...(grid_options ? { grid_options } : {}) })).toBe(given);
});
