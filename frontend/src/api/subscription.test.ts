import { LitElement } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Hass } from "../ha/types";
import { type FakeConnection, makeHass } from "../testing/fake-hass";
import { byId, makeHub, makeJob } from "../testing/fixtures";
import { BoardSubscription, type Wanted } from "./subscription";
import type { BoardMessage } from "./types";

class Host extends LitElement {
  hass: Hass | undefined;
  want: Wanted | null = { view: "inbox" };
  readonly subscription = new BoardSubscription(
    this,
    () => this.hass,
    () => this.want,
  );
}
customElements.define("test-host", Host);

const SNAPSHOT: BoardMessage = {
  type: "snapshot",
  can: { dispatch: true, manage: true },
  hub: makeHub(),
  jobs: byId(makeJob({ id: "job" })),
};

let connection: FakeConnection;
let host: Host;

beforeEach(() => {
  vi.useFakeTimers();
  const fake = makeHass();
  connection = fake.connection;
  connection.answer = () => SNAPSHOT;
  host = document.createElement("test-host") as Host;
  host.hass = fake.hass;
});

afterEach(() => {
  host.remove();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function settle(ms = 50): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

test("it is subscribed while the element is on the page", async () => {
  document.body.append(host);
  await settle();
  expect(host.subscription.board.jobs.has("job")).toBe(true);
  expect(connection.subscriptions.size).toBe(1);

  host.remove();
  await settle();
  expect(connection.subscriptions.size).toBe(0);
});

test("what was known is in sight at once when the element comes back", async () => {
  document.body.append(host);
  await settle();
  host.remove();
  connection.answer = () => null;
  document.body.append(host);
  await settle();

  expect(host.subscription.board.jobs.size).toBe(1);
  expect(connection.subscriptions.size).toBe(1);
});

test("one that is taken away before the server answers leaves nothing behind", async () => {
  document.body.append(host);
  host.remove();
  await settle();

  expect(connection.subscriptions.size).toBe(0);
});

test("another job is another subscription, and nothing of the last one stays", async () => {
  host.want = { view: "job", job_id: "job" };
  document.body.append(host);
  await settle();

  connection.answer = () => null;
  host.want = { view: "job", job_id: "other" };
  host.requestUpdate();
  await settle();

  expect(host.subscription.board.status).toBe("loading");
  expect(host.subscription.board.jobs.size).toBe(0);
  expect([...connection.subscriptions.values()]).toEqual([
    { type: "printmux/subscribe", view: "job", job_id: "other" },
  ]);
});

test("what is known stays while the connection is lost, and comes anew with it", async () => {
  document.body.append(host);
  await settle();

  connection.lose();
  expect(host.subscription.board.status).toBe("stale");
  expect(host.subscription.board.jobs.size).toBe(1);

  connection.fire("ready");
  await settle();
  // Whoever ends an old subscription now would end ours of the same number.
  expect(connection.subscriptions.size).toBe(0);
  await settle(1000);
  expect(host.subscription.board.status).toBe("ready");
});

test("PrintMux may start later than Home Assistant", async () => {
  document.body.append(host);
  await settle();
  connection.lose();

  connection.answer = () => {
    throw Object.assign(new Error("No"), { code: "unknown_command" });
  };
  connection.fire("ready");
  await settle(2000);
  expect(host.subscription.board.status).toBe("stale");
  expect(host.subscription.board.jobs.size).toBe(1);

  connection.answer = () => SNAPSHOT;
  await settle(3000);
  expect(host.subscription.board.status).toBe("ready");
  expect(connection.subscriptions.size).toBe(1);
});

test("it subscribes again after PrintMux was reloaded", async () => {
  document.body.append(host);
  await settle();

  connection.tell({ type: "gone" });
  expect(host.subscription.board.status).toBe("stale");
  await settle(600);

  expect(host.subscription.board.status).toBe("ready");
  expect(connection.subscriptions.size).toBe(1);
});

test("it tries again while PrintMux is not running", async () => {
  connection.answer = () => {
    throw Object.assign(new Error("No"), { code: "not_loaded" });
  };
  document.body.append(host);
  await settle();
  expect(host.subscription.board).toMatchObject({
    status: "error",
    error: "not_loaded",
  });

  connection.answer = () => SNAPSHOT;
  await settle(600);
  expect(host.subscription.board.status).toBe("ready");
});

/** Refuses; returns how often that was asked. */
function refuse(): () => number {
  let asked = 0;
  connection.answer = () => {
    asked++;
    throw Object.assign(new Error("No"), { code: "unauthorized" });
  };
  return () => asked;
}

function hide(hidden: boolean): void {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  document.dispatchEvent(new Event("visibilitychange"));
}

test("what is forbidden is asked for again, but rarely", async () => {
  const asked = refuse();
  document.body.append(host);
  await settle(10 * 60_000);

  expect(asked()).toBeLessThanOrEqual(13);
  expect(host.subscription.board).toMatchObject({
    status: "error",
    error: "unauthorized",
  });

  connection.answer = () => SNAPSHOT;
  await settle(60_000);
  expect(host.subscription.board.status).toBe("ready");
  expect(connection.subscriptions.size).toBe(1);
});

test("in a tab that nobody sees nothing is asked, and at once when somebody does", async () => {
  const asked = refuse();
  document.body.append(host);
  await settle();
  hide(true);
  await settle(10 * 60_000);
  expect(asked()).toBe(1);

  connection.answer = () => SNAPSHOT;
  hide(false);
  await settle();
  expect(host.subscription.board.status).toBe("ready");

  hide(true);
  hide(false);
  await settle();
  expect(connection.subscriptions.size).toBe(1);
});

test("rights that are taken leave nothing in sight", async () => {
  document.body.append(host);
  await settle();

  refuse();
  connection.tell({ type: "gone" });
  await settle(600);

  expect(host.subscription.board.jobs.size).toBe(0);
  expect(host.subscription.board.error).toBe("unauthorized");
  host.remove();
  const asked = refuse();
  await settle(10 * 60_000);
  expect(asked()).toBe(0);
});

test("what is gone is not asked for again by itself", async () => {
  let asked = 0;
  connection.answer = () => {
    asked++;
    throw Object.assign(new Error("No"), { code: "not_found" });
  };
  document.body.append(host);
  await settle(600_000);

  expect(asked).toBe(1);
  connection.answer = () => SNAPSHOT;
  host.subscription.again();
  await settle();
  expect(host.subscription.board.status).toBe("ready");
});
