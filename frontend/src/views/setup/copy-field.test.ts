import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "./copy-field";
import type { PrintMuxCopyField } from "./copy-field";

const copies = vi.hoisted(() => vi.fn<(text: string) => Promise<boolean>>());
vi.mock("../../ha/clipboard", () => ({ copyText: copies }));

let field: PrintMuxCopyField;
const button = () => field.shadowRoot?.querySelector("button");
const input = () => field.shadowRoot?.querySelector("input");

beforeEach(async () => {
  field = document.createElement("printmux-copy-field");
  field.name = "Address";
  field.value = "http://ha.local:8123";
  document.body.append(field);
  await field.updateComplete;
});

afterEach(() => {
  field.remove();
  vi.useRealTimers();
});

test("the button copies, says so for a while, and says what it copies", async () => {
  vi.useFakeTimers();
  copies.mockResolvedValue(true);
  expect(button()?.getAttribute("aria-label")).toBe("Copy: Address");

  button()?.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(copies).toHaveBeenCalledWith("http://ha.local:8123");
  expect(button()?.textContent.trim()).toBe("Copied");
  expect(field.shadowRoot?.querySelector("[role=status]")?.textContent).toBe("Copied");
  await vi.advanceTimersByTimeAsync(3000);

  expect(button()?.textContent.trim()).toBe("Copy");
});

test("what can't be copied is selected for the keyboard", async () => {
  copies.mockResolvedValue(false);

  button()?.click();
  await vi.waitFor(() => expect(button()?.textContent.trim()).toMatch(/^Press/));

  expect(field.shadowRoot?.activeElement).toBe(input());
  expect(input()?.selectionStart).toBe(0);
  expect(input()?.selectionEnd).toBe("http://ha.local:8123".length);
});
