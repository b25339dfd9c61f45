"""What Cura writes, and what it tells."""

from typing import Any

CURA = """;FLAVOR:Marlin
;TIME:2147
;Filament used: 1.39753m, 0.5m
;Layer height: 0.1
;MINZ:0.3
;MAXZ:20
;TARGET_MACHINE.NAME:Printrbot Simple
;Generated with Cura_SteamEngine 5.10.2
M190 S60
M109 S200
;LAYER_COUNT:198
;LAYER:0
G1 X1 Y1 E1
M140 S55
M104 S195
;End of Gcode
;SETTING_3 {"global_quality": "[general]\\\\nversion = 4\\\\nname = Fine #2\\\\n\\\\n[values]\\\\nlayer
;SETTING_3 _height = 0.1\\\\nsupport_enable = True\\\\nspeed_print = =1+1\\\\n", "extruder_q
;SETTING_3 uality": ["[values]\\\\ninfill_sparse_density = 25\\\\ninfill_pattern = cubic\\\\n",
;SETTING_3  "[values]\\\\ninfill_sparse_density = 99\\\\n"]}
"""

CURA_BY_HAND = """;FLAVOR:Marlin
;Generated with Cura_SteamEngine 4.13.0
;Nozzle diameter = 0.4
;Filament type = PLA
;Filament name = Gold PLA
;Filament weight = [1.5, 2.5]
; M190 S61
; M109 S201
G28
"""

ENGINE_ALONE = """;FLAVOR:Marlin
;TIME:6666
;Filament used: 0m
;MINZ:2.14748e+06
;MAXZ:-2.14748e+06
;Generated with Cura_SteamEngine 4.13.0
G28
"""

GRIFFIN = """;START_OF_HEADER
;FLAVOR:Griffin
;GENERATOR.NAME:Cura_SteamEngine
;GENERATOR.VERSION:4.5.0
;TARGET_MACHINE.NAME:Ultimaker 3
;EXTRUDER_TRAIN.0.INITIAL_TEMPERATURE:235
;EXTRUDER_TRAIN.0.NOZZLE.DIAMETER:0.8
;BUILD_PLATE.INITIAL_TEMPERATURE:60
;PRINT.TIME:480
;PRINT.SIZE.MAX.Z:2.8
;END_OF_HEADER
;Generated with Cura_SteamEngine 4.5.0
T0
"""

TOLD: list[tuple[str, dict[str, Any]]] = [
    (
        CURA,
        {
            "slicer": "Cura",
            "slicer_version": "5.10.2",
            "printer_model": "Printrbot Simple",
            "print_profile": "Fine #2",
            "layer_height": 0.1,
            "first_layer_height": 0.3,
            "object_height": 20.0,
            "layer_count": 198,
            "nozzle_temp": 195.0,
            "first_layer_nozzle_temp": 200.0,
            "bed_temp": 55.0,
            "first_layer_bed_temp": 60.0,
            "infill_percentage": 25.0,
            "infill_pattern": "cubic",
            "support_enabled": True,
            "filament_length_mm": [1397.53, 500.0],
            "estimated_time_s": 2147,
            "gcode_flavor": "Marlin",
        },
    ),
    (
        CURA_BY_HAND,
        {
            "slicer": "Cura",
            "slicer_version": "4.13.0",
            "nozzle_diameter": 0.4,
            "first_layer_nozzle_temp": 201.0,
            "first_layer_bed_temp": 61.0,
            "filament_type": "PLA",
            "filament_name": "Gold PLA",
            "filament_weight_g": [1.5, 2.5],
            "gcode_flavor": "Marlin",
        },
    ),
    (
        ENGINE_ALONE,
        {"slicer": "Cura", "slicer_version": "4.13.0", "gcode_flavor": "Marlin"},
    ),
    (
        GRIFFIN,
        {
            "slicer": "Cura",
            "slicer_version": "4.5.0",
            "printer_model": "Ultimaker 3",
            "nozzle_diameter": 0.8,
            "object_height": 2.8,
            "first_layer_nozzle_temp": 235.0,
            "first_layer_bed_temp": 60.0,
            "estimated_time_s": 480,
            "gcode_flavor": "Griffin",
        },
    ),
]
