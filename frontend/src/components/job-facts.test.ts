import { expect, test } from "vitest";
import type { JobDetail } from "../api/types";
import { makeHass } from "../testing/fake-hass";
import { makeJob } from "../testing/fixtures";
import { cssColor, jobFacts } from "./job-facts";

const { hass } = makeHass();

function texts(fields: Partial<JobDetail>, brief = false): Record<string, string> {
  const facts = jobFacts(hass, makeJob(fields), brief);
  return Object.fromEntries(facts.map(({ key, text }) => [key, text]));
}

test("the chips of a job", () => {
  expect(
    texts({ created_at: new Date().toISOString(), start_requested: true }),
  ).toEqual({
    wants_print: "Wants to be printed",
    print_time: "1 hr 23 min",
    filament: "PLA · 25 g",
    slicer: "OrcaSlicer 2.3.1",
    origin: "Workshop PC",
    size: "3.4 MB",
    age: "just now",
  });
});

test("a brief list has what a choice depends on", () => {
  expect(Object.keys(texts({}, true))).toEqual(["print_time", "filament", "age"]);
});

test("a file that tells nothing has no empty chips", () => {
  const silent = texts({
    slicer: null,
    slicer_version: null,
    key_name: null,
    source: "browser",
    estimated_time_s: null,
    filament_type: [],
    filament_color: [],
    filament_weight_g: null,
    filament_length_mm: null,
    problem: "The file does not say what it was sliced for",
    file_gone: true,
  });

  expect(silent).toMatchObject({
    origin: "Uploaded here",
    problem: "The file does not say what it was sliced for",
    file_gone: "File deleted",
  });
  expect(silent).not.toHaveProperty("slicer");
  expect(silent).not.toHaveProperty("filament");
  expect(silent).not.toHaveProperty("print_time");
});

test("of several plates it tells which one is meant", () => {
  expect(texts({ plates: 4, plate_index: 2 }).plate).toBe("Plate 2 of 4");
  expect(texts({ plates: 4 }).plate).toBe("4 plates");
  expect(texts({ plates: 1, plate_index: 1 })).not.toHaveProperty("plate");
});

test("each material and colour is named once, and length stands in for weight", () => {
  const [, filament] = jobFacts(
    hass,
    makeJob({
      filament_type: ["PLA", "PLA", "PVA"],
      filament_color: ["#ff0000", "#ff0000", "fff"],
      filament_weight_g: null,
    }),
  );

  expect(filament?.text).toBe("PLA, PVA · 8.2 m");
  expect(filament?.colors).toEqual(["#ff0000", "#fff"]);
});

test.each([
  ["#E4572E", "#E4572E"],
  ["e4572eff", "#e4572eff"],
  ["red; background: url(//x)", null],
  ["#12345", null],
  ["", null],
])("the colour %j is %j", (color, css) => {
  expect(cssColor(color)).toBe(css);
});
