import { expect, test } from "vitest";
import { makeHass } from "../testing/fake-hass";
import { ago, brief, exact, moment, startOfDay } from "./times";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const { hass } = makeHass();
const later = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

test.each([
  [-20, "just now"],
  [-3 * 60, "3 min. ago"],
  [-2 * 3600, "2 hr. ago"],
  [-86400, "yesterday"],
  [3600, "in 1 hr."],
])("%i s from now", (seconds, text) => {
  expect(ago(hass, later(seconds), NOON)).toBe(text);
});

test("a time of today is a time of day, in Home Assistant's zone and format", () => {
  expect(moment(hass, later(3600), NOON)).toBe("14:00");
  const american = { ...hass, locale: { ...hass.locale, time_format: "12" } };
  expect(moment(american, later(3600), NOON)).toMatch(/^2:00\sPM$/);
});

test("a time of another day has the day", () => {
  expect(moment(hass, later(86400), NOON)).toMatch(
    /Sun.*22.*Nov.*13:00|Sun.*Nov.*22.*13:00/,
  );
  expect(moment(hass, later(366 * 86400), NOON)).toMatch(/2027/);
  expect(exact(hass, later(0))).toMatch(/November 21, 2026.*13:00/);
});

test("where there is little room, another day is but a day", () => {
  const midnight = startOfDay(hass, NOON);

  expect(brief(hass, later(0), midnight)).toMatch(/13:00$/);
  expect(brief(hass, later(-86400), midnight)).toBe("Nov 20");
});

test.each([
  ["24", "2026-11-20T23:00:00.000Z"],
  ["12", "2026-11-20T23:00:00.000Z"],
])(
  "the day begins at the user's midnight, with a %s-hour clock",
  (time_format, begin) => {
    const locale = { ...hass.locale, time_format };

    expect(new Date(startOfDay({ ...hass, locale }, NOON)).toISOString()).toBe(begin);
  },
);
