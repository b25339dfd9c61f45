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
  const found = data as Record<string, unknown>;
  const result = await call(hass, "printmux", action, found, undefined, answers);
  return result?.response;
}

/** Calls an action; throws what goes wrong in the user's language. */
async function call(
  hass: Hass,
  domain: string,
  action: string,
  data: Record<string, unknown>,
  target?: { entity_id: string },
  answers?: boolean,
): Promise<{ response?: unknown } | undefined> {
  try {
    // Home Assistant's own toast would say it twice: every order shows its error in place.
    return await hass.callService(domain, action, data, target, false, answers);
  } catch (error) {
    throw await inWords(hass, error);
  }
}

/** An error as Home Assistant's server sends it: its message is English. */
interface Refusal {
  translation_domain?: string;
  translation_key?: string;
  translation_placeholders?: Record<string, string>;
}

async function inWords(hass: Hass, error: unknown): Promise<unknown> {
  const refusal = (error ?? {}) as Refusal;
  const { translation_domain: domain, translation_key: key } = refusal;
  if (!domain || !key || !hass.loadBackendTranslation) {
    return error;
  }
  const localize = await hass.loadBackendTranslation("exceptions", domain);
  const text = localize(
    `component.${domain}.exceptions.${key}.message`,
    refusal.translation_placeholders,
  );
  return text ? new Error(text) : error;
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
  await call(hass, "button", "press", {}, { entity_id: entityId });
}

/** Switches an entity, for example whether "all printers" means this one. */
export async function toggle(hass: Hass, entityId: string, on: boolean): Promise<void> {
  await call(hass, "switch", on ? "turn_on" : "turn_off", {}, { entity_id: entityId });
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
