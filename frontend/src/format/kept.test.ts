import { expect, test, vi } from "vitest";

import { kept } from "./kept";

test("a thing is made once for each key", () => {
  const make = vi.fn((key: string) => ({ key }));
  const find = kept(make);
  const one = find("one");
  expect(find("other")).toEqual({ key: "other" });
  expect(find("one")).toBe(one);
  expect(make).toHaveBeenCalledTimes(2);
});
