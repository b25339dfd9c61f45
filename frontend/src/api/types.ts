/** What `printmux/subscribe` tells. Times are ISO 8601 UTC, progress is 0 to 1. */

import type { Words } from "./words";

/** What the logged-in user may do. */
export interface Rights {
  dispatch: boolean;
  manage: boolean;
}

/** A slicer key; of the key itself only the first characters are known. */
export interface SlicerKey {
  id: string;
  name: string;
  prefix: string;
  last_used: string | null;
  expires_at: string | null;
}

/** The hub: addresses and options that the pages show. */
export interface Hub {
  id: "hub";
  kind: "hub";
  version: string;
  entry_id: string;
  device: string | null;
  urls: { internal: string | null; external: string | null };
  own_port: number;
  slicer_print: "ask" | "auto";
  max_upload_mb: number;
  keys: SlicerKey[];
  last_upload: string | null;
  last_contact: Contact | null;
}

/** A slicer that has tried whether it reaches PrintMux; nameless if it is unknown. */
export interface Contact {
  at: string;
  slicer: string | null;
  key_name: string | null;
  accepted: boolean;
}

export type JobState =
  | "uploaded"
  | "awaiting_selection"
  | "dispatching"
  | "completed"
  | "failed"
  | "cancelled";

export type TargetState =
  | "pending"
  | "uploading"
  | "uploaded"
  | "starting"
  | "printing"
  | "completed"
  | "failed"
  | "cancelled"
  | "needs_attention";

export type WaitingFor =
  | "busy"
  | "offline"
  | "power"
  | "bed"
  | "time"
  | "entity"
  | "filament"
  | "hold"
  | "printer";

/** One copy of a job on one printer. */
export interface Target {
  id: string;
  printer: string | null;
  printer_name: string;
  state: TargetState;
  waiting_for: WaitingFor | null;
  progress: number;
  attempts: number;
  remote_name: string;
  error_message: Words | null;
  why: Words | null;
  copy: number;
  start: boolean;
  priority: number;
  held: boolean;
  forced: boolean;
  start_at: string | null;
  start_when: string | null;
  any_printer: boolean;
  position: number | null;
  estimated_start: string | null;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
}

/** A job as lists show it. */
export interface Job {
  id: string;
  kind: "job";
  name: string;
  folder: string;
  size: number;
  state: JobState;
  created_at: string;
  ended_at: string | null;
  start_requested: boolean;
  source: string;
  key_name: string | null;
  thumbnail: string | null;
  why: Words | null;
  problem: Words | null;
  file_gone: boolean;
  plate_index: number | null;
  plates: number;
  slicer: string | null;
  slicer_version: string | null;
  printer_model: string | null;
  estimated_time_s: number | null;
  filament_type: string[];
  filament_color: string[];
  filament_weight_g: number | null;
  filament_length_mm: number | null;
  nozzle_diameter: number[];
  layer_height: number | null;
  targets: Target[];
}

export type Fit = "fits" | "warns" | "does_not_fit";

/** How a job fits a printer, and what speaks against it. */
export interface Verdict {
  fit: Fit;
  reasons: Words[];
}

/** A picture in a job's file. */
export interface Thumbnail {
  width: number;
  height: number;
  format: string;
  url: string | null;
}

/** One sliced plate of a file; what only one tool uses is no list. */
export interface Plate {
  index: number;
  name?: string | null;
  estimated_time_s?: number | null;
  filament_weight_g?: number | null;
  filament_type?: string | string[] | null;
  filament_color?: string | string[] | null;
  thumbnail?: string | null;
}

/** A job with all that its file says, and how it fits each printer. */
export interface JobDetail extends Job {
  sha256: string;
  metadata: Record<string, unknown>;
  thumbnails: Thumbnail[];
  plate_list: Plate[];
  verdicts: Record<string, Verdict>;
}

export type PrinterState =
  | "offline"
  | "starting"
  | "idle"
  | "printing"
  | "paused"
  | "finished"
  | "cancelled"
  | "error";

/** Actual and wanted temperature in degrees Celsius; a target of 0 is off. */
export type Heater = [actual: number | null, target: number | null];

/** The entities by which a printer is controlled; null where there is none. */
export interface PrinterEntities {
  pause: string | null;
  resume: string | null;
  cancel: string | null;
  emergency_stop: string | null;
  bed_cleared: string | null;
  include_in_dispatch: string | null;
  loaded_material: string | null;
  status: string | null;
  cameras: string[];
}

/** A printer, live. `id` is its device id. */
export interface Printer {
  id: string;
  kind: "printer";
  name: string;
  driver: string;
  url: string;
  enabled: boolean;
  included: boolean;
  online: boolean;
  connected: boolean;
  state: PrinterState;
  ready: boolean;
  message: Words | null;
  file: string | null;
  progress: number | null;
  elapsed_s: number | null;
  remaining_s: number | null;
  layer: number | null;
  layer_count: number | null;
  nozzles: Heater[];
  bed: Heater | null;
  chamber: Heater | null;
  bed_waits: boolean;
  tags: string[];
  loaded: { material: string; color: string }[];
  plate: string | null;
  nozzle_diameter: number | null;
  build_volume: number[] | null;
  models: string[];
  queue_length: number;
  job: { id: string; target_id: string; name: string; thumbnail: string | null } | null;
  last_seen: string | null;
  entities: PrinterEntities;
}

export type View = "inbox" | "printers" | "job";
export type Entry = Job | JobDetail | Printer | Hub;

/** Everything there is, sent first. */
export interface SnapshotMessage {
  type: "snapshot";
  can: Rights;
  hub: Hub;
  jobs?: Record<string, Job | JobDetail>;
  printers?: Record<string, Printer>;
}

/** What changed: of known records only the fields that did. */
export interface DeltaMessage {
  type: "delta";
  changed: Record<string, Partial<Entry>>;
  removed: string[];
}

/** PrintMux was unloaded or reloaded: nothing more comes. */
export interface GoneMessage {
  type: "gone";
}

export type BoardMessage = SnapshotMessage | DeltaMessage | GoneMessage;
