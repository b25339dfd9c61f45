import { expect, test } from "vitest";
import type { Fit, Printer, Verdict } from "../api/types";
import { makePrinter } from "../testing/fixtures";
import {
  type Choice,
  firstChoice,
  makeOrder,
  NO_CHOICE,
  NO_TERMS,
  orderPrinters,
  quickChoices,
  refusedOf,
  shownPrinters,
  toggled,
} from "./choosing";

const printers = (...list: Partial<Printer>[]) =>
  new Map(
    list.map((fields) => {
      const printer = makePrinter({ name: fields.id ?? "", ...fields });
      return [printer.id, printer];
    }),
  );
const verdicts = (fits: Record<string, Fit>) =>
  Object.fromEntries(
    Object.entries(fits).map(([id, fit]): [string, Verdict] => [
      id,
      { fit, reasons: [] },
    ]),
  );
const choice = (...ids: string[]): Choice => ({ printers: new Set(ids), any: false });

test("what fits and is free comes first, what does not fit last", () => {
  const all = printers(
    { id: "never" },
    { id: "maybe" },
    { id: "off", online: false },
    { id: "busy", ready: false, state: "printing" },
    { id: "free 10" },
    { id: "free 9" },
    { id: "parked", enabled: false },
  );
  const known = verdicts({ never: "does_not_fit", maybe: "warns", off: "fits" });

  expect(orderPrinters(all, known)).toEqual([
    "free 9",
    "free 10",
    "busy",
    "off",
    "maybe",
    "never",
  ]);
});

test("the only printer is chosen, unless the job does not fit it", () => {
  expect(firstChoice(["a"], {}, NO_CHOICE).printers).toEqual(new Set(["a"]));
  expect(
    firstChoice(["a"], verdicts({ a: "does_not_fit" }), NO_CHOICE).printers.size,
  ).toBe(0);
  expect(firstChoice(["a", "b"], {}, NO_CHOICE).printers.size).toBe(0);
});

test("the last choice is proposed as far as it is there and fits", () => {
  const remembered = { printers: new Set(["a", "b", "gone"]), any: true };
  const known = verdicts({ b: "does_not_fit" });

  expect(firstChoice(["a", "b", "c"], known, remembered)).toEqual({
    printers: new Set(["a"]),
    any: true,
  });
});

test("any of printers that are all gone does not become any of all", () => {
  const remembered = { printers: new Set(["gone"]), any: true };

  expect(firstChoice(["a", "b"], {}, remembered)).toEqual(NO_CHOICE);
});

test("a long list shows its beginning and what is chosen", () => {
  const order = ["a", "b", "c", "d"];
  const all = printers(...order.map((id) => ({ id })));

  expect(shownPrinters(order, all, choice("d"), { most: 2 })).toEqual(["a", "b", "d"]);
  expect(shownPrinters(order, all, choice(), { most: 2, all: true })).toEqual(order);
});

test("a search looks at names and tags", () => {
  const all = printers(
    { id: "a", name: "Voron" },
    { id: "b", name: "MK4", tags: ["Garage"] },
  );

  expect(shownPrinters(["a", "b"], all, choice(), { search: " GARAGE " })).toEqual([
    "b",
  ]);
  expect(shownPrinters(["a", "b"], all, choice("b"), { search: "vor" })).toEqual(["a"]);
});

test("quick choices are all that fit, all, and the tags", () => {
  const all = printers(
    { id: "a", tags: ["PETG"] },
    { id: "b", tags: ["PETG", "big"] },
    { id: "parked", included: false, tags: ["big"] },
  );
  const order = ["a", "b", "parked"];

  expect(quickChoices(order, all, verdicts({ b: "does_not_fit" }))).toEqual([
    { key: "fitting", ids: ["a"] },
    { key: "all", ids: ["a", "b"] },
    { key: "tag PETG", tag: "PETG", ids: ["a", "b"] },
    { key: "tag big", tag: "big", ids: ["b", "parked"] },
  ]);
  // Where all fit, "all" would be the same once more.
  expect(quickChoices(order, all, {}).map(({ key }) => key)).toEqual([
    "fitting",
    "tag PETG",
    "tag big",
  ]);
  expect(quickChoices(["a"], all, {})).toEqual([]);
});

test("a press puts a printer in, another one out", () => {
  const one = toggled(NO_CHOICE, "a");
  expect([...one.printers]).toEqual(["a"]);
  expect([...toggled(one, "a").printers]).toEqual([]);
  expect(NO_CHOICE.printers.size).toBe(0);
});

test("only chosen printers that refuse need force, and none with any", () => {
  const all = printers({ id: "a" }, { id: "b" });
  const known = verdicts({ a: "does_not_fit", b: "does_not_fit" });

  expect(refusedOf(choice("a"), all, known).map(({ id }) => id)).toEqual(["a"]);
  expect(refusedOf({ ...choice("a"), any: true }, all, known)).toEqual([]);
});

test("an order holds only what was asked for", () => {
  expect(makeOrder(choice("a"), NO_TERMS, false, false, true)).toEqual({
    printers: ["a"],
    start: false,
  });
});

test("an order with everything", () => {
  const terms = {
    copies: 3,
    startAt: "2026-11-22T18:00",
    startWhen: "switch.sun",
    priority: 5,
  };
  const any = { ...choice("a", "b"), any: true };

  expect(makeOrder(any, terms, true, true, true)).toEqual({
    printers: ["a", "b"],
    start: true,
    any_printer: true,
    copies: 3,
    start_at: "2026-11-22T18:00",
    start_when: "switch.sun",
    priority: 5,
    force: true,
  });
});

test("an upload has no time to start at, which Home Assistant would refuse", () => {
  const terms = { ...NO_TERMS, startAt: "2026-11-22T18:00", startWhen: "switch.sun" };
  const order = makeOrder(choice("a"), terms, false, false, true);

  expect(order).toEqual({ printers: ["a"], start: false });
});

test("a time of the browser's own zone is sent with its zone", () => {
  const terms = { ...NO_TERMS, startAt: "2026-11-22T18:00" };
  const order = makeOrder(choice("a"), terms, true, false, false);

  expect(order.start_at).toMatch(/Z$/);
  expect(Date.parse(order.start_at ?? "")).toBe(Date.parse("2026-11-22T18:00"));
});
