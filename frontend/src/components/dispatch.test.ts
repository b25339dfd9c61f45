import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Verdict } from "../api/types";
import { type FakeHass, makeHass } from "../testing/fake-hass";
import { makeJob, makePrinter, makeTarget } from "../testing/fixtures";
import { button, drawn, find, findAll, press, textOf } from "../testing/page";
import "./dispatch";
import type { PrintMuxDispatch } from "./dispatch";

const REFUSED: Verdict = { fit: "does_not_fit", reasons: ["The nozzle is too small"] };
const FITS: Verdict = { fit: "fits", reasons: [] };
const printers = (...names: string[]) =>
  new Map(names.map((name) => [name, makePrinter({ id: name, name })]));

let fake: FakeHass;
let element: PrintMuxDispatch;
let sent: string[];

beforeEach(async () => {
  localStorage.clear();
  fake = makeHass();
  fake.respond = ({ service, data }) =>
    service === "dispatch"
      ? {
          job_id: data.job_id,
          targets: (data.printers as string[]).map((printer) => ({
            id: `target ${printer}`,
            printer,
            printer_name: printer,
            state: "pending",
          })),
        }
      : {};
  sent = [];
  element = document.createElement("printmux-dispatch");
  element.hass = fake.hass;
  element.job = makeJob();
  element.printers = printers("Ender", "Prusa", "Voron");
  element.verdicts = { Ender: FITS, Prusa: REFUSED, Voron: FITS };
  element.can = { dispatch: true, manage: false };
  element.addEventListener("sent", (event) =>
    sent.push((event as CustomEvent<{ job_id: string }>).detail.job_id),
  );
  document.body.append(element);
  await drawn();
});

afterEach(() => {
  vi.unstubAllGlobals();
  element.remove();
});

const toggle = (name: string) => button(element, name);
const pressed = () =>
  findAll(element, ".toggle")
    .filter((each) => each.getAttribute("aria-pressed") === "true")
    .map((each) => textOf(find(each, ".name")))
    .sort();
const orders = () => fake.calls.map(({ data }) => data);

test("a printer's button is described by the verdict and its reasons", () => {
  const words = (name: string) => {
    const toggled = toggle(name);
    const root = toggled.getRootNode() as ShadowRoot;
    const ids = toggled.getAttribute("aria-describedby")?.split(" ") ?? [];
    return ids.map((id) => root.getElementById(id)?.textContent?.trim());
  };

  expect(words("Voron")).toEqual(["Fits", ""]);
  expect(words("Prusa")).toEqual(["Does not fit", "The nozzle is too small"]);
});

test("printers are chosen, and the job is sent to them", async () => {
  expect(button(element, "Upload and print").disabled).toBe(true);
  await press(toggle("Voron"));
  await press(toggle("Ender"));
  expect(pressed()).toEqual(["Ender", "Voron"]);

  await press(button(element, "Upload and print on 2 printers"));

  expect(fake.calls).toMatchObject([
    {
      domain: "printmux",
      service: "dispatch",
      data: { job_id: makeJob().id, printers: ["Voron", "Ender"], start: true },
    },
  ]);
  expect(sent).toEqual([makeJob().id]);
  expect(textOf(element)).toContain("On its way to be printed on Voron and Ender.");
});

test("a mere upload names its printer only in the confirmation", async () => {
  await press(toggle("Voron"));
  await press(button(element, "Upload"));

  expect(orders()).toEqual([
    { job_id: makeJob().id, printers: ["Voron"], start: false },
  ]);
  expect(textOf(element)).toContain("Sent to Voron.");
});

test("two presses are one order", async () => {
  let answer: (value: unknown) => void = () => {};
  fake.respond = () => new Promise((resolve) => (answer = resolve));
  await press(toggle("Voron"));

  const print = button(element, "Upload and print on Voron");
  print.click();
  print.click();
  button(element, "Upload").click();
  await drawn();

  expect(fake.calls).toHaveLength(1);
  expect(button(element, "Sending").disabled).toBe(true);
  answer({
    job_id: "",
    targets: [makeTarget({ state: "pending", printer_name: "Voron" })],
  });
  await drawn();
  expect(fake.calls).toHaveLength(1);
});

