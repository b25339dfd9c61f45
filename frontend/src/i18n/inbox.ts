import english from "./en/inbox.json";
import { area, type Loaders } from "./texts";

/** Texts of the panel's page "Inbox". */
export const t = area(
  english,
  import.meta.glob(["./*/inbox.json", "!./en/*"]) as Loaders,
);
