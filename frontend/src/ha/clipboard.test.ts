import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./clipboard";

const writeText = vi.fn<(text: string) => Promise<void>>();

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Lets the old command copy, and tells what it would have copied. */
function allowOldWay(works: boolean): string[] {
  const copied: string[] = [];
  document.execCommand = () => {
    copied.push(document.querySelector("textarea")?.value ?? "");
    return works;
  };
  return copied;
}

test("a secure page copies by the clipboard", async () => {
  writeText.mockResolvedValue();
  vi.stubGlobal("navigator", { clipboard: { writeText } });

  expect(await copyText("text")).toBe(true);

  expect(writeText).toHaveBeenCalledWith("text");
});

test.each([undefined, { writeText: () => Promise.reject(new Error("Forbidden")) }])(
  "without a clipboard that may be used a selection is copied",
  async (clipboard) => {
    vi.stubGlobal("navigator", { clipboard });
    const copied = allowOldWay(true);

    expect(await copyText("text")).toBe(true);

    expect(copied).toEqual(["text"]);
    expect(document.querySelector("textarea")).toBeNull();
  },
);

test("it is told when nothing could be copied", async () => {
  vi.stubGlobal("navigator", {});
  allowOldWay(false);

  expect(await copyText("text")).toBe(false);
});
