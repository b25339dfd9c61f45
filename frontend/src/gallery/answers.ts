/** Answers orders in the gallery as PrintMux would, as far as pages can see it. */

import type { Dispatch } from "../api/orders";
import type { DeltaMessage, Job, Printer, Target } from "../api/types";
import type { Called } from "../testing/fake-hass";
import { makeTarget } from "../testing/fixtures";

/** What the gallery knows, and how it tells its pages what changes. */
export interface Workshop {
  jobs: Job[];
  printers: Printer[];
  tell: (message: DeltaMessage) => void;
}

/** Returns what an action answers, after telling what it changed. */
export function answer(workshop: Workshop, { service, data }: Called): unknown {
  const job = workshop.jobs.find(({ id }) => id === data.job_id);
  if (!job) {
    return {};
  }
  switch (service) {
    case "dispatch":
      return send(workshop, job, data as unknown as Dispatch);
    case "delete_job":
      workshop.tell({ type: "delta", changed: {}, removed: [job.id] });
      return {};
    case "cancel_job":
      return cancel(workshop, job, data.target_ids as string[] | undefined);
    default:
      return {};
  }
}

function send(workshop: Workshop, job: Job, order: Dispatch): unknown {
  const { printers } = workshop;
  const ids = order.any_printer ? [printers[0]?.id ?? ""] : order.printers;
  const targets = ids.map((id, index): Target => {
    const printer = printers.find((each) => each.id === id);
    return makeTarget({
      id: `${job.id}-${Date.now()}-${index}`,
      printer: id,
      printer_name: printer?.name ?? id,
      state: printer?.ready ? "uploading" : "pending",
      waiting_for: printer?.online ? "busy" : "offline",
      progress: printer?.ready ? 0.2 : 0,
      created_at: new Date().toISOString(),
      start: order.start,
    });
  });
  change(workshop, job, {
    state: "dispatching",
    targets: [...job.targets, ...targets],
  });
  return { job_id: job.id, targets };
}

function cancel(workshop: Workshop, job: Job, ids?: string[]): unknown {
  const ended_at = new Date().toISOString();
  const targets = job.targets.map((target) =>
    !ids || ids.includes(target.id)
      ? { ...target, state: "cancelled" as const, waiting_for: null, ended_at }
      : target,
  );
  change(workshop, job, { state: "cancelled", ended_at, targets });
  return { job_id: job.id, targets };
}

function change({ tell }: Workshop, job: Job, fields: Partial<Job>): void {
  Object.assign(job, fields);
  tell({ type: "delta", changed: { [job.id]: fields }, removed: [] });
}
