import { afterEach, beforeEach, expect, test } from "vitest";
import type { Printer, Target } from "../api/types";
import { type FakeHass, makeHass } from "../testing/fake-hass";
import { makeJob, makePrinter, makeTarget } from "../testing/fixtures";
import { button, drawn, find, findAll, press, textOf } from "../testing/page";
import "./targets";
import type { PrintMuxTargets } from "./targets";

let fake: FakeHass;
let element: PrintMuxTargets;

beforeEach(() => {
  fake = makeHass();
  element = document.createElement("printmux-targets");
  element.hass = fake.hass;
  element.can = { dispatch: true, manage: false };
  document.body.append(element);
});

afterEach(() => element.remove());

/** Shows a job with these targets, on printers that tell this. */
async function show(targets: Partial<Target>[], printer: Partial<Printer> = {}) {
  element.job = makeJob({
    id: "job",
    targets: targets.map((each) => makeTarget(each)),
  });
  element.printers = new Map([["printer1", makePrinter(printer)]]);
  await drawn();
}

test("an upload and a print are progress bars that say what they mean", async () => {
  await show([{ id: "t", state: "printing" }], {
    job: { id: "job", target_id: "t", name: "", thumbnail: null },
    state: "printing",
    progress: 0.425,
    remaining_s: 600,
  });
  const bar = find(element, "[role=progressbar]");

  expect(bar.getAttribute("aria-valuenow")).toBe("42");
  expect(bar.getAttribute("aria-valuetext")).toMatch(
    /^Printing · 42% · 10 min left · until/,
  );
  expect(bar.getAttribute("aria-label")).toBe("Progress on Voron");
});

test("an upload tells how much of the file has gone", async () => {
  await show([{ id: "t", state: "uploading", progress: 0.5 }]);
  expect(textOf(element)).toContain("Uploading · 50% 1.7 MB of 3.4 MB");

  element.job = makeJob({ ...element.job, plates: 3 });
  await drawn();
  expect(textOf(element)).not.toContain("of 3.4 MB");
});

test("what waits is cancelled without a question", async () => {
  await show([{ id: "t", state: "pending", waiting_for: "busy" }]);
  await press(button(element, "Cancel: Voron"));

  expect(fake.calls).toMatchObject([
    { service: "cancel_job", data: { job_id: "job", target_ids: ["t"] } },
  ]);
});

test("a running print is stopped only after a yes", async () => {
  await show([{ id: "t", state: "printing" }]);
  await press(button(element, "Stop: Voron"));
  expect(textOf(find(element, "dialog"))).toContain("Stop the print on Voron?");
  await press(button(find(element, "dialog"), "Cancel"));
  expect(fake.calls).toEqual([]);

  await press(button(element, "Stop: Voron"));
  await press(button(find(element, "dialog"), "Stop the print"));
  expect(fake.calls).toMatchObject([{ service: "cancel_job" }]);
});

test("a failure tells the printer's words, and is tried again", async () => {
  await show([{ id: "t", state: "failed", error_message: "No space left on device" }]);
  expect(textOf(find(element, "p.error"))).toBe("No space left on device");
  await press(button(element, "Try again: Voron"));

  expect(fake.calls).toMatchObject([
    { service: "retry", data: { job_id: "job", target_ids: ["t"], force: false } },
  ]);
});

test("what PrintMux says is put together here, why it is there line by line", async () => {
  const rule = { key: "route.rule", text: 'Rule "{rule}"', values: { rule: "Night" } };
  const free = {
    key: "choice.free",
    text: "{printer} is free",
    values: { printer: "Voron" },
  };
  const warm = {
    key: "wait.warm",
    text: "Waits until the bed is no warmer than {celsius} °C",
    values: { celsius: 37.5 },
  };
  const lines = { key: "join.lines", text: "{first}\n{second}", items: [rule, free] };
  await show([{ id: "t", state: "pending", error_message: warm, why: lines }]);

  expect(findAll(element, "p").map((each) => each.textContent)).toEqual([
    "Waits until the bed is no warmer than 37.5 °C",
    'Rule "Night"\nVoron is free',
  ]);
});

