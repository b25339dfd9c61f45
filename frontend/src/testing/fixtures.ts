/** Jobs and printers for tests and for the gallery. */

import type { Hub, Job, JobDetail, Printer, Target } from "../api/types";

/** Returns a hub, with what a test wants otherwise. */
export function makeHub(fields: Partial<Hub> = {}): Hub {
  return {
    id: "hub",
    kind: "hub",
    version: "0.1.0",
    entry_id: "entry",
    device: "hubdevice",
    urls: { internal: "http://homeassistant.local:8123", external: null },
    own_port: 0,
    slicer_print: "ask",
    max_upload_mb: 1024,
    keys: [],
    last_upload: null,
    last_contact: null,
    ...fields,
  };
}

/** Returns a job that waits for a printer. */
export function makeJob(fields: Partial<JobDetail> = {}): JobDetail {
  return {
    id: "01K9ZJ5T6V7W8X9Y0Z1A2B3C4D",
    kind: "job",
    name: "benchy.gcode",
    folder: "",
    size: 3_400_000,
    state: "awaiting_selection",
    created_at: "2026-11-21T12:00:00+00:00",
    ended_at: null,
    start_requested: false,
    source: "OrcaSlicer",
    key_name: "Workshop PC",
    thumbnail: null,
    why: null,
    problem: null,
    file_gone: false,
    plate_index: null,
    plates: 0,
    slicer: "OrcaSlicer",
    slicer_version: "2.3.1",
    printer_model: "Voron 2.4 350",
    estimated_time_s: 4980,
    filament_type: ["PLA"],
    filament_color: ["#e4572e"],
    filament_weight_g: 24.6,
    filament_length_mm: 8210,
    nozzle_diameter: [0.4],
    layer_height: 0.2,
    targets: [],
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    metadata: {},
    thumbnails: [],
    plate_list: [],
    verdicts: {},
    ...fields,
  };
}

/** Returns a copy on a printer, on its way. */
export function makeTarget(fields: Partial<Target> = {}): Target {
  return {
    id: "01K9ZJ5T6V7W8X9Y0Z1A2B3C4E",
    printer: "printer1",
    printer_name: "Voron",
    state: "printing",
    waiting_for: null,
    progress: 0.42,
    attempts: 1,
    remote_name: "benchy-1a2b3c4d.gcode",
    error_message: null,
    why: null,
    copy: 1,
    start: true,
    priority: 0,
    held: false,
    forced: false,
    start_at: null,
    start_when: null,
    any_printer: false,
    position: null,
    estimated_start: null,
    created_at: "2026-11-21T12:01:00+00:00",
    started_at: "2026-11-21T12:02:00+00:00",
    ended_at: null,
    ...fields,
  };
}

/** Returns an idle printer. */
export function makePrinter(fields: Partial<Printer> = {}): Printer {
  return {
    id: "printer1",
    kind: "printer",
    name: "Voron",
    driver: "Moonraker",
    url: "http://voron.local",
    enabled: true,
    included: true,
    online: true,
    connected: true,
    state: "idle",
    ready: true,
    message: null,
    file: null,
    progress: null,
    elapsed_s: null,
    remaining_s: null,
    layer: null,
    layer_count: null,
    nozzles: [[24.1, 0]],
    bed: [23.8, 0],
    chamber: null,
    bed_waits: false,
    tags: [],
    loaded: [{ material: "PLA", color: "#e4572e" }],
    plate: null,
    nozzle_diameter: 0.4,
    build_volume: [350, 350, 340],
    models: [],
    queue_length: 0,
    job: null,
    last_seen: "2026-11-21T12:00:00+00:00",
    entities: {
      pause: "button.voron_pause",
      resume: "button.voron_resume",
      cancel: "button.voron_cancel",
      emergency_stop: "button.voron_emergency_stop",
      bed_cleared: "button.voron_bed_cleared",
      include_in_dispatch: "switch.voron_include_in_dispatch",
      loaded_material: "select.voron_loaded_material",
      status: "sensor.voron_status",
      cameras: [],
    },
    ...fields,
  };
}

/** Returns records by their ids. */
export function byId<T extends Job | Printer>(...records: T[]): Record<string, T> {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}
