import { LitElement, html } from "lit";
import { afterEach, expect, test, vi } from "vitest";
import { type Board, EMPTY_BOARD } from "../api/board";
import { makeHass } from "../testing/fake-hass";
import { makeJob } from "../testing/fixtures";
import { button, drawn, find, findAll, press, textOf } from "../testing/page";
import "./banner";
import { confirm } from "./confirmation";
import "./stepper";
import "./thumb";
import { pictureUrl } from "./thumb";

class Asker extends LitElement {
  protected override render() {
    return html`<button>Ask</button>`;
  }
}
customElements.define("test-asker", Asker);

afterEach(() => document.body.replaceChildren());

/** Puts an element with these properties on the page. */
async function place<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  fields: Partial<HTMLElementTagNameMap[K]>,
): Promise<HTMLElementTagNameMap[K]> {
  const element = Object.assign(document.createElement(tag), fields);
  document.body.append(element);
  await drawn();
  return element;
}

/** Returns the text of what has the focus in an element's shadow root. */
function focused(element: Element): string {
  const { activeElement } = element.getRootNode() as ShadowRoot;
  return activeElement ? textOf(activeElement) : "";
}

/** Asks, and lets the user press a button of the dialog. */
async function ask(danger: boolean) {
  const asker = document.createElement("test-asker") as Asker;
  document.body.append(asker);
  await drawn();
  const from = button(asker, "Ask");
  from.focus();
  const answer = confirm(asker, {
    title: "Delete it?",
    text: "It is gone for good.",
    confirm: "Delete",
    danger,
  });
  await drawn();
  return { asker, from, answer, dialog: find<HTMLDialogElement>(asker, "dialog") };
}

test("a dangerous question has the focus on Cancel, and gives it back", async () => {
  const { asker, from, answer, dialog } = await ask(true);
  expect(dialog.open).toBe(true);
  expect(textOf(dialog)).toContain("It is gone for good.");
  expect(focused(dialog)).toBe("Cancel");

  await press(button(dialog, "Delete"));

  expect(await answer).toBe(true);
  expect(findAll(asker, "dialog")).toEqual([]);
  expect(asker.shadowRoot?.activeElement).toBe(from);
});

test("a harmless question has the focus on its answer", async () => {
  const { answer, dialog } = await ask(false);
  expect(focused(dialog)).toBe("Delete");

  await press(button(dialog, "Cancel"));

  expect(await answer).toBe(false);
});

test("a dialog that is closed by Escape, or goes with its page, says no", async () => {
  const first = await ask(true);
  first.dialog.close();
  expect(await first.answer).toBe(false);

  const second = await ask(true);
  second.asker.remove();
  expect(await second.answer).toBe(false);
});

test("a picture is asked for in the size of its box", () => {
  expect(pictureUrl("/thumb?authSig=x", 96)).toBe("/thumb?authSig=x&width=96");
  expect(pictureUrl("/thumb", 96)).toBe("/thumb?width=96");
});

test("a picture that is missing or fails leaves its box", async () => {
  const job = makeJob({ thumbnail: "/thumb?authSig=x" });
  const thumb = await place("printmux-thumb", { job, size: 96 });
  const image = find<HTMLImageElement>(thumb, "img");
  expect(image.alt).toBe("Preview of benchy.gcode");
  expect([image.width, image.height]).toEqual([96, 96]);

  image.dispatchEvent(new Event("error"));
  await drawn();
  expect(findAll(thumb, "img")).toEqual([]);
  expect(findAll(thumb, "printmux-icon")).toHaveLength(1);
  expect(thumb.style.getPropertyValue("--pm-thumb-size")).toBe("96px");

  thumb.job = makeJob({ thumbnail: "/thumb?authSig=y" });
  await drawn();
  expect(findAll(thumb, "img")).toHaveLength(1);
});

test("a small picture beside its name says nothing", async () => {
  const job = makeJob({ thumbnail: "/thumb" });
  const thumb = await place("printmux-thumb", { job, size: 40 });

  expect(find<HTMLImageElement>(thumb, "img").getAttribute("alt")).toBe("");
});

test("a stepper stays within its limits", async () => {
  const change = vi.fn();
  const stepper = await place("printmux-stepper", { label: "Copies", max: 3 });
  stepper.addEventListener("change", change);
  const field = find<HTMLInputElement>(stepper, "input");
  const type = async (text: string) => {
    field.value = text;
    field.dispatchEvent(new Event("change"));
    await drawn();
  };

  expect(button(stepper, "Copies: less").disabled).toBe(true);
  await press(button(stepper, "Copies: more"));
  expect(stepper.value).toBe(2);
  await type("99");
  expect([stepper.value, field.value]).toEqual([3, "3"]);
  expect(button(stepper, "Copies: more").disabled).toBe(true);
  await type("");
  expect([stepper.value, field.value]).toEqual([3, "3"]);
  expect(change).toHaveBeenCalledTimes(2);
});

test.each([
  [{ status: "loading" }, "Loading", "status"],
  [{ status: "stale" }, "The connection to Home Assistant is lost", "status"],
  [{ status: "error", error: "unauthorized" }, "You may not see PrintMux", "alert"],
  [{ status: "error", error: "not_loaded" }, "PrintMux is not running", "alert"],
  [{ status: "error", error: "unknown_command" }, "PrintMux is not running", "alert"],
  [{ status: "error", error: "timeout" }, "can't be reached: timeout", "alert"],
] as [Partial<Board>, string, string][])(
  "the board is %j",
  async (board, words, role) => {
    const again = vi.fn();
    const banner = await place("printmux-banner", {
      hass: makeHass().hass,
      board: { ...EMPTY_BOARD, ...board },
    });
    banner.addEventListener("again", again);

    expect(textOf(banner)).toContain(words);
    expect(findAll(banner, `[role=${role}]`)).toHaveLength(1);
    if (role === "alert" && board.error !== "unauthorized") {
      await press(button(banner, "Try again"));
      expect(again).toHaveBeenCalledOnce();
    } else {
      expect(findAll(banner, "button")).toEqual([]);
    }
  },
);

test("a board that is ready needs no words", async () => {
  const board: Board = { ...EMPTY_BOARD, status: "ready" };
  const banner = await place("printmux-banner", { board });

  expect(textOf(banner)).toBe("");
});
