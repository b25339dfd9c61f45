import { expect, test } from "vitest";
import { makeHub } from "../../testing/fixtures";
import { collectAddresses, split } from "./addresses";

const HERE = "http://192.168.1.5:8123";

function urls(
  internal: string | null,
  external: string | null,
  here = HERE,
  own_port = 0,
): [string, string, string | null][] {
  const hub = makeHub({ urls: { internal, external }, own_port });
  return collectAddresses(hub, here).map(({ kind, url, caution }) => [
    kind,
    url,
    caution,
  ]);
}

test("the address at home comes first, the one from outside last", () => {
  expect(urls("http://ha.local:8123", "https://ha.example.com")).toEqual([
    ["internal", "http://ha.local:8123", null],
    ["here", HERE, null],
    ["external", "https://ha.example.com", "outside"],
  ]);
});

test("without any that is set there is the one that the browser uses", () => {
  expect(urls(null, null)).toEqual([["here", HERE, null]]);
});

test("the same address is told once", () => {
  expect(urls(`${HERE}/`, HERE)).toEqual([["internal", HERE, null]]);
});

test("an address of Home Assistant Cloud is the last resort", () => {
  const cloud = "https://abc.ui.nabu.casa";
  expect(urls("http://ha.local:8123", cloud, cloud)).toEqual([
    ["internal", "http://ha.local:8123", null],
    ["here", cloud, "cloud"],
  ]);
});

test("an address of this computer only comes after those for all", () => {
  expect(urls("http://ha.local:8123", null, "http://localhost:8123")[1]).toEqual([
    "here",
    "http://localhost:8123",
    "loopback",
  ]);
  expect(urls("http://127.0.0.1:8123", null)[0]).toEqual(["here", HERE, null]);
});

test.each([
  ["http://ha.local:8123", "http://ha.local:7125"],
  ["https://ha.local:8123", "https://ha.local:7125"],
  // A proxy's certificate is not the port's.
  ["https://ha.example.com", "http://ha.example.com:7125"],
])("PrintMux's own port beside %s is %s", (internal, own) => {
  expect(urls(internal, null, HERE, 7125).at(-1)).toEqual(["own_port", own, null]);
});

test("what is no address is left out", () => {
  expect(urls("homeassistant", null)).toEqual([["here", HERE, null]]);
});

test("an address in parts has a port, said or not", () => {
  expect(split("http://ha.local:8123")).toEqual({
    host: "ha.local",
    port: "8123",
    https: false,
  });
  expect(split("https://ha.example.com")).toMatchObject({ port: "443", https: true });
});
