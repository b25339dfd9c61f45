/** What slicers write into files, for the details of a job. */

import type { JobDetail } from "../api/types";

/** The picture of all jobs that have one. */
export const PICTURE = new URL("picture.svg?signed", document.baseURI).href;

/** A print with two filaments out of four, from a project with three plates. */
export const FILE_FACTS: Partial<JobDetail> = {
  metadata: {
    slicer: "OrcaSlicer",
    slicer_version: "2.3.1",
    print_profile: "0.20mm Standard @Voron",
    gcode_flavor: "klipper",
    printer_model: "Voron 2.4 350",
    printer_profile: "Voron 2.4 350 0.4 nozzle",
    nozzle_diameter: [0.4, 0.4, 0.4, 0.4],
    bed_type: "Textured PEI Plate",
    estimated_time_s: 4980,
    layer_height: 0.2,
    first_layer_height: 0.25,
    layer_count: 1240,
    object_height: 48.05,
    print_speed: 200,
    infill_percentage: 15,
    infill_pattern: "gyroid",
    support_enabled: true,
    support_type: "tree(auto)",
    first_layer_nozzle_temp: [220, 220],
    nozzle_temp: [215, 240],
    first_layer_bed_temp: 65,
    bed_temp: 60,
    filament_type: ["PLA", "PETG", "PLA", "PLA"],
    filament_brand: ["Prusament", "Generic", "Generic", "Generic"],
    filament_name: ["Prusament PLA Galaxy Black", "Generic PETG", "", ""],
    filament_color: ["#1b1b1b", "#e4572e", "#ffffff", "#ffffff"],
    filament_length_mm: [6120.4, 2089.6, 0, 0],
    filament_weight_g: [18.25, 6.35, 0, 0],
    filament_cost: 0.61,
    raw_metadata: Object.fromEntries(
      Array.from({ length: 420 }, (_, index) => [
        `setting_${index}`,
        index % 7 ? String(index) : "G28 ; home\nG1 Z5 F3000",
      ]),
    ),
  },
  thumbnails: [48, 400, 160].map((width) => ({
    width,
    height: width,
    format: "PNG",
    url: `${PICTURE}&width=${width}`,
  })),
  plate_list: [
    {
      index: 1,
      name: "Lid",
      estimated_time_s: 1800,
      filament_weight_g: 8.2,
      filament_type: ["PLA", "PETG"],
      filament_color: ["#E53935", "#1E88E5"],
      thumbnail: PICTURE,
    },
    {
      index: 2,
      name: "Box with a rather long name for a plate",
      estimated_time_s: 4980,
    },
    { index: 3, name: null },
  ],
  plate_index: 2,
  plates: 3,
};
