/** What the server says in the gallery, as data. */

import type { Listing, Phrase, Value, Words } from "../api/words";

function phrase(key: string, text: string, values: Record<string, Value>): Phrase {
  return { key, text, values };
}

function sentences(...items: Words[]): Listing {
  return { key: "join.sentences", text: "{first}. {second}", items };
}

const MATERIAL = phrase("fit.material", "Sliced for {material}, {loaded} is loaded", {
  material: "PLA",
  loaded: "PETG",
});
const NOZZLE = phrase(
  "fit.nozzle",
  "Sliced for a {nozzle} mm nozzle, this printer has {own} mm",
  { nozzle: 0.6, own: 0.4 },
);

/** Reasons of verdicts. */
export const REASONS = {
  material: MATERIAL,
  nozzle: phrase("fit.tools", "{tools}: {reason}", {
    tools: { key: "join.and", text: "{first} and {second}", items: ["T0", "T2"] },
    reason: NOZZLE,
  }),
  height: phrase(
    "fit.height",
    "It is {height} mm tall, this printer prints up to {most} mm",
    { height: 260.5, most: 250 },
  ),
  filament: phrase(
    "filament.short_g",
    "It needs {needed} g of filament, {left} g is left",
    { needed: 24.6, left: 3.8 },
  ),
};

/** Why targets wait, failed, or need the user. */
export const MESSAGES = {
  bed: phrase(
    "wait.bed",
    'Take the last print off {printer}, then press "Bed cleared"',
    { printer: "Ender 3 in the cellar next to the washing machine" },
  ),
  space: phrase("host.no_space", "The printer host has no space left ({words}).", {
    words: "OSError: No space left on device",
  }),
  lost: phrase(
    "target.attention",
    "{words}. Look at the printer, then say whether it printed: under Repairs in Home" +
      " Assistant's settings, or with `printmux.confirm_print`. `printmux.cancel_job`" +
      " gives it up.",
    {
      words: phrase(
        "target.start_lost",
        "The start was sent, and the printer does not say what became of it",
        {},
      ),
    },
  ),
  refused: phrase("host.no_answer", "No answer from {address}: {reason}.", {
    address: "192.168.1.20:7125",
    reason: phrase("host.connection_refused", "connection refused", {}),
  }),
};

/** Why a target is where it is: a rule, and the printers it chose from. */
export const WHY: Listing = {
  key: "join.lines",
  text: "{first}\n{second}",
  items: [
    phrase("route.rule", 'Rule "{rule}"', { rule: "Night shift" }),
    {
      key: "join.semicolons",
      text: "{first}; {second}",
      items: [
        phrase("choice.reasons", "{choice} ({reasons})", {
          choice: phrase("choice.free", "{printer} is free", { printer: "Voron 2.4" }),
          reasons: MATERIAL,
        }),
        phrase("choice.misfit", "{printer} does not fit: {reasons}", {
          printer: "X1",
          reasons: sentences(NOZZLE, REASONS.height),
        }),
      ],
    },
  ],
};
