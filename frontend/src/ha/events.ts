/** Home Assistant's own events that cards and panels may fire. */

function fire(target: EventTarget, type: string, detail?: unknown): void {
  target.dispatchEvent(
    new CustomEvent(type, { detail, bubbles: true, composed: true }),
  );
}

/** Shows a short message at the bottom of the page. */
export function notify(from: EventTarget, message: string): void {
  fire(from, "hass-notification", { message });
}

/** Opens Home Assistant's dialog of an entity. */
export function showMoreInfo(from: EventTarget, entityId: string): void {
  fire(from, "hass-more-info", { entityId });
}

/** Goes to another page of Home Assistant without loading it anew. */
export function navigate(path: string, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  fire(window, "location-changed", { replace });
}
