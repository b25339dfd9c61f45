/** The card's configuration, as users write it. */

/** All is optional: without any the card shows every printer and the newest job. */
export interface CardConfig {
  type: string;
  title?: string;
  layout?: "full" | "compact";
  /** Device ids or names of the printers to offer; all if there are none. */
  printers?: string[];
  tags?: string[];
  /** What the user has made of the card's size in a dashboard of sections. */
  grid_options?: { rows?: number | "auto" };
}

/** Returns the configuration, or throws what is wrong with it. */
export function readConfig(config: unknown): CardConfig {
  if (typeof config !== "object" || config === null) {
    throw new Error("The card's configuration is no mapping");
  }
  const { layout, printers, tags, title } = config as Record<string, unknown>;
  if (layout !== undefined && layout !== "full" && layout !== "compact") {
    throw new Error('layout is "full" or "compact"');
  }
  for (const [name, list] of Object.entries({ printers, tags })) {
    if (list !== undefined && !isTexts(list)) {
      throw new Error(`${name} is a list of texts`);
    }
  }
  if (title !== undefined && typeof title !== "string") {
    throw new Error("title is a text");
  }
  return config as CardConfig;
}

/** Tells whether the dashboard gives the card a number of rows, and no more. */
export function hasRows({ grid_options }: CardConfig): boolean {
  return typeof grid_options?.rows === "number";
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
