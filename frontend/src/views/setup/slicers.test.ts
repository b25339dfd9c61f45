import { expect, test } from "vitest";
import { SLICERS } from "./slicers";

const URL = "http://ha.local:8123";

function copied(id: string, url = URL): (string | undefined)[] {
  const steps = SLICERS.find((slicer) => slicer.id === id)?.steps(url, "secret") ?? [];
  return steps.map((step) => step.copy).filter((copy) => copy !== undefined);
}

test("Cura's Moonraker plugin gets the slash that it asks nothing without", () => {
  expect(copied("cura_moonraker")).toEqual([`${URL}/`]);
});

test("Cura's OctoPrint plugin gets the address in parts", () => {
  expect(copied("cura_octoprint")).toEqual(["ha.local", "8123", "/"]);
  const texts = (url: string) =>
    SLICERS.find(({ id }) => id === "cura_octoprint")
      ?.steps(url, "")
      .map((step) => step.text);
  expect(texts(URL)).toContain("cura_octoprint.plain");
  expect(texts("https://ha.example")).toContain("cura_octoprint.https");
});

test("the others get it whole, without a slash at its end", () => {
  for (const id of ["orca", "prusa", "super", "kirimoto"]) {
    expect(copied(id), id).toEqual([URL]);
  }
});

test("the command by hand is ready to run", () => {
  expect(copied("other")[1]).toBe(
    `curl -H "X-Api-Key: secret" -F print=false -F file=@part.gcode ${URL}/api/files/local`,
  );
});

test("all but Cura's OctoPrint plugin, which asks for one, are given a key", () => {
  const without = SLICERS.filter((slicer) =>
    slicer.steps(URL, "").every((step) => !step.key),
  );
  expect(without.map(({ id }) => id)).toEqual(["cura_octoprint"]);
});
