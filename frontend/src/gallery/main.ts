/**
 * A page that shows the card or a page of the panel without Home Assistant.
 *
 * `?show=card|inbox|printers|setup`, and: `jobs=3`, `printers=4`, `theme=dark`, `lang=de`,
 * `layout=compact`, `width=560`, `rest=<job id>`, `state=loading|error|stale|empty`,
 * `user=reader|user`, `custom=contrast|glass` (a theme of a user's), `late=300` (so long the
 * verdicts are on their way, in milliseconds).
 */

import type { BoardMessage } from "../api/types";
import "../card/printmux-card";
import { isRtl } from "../i18n/texts";
import "../panel/printmux-panel";
import { makeHass } from "../testing/fake-hass";
import { byId, makeHub } from "../testing/fixtures";
import { answer } from "./answers";
import { manyJobs, manyPrinters, oldJobs, withVerdicts } from "./scenes";
import { applyTheme, defineStandIns } from "./stand-ins";

const asked = new URLSearchParams(location.search);
const number = (name: string, other: number) => Number(asked.get(name) ?? other);

const fake = makeHass();
const language = asked.get("lang") ?? "en";
fake.hass.locale = { ...fake.hass.locale, language };
fake.hass.language = language;
const user = asked.get("user") ?? "admin";
const can = { dispatch: user !== "reader", manage: user === "admin" };
const wanted = asked.get("state");
const printers = manyPrinters(wanted === "empty" ? 0 : number("printers", 4));
const jobs = manyJobs(wanted === "empty" ? 0 : number("jobs", 4), printers);
const hub = makeHub();
const late = number("late", 0);
const older = oldJobs(wanted === "empty" ? 0 : 120);

fake.connection.answer = ({ view, job_id }): BoardMessage | null => {
  if (wanted === "loading") {
    return null;
  }
  if (wanted === "error") {
    throw Object.assign(new Error("unauthorized"), { code: "unauthorized" });
  }
  if (view === "job") {
    const job = [...jobs, ...older].find((each) => each.id === job_id);
    if (!job) {
      throw Object.assign(new Error("not found"), { code: "not_found" });
    }
    const judged: BoardMessage = {
      type: "snapshot",
      can,
      hub,
      jobs: byId(withVerdicts(job, printers)),
    };
    if (!late) {
      return judged;
    }
    setTimeout(() => fake.connection.tell(judged, "job"), late);
    return null;
  }
  return {
    type: "snapshot",
    can,
    hub,
    printers: byId(...printers),
    ...(view === "inbox" ? { jobs: byId(...jobs) } : {}),
  };
};

fake.respond = (called) =>
  answer({ jobs, printers, tell: (message) => fake.connection.tell(message) }, called);
fake.hass.callWS = async <T>(message: Record<string, unknown>): Promise<T> => {
  const { search = "", before = "~" } = message as { search?: string; before?: string };
  const found = [...jobs, ...older].filter(
    ({ id, name }) => id < before && name.toLowerCase().includes(search.toLowerCase()),
  );
  return { jobs: found.slice(0, 50), more: found.length > 50 } as T;
};

const applyWanted = (dark: boolean) => applyTheme(dark, asked.get("custom") ?? "");
applyWanted(asked.get("theme") === "dark");
document.dir = isRtl(language) ? "rtl" : "ltr";
document.documentElement.lang = language;
defineStandIns();

const show = asked.get("show") ?? "card";
if (show === "card") {
  const card = document.createElement("printmux-card");
  const layout = asked.get("layout");
  card.setConfig({ type: "custom:printmux-card", ...(layout ? { layout } : {}) });
  card.hass = fake.hass;
  card.style.cssText = `display:block;max-width:${number("width", 560)}px;margin:16px auto`;
  document.body.append(card);
} else {
  const panel = document.createElement("printmux-panel");
  panel.hass = fake.hass;
  const fit = () => {
    panel.narrow = innerWidth < 870;
  };
  fit();
  addEventListener("resize", fit);
  panel.route = { prefix: "/printmux", path: `/${show}/${asked.get("rest") ?? ""}` };
  const follow = () => {
    panel.route = { prefix: "/printmux", path: location.pathname.slice(9) };
  };
  addEventListener("location-changed", follow);
  addEventListener("popstate", follow);
  panel.style.height = "100vh";
  document.body.append(panel);
}
if (wanted === "stale") {
  setTimeout(() => fake.connection.lose(), 300);
}
Object.assign(window, {
  gallery: { ...fake, jobs, printers, applyTheme: applyWanted },
});
