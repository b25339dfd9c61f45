import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Printer } from "../../api/types";
import type { PrintMuxConfirmation } from "../../components/confirmation";
import { type FakeHass, makeHass } from "../../testing/fake-hass";
import { makePrinter } from "../../testing/fixtures";
import "./printer-controls";
import type { PrintMuxPrinterControls } from "./printer-controls";

let fake: FakeHass;
let element: PrintMuxPrinterControls;

beforeEach(() => {
  // The tests' page has no popovers.
  Object.assign(HTMLElement.prototype, { hidePopover: () => {} });
  fake = makeHass();
  element = document.createElement("printmux-printer-controls");
  element.hass = fake.hass;
  element.can = { dispatch: true, manage: true };
  element.live = true;
  document.body.append(element);
});

afterEach(() => {
  element.remove();
});

async function show(fields: Partial<Printer>): Promise<void> {
  element.printer = makePrinter(fields);
  await element.updateComplete;
}

async function openMenu(): Promise<void> {
  const event = Object.assign(new Event("beforetoggle"), { newState: "open" });
  element.shadowRoot?.querySelector("#menu")?.dispatchEvent(event);
  await element.updateComplete;
}

function buttons(): HTMLButtonElement[] {
  return [...(element.shadowRoot?.querySelectorAll("button") ?? [])];
}

function nameOf(button: HTMLElement): string {
  return button.getAttribute("aria-label") ?? button.textContent.trim();
}

function button(name: string): HTMLButtonElement {
  const found = buttons().find((each) => nameOf(each).startsWith(name));
  if (!found) {
    throw new Error(`No button ${name} among ${buttons().map(nameOf).join(", ")}`);
  }
  return found;
}

/** Answers the question that is asked. */
async function answer(yes: boolean): Promise<string> {
  const asked = await vi.waitFor(() => {
    const found = element.shadowRoot?.querySelector<PrintMuxConfirmation>(
      "printmux-confirmation",
    );
    expect(found?.shadowRoot?.querySelector(".yes")).toBeTruthy();
    return found?.shadowRoot;
  });
  const text = asked?.textContent ?? "";
  asked?.querySelector<HTMLElement>(yes ? ".yes" : ".no")?.click();
  await vi.waitFor(() =>
    expect(element.shadowRoot?.querySelector("printmux-confirmation")).toBeNull(),
  );
  return text;
}

test.each([
  ["printing", ["Pause", "Cancel", "Emergency stop", "More for Voron"]],
  ["paused", ["Resume", "Cancel", "Emergency stop", "More for Voron"]],
  ["idle", ["More for Voron"]],
] as const)(
  "a printer that is %s has the buttons that make sense",
  async (state, names) => {
    await show({ state });

    expect(buttons().map(nameOf)).toEqual(names);
  },
);

test("who may not dispatch gets no button that does anything", async () => {
  element.can = { dispatch: false, manage: false };
  await show({ state: "printing", bed_waits: true });
  await openMenu();

  expect(buttons().map(nameOf)).toEqual(["More for Voron", "Status and history"]);
  const links = [...(element.shadowRoot?.querySelectorAll("a") ?? [])];
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "http://voron.local",
  ]);
});

test("a printer without the entities has no such buttons", async () => {
  const entities = { ...makePrinter().entities, pause: null, emergency_stop: null };
  await show({ state: "printing", entities });

  expect(buttons().map(nameOf)).toEqual(["Cancel", "More for Voron"]);
});

test("pause presses Home Assistant's button at once, and only once", async () => {
  let done: (value: unknown) => void = () => {};
  fake.respond = () => new Promise((resolve) => (done = resolve));
  await show({ state: "printing" });

  button("Pause").click();
  await element.updateComplete;

  expect(fake.calls).toMatchObject([
    { domain: "button", service: "press", target: { entity_id: "button.voron_pause" } },
  ]);
  expect(button("Pause").disabled).toBe(true);
  expect(button("Cancel").disabled).toBe(true);
  done({});
  await vi.waitFor(() => expect(button("Pause").disabled).toBe(false));
});

test("a print is stopped only when that was confirmed", async () => {
  await show({ state: "printing", file: "part.gcode" });

  button("Cancel").click();
  expect(await answer(false)).toContain("“part.gcode” on Voron stops");
  expect(fake.calls).toEqual([]);

  button("Cancel").click();
  await answer(true);

  await vi.waitFor(() =>
    expect(fake.calls).toMatchObject([
      { target: { entity_id: "button.voron_cancel" } },
    ]),
  );
});

test("an emergency stop says what it does before it does it", async () => {
  await show({ state: "printing" });

  button("Emergency stop").click();
  expect(element.engaged).toBe(true);
  expect(await answer(true)).toContain("Motors and heaters of Voron are switched off");

  await vi.waitFor(() =>
    expect(fake.calls).toMatchObject([
      { target: { entity_id: "button.voron_emergency_stop" } },
    ]),
  );
  await vi.waitFor(() => expect(element.engaged).toBe(false));
});

test("what the printer says against an order is shown, until the next one", async () => {
  fake.respond = () => {
    throw new Error("The printer is busy");
  };
  await show({ state: "paused" });

  button("Resume").click();
  const error = () => element.shadowRoot?.querySelector("[role=alert]")?.textContent;
  await vi.waitFor(() => expect(error()).toBe("The printer is busy"));

  fake.respond = () => ({});
  button("Resume").click();
  await vi.waitFor(() => expect(error()).toBeUndefined());
});

test("a cleared bed is told to PrintMux", async () => {
  await show({ state: "finished", bed_waits: true });

  button("Bed cleared").click();

  await vi.waitFor(() =>
    expect(fake.calls).toMatchObject([
      { service: "confirm_bed_cleared", data: { printers: ["printer1"] } },
    ]),
  );
});

test("the menu includes a printer in dispatch, or leaves it out", async () => {
  await show({ included: false });
  await openMenu();
  const include = button("Included in dispatch");
  expect(include.getAttribute("aria-checked")).toBe("false");

  include.click();

  await vi.waitFor(() =>
    expect(fake.calls).toMatchObject([
      { service: "turn_on", target: { entity_id: "switch.voron_include_in_dispatch" } },
    ]),
  );
});

test("the menu leads to the printer's page and, for administrators, to its device", async () => {
  await show({});
  await openMenu();
  const [own, device] = element.shadowRoot?.querySelectorAll("a") ?? [];

  expect(own?.href).toBe("http://voron.local/");
  expect(own?.target).toBe("_blank");
  expect(own?.rel).toContain("noopener");
  expect(device?.getAttribute("href")).toBe("/config/devices/device/printer1");
});

test("an address that is none of the web is no link", async () => {
  element.can = { dispatch: true, manage: false };
  await show({ url: "javascript:alert(1)" });
  await openMenu();

  expect(element.shadowRoot?.querySelector("a")).toBeNull();
});

test("nothing can be ordered while the connection is lost", async () => {
  element.live = false;
  await show({ state: "printing" });

  expect(button("Pause").disabled).toBe(true);
  expect(button("Emergency stop").disabled).toBe(true);
});
