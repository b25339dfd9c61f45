import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Printer } from "../../api/types";
import { type FakeHass, makeHass } from "../../testing/fake-hass";
import { byId, makeHub, makePrinter } from "../../testing/fixtures";
import type { PrintMuxPrinterTile } from "./printer-tile";
import "./printers-view";
import type { PrintMuxPrintersView } from "./printers-view";

let fake: FakeHass;
let view: PrintMuxPrintersView;
let can = { dispatch: true, manage: true };

beforeEach(() => {
  localStorage.clear();
  can = { dispatch: true, manage: true };
});

afterEach(() => {
  view.remove();
  vi.useRealTimers();
});

function printer(id: string, fields: Partial<Printer> = {}): Printer {
  return makePrinter({ id, name: id, ...fields });
}

async function open(...printers: Printer[]): Promise<void> {
  fake = makeHass();
  fake.connection.answer = () => ({
    type: "snapshot",
    can,
    hub: makeHub(),
    printers: byId(...printers),
  });
  view = document.createElement("printmux-printers-view");
  view.hass = fake.hass;
  document.body.append(view);
  await vi.waitFor(() => expect(view.shadowRoot?.textContent).toMatch(/\S/));
}

const root = () => view.shadowRoot!;
const tiles = () => [
  ...root().querySelectorAll<PrintMuxPrinterTile>(
    "printmux-printer-tile:not([hidden])",
  ),
];
const names = () => tiles().map((tile) => tile.printer?.name);

async function tell(changed: Record<string, Partial<Printer>>): Promise<void> {
  fake.connection.tell({ type: "delta", changed, removed: [] });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await view.updateComplete;
}

function press(text: string): void {
  const all = [...root().querySelectorAll("button")];
  const found = all.find((each) => each.textContent.trim().startsWith(text));
  expect(found, text).toBeDefined();
  found?.click();
}

const SIX = [
  printer("a", { tags: ["PETG"] }),
  printer("b", { state: "printing", remaining_s: 600, tags: ["PETG", "big"] }),
  printer("c", { state: "error" }),
  printer("d", { state: "offline", online: false }),
  printer("e", { state: "printing", remaining_s: 60 }),
  printer("f", { state: "finished", bed_waits: true, tags: ["big"] }),
];

test("who needs somebody comes first, parked ones stand apart", async () => {
  await open(...SIX, printer("p", { enabled: false }));

  expect(names()).toEqual(["c", "f", "e", "b", "a", "d", "p"]);
  expect(root().querySelector("h2")?.textContent).toBe("Parked");
});

test("filters by state and by tag narrow the wall, and can be taken back", async () => {
  await open(...SIX);

  press("Printing");
  await view.updateComplete;
  expect(names()).toEqual(["e", "b"]);
  press("big");
  await view.updateComplete;
  expect(names()).toEqual(["b"]);
  expect(root().querySelector("[role=status]")?.textContent).toBe("1 of 6 printers");
  press("Printing");
  press("Offline");
  await view.updateComplete;
  expect(names()).toEqual([]);
  press("Show all");
  await view.updateComplete;

  expect(names()).toHaveLength(6);
});

test("the search looks at what tiles say", async () => {
  await open(...SIX);
  const search = root().querySelector("input")!;

  search.value = "petg";
  search.dispatchEvent(new InputEvent("input"));
  await view.updateComplete;

  expect(names()).toEqual(["b", "a"]);
});

test("a tile that was hidden is the same one, and up to date when it is wanted", async () => {
  await open(...SIX);
  const [, , tile] = tiles();
  await tile!.updateComplete;
  const drawn = vi.fn();
  tile!.addController({ hostUpdated: drawn });
  press("Offline");
  await tell({ e: { progress: 0.5, file: "late.gcode" } });
  await tile!.updateComplete;
  expect(tiles()).not.toContain(tile);
  expect(drawn).not.toHaveBeenCalled();

  press("Offline");
  await view.updateComplete;
  await tile!.updateComplete;

  expect(tiles()[2]).toBe(tile);
  expect(tile!.shadowRoot?.textContent).toContain("late.gcode");
});

test("of many printers those that fill a screen come first, then all others", async () => {
  const many = Array.from({ length: 150 }, (_, number) => printer(`${1000 + number}`));
  await open(...many);
  const first = names();
  expect(first.length).toBeLessThan(many.length);

  await vi.waitFor(() => expect(tiles()).toHaveLength(many.length), 30_000);

  expect(names()).toEqual(many.map(({ name }) => name));
  expect(names().slice(0, first.length)).toEqual(first);
  const last = tiles().at(-1)!;
  await last.updateComplete;
  expect(last.shadowRoot?.querySelector("h3")?.textContent).toBe("1149");
}, 60_000);

test("a few printers need neither search nor filters", async () => {
  await open(printer("a"), printer("b"));

  expect(root().querySelector("input")).toBeNull();
  expect(root().querySelector(".filters")).toBeNull();
});

test("a tile is drawn anew only when its printer changed", async () => {
  await open(...SIX);
  await Promise.all(tiles().map((tile) => tile.updateComplete));
  const drawn: (string | undefined)[] = [];
  for (const tile of tiles()) {
    tile.addController({ hostUpdated: () => void drawn.push(tile.printer?.id) });
  }

  await tell({ e: { progress: 0.5 } });

  expect(drawn).toEqual(["e"]);
});

test("tiles keep their places while somebody aims at one, and move later", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await open(...SIX);
  tiles()[0]?.dispatchEvent(new Event("pointermove", { bubbles: true }));

  await tell({ a: { state: "error" } });
  expect(names()).toEqual(["c", "f", "e", "b", "a", "d"]);
  vi.setSystemTime(Date.now() + 6000);
  await tell({ e: { progress: 0.6 } });

  expect(names()).toEqual(["a", "c", "f", "e", "b", "d"]);
});

test("tiles stay in their places as long as a question is open", async () => {
  await open(...SIX);
  vi.spyOn(tiles()[4]!, "engaged", "get").mockReturnValue(true);

  await tell({ a: { state: "error" } });

  expect(names()).toEqual(["c", "f", "e", "b", "a", "d"]);
});

test("the wall view has no controls, and is remembered", async () => {
  await open(...SIX);
  press("Wall view");
  await view.updateComplete;
  await Promise.all(tiles().map((tile) => tile.updateComplete));
  expect(tiles()[0]?.shadowRoot?.querySelector("button, a")).toBeNull();
  expect(tiles()[0]?.shadowRoot?.querySelector("printmux-printer-controls")).toBeNull();
  view.remove();

  await open(...SIX);

  expect(view.wall).toBe(true);
});

test("without printers an administrator is led to where they are added", async () => {
  await open();

  expect(root().querySelector("a")?.getAttribute("href")).toBe(
    "/config/integrations/integration/printmux",
  );
});

test("without printers others are told whom to ask", async () => {
  can = { dispatch: true, manage: false };
  await open();

  expect(root().querySelector("a")).toBeNull();
  expect(root().textContent).toContain("Ask an administrator");
});

test("a lost connection leaves the printers, and takes their buttons' effect", async () => {
  await open(...SIX);

  fake.connection.fire("disconnected");
  await vi.waitFor(() =>
    expect(root().querySelector("printmux-banner")).not.toBeNull(),
  );

  expect(names()).toHaveLength(6);
  expect(tiles().some((tile) => tile.live)).toBe(false);
});
