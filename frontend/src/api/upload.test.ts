import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHass } from "../testing/fake-hass";
import { upload } from "./upload";

const { hass } = makeHass();
const TOO_LARGE = {
  key: "upload.too_large",
  text: "The file is larger than the {megabytes} MB that PrintMux accepts",
  values: { megabytes: 1024 },
};
let answer: { status: number; text: string };

/** A request that is answered at once. */
class FakeRequest {
  upload = {};
  status = 0;
  statusText = "Not right";
  responseText = "";
  onload: () => void = () => undefined;

  open(): void {
    this.status = answer.status;
    this.responseText = answer.text;
  }

  setRequestHeader(): void {
    // Who asks is nothing to this server.
  }

  send(): void {
    queueMicrotask(() => this.onload());
  }
}

function send(status: number, body: unknown): Promise<string> {
  answer = { status, text: typeof body === "string" ? body : JSON.stringify(body) };
  return upload(hass, new File(["G28"], "a.gcode"), () => undefined).done;
}

beforeEach(() => {
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("an upload gives the new job", async () => {
  expect(await send(201, { job_id: "one" })).toBe("one");
});

test.each([
  [{ message: "Too large", words: TOO_LARGE }, "larger than the 1,024 MB that"],
  [{ message: "Home Assistant says no" }, "Home Assistant says no"],
  ["<html>A proxy's page", "413 Not right"],
])("a refusal tells why: %o", async (body, words) => {
  await expect(send(413, body)).rejects.toThrow(words);
});
