import { describe, expect, it } from "vitest";
import type { Printer } from "../../api/types";
import { makePrinter } from "../../testing/fixtures";
import {
  collectTags,
  countGroups,
  type Filter,
  groupOf,
  isWanted,
  keepOrder,
  sortPrinters,
} from "./order";

function printer(id: string, fields: Partial<Printer> = {}): Printer {
  return makePrinter({ id, name: id, ...fields });
}

const ids = (printers: Printer[]) => printers.map((each) => each.id);
const all: Filter = { text: "", groups: new Set(), tags: new Set() };

describe("sortPrinters", () => {
  it("puts first what needs somebody, and last what is off", () => {
    const sorted = sortPrinters(
      [
        printer("off", { state: "offline" }),
        printer("idle"),
        printer("long", { state: "printing", remaining_s: 9000 }),
        printer("paused", { state: "paused", remaining_s: 60 }),
        printer("short", { state: "printing", remaining_s: 600 }),
        printer("starting", { state: "starting" }),
        printer("bed", { state: "finished", bed_waits: true }),
        printer("done", { state: "finished" }),
        printer("broken", { state: "error" }),
      ],
      "en",
    );
    expect(ids(sorted)).toEqual([
      ...["broken", "bed", "paused"],
      ...["short", "long", "starting"],
      ...["done", "idle", "off"],
    ]);
  });

  it("orders equal printers by name, as people count", () => {
    const names = ["Ender 10", "Ender 9", "Ärger", "Zebra"].map((id) => printer(id));
    expect(ids(sortPrinters(names, "de"))).toEqual([
      "Ärger",
      "Ender 9",
      "Ender 10",
      "Zebra",
    ]);
  });

  it("does not swap two prints whose estimates differ by seconds", () => {
    const pair = (a: number, b: number) =>
      sortPrinters(
        [
          printer("a", { state: "printing", remaining_s: a }),
          printer("b", { state: "printing", remaining_s: b }),
        ],
        "en",
      );
    expect(ids(pair(3605, 3600))).toEqual(["a", "b"]);
    expect(ids(pair(3600, 3605))).toEqual(["a", "b"]);
    expect(ids(pair(3700, 3600))).toEqual(["b", "a"]);
  });
});

it("keeps the order on the screen while somebody aims at it", () => {
  const sorted = ["c", "new", "a", "b"].map((id) => printer(id));
  expect(ids(keepOrder(sorted, ["a", "gone", "b", "c"]))).toEqual([
    "a",
    "b",
    "c",
    "new",
  ]);
});

describe("isWanted", () => {
  const voron = printer("Voron", {
    state: "printing",
    tags: ["PETG", "enclosed"],
    loaded: [{ material: "ASA", color: "#fff" }],
    job: { id: "1", target_id: "2", name: "Bracket v2.gcode", thumbnail: null },
    file: "bracket-1a2b.gcode",
  });

  it.each([
    ["voron", true],
    ["bracket asa", true],
    ["ENCLOSED", true],
    ["moonraker", true],
    ["prusa", false],
    ["bracket prusa", false],
    // PrintMux's own name of a file on the printer is nothing that users know.
    ["1a2b", false],
  ])("finds by what is written on the tile: %s", (text, found) => {
    expect(isWanted(voron, { ...all, text })).toBe(found);
  });

  it("wants one of the groups, and each of the tags", () => {
    const groups = new Set(["printing", "idle"] as const);
    expect(isWanted(voron, { ...all, groups })).toBe(true);
    expect(isWanted(voron, { ...all, groups: new Set(["idle"] as const) })).toBe(false);
    expect(isWanted(voron, { ...all, tags: new Set(["PETG", "enclosed"]) })).toBe(true);
    expect(isWanted(voron, { ...all, tags: new Set(["PETG", "big"]) })).toBe(false);
  });
});

it("counts a printer whose bed waits among those that need somebody", () => {
  const printers = [
    printer("a", { state: "finished", bed_waits: true }),
    printer("b", { state: "paused" }),
    printer("c", { state: "cancelled" }),
    printer("d", { state: "offline" }),
  ];
  expect(countGroups(printers)).toEqual({
    attention: 2,
    printing: 0,
    idle: 1,
    offline: 1,
  });
  expect(groupOf(printer("e", { state: "starting" }))).toBe("printing");
});

it("collects each tag once, in order", () => {
  const tags = (...given: string[]) => printer("x", { tags: given });
  expect(collectTags([tags("PLA", "b10"), tags("b9", "PLA")], "en")).toEqual([
    "b9",
    "b10",
    "PLA",
  ]);
});
