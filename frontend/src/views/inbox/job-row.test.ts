import { afterEach, expect, test } from "vitest";
import type { Job } from "../../api/types";
import { makeHass } from "../../testing/fake-hass";
import { makeJob } from "../../testing/fixtures";
import "./job-row";

const NOTHING: Partial<Job> = {
  estimated_time_s: null,
  filament_type: [],
  filament_color: [],
  filament_weight_g: null,
  filament_length_mm: null,
  size: 2000,
};

afterEach(() => document.body.replaceChildren());

async function factsOf(fields: Partial<Job>): Promise<string | undefined> {
  const row = document.createElement("printmux-job-row");
  Object.assign(row, {
    hass: makeHass().hass,
    job: makeJob({ ...NOTHING, ...fields }),
  });
  document.body.append(row);
  await row.updateComplete;
  return row.renderRoot.querySelector(".facts .cut")?.textContent;
}

test.each([
  [
    "time and filament",
    { estimated_time_s: 600, filament_type: ["PLA"] },
    "10 min · PLA",
  ],
  ["where these are unknown, slicer and size", { slicer: "Cura" }, "Cura · 2 kB"],
  [
    "before all what is wrong",
    { estimated_time_s: 600, problem: "no G-code" },
    "no G-code",
  ],
  ["a file that was deleted", { slicer: "Cura", file_gone: true }, "File deleted"],
] as [string, Partial<Job>, string][])(
  "a row tells %s",
  async (_what, fields, text) => {
    expect(await factsOf({ slicer: null, slicer_version: null, ...fields })).toBe(text);
  },
);
