/** Jobs and printers in many states, as a busy workshop has them. */

import type { Fit, Job, JobDetail, Printer, Target } from "../api/types";
import type { Words } from "../api/words";
import { makeJob, makePrinter, makeTarget } from "../testing/fixtures";
import { FILE_FACTS, PICTURE } from "./file-facts";
import { MESSAGES, REASONS, WHY } from "./said";

const NAMES = [
  "benchy.gcode",
  "Dragon_v7_final_FINAL (supports, 0.12 mm, ironing, plate 3 of 12)_PETG_14h27m.gcode",
  "vase spiral.gcode",
  "Halterung für Küchenregal, links unten.gcode",
  "gear_box_set.gcode.3mf",
];
const COLORS = ["#e4572e", "#f2f2f2", "#1b1b1b", "#2e86ab", "#7cb518"];
const MATERIALS = ["PLA", "PETG", "ASA", "TPU", "PA-CF"];
const STATES: Partial<Printer>[] = [
  { state: "idle" },
  {
    state: "printing",
    ready: false,
    progress: 0.423,
    remaining_s: 5423,
    layer: 87,
    layer_count: 240,
    nozzles: [[214.8, 215]],
    bed: [60.1, 60],
    file: "bracket-5e6f7a8b.gcode",
    job: {
      id: "01K9ZJ5T6V7W8X9Y0Z1A2B3C00",
      target_id: "target1",
      name: "bracket (left, with a very long name that nobody can read).gcode",
      thumbnail: null,
    },
    loaded: [
      { material: "PLA", color: "#e4572e" },
      { material: "PETG", color: "#2e86ab" },
      { material: "PVA", color: "#f2f2f2" },
    ],
    entities: { ...makePrinter().entities, cameras: ["camera.one", "camera.two"] },
  },
  { state: "finished", bed_waits: true, progress: 1, file: "benchy-1a2b3c4d.gcode" },
  {
    state: "offline",
    online: false,
    connected: false,
    ready: false,
    message: MESSAGES.refused,
  },
  {
    state: "paused",
    ready: false,
    progress: 0.08,
    remaining_s: 86400,
    file: "vase.gcode",
  },
  {
    state: "error",
    ready: false,
    message: "Heater extruder not heating at expected rate",
  },
  { state: "starting", ready: false },
];
const PRINTER_NAMES = [
  "Voron 2.4",
  "Prusa MK4",
  "Ender 3 in the cellar next to the washing machine",
  "X1",
];

/** Returns a value of a list that begins again at its end. */
function turn<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

/** Returns printers in all their states. */
export function manyPrinters(count: number): Printer[] {
  return Array.from({ length: count }, (_, index) => {
    const name = turn(PRINTER_NAMES, index);
    return makePrinter({
      id: `printer${index}`,
      name: index < PRINTER_NAMES.length ? name : `${name} ${index + 1}`,
      loaded: [{ material: turn(MATERIALS, index), color: turn(COLORS, index) }],
      tags: index % 3 ? ["PETG", "enclosed"].slice(0, index % 3) : [],
      queue_length: index % 4 === 1 ? 2 : 0,
      ...turn(STATES, index),
    });
  });
}

/** Returns jobs: most wait, every third is on its way. */
export function manyJobs(count: number, printers: Printer[]): Job[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.now() - (index * 47 + 2) * 60000).toISOString();
    const job = makeJob({
      // Ids grow with time.
      id: `01K9ZJ5T6V7W8X9Y0Z1A2B${9999 - index}`,
      name: turn(NAMES, index),
      created_at: at,
      filament_color: [turn(COLORS, index)],
      filament_type: [turn(MATERIALS, index)],
      thumbnail: index % 4 === 3 ? null : PICTURE,
    });
    return index && index % 3 === 0 ? { ...job, ...underWay(printers) } : job;
  });
}

function underWay(printers: Printer[]): Partial<Job> {
  const on = (index: number, fields: Partial<Target>): Target => {
    const printer = turn(printers, index);
    return makeTarget({
      id: `target${index}`,
      printer: printer.id,
      printer_name: printer.name,
      ...fields,
    });
  };
  if (!printers.length) {
    return {};
  }
  return {
    state: "dispatching",
    targets: [
      on(0, { state: "uploading", progress: 0.31, started_at: null }),
      on(1, { state: "printing", progress: 0.423, why: WHY }),
      on(2, {
        state: "pending",
        waiting_for: "bed",
        progress: 0,
        position: 1,
        error_message: MESSAGES.bed,
      }),
      on(3, {
        state: "failed",
        progress: 0,
        error_message: MESSAGES.space,
        ended_at: new Date().toISOString(),
      }),
      on(4, {
        state: "needs_attention",
        error_message: MESSAGES.lost,
      }),
    ],
  };
}

/** Returns jobs that ended before those that are live. */
export function oldJobs(count: number): Job[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.now() - (index + 2) * 86400_000).toISOString();
    return makeJob({
      id: `01JZZZ5T6V7W8X9Y0Z1A2B${9999 - index}`,
      name: turn(NAMES, index),
      state: turn(["completed", "failed", "cancelled"] as const, index),
      created_at: at,
      ended_at: at,
      thumbnail: PICTURE,
    });
  });
}

/** Returns a job with a verdict for each printer. */
export function withVerdicts(job: Job, printers: Printer[]): JobDetail {
  const fits: Fit[] = ["fits", "warns", "does_not_fit"];
  const reasons: Record<Fit, Words[]> = {
    fits: [],
    warns: [REASONS.material, REASONS.filament],
    does_not_fit: [REASONS.nozzle, REASONS.height],
  };
  const verdicts = Object.fromEntries(
    printers.map((printer, index) => {
      const fit = turn(fits, index);
      return [printer.id, { fit, reasons: reasons[fit] }];
    }),
  );
  return makeJob({ ...job, ...FILE_FACTS, verdicts });
}
