/** What this browser remembers of the user's choices; a private window may refuse to. */

const PREFIX = "printmux-";

/** Returns what was remembered, null if nothing was. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Remembers a choice, where that may be. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // The choice holds as long as the page is open.
  }
}
