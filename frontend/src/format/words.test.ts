import { beforeEach, expect, test } from "vitest";
import type { Phrase, Words } from "../api/words";
import { speak } from "../i18n/texts";
import { makeHass } from "../testing/fake-hass";
import { say, sayAll } from "./words";

const { hass } = makeHass();
const german = { ...hass, locale: { ...hass.locale, language: "de" } };

const NOZZLE: Phrase = {
  key: "fit.nozzle",
  text: "Sliced for a {nozzle} mm nozzle, this printer has {own} mm",
  values: { nozzle: 0.4, own: 0.6 },
};

function tools(...items: Words[]): Phrase {
  const list = { key: "join.and", text: "{first} and {second}", items };
  return {
    key: "fit.tools",
    text: "{tools}: {reason}",
    values: { tools: list, reason: NOZZLE },
  };
}

async function use(language: string): Promise<void> {
  speak(language);
  // The texts are loaded as the browser would load them.
  await import("../i18n/de/phrases.json");
  await new Promise((resolve) => setTimeout(resolve));
}

beforeEach(() => use("en"));

test("English comes from the server, numbers are the user's", () => {
  expect(say(hass, NOZZLE)).toBe("Sliced for a 0.4 mm nozzle, this printer has 0.6 mm");
  const commas = {
    ...hass,
    locale: { ...hass.locale, number_format: "decimal_comma" },
  };
  expect(say(commas, NOZZLE)).toContain("0,4 mm");
});

test("a phrase, its parts and its lists are in the user's language", async () => {
  await use("de");
  expect(say(german, tools("T0", "T2"))).toBe(
    "T0 und T2: Gesliced für eine Düse mit 0,4\u00a0mm, dieser Drucker hat 0,6\u00a0mm",
  );
  expect(sayAll(german, [NOZZLE, "No space left"])).toBe(
    "Gesliced für eine Düse mit 0,4\u00a0mm, dieser Drucker hat 0,6\u00a0mm · No space left",
  );
});

test("words of others stay as they are, whatever they look like", async () => {
  await use("de");
  expect(say(german, "MCU {shutdown}")).toBe("MCU {shutdown}");
  const said = {
    key: "host.said",
    text: "The printer host said: {words}.",
    values: { words: "Disk full {words}!" },
  };
  // Nothing ends a sentence twice.
  expect(say(german, said)).toBe("Der Drucker-Host meldet: Disk full {words}!");
});

test("a key that is not known is English", async () => {
  await use("de");
  const text = "Newer than this page: {number}, {gone}";
  expect(say(german, { key: "of.tomorrow", text, values: { number: 1234.5 } })).toBe(
    "Newer than this page: 1.234,5, {gone}",
  );
});

test("times are in the user's format and time zone", () => {
  const start = { key: "wait.time", text: "Starts at {time}" };
  const time = "2031-01-02T03:04:00+00:00";
  const tokyo = {
    ...hass,
    config: { ...hass.config, time_zone: "Asia/Tokyo" },
    locale: { ...hass.locale, time_zone: "server", time_format: "24" },
  };
  expect(say(tokyo, { ...start, values: { time: { time } } })).toMatch(/12:04$/);
});

test("sentences follow each other with one full stop", () => {
  const items = ["Wrong key.", "Look at it", NOZZLE];
  expect(say(hass, { key: "join.sentences", text: "{first}. {second}", items })).toBe(
    `Wrong key. Look at it. ${say(hass, NOZZLE)}`,
  );
});
