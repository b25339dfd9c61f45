/** The form by which Home Assistant's own editor changes the card. */

import { t } from "../i18n/common";
import { type CardConfig, readConfig } from "./config";

type Field = Exclude<keyof CardConfig, "type" | "grid_options">;

interface FormField {
  name: Field;
  selector: Record<string, unknown>;
}

/** What Home Assistant asks a card for. */
export interface ConfigForm {
  schema: FormField[];
  computeLabel: (field: { name: Field }) => string;
  computeHelper: (field: { name: Field }) => string | undefined;
  assertConfig: (config: unknown) => void;
}

/** Returns the form; labels are in the user's language. */
export function configForm(): ConfigForm {
  return {
    schema: [
      { name: "title", selector: { text: {} } },
      {
        name: "layout",
        selector: {
          select: {
            mode: "list",
            options: (["full", "compact"] as const).map((value) => ({
              value,
              label: t(`editor.layout.${value}`),
            })),
          },
        },
      },
      {
        name: "printers",
        // Of PrintMux's devices only printers have a switch; the hub has none.
        selector: {
          device: {
            multiple: true,
            entity: [{ integration: "printmux", domain: "switch" }],
          },
        },
      },
      { name: "tags", selector: { text: { multiple: true } } },
    ],
    computeLabel: ({ name }) => t(`editor.${name}`),
    computeHelper: ({ name }) =>
      name === "printers" || name === "tags" ? t(`editor.${name}_help`) : undefined,
    assertConfig: readConfig,
  };
}
