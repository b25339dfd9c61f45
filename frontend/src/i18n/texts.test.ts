import { beforeEach, expect, test } from "vitest";
import { area, best, isRtl, speak } from "./texts";

const ENGLISH = {
  hello: "Hello {name}",
  jobs_one: "{count} job",
  jobs_other: "{count} jobs",
  only: "Only in English",
};
const LOADERS = {
  "./de/test.json": () =>
    Promise.resolve({
      default: {
        hello: "Hallo {name}",
        jobs_one: "{count} Auftrag",
        jobs_other: "{count} Aufträge",
      },
    }),
  "./pl/test.json": () =>
    Promise.resolve({
      default: {
        jobs_one: "{count} zadanie",
        jobs_few: "{count} zadania",
        jobs_many: "{count} zadań",
        jobs_other: "{count} zadania",
      },
    }),
  "./xx/test.json": () => Promise.reject(new Error("gone")),
};
const t = area(ENGLISH, LOADERS);

async function use(language: string): Promise<void> {
  speak(language);
  await Promise.resolve();
  await Promise.resolve();
}

beforeEach(() => use("en"));

test("texts are filled with values, and English where a language has none", async () => {
  expect(t("hello", { name: "you" })).toBe("Hello you");

  await use("de");
  expect(t("hello", { name: "du" })).toBe("Hallo du");
  expect(t("only")).toBe("Only in English");
});

test("a value that looks like a placeholder is not filled again", () => {
  expect(t("hello", { name: "{name}" })).toBe("Hello {name}");
});

test("each language has its own plural forms", async () => {
  expect([1, 2].map((count) => t("jobs", { count }))).toEqual(["1 job", "2 jobs"]);

  await use("pl");
  expect([1, 3, 5].map((count) => t("jobs", { count }))).toEqual([
    "1 zadanie",
    "3 zadania",
    "5 zadań",
  ]);
});

test("a language that can't be loaded leaves English", async () => {
  await use("xx");
  expect(t("hello", { name: "you" })).toBe("Hello you");
});

test("the nearest language is taken", () => {
  const offered = ["de", "zh-Hans", "pt-BR"];
  expect(best("de-CH", offered)).toBe("de");
  expect(best("zh-Hans", offered)).toBe("zh-Hans");
  expect(best("zh-Hant", offered)).toBe("zh-Hans");
  expect(best("fi", offered)).toBeUndefined();
  expect([isRtl("ar"), isRtl("he-IL"), isRtl("en")]).toEqual([true, true, false]);
});
