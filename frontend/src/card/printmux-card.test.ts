import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Job, Printer, SnapshotMessage } from "../api/types";
import { type FakeHass, makeHass } from "../testing/fake-hass";
import { byId, makeHub, makeJob, makePrinter, makeTarget } from "../testing/fixtures";
import { button, drawn, find, findAll, press, textOf } from "../testing/page";
import "./printmux-card";
import { PrintMuxCard } from "./printmux-card";

const at = (minutes: number) => new Date(Date.now() - minutes * 60000).toISOString();
const OLD = makeJob({ id: "old", name: "old.gcode", created_at: at(9) });
const NEW = makeJob({ id: "new", name: "new.gcode", created_at: at(1) });
const NEWEST = makeJob({ id: "newest", name: "newest.gcode", created_at: at(0) });
const TWO = [
  makePrinter({ id: "1", name: "Voron" }),
  makePrinter({ id: "2", name: "MK4", tags: ["PETG"] }),
];

let fake: FakeHass;
let card: PrintMuxCard;
let snapshot: SnapshotMessage;

beforeEach(() => {
  localStorage.clear();
  fake = makeHass();
  snapshot = board([OLD, NEW]);
  fake.connection.answer = ({ view, job_id }) =>
    view === "job"
      ? {
          ...snapshot,
          printers: {},
          jobs: byId(
            makeJob({
              ...snapshot.jobs?.[job_id ?? ""],
              verdicts: { 2: { fit: "does_not_fit", reasons: ["Too small"] } },
            }),
          ),
        }
      : snapshot;
});

afterEach(() => {
  card.remove();
  vi.useRealTimers();
});

function board(jobs: Job[], printers: Printer[] = TWO): SnapshotMessage {
  return {
    type: "snapshot",
    can: { dispatch: true, manage: true },
    hub: makeHub(),
    jobs: byId(...jobs),
    printers: byId(...printers),
  };
}

async function show(config: object = {}): Promise<void> {
  card = document.createElement("printmux-card");
  card.setConfig({ type: "custom:printmux-card", ...config });
  card.hass = fake.hass;
  document.body.append(card);
  await settled();
}

async function settled(): Promise<void> {
  await drawn();
  await new Promise(requestAnimationFrame);
  await drawn();
}

async function tell(changed: Record<string, Partial<Job | Printer>>): Promise<void> {
  fake.connection.tell({ type: "delta", changed, removed: [] }, "inbox");
  await settled();
}

const heroName = () => textOf(find(card, "h2"));
const printerNames = () => findAll(card, ".name").map(textOf);

test("without configuration it shows the newest job, the others and all printers", async () => {
  await show();

  expect(heroName()).toBe("new.gcode");
  expect(textOf(find(card, "printmux-strip"))).toContain("1 more waiting old.gcode");
  expect(printerNames()).toEqual(["Voron", "MK4"]);
  expect(textOf(card)).toContain("Does not fit");
  expect(find<HTMLAnchorElement>(card, "h2 a").getAttribute("href")).toBe(
    "/printmux/inbox/new",
  );
});

test("it is subscribed to the inbox and to the job it shows", async () => {
  await show();
  const wanted = () => [...fake.connection.subscriptions.values()];
  expect(wanted()).toMatchObject([{ view: "inbox" }, { view: "job", job_id: "new" }]);

  await press(button(card, "old.gcode"));
  await settled();

  expect(wanted()).toMatchObject([{ view: "inbox" }, { view: "job", job_id: "old" }]);
  expect(heroName()).toBe("old.gcode");
});

test("a newer job does not slip under the finger", async () => {
  await show();
  find(card, ".toggle").dispatchEvent(
    new Event("pointerdown", { bubbles: true, composed: true }),
  );
  await tell({ newest: NEWEST });
  expect(heroName()).toBe("new.gcode");

  // Opened again, it begins with what is newest.
  snapshot = board([OLD, NEW, NEWEST]);
  card.remove();
  document.body.append(card);
  await settled();
  expect(heroName()).toBe("newest.gcode");
});

