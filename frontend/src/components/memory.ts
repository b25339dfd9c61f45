/** What the browser remembers for a user; without storage it remembers nothing. */

import type { Hass } from "../ha/types";
import { type Choice, NO_CHOICE } from "./choosing";

/** Reads what was stored under a name, if it can be had. */
export function recall(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** Stores something; a browser that forbids it loses no more than the memory. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Private windows and full storages.
  }
}

const choiceKey = (hass: Hass): string => `printmux-choice-${hass.user?.id ?? ""}`;

/** Returns the printers that the user chose last. */
export function recallChoice(hass: Hass): Choice {
  const stored = recall(choiceKey(hass)) as {
    printers?: unknown;
    any?: unknown;
  } | null;
  if (!stored || !Array.isArray(stored.printers)) {
    return NO_CHOICE;
  }
  const printers = stored.printers.filter((id) => typeof id === "string");
  return { printers: new Set(printers), any: stored.any === true };
}

/** Remembers them for the next job. */
export function rememberChoice(hass: Hass, choice: Choice): void {
  remember(choiceKey(hass), { printers: [...choice.printers], any: choice.any });
}