test("what Home Assistant says against it is shown, and can be tried again", async () => {
  const answer = fake.respond;
  fake.respond = () => {
    throw new Error("The file was deleted. Upload it again.");
  };
  await press(toggle("Voron"));
  await press(button(element, "Upload and print"));

  expect(textOf(find(element, "[role=alert]"))).toBe(
    "The file was deleted. Upload it again.",
  );
  expect(sent).toEqual([]);

  fake.respond = answer;
  await press(button(element, "Upload and print"));
  expect(findAll(element, "[role=alert]")).toEqual([]);
  expect(sent).toHaveLength(1);
});

test("printing where it does not fit is confirmed first, and forced", async () => {
  await press(toggle("Prusa"));
  await press(button(element, "Upload and print on Prusa"));
  const dialog = find<HTMLDialogElement>(element, "dialog");
  expect(textOf(dialog)).toContain("Prusa: The nozzle is too small");
  expect(fake.calls).toEqual([]);

  await press(button(dialog, "Cancel"));
  expect(fake.calls).toEqual([]);
  expect(findAll(element, "dialog")).toEqual([]);

  await press(button(element, "Upload and print on Prusa"));
  await press(button(find(element, "dialog"), "Print anyway"));
  expect(orders()).toMatchObject([{ printers: ["Prusa"], force: true }]);
});

test("a yes is for the job that was asked about", async () => {
  await press(toggle("Prusa"));
  await press(button(element, "Upload and print on Prusa"));
  element.job = makeJob({ id: "other" });
  await drawn();
  await press(button(find(element, "dialog"), "Print anyway"));

  expect(orders()).toMatchObject([
    { job_id: makeJob().id, printers: ["Prusa"], force: true },
  ]);
  expect(sent).toEqual([]);
  expect(findAll(element, "printmux-sent")).toEqual([]);
});

test("an upload to it needs no force", async () => {
  await press(toggle("Prusa"));
  await press(button(element, "Upload"));

  expect(orders()).toEqual([
    { job_id: makeJob().id, printers: ["Prusa"], start: false },
  ]);
});

test("what does not fit is last and tells why", async () => {
  const names = () => findAll(element, ".name").map(textOf);
  expect(names()).toEqual(["Ender", "Voron", "Prusa"]);
  const badge = button(element, "Does not fit: Prusa");
  expect(badge.getAttribute("aria-expanded")).toBe("false");

  await press(badge);

  expect(badge.getAttribute("aria-expanded")).toBe("true");
  expect(findAll(element, "#reasons:not([hidden])").map(textOf)).toEqual([
    "The nozzle is too small",
  ]);
  expect(pressed()).toEqual([]);
});

test("quick choices choose and unchoose", async () => {
  await press(button(element, "All that fit (2)"));
  expect(pressed()).toEqual(["Ender", "Voron"]);
  await press(button(element, "All that fit (2)"));
  expect(pressed()).toEqual([]);
});

test("any printer needs no choice, and takes one of the chosen", async () => {
  await press(button(element, "First that fits"));
  await press(button(element, "Upload and print on the first that fits"));
  expect(orders()).toMatchObject([{ printers: [], any_printer: true }]);
});

test("a card that offers only some printers takes any of those", async () => {
  element.limited = true;
  await press(button(element, "First that fits"));
  await press(button(element, "Upload and print"));

  expect(orders()).toMatchObject([
    { printers: ["Ender", "Voron", "Prusa"], any_printer: true },
  ]);
});

test("copies and terms are sent along", async () => {
  await press(toggle("Voron"));
  await press(button(element, "Copies: more"));
  expect(textOf(element)).toContain("2 prints in all");
  await press(button(element, "More"));
  await press(button(element, "Priority: more"));
  const field = find<HTMLInputElement>(element, "#start_when");
  field.value = " switch.sun ";
  field.dispatchEvent(new Event("change"));
  await press(button(element, "Upload and print"));

  expect(orders()).toMatchObject([
    { copies: 2, priority: 1, start_when: "switch.sun", start: true },
  ]);
});

test("a dispatch is taken back as far as nothing has begun", async () => {
  let undone: boolean | null = null;
  element.addEventListener("done", (event) => {
    undone = (event as CustomEvent<{ undone: boolean }>).detail.undone;
  });
  await press(toggle("Voron"));
  await press(toggle("Ender"));
  await press(button(element, "Upload and print"));
  element.job = makeJob({
    state: "dispatching",
    targets: [
      makeTarget({ id: "target Voron", state: "printing" }),
      makeTarget({ id: "target Ender", state: "uploading" }),
    ],
  });
  await drawn();

  await press(button(element, "Undo"));

  expect(fake.calls.at(-1)).toMatchObject({
    service: "cancel_job",
    data: { target_ids: ["target Ender"] },
  });
  expect(undone).toBe(true);
});

