/** Makes a slicer key by Home Assistant's own flow, which is for administrators. */

import type { Hass } from "../../ha/types";

const FLOW = "config/config_entries/subentries/flow";

/** What Home Assistant answers of a flow, as far as it matters here. */
interface FlowResult {
  type: string;
  flow_id: string;
  reason?: string;
  errors?: Record<string, string> | null;
  description_placeholders?: { api_key?: string } | null;
}

/** Makes a key; returns it, the only time that it can be had. Throws what went wrong. */
export async function makeKey(
  hass: Hass,
  entryId: string,
  name: string,
): Promise<string> {
  const form = await post(hass, FLOW, { handler: [entryId, "slicer_key"] });
  if (form.type !== "form") {
    throw new Error(form.reason ?? form.type);
  }
  const path = `${FLOW}/${form.flow_id}`;
  let made: FlowResult | null = null;
  try {
    made = await post(hass, path, { name });
  } finally {
    if (made?.type !== "create_entry") {
      // A flow that nobody goes on with would stay open.
      void hass.callApi("DELETE", path).catch(() => undefined);
    }
  }
  const key = made.description_placeholders?.api_key;
  if (!key) {
    throw new Error(Object.values(made.errors ?? {})[0] ?? made.reason ?? made.type);
  }
  return key;
}

async function post(hass: Hass, path: string, data: object): Promise<FlowResult> {
  try {
    return await hass.callApi<FlowResult>("POST", path, data);
  } catch (error) {
    throw new Error(wordsOf(error), { cause: error });
  }
}

/** Home Assistant throws no errors here, but what the server has answered. */
function wordsOf(thrown: unknown): string {
  const { body, error, message } = thrown as {
    body?: { message?: string };
    error?: string;
    message?: string;
  };
  return body?.message ?? error ?? message ?? String(thrown);
}
