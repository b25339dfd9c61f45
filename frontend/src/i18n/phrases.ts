import { templates, type Loaders } from "./texts";

/** Texts of what PrintMux's server says; English comes from there. */
export const phraseIn = templates(
  import.meta.glob(["./*/phrases.json", "!./en/*"]) as Loaders,
);
