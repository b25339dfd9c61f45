import { expect, test, vi } from "vitest";
import type { Hass } from "../../ha/types";
import { makeHass } from "../../testing/fake-hass";
import { makeKey } from "./key-flow";

const FLOW = "config/config_entries/subentries/flow";
type Answer = (method: string, path: string, data?: object) => unknown;

function answering(answer: Answer): { hass: Hass; called: unknown[][] } {
  const called: unknown[][] = [];
  const { hass } = makeHass({
    callApi: async <T>(method: string, path: string, data?: object) => {
      called.push([method, path, data]);
      return (await answer(method, path, data)) as T;
    },
  });
  return { hass, called };
}

const form = { type: "form", flow_id: "f1" };

test("a key is made by the flow, and given once", async () => {
  const { hass, called } = answering((_method, path) =>
    path === FLOW
      ? form
      : { type: "create_entry", description_placeholders: { api_key: "secret" } },
  );

  expect(await makeKey(hass, "entry", "OrcaSlicer")).toBe("secret");

  expect(called).toEqual([
    ["POST", FLOW, { handler: ["entry", "slicer_key"] }],
    ["POST", `${FLOW}/f1`, { name: "OrcaSlicer" }],
  ]);
});

test("a flow that is refused is ended, and says why", async () => {
  const { hass, called } = answering((method, path) => {
    if (method === "POST" && path !== FLOW) {
      return Promise.reject(
        Object.assign(new Error(), {
          error: "Response error: 400",
          body: { message: "The name is taken" },
        }),
      );
    }
    return form;
  });

  await expect(makeKey(hass, "entry", "x")).rejects.toThrow("The name is taken");

  await vi.waitFor(() => expect(called.at(-1)?.[0]).toBe("DELETE"));
});

test.each([
  [{ type: "abort", reason: "not_loaded" }, "not_loaded"],
  [{ type: "create_entry", description_placeholders: {} }, "create_entry"],
])("what gives no key is an error: %o", async (answer, words) => {
  const { hass } = answering((_method, path) =>
    path === FLOW && answer.type === "create_entry" ? form : answer,
  );

  await expect(makeKey(hass, "entry", "x")).rejects.toThrow(words);
});
