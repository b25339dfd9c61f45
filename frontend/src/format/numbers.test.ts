import { expect, test } from "vitest";
import type { HassLocale } from "../ha/types";
import { makeHass } from "../testing/fake-hass";
import {
  bytes,
  duration,
  length,
  number,
  percent,
  temperature,
  weight,
} from "./numbers";

const english = makeHass().hass.locale;
const german: HassLocale = { ...english, language: "de" };

/** Narrow blanks differ between versions of the browser. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [3_400_000, "3.4 MB"],
  [52_400_000, "52 MB"],
  [1_500_000_000, "1.5 GB"],
])("a size of %i", (size, text) => {
  expect(bytes(english, size)).toBe(text);
});

test.each([
  [0, "0 sec"],
  [45, "45 sec"],
  [60, "1 min"],
  [3599, "1 hr"],
  [4980, "1 hr 23 min"],
  [90000, "1 day 1 hr"],
  [172800, "2 days"],
])("a duration of %i s", (seconds, text) => {
  expect(duration(english, seconds)).toBe(text);
});

test("numbers follow the user's way of writing them", () => {
  expect(number(german, 1234.5, 1)).toBe("1.234,5");
  expect(number({ ...german, number_format: "comma_decimal" }, 1234.5, 1)).toBe(
    "1,234.5",
  );
  expect(number({ ...german, number_format: "none" }, 1234.5, 1)).toBe("1234.5");
  expect(plain(duration(german, 4980))).toBe("1 Std. 23 Min.");
});

test("a print is at 100 % only when it is done", () => {
  expect(percent(english, 0.999)).toBe("99%");
  expect(percent(english, 1)).toBe("100%");
});

test("units of filament and heat", () => {
  expect(weight(english, 24.6)).toBe("25 g");
  expect(weight(english, 1240)).toBe("1.24 kg");
  expect(length(english, 8210)).toBe("8.2 m");
  expect(temperature(english, 214.8)).toBe("215\u00a0°C");
});
