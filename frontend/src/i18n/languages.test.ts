import { expect, test } from "vitest";
import type { Texts } from "./texts";

const FORM = /_(zero|one|two|few|many|other)$/;
// What the server says has its English there: its checks compare the languages.
const files = import.meta.glob<Texts>(["./*/*.json", "!./*/phrases.json"], {
  eager: true,
  import: "default",
});
const paths = Object.keys(files).map((path) => path.split("/").slice(1));
const areas = paths.flatMap(([language, file]) =>
  language === "en" && file ? [file] : [],
);
const languages = [...new Set(paths.map(([language = ""]) => language))];

function textsOf(language: string, file: string): Texts {
  return files[`./${language}/${file}`] ?? {};
}

/** The key that all forms of a plural share, or null if the key is none of one. */
function pluralOf(key: string, english: Texts): string | null {
  const base = key.replace(FORM, "");
  return base !== key && `${base}_other` in english ? base : null;
}

function formsOf(language: string): string[] {
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories;
}

/** Whether a form stands for one number only, as "one" does in English. */
function isOfOneNumber(language: string, form: string): boolean {
  const rules = new Intl.PluralRules(language);
  const numbers = Array.from({ length: 201 }, (_, number) => number);
  return numbers.filter((number) => rules.select(number) === form).length === 1;
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

const cases = languages.flatMap((language) => areas.map((file) => [language, file]));

test("there are languages and areas", () => {
  expect(languages).toContain("en");
  expect(areas).toContain("common.json");
  // A file of an area that English lacks would be shown nowhere.
  expect(paths.filter(([, file = ""]) => !areas.includes(file))).toEqual([]);
});

test.each(cases)("%s/%s has every text, and no other", (language = "", file = "") => {
  const english = textsOf("en", file);
  const wanted = Object.keys(english).flatMap((key) => {
    const base = pluralOf(key, english);
    return base ? formsOf(language).map((form) => `${base}_${form}`) : [key];
  });
  expect(Object.keys(textsOf(language, file)).sort()).toEqual(
    [...new Set(wanted)].sort(),
  );
});

test.each(cases)("%s/%s keeps the placeholders", (language = "", file = "") => {
  const english = textsOf("en", file);
  for (const [key, text] of Object.entries(textsOf(language, file))) {
    const base = pluralOf(key, english);
    const wanted = placeholdersOf(english[base ? `${base}_other` : key] ?? "");
    const given = placeholdersOf(text);
    // "One printer" needs no number, but French uses that form for 0 too.
    const form = base ? FORM.exec(key)?.[1] : undefined;
    const isFree = form !== undefined && isOfOneNumber(language, form);
    const without = (names: string[]): string[] =>
      isFree ? names.filter((name) => name !== "{count}") : names;
    expect(without(given), key).toEqual(without(wanted));
  }
});

function expectPlain(texts: Texts): void {
  for (const [key, text] of Object.entries(texts)) {
    expect(text, key).toMatch(/^\S(.*\S)?$/s);
    expect(text, key).not.toMatch(/<\/?\w/);
  }
}

test.each(cases)("%s/%s is plain text", (language = "", file = "") => {
  expectPlain(textsOf(language, file));
});

interface Integration {
  entity: { button: Record<string, { name: string }> };
}

const integration = import.meta.glob<Integration>(
  "../../../custom_components/printmux/translations/*.json",
  { eager: true, import: "default" },
);

test.each(languages)("%s calls things as the entities are called", (language) => {
  const file = `../../../custom_components/printmux/translations/${language}.json`;
  const name = (key: string) => integration[file]?.entity.button[key]?.name;
  const { "common.json": common, "printers.json": printers } = Object.fromEntries(
    areas.map((area) => [area, textsOf(language, area)]),
  );

  expect(common?.["dispatch.upload"]).toBe(name("upload"));
  expect(common?.["dispatch.print"]).toBe(name("upload_and_print"));
  expect(common?.["bed.cleared"]).toBe(name("bed_cleared"));
  expect(printers?.["control.bed_cleared"]).toBe(name("bed_cleared"));
  expect(printers?.["control.emergency_stop"]).toBe(name("emergency_stop"));
});

const phrases = Object.entries(
  import.meta.glob<Texts>("./*/phrases.json", { eager: true, import: "default" }),
);

test.each(phrases)("%s names the button as it is called", (path, texts) => {
  const language = path.split("/")[1] ?? "";
  expect(texts["wait.bed"]).toContain(textsOf(language, "common.json")["bed.cleared"]);
});

test.each(phrases)("%s is plain text, and in all languages", (_path, texts) => {
  expect(phrases).toHaveLength(languages.length - 1);
  expectPlain(texts);
});
