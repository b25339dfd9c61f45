import english from "./en/printers.json";
import { area, type Loaders } from "./texts";

/** Texts of the page "Printers". */
export const t = area(
  english,
  import.meta.glob(["./*/printers.json", "!./en/*"]) as Loaders,
);
