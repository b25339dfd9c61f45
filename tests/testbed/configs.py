"""The configuration files of the print servers."""

import hashlib
import secrets
from typing import Any

PRINTER_CFG = """\
# A real host, a simulated board: pins have meaning there.
[mcu]
serial: {comms}/board
restart_method: command

[printer]
kinematics: cartesian
max_velocity: 300
max_accel: 5000
max_z_velocity: 50
max_z_accel: 500

[stepper_x]
step_pin: step_x
dir_pin: dir_x
enable_pin: !en_x
rotation_distance: 40
microsteps: 1
endstop_pin: ^stop_x
position_min: -5
position_endstop: 0
position_max: 250
homing_speed: 100
homing_retract_dist: 0

[stepper_y]
step_pin: step_y
dir_pin: dir_y
enable_pin: !en_y
rotation_distance: 40
microsteps: 1
endstop_pin: ^stop_y
position_min: -5
position_endstop: 0
position_max: 250
homing_speed: 100
homing_retract_dist: 0

[stepper_z]
step_pin: step_z
dir_pin: dir_z
enable_pin: !en_z
rotation_distance: 8
microsteps: 1
endstop_pin: ^stop_z
position_min: -5
position_endstop: 0
position_max: 250
homing_speed: 40
homing_retract_dist: 0

# 0 to 500 degrees on 0 to 5 V: no thermistor arithmetic.
[adc_temperature linear]
temperature1: 0
voltage1: 0
temperature2: 500
voltage2: 5

[extruder]
step_pin: step_e
dir_pin: dir_e
enable_pin: !en_e
rotation_distance: 33.5
microsteps: 4
nozzle_diameter: 0.4
filament_diameter: 1.75
heater_pin: heat_e
sensor_type: linear
sensor_pin: temp_e
control: watermark
max_delta: 2.0
min_temp: 0
max_temp: 300
min_extrude_temp: 170
max_extrude_only_distance: 150

[heater_bed]
heater_pin: heat_b
sensor_type: linear
sensor_pin: temp_b
control: watermark
max_delta: 2.0
min_temp: 0
max_temp: 130

[temperature_sensor chamber]
sensor_type: linear
sensor_pin: temp_c
min_temp: 0
max_temp: 100

[fan]
pin: fan_0

[filament_switch_sensor runout]
switch_pin: in_0
pause_on_runout: True

[virtual_sdcard]
path: {data}/gcodes

[pause_resume]
[display_status]
[exclude_object]
[respond]

[force_move]
enable_force_move: True

[idle_timeout]
timeout: 3600

[gcode_macro PAUSE]
rename_existing: PAUSE_BASE
gcode:
    PAUSE_BASE

[gcode_macro RESUME]
rename_existing: RESUME_BASE
gcode:
    RESUME_BASE

[gcode_macro CANCEL_PRINT]
rename_existing: CANCEL_PRINT_BASE
gcode:
    TURN_OFF_HEATERS
    CANCEL_PRINT_BASE
"""

MOONRAKER_CONF = """\
[server]
host: 127.0.0.1
port: {port}
klippy_uds_address: {comms}/klippy.sock
max_upload_size: 2048

[authorization]
{authorization}
cors_domains:
    *

[machine]
provider: none
validate_service: False
validate_config: False

[file_manager]
check_klipper_config_path: False

[octoprint_compat]

[job_queue]
load_on_startup: False

[webcam testcam]
location: printer
service: mjpegstreamer
stream_url: /webcam/?action=stream
snapshot_url: /webcam/?action=snapshot
{more}"""

# All that would look for something outside this machine.
OCTOPRINT_DISABLED = [
    "achievements",
    "announcements",
    "discovery",
    "errortracking",
    "file_check",
    "firmware_check",
    "health_check",
    "pisupport",
    "pluginmanager",
    "softwareupdate",
    "tracking",
]


PRUSALINK_INI = """\
[daemon]
data_dir = {data}
[http]
address = 127.0.0.1
port = {port}
[printer]
port = {data}/mk3
settings = {data}/prusa_printer_settings.ini
directory = {data}/gcodes
[cameras]
auto_detect = False
"""

PRUSALINK_SETTINGS = """\
[printer]
type = MK3S
name = Bench MK3S
location = bench
[network]
hostname = bench
[service::connect]
hostname = 127.0.0.1
tls = False
port = 9
token =
[service::local]
enable = 1
username = {user}
digest = {digest}
api_key = {key}
"""


def make_prusalink_settings(user: str, password: str, key: str) -> str:
    """Return PrusaLink's own settings, with its wizard done."""
    login = f"{user}:Administrator:{password}".encode()
    digest = hashlib.md5(login, usedforsecurity=False).hexdigest()
    return PRUSALINK_SETTINGS.format(user=user, digest=digest, key=key)


def make_octoprint_config(port: int) -> dict[str, Any]:
    """Return OctoPrint's config.yaml, with its wizard done."""
    return {
        "server": {
            "host": "127.0.0.1",
            "port": port,
            "firstRun": False,
            "secretKey": secrets.token_hex(16),
            "onlineCheck": {"enabled": False},
            "pluginBlacklist": {"enabled": False},
            "pythonEolCheck": {"enabled": False},
            "uploads": {"maxSize": 2 * 1024**3},
            "seenWizards": {
                "classicwebcam": "1",
                "corewizard": "4",
                "softwareupdate": "1",
            },
        },
        "api": {"allowCrossOrigin": True},
        "accessControl": {"autologinLocal": False},
        "serial": {"autoconnect": True, "port": "VIRTUAL", "baudrate": 115200},
        "plugins": {
            "_disabled": OCTOPRINT_DISABLED,
            "virtual_printer": {"enabled": True},
        },
        "webcam": {"timelapse": {"type": "off"}},
    }
