import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHass } from "../testing/fake-hass";
import { VIEWS } from "../views";
import "./printmux-panel";
import type { PrintMuxPanel } from "./printmux-panel";

let panel: PrintMuxPanel;

/** Shows a path, as Home Assistant does, and waits until it is drawn. */
async function open(path: string): Promise<void> {
  panel.route = { prefix: "/printmux", path };
  await panel.updateComplete;
  await vi.waitFor(() => {
    expect(panel.shadowRoot?.querySelector("main")?.childElementCount).toBe(1);
  });
}

function page(): Element | null | undefined {
  return panel.shadowRoot?.querySelector("main")?.firstElementChild;
}

beforeEach(() => {
  panel = document.createElement("printmux-panel");
  panel.hass = makeHass().hass;
  document.body.append(panel);
});

afterEach(() => {
  vi.restoreAllMocks();
  panel.remove();
});

test("the URL names the page, and the rest of it is the page's own", async () => {
  await open("/inbox/01K9/more");

  expect(page()?.localName).toBe("printmux-inbox-view");
  expect(page()).toMatchObject({ rest: "01K9/more", narrow: false });

  await open("/setup");

  expect(page()?.localName).toBe("printmux-setup-view");
  const current = panel.shadowRoot?.querySelectorAll("[aria-current=page]");
  expect([...(current ?? [])].map((tab) => tab.getAttribute("href"))).toEqual([
    "/printmux/setup",
  ]);
});

test.each(["", "/", "/nowhere"])("the path %j leads to the inbox", async (path) => {
  const replaced = vi.spyOn(history, "replaceState");

  await open(path);

  expect(replaced).toHaveBeenCalledWith(null, "", "/printmux/inbox");
  expect(page()?.localName).toBe("printmux-inbox-view");
});

test("a tab goes to its page without loading Home Assistant anew", async () => {
  await open("/inbox");
  const pushed = vi.spyOn(history, "pushState");
  const tab = panel.shadowRoot?.querySelectorAll<HTMLElement>("nav a")[1];
  const click = new MouseEvent("click", { cancelable: true });

  tab?.dispatchEvent(click);

  expect(pushed).toHaveBeenCalledWith(null, "", "/printmux/printers");
  expect(click.defaultPrevented).toBe(true);
});

test("a click that asks for a new tab is left to the browser", async () => {
  await open("/inbox");
  const tab = panel.shadowRoot?.querySelector<HTMLElement>("nav a");
  const click = new MouseEvent("click", { cancelable: true, ctrlKey: true });

  tab?.dispatchEvent(click);

  expect(click.defaultPrevented).toBe(false);
});

test("another page gets the focus, another part of the same page does not", async () => {
  await open("/setup");
  panel.shadowRoot?.querySelector("main")?.blur();
  await open("/setup/cura");
  expect(panel.shadowRoot?.activeElement).toBeNull();

  await open("/printers");

  expect(panel.shadowRoot?.activeElement?.localName).toBe("main");
});

test("a page whose file is gone says so, and the others still open", async () => {
  const setup = VIEWS.find((view) => view.path === "setup");
  const load = vi.spyOn(setup ?? VIEWS[0], "load");
  load.mockRejectedValue(new TypeError("Failed to fetch dynamically imported module"));

  await open("/setup");

  expect(page()?.getAttribute("role")).toBe("alert");
  expect(page()?.textContent).toContain("PrintMux was updated");
  expect(load).toHaveBeenCalledOnce();

  await open("/printers");
  expect(page()?.localName).toBe("printmux-printers-view");
});
