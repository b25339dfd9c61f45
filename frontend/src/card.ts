/** What every page of Home Assistant loads: small, and the card itself once it may be. */

import { registryReady } from "./gate";

interface Suggestion {
  config: { type: string; printers?: string[] };
}

interface CustomCard {
  type: string;
  name: string;
  description: string;
  preview: boolean;
  documentationURL: string;
  getEntitySuggestion(hass: HassEntities, entityId: string): Suggestion | null;
}

interface HassEntities {
  entities?: Record<
    string,
    { platform?: string; translation_key?: string; device_id?: string }
  >;
}

/** The hub's entities for which the card shows more than Home Assistant's own. */
const OF_HUB = new Set([
  ...["job", "target", "upload", "upload_and_print", "latest_job"],
  ...["jobs_awaiting_selection", "jobs_dispatching", "queue_length"],
]);

const type = "custom:printmux-card";
const cards = ((window as { customCards?: CustomCard[] }).customCards ??= []);
cards.push({
  type: "printmux-card",
  name: "PrintMux",
  description: "Pick printers for what your slicer has sent, and follow the prints",
  preview: true,
  documentationURL: "https://github.com/printmux/printmux",
  getEntitySuggestion(hass, entityId) {
    const entity = hass.entities?.[entityId];
    if (entity?.platform !== "printmux") {
      return null;
    }
    if (OF_HUB.has(entity.translation_key ?? "")) {
      return { config: { type } };
    }
    const status = entity.translation_key === "status" && entity.device_id;
    return status ? { config: { type, printers: [status] } } : null;
  },
});

// Not before: what Lit builds on is replaced together with the registry.
void registryReady().then(() => import("./card/printmux-card"));
