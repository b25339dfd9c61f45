import { beforeAll, expect, test, vi } from "vitest";

interface Picked {
  type: string;
  getEntitySuggestion(hass: unknown, entityId: string): unknown;
}

let card: Picked;

beforeAll(async () => {
  await import("./card");
  card = (window as unknown as { customCards: Picked[] }).customCards[0]!;
});

test("the card is offered before it may be defined", () => {
  expect(card.type).toBe("printmux-card");
  expect(customElements.get("printmux-card")).toBeUndefined();
});

test("it is suggested for PrintMux's own entities only", () => {
  const hass = {
    entities: {
      "select.job": { platform: "printmux", translation_key: "job" },
      "sensor.voron": {
        platform: "printmux",
        translation_key: "status",
        device_id: "voron",
      },
      "button.pause": {
        platform: "printmux",
        translation_key: "pause",
        device_id: "voron",
      },
      "select.other": { platform: "mqtt", translation_key: "job" },
    },
  };
  const suggest = (entityId: string) => card.getEntitySuggestion(hass, entityId);

  expect(suggest("select.job")).toEqual({ config: { type: "custom:printmux-card" } });
  expect(suggest("sensor.voron")).toEqual({
    config: { type: "custom:printmux-card", printers: ["voron"] },
  });
  expect(suggest("button.pause")).toBeNull();
  expect(suggest("select.other")).toBeNull();
  expect(suggest("sensor.gone")).toBeNull();
});

test("it is defined once Home Assistant's root element is", async () => {
  customElements.define("home-assistant", class extends HTMLElement {});

  await vi.waitFor(
    () => expect(customElements.get("printmux-card")).toBeDefined(),
    30_000,
  );
}, 60_000);
