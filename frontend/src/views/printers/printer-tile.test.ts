import { afterEach, expect, test } from "vitest";
import type { Printer } from "../../api/types";
import { makeHass } from "../../testing/fake-hass";
import { makePrinter } from "../../testing/fixtures";
import "./printer-tile";
import type { PrintMuxPrinterTile } from "./printer-tile";

let tile: PrintMuxPrinterTile;

afterEach(() => {
  tile.remove();
});

async function show(fields: Partial<Printer>, wall = false): Promise<ShadowRoot> {
  tile = document.createElement("printmux-printer-tile");
  tile.hass = makeHass().hass;
  tile.printer = makePrinter(fields);
  tile.wall = wall;
  document.body.append(tile);
  await tile.updateComplete;
  return tile.shadowRoot!;
}

const textOf = (root: ShadowRoot) => root.textContent.replace(/\s+/g, " ");

const PRINTING: Partial<Printer> = {
  state: "printing",
  progress: 0.428,
  remaining_s: 5400,
  layer: 87,
  layer_count: 240,
  nozzles: [
    [214.8, 215],
    [30, 0],
  ],
  bed: [60.2, 60],
  chamber: [41, 0],
  file: "bracket-1a2b.gcode",
};

test("a print shows its progress, times, layer and temperatures", async () => {
  const root = await show(PRINTING);
  const bar = root.querySelector("[role=progressbar]");

  expect(bar?.getAttribute("aria-valuenow")).toBe("42");
  expect(bar?.getAttribute("aria-label")).toBe("Progress of Voron");
  expect(textOf(root)).toContain("42%");
  expect(textOf(root)).toMatch(/Layer 87 of 240 1 hr 30 min left Done at \d\d:\d\d/);
  expect(textOf(root)).toContain("Nozzle 1: 215 °C, wanted 215 °C");
  expect(textOf(root)).toContain("Nozzle 2: 30 °C");
  expect(textOf(root)).toContain("Chamber: 41 °C");
});

test("PrintMux's own print is a link to its job, named as the user named it", async () => {
  const job = { id: "01K9", target_id: "t", name: "bracket.gcode", thumbnail: null };
  const root = await show({ ...PRINTING, job });
  const link = root.querySelector("a");

  expect(link?.getAttribute("href")).toBe("/printmux/inbox/01K9");
  expect(link?.textContent.trim()).toBe("bracket.gcode");
  expect(textOf(root)).not.toContain("1a2b");
});

test("names from files are text, whatever is in them", async () => {
  const root = await show({ ...PRINTING, file: "<img src=x onerror=alert(1)>" });

  expect(root.querySelector("img")).toBeNull();
  expect(root.querySelector("span.name")?.textContent.trim()).toMatch(/^<img/);
});

test.each<[string, Partial<Printer>, string[]]>([
  ["bad", { state: "error", message: "Thermal runaway" }, ["Error", "Thermal runaway"]],
  ["warn", { state: "finished", bed_waits: true }, ["Clear the bed"]],
  ["warn", { state: "paused" }, ["Paused"]],
  ["good", { state: "idle" }, ["Idle", "Ready for a print"]],
  [
    "dim",
    {
      state: "offline",
      online: false,
      connected: false,
      message: "Connection refused",
      last_seen: new Date(Date.now() - 3 * 3600_000).toISOString(),
    },
    ["Offline", "Connection refused", "Last seen 3 hr. ago."],
  ],
  [
    "dim",
    { state: "offline", online: false, connected: true },
    ["Moonraker answers, the printer is off."],
  ],
  ["dim", { enabled: false, state: "offline", online: false }, ["Parked"]],
])("the tone %s goes with words", async (tone, fields, words) => {
  const root = await show(fields);

  expect(tile.tone).toBe(tone);
  for (const word of words) {
    expect(textOf(root)).toContain(word);
  }
});

test("a colour that is none paints nothing, and fetches nothing", async () => {
  const root = await show({
    loaded: [{ material: "PLA", color: "url(https://elsewhere.example/x.png)" }],
  });
  const swatch = root.querySelector<HTMLElement>(".swatch");

  expect(swatch?.style.backgroundImage).toBe("");
});

test("a camera is shown on demand only", async () => {
  const entities = { ...makePrinter().entities, cameras: ["camera.one"] };
  const root = await show({ entities });
  const camera = () => root.querySelector("printmux-printer-camera");
  const button = root.querySelector<HTMLElement>("[aria-label='Show the camera']");
  expect(camera()).toBeNull();

  button?.click();
  await tile.updateComplete;
  expect(camera()?.cameras).toEqual(["camera.one"]);
  expect(button?.getAttribute("aria-expanded")).toBe("true");
  button?.click();
  await tile.updateComplete;

  expect(camera()).toBeNull();
});

test("the wall view is a ring with the remaining time, and nothing to press", async () => {
  const root = await show(PRINTING, true);

  expect(root.querySelector(".ring")?.textContent.trim()).toBe("42%");
  expect(textOf(root)).toContain("1 hr 30 min left");
  expect(root.querySelector("button, a")).toBeNull();
});

test("what the browser leaves out is not drawn until it comes back", async () => {
  const root = await show(PRINTING);
  const skip = (skipped: boolean) =>
    tile.dispatchEvent(
      Object.assign(new Event("contentvisibilityautostatechange"), { skipped }),
    );

  skip(true);
  tile.printer = makePrinter({ ...PRINTING, layer: 100 });
  await tile.updateComplete;
  expect(textOf(root)).toContain("Layer 87");
  skip(false);
  await tile.updateComplete;

  expect(textOf(root)).toContain("Layer 100");
});
