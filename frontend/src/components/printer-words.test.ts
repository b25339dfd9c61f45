import { expect, test } from "vitest";
import type { Printer } from "../api/types";
import { makeHass } from "../testing/fake-hass";
import { makePrinter } from "../testing/fixtures";
import { listed, loadedText, planLines, stateLine, waitOf } from "./printer-words";

const { hass } = makeHass();

test.each([
  [{}, "Idle"],
  [{ state: "printing", progress: 0.423, remaining_s: 5423 }, "42% · 1 hr 30 min left"],
  [{ state: "printing", progress: null }, "Printing"],
  [{ state: "paused", progress: 0.08 }, "Paused · 8%"],
  [{ state: "error", message: "Heater failed" }, "Error · Heater failed"],
  // What it printed last is nothing to whoever chooses a printer.
  [{ state: "finished", progress: 1 }, "Finished"],
  [{ state: "finished", bed_waits: true }, "Clear the bed"],
  [{ state: "offline", bed_waits: true }, "Offline"],
] as [Partial<Printer>, string][])("the state of %j", (fields, words) => {
  expect(stateLine(hass, makePrinter(fields))).toBe(words);
});

test.each([
  [{}, null],
  [{ online: false, bed_waits: true }, "offline"],
  [{ bed_waits: true, state: "finished" }, "bed"],
  [{ ready: false, state: "paused" }, "busy"],
  [{ ready: false, state: "error" }, "printer"],
] as [Partial<Printer>, string | null][])("what %j waits for", (fields, wait) => {
  expect(waitOf(makePrinter(fields))).toBe(wait);
});

test("the plan names who begins later, each reason once", () => {
  const printers = [
    makePrinter({ name: "A", online: false }),
    makePrinter({ name: "B" }),
    makePrinter({ name: "C", online: false }),
    makePrinter({ name: "D", ready: false, state: "printing" }),
  ];

  expect(planLines(hass, printers)).toEqual([
    "A and C wait until they are online.",
    "D begins once it is free.",
  ]);
  expect(planLines(hass, [])).toEqual([]);
});

test("many names are only counted", () => {
  expect(listed(hass, ["A", "B", "C"])).toBe("A, B, and C");
  expect(listed(hass, ["A", "B", "C", "D"])).toBe("4 printers");
});

test("each loaded material is named once", () => {
  const loaded = ["PLA", "PLA", "", "PVA"].map((material) => ({ material, color: "" }));
  expect(loadedText(makePrinter({ loaded }))).toBe("PLA, PVA");
});
