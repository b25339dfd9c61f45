import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHass } from "../../testing/fake-hass";

const copyText = vi.hoisted(() => vi.fn<(text: string) => Promise<boolean>>());
vi.mock("../../ha/clipboard", () => ({ copyText }));
await import("./raw-settings");

const RAW = { layer_height: "0.2", gcode: "G28\nG1", brim: "<b>5</b>" };
let raw: HTMLElementTagNameMap["printmux-raw-settings"];

const cells = () =>
  [...raw.renderRoot.querySelectorAll("tr")].map((row) => [
    row.querySelector("th")?.textContent,
    row.querySelector("td")?.textContent,
  ]);

async function unfold(): Promise<void> {
  const details = raw.renderRoot.querySelector("details");
  if (details) {
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
  }
  await raw.updateComplete;
}

async function search(text: string): Promise<void> {
  const input = raw.renderRoot.querySelector("input");
  if (input) {
    input.value = text;
    input.dispatchEvent(new Event("input"));
  }
  await raw.updateComplete;
}

beforeEach(async () => {
  copyText.mockReset().mockResolvedValue(true);
  raw = document.createElement("printmux-raw-settings");
  Object.assign(raw, { hass: makeHass().hass, metadata: { raw_metadata: RAW } });
  document.body.append(raw);
  await raw.updateComplete;
});

afterEach(() => raw.remove());

test("the settings are folded until somebody wants them", async () => {
  expect(raw.renderRoot.querySelector("summary")?.textContent).toContain("All 3");
  expect(cells()).toEqual([]);

  await unfold();

  expect(cells()).toEqual([
    ["brim", "<b>5</b>"],
    ["gcode", "G28\nG1"],
    ["layer_height", "0.2"],
  ]);
});

test("names and values are searched, and what is found is copied", async () => {
  await unfold();
  await search("g1");
  expect(cells()).toEqual([["gcode", "G28\nG1"]]);
  await search("LAYER");

  raw.renderRoot.querySelector("button")?.click();

  expect(copyText).toHaveBeenCalledExactlyOnceWith("layer_height = 0.2");
});

test("a file without settings shows nothing", async () => {
  raw.metadata = {};
  await raw.updateComplete;

  expect(raw.renderRoot.querySelector("details")).toBeNull();
});