test("an untouched card goes on to a newer job", async () => {
  await show();
  const news = () => textOf(find(card, ".board > [role=status]"));
  expect(news()).toBe("");
  await tell({ newest: NEWEST });

  expect(heroName()).toBe("newest.gcode");
  expect(news()).toBe("newest.gcode is waiting");
  // Whoever chooses another knows that it is there.
  await press(button(card, "old.gcode"));
  await settled();
  expect(heroName()).toBe("old.gcode");
  expect(news()).toBe("");
});

test("a job that is still read waits behind those that are ready", async () => {
  await show();
  await tell({ newest: { ...NEWEST, state: "uploaded" } });
  expect(heroName()).toBe("new.gcode");
  expect(textOf(find(card, "printmux-strip"))).toContain("newest.gcode");

  await tell({ newest: { state: "awaiting_selection" } });
  expect(heroName()).toBe("newest.gcode");
});

test("the card keeps its place free until all is there", async () => {
  await show();
  expect(findAll(card, "h2")).toHaveLength(1);
  card.remove();

  const { answer } = fake.connection;
  fake.connection.answer = (wanted) =>
    wanted.view === "job" ? null : (answer?.(wanted) ?? null);
  await show();
  expect(textOf(card)).toContain("Loading");
  expect(findAll(card, "h2")).toEqual([]);

  fake.connection.tell({ ...snapshot, type: "snapshot" }, "job");
  await settled();
  expect(findAll(card, "h2")).toHaveLength(1);
});

test("a sent job stays until it is done with, then the next one follows", async () => {
  const target = makeTarget({ id: "t", state: "pending", printer: "1" });
  fake.respond = () => ({ job_id: "new", targets: [target] });
  await show();
  await press(button(card, "Voron"));
  await press(button(card, "Upload and print on Voron"));
  await tell({ new: { state: "dispatching", targets: [target] } });

  expect(heroName()).toBe("new.gcode");
  expect(textOf(find(card, "printmux-journeys"))).toContain("On their way new.gcode");

  await press(button(card, "Done"));
  await settled();
  expect(heroName()).toBe("old.gcode");
  expect(card.shadowRoot?.activeElement?.localName).toBe("printmux-hero");
});

test("what was taken back can be sent elsewhere at once", async () => {
  const target = makeTarget({ id: "t", state: "pending", printer: "1" });
  fake.respond = () => ({ job_id: "new", targets: [target] });
  await show();
  await press(button(card, "Voron"));
  await press(button(card, "Upload and print on Voron"));
  await press(button(card, "Undo"));
  await tell({
    new: {
      state: "cancelled",
      ended_at: at(0),
      targets: [{ ...target, state: "cancelled" }],
    },
  });

  expect(heroName()).toBe("new.gcode");
  expect(button(card, "Upload and print on Voron").disabled).toBe(false);
});

test("administrators delete a job after a yes", async () => {
  await show();
  await press(button(card, "Delete new.gcode"));
  await press(button(find(card, "dialog"), "Delete"));

  expect(fake.calls).toMatchObject([
    { service: "delete_job", data: { job_id: "new" } },
  ]);
});

test("others can't delete", async () => {
  snapshot = { ...snapshot, can: { dispatch: true, manage: false } };
  await show();

  expect(() => button(card, "Delete")).toThrow();
});

test("a failure stays until it is dismissed", async () => {
  const failed = makeJob({
    id: "failed",
    state: "failed",
    ended_at: at(60),
    targets: [makeTarget({ state: "failed", error_message: "No space" })],
  });
  snapshot = board([failed]);
  await show();
  expect(textOf(find(card, "printmux-journeys"))).toContain("No space");

  await press(button(card, "Dismiss benchy.gcode"));
  expect(findAll(card, "printmux-targets")).toEqual([]);

  card.remove();
  await show();
  expect(findAll(card, "printmux-targets")).toEqual([]);
});

