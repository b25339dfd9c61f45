/** Asks whether a print is wanted on printers that it does not fit. */

import type { LitElement } from "lit";
import type { Job, Printer } from "../api/types";
import { sayAll } from "../format/words";
import type { Hass } from "../ha/types";
import { t } from "../i18n/common";
import type { Verdicts } from "./choosing";
import { confirm } from "./confirmation";

/** Tells what speaks against each of the printers, and asks; no is the default. */
export async function askToForce(
  from: LitElement,
  hass: Hass,
  job: Job,
  refused: Printer[],
  verdicts: Verdicts,
): Promise<boolean> {
  return confirm(from, {
    title: t("force.title", { job: job.name }),
    text: [
      ...refused.map(({ id, name }) =>
        t("force.reason", {
          printer: name,
          reasons: sayAll(hass, verdicts[id]?.reasons ?? []),
        }),
      ),
      t("force.text"),
    ],
    confirm: t("force.confirm"),
    danger: true,
  });
}
