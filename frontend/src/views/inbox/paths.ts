/** The URLs of the inbox and of its jobs. */

/** The page without a job. */
export const INBOX = "/printmux/inbox";

/** Returns the URL of a job. */
export function jobPath(id: string): string {
  return `${INBOX}/${encodeURIComponent(id)}`;
}

/** Returns the job that the rest of a URL names, or an empty text. */
export function jobOf(rest: string): string {
  const [first = ""] = rest.split("/");
  try {
    return decodeURIComponent(first);
  } catch {
    return first;
  }
}
