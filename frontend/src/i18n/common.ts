import english from "./en/common.json";
import { area, type Loaders } from "./texts";

/** Texts that the card and the panel share. */
export const t = area(
  english,
  import.meta.glob(["./*/common.json", "!./en/*"]) as Loaders,
);
