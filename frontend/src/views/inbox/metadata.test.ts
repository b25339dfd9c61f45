import { expect, test } from "vitest";
import { makeHass } from "../../testing/fake-hass";
import { describe, settingsOf } from "./metadata";

const { locale } = makeHass().hass;

/** Returns what is described as texts: the title, then each row. */
function told(metadata: Record<string, unknown>): string[][] {
  return describe(locale, metadata).map(({ title, rows }) => [
    title,
    ...rows.map(({ label, text }) => `${label}: ${text}`),
  ]);
}

test("values are grouped, and written with their units", () => {
  expect(
    told({
      slicer: "OrcaSlicer",
      nozzle_diameter: [0.4, 0.4],
      layer_height: 0.16,
      layer_count: 1240,
      print_speed: 200,
      infill_percentage: 15,
      support_enabled: false,
      estimated_time_s: 4980,
      nozzle_temp: [215, 240],
    }),
  ).toEqual([
    ["Slicer", "Slicer: OrcaSlicer"],
    ["Machine", "Nozzle: 0.4 mm"],
    [
      "Print",
      "Print time: 1 hr 23 min",
      "Layer height: 0.16 mm",
      "Layers: 1,240",
      "Speed: 200 mm/s",
      "Infill: 15%",
      "Supports: No",
    ],
    ["Temperatures", "Nozzle: 215\u00a0°C / 240\u00a0°C"],
  ]);
});

test("numbers are written as the user does", () => {
  const german = { ...locale, language: "de" };

  const [section] = describe(german, { layer_height: 0.16 });

  expect(section?.rows[0]?.text).toBe("0,16 mm");
});

test("what a file does not tell takes no room", () => {
  expect(told({ slicer: null, bed_type: "", filament_type: [], plates: [] })).toEqual(
    [],
  );
});

test("one filament is one section", () => {
  expect(told({ filament_type: "PLA", filament_weight_g: 24.6 })).toEqual([
    ["Filament", "Material: PLA", "Weight: 25 g"],
  ]);
});

test("several filaments have a section each, unless they are not used", () => {
  const metadata = {
    filament_type: ["PLA", "PETG", "PVA"],
    filament_color: ["#1b1b1b", "E4572E", ""],
    filament_weight_g: [18.2, 6.4, 0],
    filament_cost: 0.61,
  };

  expect(told(metadata)).toEqual([
    ["Filament", "Cost: 0.61"],
    ["Filament of tool 1", "Material: PLA", "Colour: #1b1b1b", "Weight: 18 g"],
    ["Filament of tool 2", "Material: PETG", "Colour: E4572E", "Weight: 6.4 g"],
  ]);
  expect(describe(locale, metadata).map(({ color }) => color)).toEqual([
    undefined,
    "#1b1b1b",
    "#E4572E",
  ]);
});

test("a colour that is none becomes no style", () => {
  const [section] = describe(locale, { filament_color: "red;background:url(//evil)" });

  expect(section?.color).toBeUndefined();
});

test("the slicer's settings are texts in the order of their names", () => {
  const raw_metadata = {
    speed: 60,
    brim: true,
    gcode: "G28\nG1",
    list: [1, "b"],
    none: null,
  };

  expect(settingsOf({ raw_metadata })).toEqual([
    ["brim", "true"],
    ["gcode", "G28\nG1"],
    ["list", "1, b"],
    ["none", "null"],
    ["speed", "60"],
  ]);
  expect(settingsOf({})).toEqual([]);
});