test("what the status line or the question below says is not said again", async () => {
  const held = { key: "wait.hold", text: "Held back", values: {} };
  await show([{ id: "t", state: "pending", held: true, error_message: held }]);
  expect(findAll(element, "p")).toEqual([]);

  const cause = { key: "target.start_lost", text: "The start was lost", values: {} };
  const text = "{words}. Look at the printer, then say whether it printed";
  const asked = { key: "target.attention", text, values: { words: cause } };
  await show([{ id: "t", state: "needs_attention", error_message: asked }]);
  expect(findAll(element, "p.error").map((each) => each.textContent)).toEqual([
    "The start was lost",
  ]);
});

test("what does not fit can be tried again by force", async () => {
  await show([{ id: "t", state: "failed" }]);
  element.job = makeJob({
    ...element.job,
    verdicts: { printer1: { fit: "does_not_fit", reasons: ["Too large"] } },
  });
  await drawn();
  await press(button(element, "Print anyway: Voron"));

  expect(fake.calls).toMatchObject([{ service: "retry", data: { force: true } }]);
});

test.each([
  ["It was printed", "printed"],
  ["Print it again", "print_again"],
  ["It was not printed", "not_printed"],
])("%s", async (text, outcome) => {
  await show([{ id: "t", state: "needs_attention", error_message: "Nobody knows" }]);
  expect(textOf(element)).toContain("Did it print?");
  await press(button(element, text));

  expect(fake.calls).toMatchObject([
    { service: "confirm_print", data: { job_id: "job", target_id: "t", outcome } },
  ]);
});

test("a waiting print is held back and released", async () => {
  await show([{ id: "t", state: "pending", waiting_for: "busy" }]);
  await press(button(element, "Hold: Voron"));
  await show([{ id: "t", state: "pending", held: true }]);
  await press(button(element, "Release: Voron"));

  expect(fake.calls.map(({ service }) => service)).toEqual(["hold_job", "release_job"]);
});

test("a bed that holds a print up is told to be cleared", async () => {
  await show([{ id: "t", state: "pending", waiting_for: "bed" }]);
  await press(button(element, "Bed cleared: Voron"));

  expect(fake.calls).toMatchObject([{ service: "confirm_bed_cleared" }]);
});

test("an order that is refused says so in its place", async () => {
  fake.respond = () => {
    throw new Error("Voron could not be told to stop");
  };
  await show([{ id: "t", state: "pending" }]);
  await press(button(element, "Cancel: Voron"));

  expect(textOf(find(element, "[role=alert]"))).toBe("Voron could not be told to stop");
  expect(button(element, "Cancel: Voron").disabled).toBe(false);
});

test("who may only look gets no buttons", async () => {
  element.can = { dispatch: false, manage: false };
  await show([{ state: "pending" }, { id: "u", state: "failed" }]);

  expect(findAll(element, "button")).toEqual([]);
});

test("of very many copies those that need somebody are shown first", async () => {
  const copies = Array.from({ length: 20 }, (_, index) => ({
    id: `t${index}`,
    copy: index + 1,
    state: index === 19 ? ("needs_attention" as const) : ("pending" as const),
  }));
  await show(copies);
  expect(findAll(element, "printmux-target")).toHaveLength(12);
  expect(textOf(find(element, "printmux-target"))).toContain("copy 20");

  await press(button(element, "Show all 20 copies"));
  expect(findAll(element, "printmux-target")).toHaveLength(20);
});

test("each target keeps its element while its job changes", async () => {
  await show([{ id: "t", state: "uploading" }]);
  const [before] = findAll(element, "printmux-target");
  await show([{ id: "t", state: "printing" }]);

  expect(findAll(element, "printmux-target")[0]).toBe(before);
});
