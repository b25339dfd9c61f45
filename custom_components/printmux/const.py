"""Names that several modules of PrintMux share."""

import logging
from typing import Final

DOMAIN: Final = "printmux"
LOGGER: Final = logging.getLogger(__package__)

SUBENTRY_PRINTER: Final = "printer"
SUBENTRY_SLICER_KEY: Final = "slicer_key"
SUBENTRY_RULE: Final = "rule"

CONF_VERIFY_SSL: Final = "verify_ssl"
CONF_KIND: Final = "kind"
CONF_TAGS: Final = "tags"
CONF_ENABLED: Final = "enabled"
CONF_SOFTWARE: Final = "software"
CONF_HOST_ID: Final = "host_id"
# What the user says of a printer itself, by tool where these are lists.
CONF_MODELS: Final = "models"
CONF_NOZZLE_DIAMETER: Final = "nozzle_diameter"
CONF_BUILD_VOLUME: Final = "build_volume"
CONF_MATERIALS: Final = "materials"
CONF_COLORS: Final = "colors"
CONF_PLATE: Final = "plate"
CONF_FILAMENT_SENSOR: Final = "filament_sensor"
CONF_FILAMENT_POLICY: Final = "filament_policy"
CONF_POWER_SWITCH: Final = "power_switch"
CONF_POWER_OFF_AFTER: Final = "power_off_after"
CONF_POWER_OFF_BELOW: Final = "power_off_below"
CONF_POWER_GROUP: Final = "power_group"
CONF_BED_CLEAR: Final = "bed_clear"
CONF_BED_SENSOR: Final = "bed_sensor"
CONF_COOL_DOWN: Final = "cool_down"

# Options of the hub.
CONF_MAX_UPLOAD_MB: Final = "max_upload_mb"
CONF_STORAGE_QUOTA_GB: Final = "storage_quota_gb"
CONF_RETENTION_DAYS: Final = "retention_days"
CONF_RETENTION_JOBS: Final = "retention_jobs"
CONF_RETENTION_GB: Final = "retention_gb"
CONF_REMOVE_COPIES: Final = "remove_copies"
CONF_SLICER_PRINT: Final = "slicer_print"
CONF_ADVERTISE: Final = "advertise"
CONF_FOLDER_ROUTING: Final = "folder_routing"
CONF_CORS_ORIGINS: Final = "cors_origins"
CONF_KEYLESS_NETWORKS: Final = "keyless_networks"
CONF_OWN_PORT: Final = "own_port"
CONF_PATIENCE_HOURS: Final = "patience_hours"
CONF_STAGGER_S: Final = "stagger_seconds"
CONF_USER_ACCESS: Final = "user_access"
DEFAULT_PATIENCE_HOURS: Final = 24
DEFAULT_MAX_UPLOAD_MB: Final = 1024
DEFAULT_STORAGE_QUOTA_GB: Final = 20
# The address of Kiri:Moto.
DEFAULT_CORS_ORIGINS: Final = ("https://grid.space",)
SLICER_PRINT_ASK: Final = "ask"
SLICER_PRINT_AUTO: Final = "auto"

# Data of a slicer key subentry.
CONF_DIGEST: Final = "digest"
CONF_PREFIX: Final = "prefix"
CONF_EXPIRES_AT: Final = "expires_at"
CONF_ROUTE_PRINTERS: Final = "route_printers"
CONF_ROUTE_MODE: Final = "route_mode"
ROUTE_MODE_UPLOAD: Final = "upload"
ROUTE_MODE_PRINT: Final = "print"

# Fields of the actions.
ATTR_JOB_ID: Final = "job_id"
ATTR_TARGET_IDS: Final = "target_ids"
ATTR_TARGET_ID: Final = "target_id"
ATTR_OUTCOME: Final = "outcome"
ATTR_FORCE: Final = "force"
ATTR_PRINTERS: Final = "printers"
ATTR_POSITION: Final = "position"
ATTR_PRIORITY: Final = "priority"
ATTR_START_AT: Final = "start_at"
ATTR_START_WHEN: Final = "start_when"
ATTR_TAGS: Final = "tags"
ATTR_ANY_PRINTER: Final = "any_printer"
ATTR_START: Final = "start"
ATTR_COPIES: Final = "copies"
ATTR_STATE: Final = "state"
ATTR_LIMIT: Final = "limit"
ATTR_PLATE: Final = "plate"
ATTR_PATH: Final = "path"
ATTR_URL: Final = "url"
ATTR_NAME: Final = "name"
ATTR_FOLDER: Final = "folder"

# Data of a rule subentry.
CONF_SLICER_KEYS: Final = "slicer_keys"
CONF_FOLDER: Final = "folder"
CONF_NAME_PREFIX: Final = "name_prefix"
CONF_JOB_TAGS: Final = "job_tags"
CONF_ONLY_WHEN_ASKED: Final = "only_when_asked"
CONF_PRINTERS: Final = "printers"
CONF_SPREAD: Final = "spread"
CONF_ORDER: Final = "order"

STORE_FOLDER: Final = "printmux"