test("only the configured printers are offered, and any is one of them", async () => {
  await show({ tags: ["PETG"], title: "Workshop" });

  expect(textOf(find(card, "h1"))).toBe("Workshop");
  expect(printerNames()).toEqual(["MK4"]);
  expect(find(card, "printmux-dispatch")).toMatchObject({ limited: true });
});

test("with nothing to send it says how to begin", async () => {
  snapshot = board([]);
  await show();

  expect(textOf(card)).toContain("Nothing is waiting");
  expect(find(card, ".empty a").getAttribute("href")).toBe("/printmux/setup");
});

test("what it knew stays while the connection is lost", async () => {
  await show();
  fake.connection.fire("disconnected");
  await settled();

  expect(textOf(card)).toContain("The connection to Home Assistant is lost");
  expect(heroName()).toBe("new.gcode");
});

test.each([[[OLD]], [[]]])(
  "losing the connection takes nothing off the page",
  async (jobs: Job[]) => {
    snapshot = board(jobs);
    await show();
    const before = textOf(find(card, ".board"));
    fake.connection.fire("disconnected");
    await settled();

    expect(textOf(find(card, ".board"))).toBe(before);
    // Over the page, not before what is on it.
    expect(find(card, "printmux-banner").hasAttribute("floating")).toBe(true);
    expect(findAll(find(card, ".card"), "printmux-banner")).toEqual([]);
  },
);

test("the compact layout tells what is loaded, too", async () => {
  const loaded = [{ material: "PETG", color: "#ff0000" }];
  snapshot = board([NEW], [makePrinter({ id: "1", name: "Voron", loaded })]);
  await show({ layout: "compact" });

  expect(textOf(find(card, ".toggle"))).toBe("Voron Idle Loaded: PETG");
  expect(findAll(card, ".toggle .swatch")).toHaveLength(1);
});

test("who may not see it is told so", async () => {
  fake.connection.answer = () => {
    throw Object.assign(new Error("No"), { code: "unauthorized" });
  };
  await show();

  expect(textOf(card)).toContain("You may not see PrintMux");
  expect(findAll(card, "h2")).toEqual([]);
});

test("of very many waiting jobs the page holds only some", async () => {
  const jobs = Array.from({ length: 500 }, (_, index) =>
    makeJob({ id: `job${index}`, created_at: at(index) }),
  );
  snapshot = board(jobs);
  await show();

  expect(findAll(find(card, "printmux-strip"), "button")).toHaveLength(30);
  expect(textOf(find(card, "printmux-strip"))).toContain("469 more");
});

test("a change of one printer draws only that printer", async () => {
  await show();
  const toggles = findAll(card, "printmux-printer-toggle");
  const updates = toggles.map((toggle) =>
    vi.spyOn(toggle as unknown as { update(): void }, "update"),
  );
  await tell({ 2: { progress: 0.5, state: "printing" } });

  const counts = updates.map((spy) => spy.mock.calls.length);
  expect(counts[0]).toBe(0);
  expect(counts[1]).toBeGreaterThan(0);
});

test("arrows go through the strip", async () => {
  snapshot = board([OLD, NEW, makeJob({ id: "third", created_at: at(20) })]);
  await show();
  const strip = find(card, "printmux-strip");
  const [first, second] = findAll<HTMLButtonElement>(strip, "button");
  first?.focus();
  first?.dispatchEvent(
    new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }),
  );

  expect(strip.shadowRoot?.activeElement).toBe(second);
});

test("Home Assistant's editor gets a form for all there is to configure", () => {
  const form = PrintMuxCard.getConfigForm();

  expect(form.schema.map((field) => form.computeLabel(field))).toEqual([
    "Title",
    "Layout",
    "Printers",
    "Tags",
  ]);
  expect(form.computeHelper({ name: "tags" })).toContain("one of these tags");
  expect(() => form.assertConfig({ layout: "huge" })).toThrow();
  expect(PrintMuxCard.getStubConfig()).toEqual({});
});