test("the next job begins with the last choice", async () => {
  await press(toggle("Voron"));
  await press(button(element, "Copies: more"));
  await press(button(element, "Upload and print"));

  element.job = makeJob({ id: "next" });
  await drawn();

  expect(pressed()).toEqual(["Voron"]);
  expect(find<HTMLInputElement>(element, "#value").value).toBe("1");
});

test("another job keeps the order until it is known what fits", async () => {
  const names = () => findAll(element, ".name").map(textOf);
  element.job = makeJob({ id: "next" });
  element.verdicts = undefined;
  await drawn();
  expect(names()).toEqual(["Ender", "Voron", "Prusa"]);

  element.verdicts = { Ender: REFUSED, Prusa: FITS, Voron: FITS };
  await drawn();
  expect(names()).toEqual(["Prusa", "Voron", "Ender"]);
});

test("a choice outlives new facts about the printers", async () => {
  await press(toggle("Voron"));
  element.printers = new Map([
    ...element.printers,
    ["Voron", makePrinter({ id: "Voron", name: "Voron", online: false })],
  ]);
  element.verdicts = { ...element.verdicts, Voron: REFUSED };
  await drawn();

  expect(pressed()).toEqual(["Voron"]);
  // Nothing moves under a finger.
  expect(findAll(element, ".name").map(textOf)).toEqual(["Ender", "Voron", "Prusa"]);
  expect(textOf(element)).toContain("Voron waits until it is online.");
});

test("if all printers refuse it, it has not been sent", async () => {
  fake.respond = () => ({
    job_id: "",
    targets: [makeTarget({ state: "failed", printer_name: "Voron" })],
  });
  await press(toggle("Voron"));
  await press(button(element, "Upload"));

  expect(textOf(find(element, "[role=alert]"))).toContain("None of these printers");
  expect(sent).toEqual([]);
});

test("who may only look sees the printers but can't send", async () => {
  element.can = { dispatch: false, manage: false };
  element.printers = new Map([
    ["Voron", makePrinter({ id: "Voron", name: "Voron", bed_waits: true })],
  ]);
  await drawn();

  expect(textOf(element)).toContain("You may look");
  expect(() => button(element, "Bed cleared")).toThrow();
  expect(toggle("Voron").disabled).toBe(true);
  expect(() => button(element, "Upload")).toThrow();
});

test("a bed is told to be cleared", async () => {
  element.printers = new Map([
    ["Voron", makePrinter({ id: "Voron", name: "Voron", bed_waits: true })],
  ]);
  await drawn();
  await press(button(element, "Bed cleared: Voron"));

  expect(fake.calls).toMatchObject([
    { service: "confirm_bed_cleared", data: { printers: ["Voron"] } },
  ]);
});

test("many printers are searched, and shown when asked for", async () => {
  element.job = makeJob({ id: "other" });
  element.printers = printers(
    ...Array.from({ length: 30 }, (_, index) => `Printer ${index + 1}`),
  );
  await drawn();
  const shown = () => findAll(element, "printmux-printer-toggle").length;
  expect(shown()).toBe(24);

  const search = find<HTMLInputElement>(element, "[type=search]");
  search.value = "printer 3";
  search.dispatchEvent(new Event("input"));
  await drawn();
  expect(findAll(element, ".name").map(textOf)).toEqual(["Printer 3", "Printer 30"]);

  search.value = "";
  search.dispatchEvent(new Event("input"));
  await drawn();
  await press(button(element, "Show all 30 printers"));
  expect(shown()).toBe(30);
});

test("storage that is forbidden loses only the memory", async () => {
  const forbid = () => {
    throw new DOMException("No", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: forbid, setItem: forbid });
  element.job = makeJob({ id: "other" });
  await drawn();
  await press(toggle("Voron"));
  await press(button(element, "Upload"));

  expect(sent).toEqual(["other"]);
});

test("names are text, whatever they hold", async () => {
  const name = "<img src=x onerror=alert(1)>";
  element.printers = new Map([["Voron", makePrinter({ id: "Voron", name })]]);
  await drawn();

  expect(textOf(find(element, ".name"))).toBe(name);
  expect(findAll(element, "img")).toEqual([]);
});
