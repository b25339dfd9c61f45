import english from "./en/setup.json";
import { area, type Loaders } from "./texts";

/** Texts of the page "Set-up". */
export const t = area(
  english,
  import.meta.glob(["./*/setup.json", "!./en/*"]) as Loaders,
);
