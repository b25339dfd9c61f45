/** What a user can order: PrintMux's actions, and the buttons of printers. */

import type { Hass } from "../ha/types";
import type { Job, Target } from "./types";

/** When, how often and how urgently a job is to go. */
export interface Dispatch {
  printers: string[];
  start: boolean;
  copies?: number;
  any_printer?: boolean;
  tags?: string[];
  start_at?: string;
  start_when?: string;
  priority?: number;
  force?: boolean;
}

/** What became of an order. */
export interface Outcome {
  job_id: string;
  targets: Pick<Target, "id" | "printer" | "printer_name" | "state">[];
}

/** What the user says of a print nobody else knows of. */
export type Answer = "printed" | "print_again" | "not_printed";

async function act(
  hass: Hass,
  action: string,
  data: object,
  answers = true,
): Promise<unknown> {
  // Home Assistant's own toast would say it twice: every order shows its error in place.
  const result = await hass.callService(
    "printmux",
    action,
    data as Record<string, unknown>,
    undefined,
    false,
    answers,
  );
  return result.response;
}

/** Sends a job to printers; throws what Home Assistant says against it. */
export async function dispatch(
  hass: Hass,
  jobId: string,
  order: Dispatch,
): Promise<Outcome> {
  return (await act(hass, "dispatch", { job_id: jobId, ...order })) as Outcome;
}

/** Cancels a job or some of its targets, and their prints. */
export async function cancel(
  hass: Hass,
  jobId: string,
  targetIds?: string[],
): Promise<void> {
  await act(hass, "cancel_job", { job_id: jobId, ...some(targetIds) });
}

/** Dispatches what failed once more; `force` prints on what does not fit. */
export async function retry(
  hass: Hass,
  jobId: string,
  targetIds?: string[],
  force = false,
): Promise<void> {
  await act(hass, "retry", { job_id: jobId, force, ...some(targetIds) });
}

/** Holds waiting targets back, or lets them go on. */
export async function hold(
  hass: Hass,
  jobId: string,
  held: boolean,
  targetIds?: string[],
): Promise<void> {
  await act(hass, held ? "hold_job" : "release_job", {
    job_id: jobId,
    ...some(targetIds),
  });
}

/** Tells what became of a print. */
export async function confirmPrint(
  hass: Hass,
  job: Job,
  target: Target,
  outcome: Answer,
): Promise<void> {
  await act(hass, "confirm_print", { job_id: job.id, target_id: target.id, outcome });
}

/** Tells that the last prints were taken off their beds. */
export async function confirmBedCleared(hass: Hass, printers: string[]): Promise<void> {
  await act(hass, "confirm_bed_cleared", { printers });
}

/** Chooses which plate of a file is to be printed. */
export async function choosePlate(
  hass: Hass,
  jobId: string,
  plate: number,
): Promise<void> {
  await act(hass, "choose_plate", { job_id: jobId, plate });
}

/** Deletes a job and its file. */
export async function deleteJob(hass: Hass, jobId: string): Promise<void> {
  await act(hass, "delete_job", { job_id: jobId }, false);
}

/** Presses a button of a printer; throws what the printer says against it. */
export async function press(hass: Hass, entityId: string): Promise<void> {
  await hass.callService("button", "press", {}, { entity_id: entityId }, false);
}

/** Switches an entity, for example whether "all printers" means this one. */
export async function toggle(hass: Hass, entityId: string, on: boolean): Promise<void> {
  await hass.callService(
    "switch",
    on ? "turn_on" : "turn_off",
    {},
    { entity_id: entityId },
    false,
  );
}

/** Returns the words of an error, whatever was thrown. */
export function messageOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error) {
    return String(error.message);
  }
  return String(error);
}

function some(targetIds?: string[]): { target_ids?: string[] } {
  return targetIds ? { target_ids: targetIds } : {};
}
