/** Deleting a job, after the user was asked. */

import type { LitElement } from "lit";
import { deleteJob } from "../api/orders";
import type { Job } from "../api/types";
import type { Hass } from "../ha/types";
import { t } from "../i18n/common";
import { confirm } from "./confirmation";

/** Asks, deletes, and tells whether the job is gone; throws what speaks against it. */
export async function askToDelete(
  from: LitElement,
  hass: Hass,
  id: string,
  job: Job | undefined,
): Promise<boolean> {
  if (job?.state === "dispatching") {
    throw new Error(t("delete.under_way", { job: job.name }));
  }
  const agreed = await confirm(from, {
    title: t("delete.title"),
    text: [job?.name ?? "", t("delete.text")].filter(Boolean),
    confirm: t("delete"),
    danger: true,
  });
  if (agreed) {
    await deleteJob(hass, id);
  }
  return agreed;
}
