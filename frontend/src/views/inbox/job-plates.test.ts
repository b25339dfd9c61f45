import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type FakeHass, makeHass } from "../../testing/fake-hass";
import { makeJob } from "../../testing/fixtures";
import "./job-plates";
import type { PrintMuxJobPlates } from "./job-plates";

const JOB = makeJob({
  plate_index: 2,
  plate_list: [
    {
      index: 1,
      name: "Lid",
      estimated_time_s: 1800,
      filament_weight_g: 8.2,
      filament_type: ["PLA", "PETG", "PLA"],
      filament_color: ["#ff0000", "nonsense", "00FF0080"],
      thumbnail: "/lid?plate=1",
    },
    { index: 2, name: null, filament_type: "ABS", thumbnail: null },
  ],
});
let plates: PrintMuxJobPlates;
let fake: FakeHass;

const radios = () => [...plates.renderRoot.querySelectorAll<HTMLInputElement>("input")];
const chosen = () => radios().map(({ checked }) => checked);

function choose(at: number): void {
  const radio = radios()[at];
  if (radio) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change"));
  }
}

beforeEach(async () => {
  fake = makeHass();
  plates = document.createElement("printmux-job-plates");
  Object.assign(plates, {
    hass: fake.hass,
    job: JOB,
    can: { dispatch: true, manage: false },
  });
  document.body.append(plates);
  await plates.updateComplete;
});

afterEach(() => plates.remove());

test("each plate says what it is, and one of them is chosen", () => {
  const [lid] = plates.renderRoot.querySelectorAll("label");

  expect(lid?.textContent.replace(/\s+/g, " ").trim()).toBe(
    "Plate 1: Lid 30 min · PLA, PETG · 8.2 g",
  );
  expect(lid?.querySelectorAll(".dot")).toHaveLength(2);
  expect(chosen()).toEqual([false, true]);
});

test("each plate has its own picture, or the place of one", () => {
  const thumbs = [...plates.renderRoot.querySelectorAll("printmux-thumb")];

  const pictures = thumbs.map(({ shadowRoot }) => shadowRoot?.querySelector("img"));
  expect(pictures[0]?.getAttribute("src")).toMatch(/^\/lid\?plate=1&width=\d+$/);
  expect(pictures[0]?.getAttribute("loading")).toBe("lazy");
  expect(pictures[1]).toBeNull();
  expect(new Set(thumbs.map(({ size }) => size)).size).toBe(1);
});

test("without a choice the first plate is printed", async () => {
  plates.job = { ...JOB, plate_index: null };
  await plates.updateComplete;

  expect(chosen()).toEqual([true, false]);
});

test("another plate can be chosen, and stays so until the job says the same", async () => {
  choose(0);
  await vi.waitFor(() => expect(fake.calls).toHaveLength(1));
  await plates.updateComplete;

  expect(fake.calls).toMatchObject([
    { service: "choose_plate", data: { job_id: JOB.id, plate: 1 } },
  ]);
  expect(chosen()).toEqual([true, false]);
  expect(plates.renderRoot.querySelector("fieldset")?.disabled).toBe(true);

  plates.job = { ...JOB, plate_index: 1 };
  await plates.updateComplete;

  expect(chosen()).toEqual([true, false]);
  expect(plates.renderRoot.querySelector("fieldset")?.disabled).toBe(false);
});

test("what speaks against it is told, and the choice stays as it was", async () => {
  fake.respond = () => {
    throw new Error("The file is gone");
  };

  choose(0);

  await vi.waitFor(() =>
    expect(plates.renderRoot.querySelector("[role=alert]")?.textContent).toBe(
      "The file is gone",
    ),
  );
  expect(chosen()).toEqual([false, true]);
});

test.each([
  ["a reader", { can: { dispatch: false, manage: false } }],
  ["a job on its way", { job: { ...JOB, state: "dispatching" as const } }],
  ["a file that is gone", { job: { ...JOB, file_gone: true } }],
])("%s leaves no choice", async (_why, fields) => {
  Object.assign(plates, fields);
  await plates.updateComplete;

  expect(plates.renderRoot.querySelector("fieldset")?.disabled).toBe(true);
});
