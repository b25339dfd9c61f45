/** What PrintMux's server says, in the user's language. */

import type { Listing, Value, Words } from "../api/words";
import type { Hass } from "../ha/types";
import { phraseIn } from "../i18n/phrases";
import { kept } from "./kept";
import { number } from "./numbers";
import { moment } from "./times";

/** A placeholder, and a full stop after it. */
const PLACE = /\{(\w+)\}([.。]?)/g;
const ENDS = /[.!?。！？]$/;
const LISTS: Record<string, Intl.ListFormatType> = {
  "join.and": "conjunction",
  "join.or": "disjunction",
};
const DIGITS = 5;

const listOf = kept((key) => {
  const [language = "", type = ""] = key.split(" ");
  return new Intl.ListFormat(language, { type: LISTS[type] ?? "conjunction" });
});

/** Returns words as the user reads them; English where a key is not known. */
export function say(hass: Hass, words: Value): string {
  return put(hass, words);
}

/** Returns several of them on one line. */
export function sayAll(hass: Hass, words: Words[]): string {
  return words.map((each) => say(hass, each)).join(" · ");
}

function put(hass: Hass, value: Value): string {
  if (typeof value === "string") {
    return value;
  }
  if (typeof value === "number") {
    return number(hass.locale, value, DIGITS);
  }
  if ("time" in value) {
    return moment(hass, value.time);
  }
  if ("items" in value) {
    return join(hass, value);
  }
  const { key, text, values } = value;
  return fill(phraseIn(key) ?? text, (name) => {
    const found = values[name];
    return found === undefined ? undefined : put(hass, found);
  });
}

function join(hass: Hass, { key, text, items }: Listing): string {
  const parts = items.map((item) => put(hass, item));
  if (key in LISTS) {
    return listOf(`${hass.locale.language} ${key}`).format(parts);
  }
  const template = phraseIn(key) ?? text;
  return parts.reduce((first, second) =>
    fill(template, (name) => ({ first, second })[name]),
  );
}

/** What ends a sentence by itself needs no full stop after it. */
function fill(template: string, find: (name: string) => string | undefined): string {
  return template.replace(PLACE, (whole, name: string, stop: string) => {
    const text = find(name);
    return text === undefined ? whole : ENDS.test(text) ? text : text + stop;
  });
}
