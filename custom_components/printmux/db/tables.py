"""Every table, as SQLAlchemy Core. Times are UTC, ids are ULIDs."""

from datetime import UTC, datetime
from typing import override

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as whole milliseconds since the epoch."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> int | None:
        """Turn a datetime into milliseconds."""
        return None if value is None else round(value.timestamp() * 1000)

    @override
    def process_result_value(
        self, value: int | None, dialect: Dialect
    ) -> datetime | None:
        """Turn milliseconds into a datetime."""
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


ULID = String(26)
STATE = String(20)
VALUES = JSON(none_as_null=True)

# Sources of jobs that no slicer has sent.
BROWSER = "browser"
IMPORT = "import"

metadata = MetaData()

schema_changes = Table(
    "schema_changes",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("changed_at", UtcTime, nullable=False),
)

# Printers outlive their subentry: the log of a removed printer stays.
printers = Table(
    "printers",
    metadata,
    Column("id", ULID, primary_key=True),
    Column("name", String(255), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("included", Boolean, nullable=False, default=True),
    # The end of a print that was taken off the bed: its state and file.
    Column("cleared", Text),
    # The file of the print that still lies on the bed.
    Column("occupied", Text),
    Column("claimed_by", ULID),
    Column("created_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime),
)

files = Table(
    "files",
    metadata,
    Column("id", String(90), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("extension", String(20), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", ULID, primary_key=True),
    Column("file_id", ForeignKey("files.id"), index=True),
    Column("name", String(255), nullable=False),
    Column("folder", Text, nullable=False),
    Column("state", STATE, nullable=False),
    Column("source", String(20), nullable=False),
    Column("key_id", ULID),
    Column("start_requested", Boolean, nullable=False),
    Column("plate_index", Integer),
    # Why a rule left it to the user, or found no printer.
    Column("why", Text),
    # The same as data, as are the others of that name; NULL: only the text is known.
    Column("why_phrase", VALUES),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("dispatched_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("deleted_at", UtcTime),
    Index("ix_jobs_created", "created_at", "id"),
    Index("ix_jobs_listed", "state", "deleted_at", "created_at", "id"),
)

job_targets = Table(
    "job_targets",
    metadata,
    Column("id", ULID, primary_key=True),
    Column("job_id", ForeignKey("jobs.id"), nullable=False, index=True),
    Column("printer_id", ForeignKey("printers.id"), nullable=False),
    Column("copy", Integer, nullable=False),
    Column("start", Boolean, nullable=False),
    Column("state", STATE, nullable=False),
    Column("waiting_for", STATE),
    Column("progress", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("remote_name", String(100), nullable=False),
    Column("start_sent", Boolean, nullable=False),
    Column("error_message", Text),
    Column("error_message_phrase", VALUES),
    Column("why", Text),
    Column("why_phrase", VALUES),
    # The printers it may go to as long as nothing was sent, [] for any; NULL: one.
    Column("pool", VALUES),
    Column("rule_id", ULID),
    Column("forced", Boolean, nullable=False, server_default=false()),
    Column("held", Boolean, nullable=False, server_default=false()),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("rank", BigInteger, nullable=False, server_default="0"),
    Column("start_at", UtcTime),
    Column("start_when", String(255)),
    Column("waits_since", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("ended_at", UtcTime),
    Index("ix_job_targets_printer", "printer_id", "state"),
)

# Copies on printers that nobody needs, until they are deleted there.
leftovers = Table(
    "leftovers",
    metadata,
    Column("printer_id", ForeignKey("printers.id"), primary_key=True),
    Column("remote_name", String(100), primary_key=True),
    Column("created_at", UtcTime, nullable=False),
)

print_jobs = Table(
    "print_jobs",
    metadata,
    Column("id", ULID, primary_key=True),
    Column("printer_id", ForeignKey("printers.id"), nullable=False),
    Column("target_id", ForeignKey("job_targets.id"), index=True),
    Column("file_id", String(90)),
    Column("remote_id", String(64), nullable=False),
    Column("filename", String(255), nullable=False),
    Column("state", STATE, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("print_s", Float),
    Column("filament_mm", Float),
    Column("error_message", Text),
    UniqueConstraint("printer_id", "remote_id", "started_at"),
    Index("ix_print_jobs_started", "started_at", "id"),
    Index("ix_print_jobs_printer", "printer_id", "started_at", "id"),
)

# What a file says of itself. A list where several tools have values of their own.
job_details = Table(
    "job_details",
    metadata,
    Column("job_id", ForeignKey("jobs.id"), primary_key=True),
    Column("slicer", String(64)),
    Column("slicer_version", String(64)),
    *(Column(name, Float) for name in ("layer_height", "first_layer_height")),
    *(Column(name, Float) for name in ("object_height", "infill_percentage")),
    *(Column(name, BigInteger) for name in ("layer_count", "estimated_time_s")),
    *(Column(name, BigInteger) for name in ("gcode_start_byte", "gcode_end_byte")),
    *(Column(name, Text) for name in ("printer_model", "infill_pattern", "bed_type")),
    *(Column(name, Text) for name in ("printer_profile", "print_profile")),
    *(Column(name, Text) for name in ("support_type", "gcode_flavor", "problem")),
    Column("support_enabled", Boolean),
    *(Column(name, VALUES) for name in ("nozzle_diameter", "print_speed")),
    *(Column(name, VALUES) for name in ("nozzle_temp", "first_layer_nozzle_temp")),
    *(Column(name, VALUES) for name in ("bed_temp", "first_layer_bed_temp")),
    *(Column(name, VALUES) for name in ("filament_type", "filament_brand")),
    *(Column(name, VALUES) for name in ("filament_name", "filament_color")),
    *(Column(name, VALUES) for name in ("filament_length_mm", "filament_weight_g")),
    *(Column(name, VALUES) for name in ("filament_cost", "plates", "extras")),
    *(Column(name, VALUES) for name in ("thumbnails", "previews", "raw_metadata")),
    Column("problem_phrase", VALUES),
)

job_totals = Table(
    "job_totals",
    metadata,
    Column("printer_id", ForeignKey("printers.id"), primary_key=True),
    Column("state", STATE, primary_key=True),
    Column("prints", Integer, nullable=False),
    Column("print_s", Float, nullable=False),
    Column("filament_mm", Float, nullable=False),
)

# `day` is the UTC date, YYYY-MM-DD.
job_daily = Table(
    "job_daily",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("printer_id", ForeignKey("printers.id"), primary_key=True),
    Column("state", STATE, primary_key=True),
    Column("prints", Integer, nullable=False),
    Column("print_s", Float, nullable=False),
    Column("filament_mm", Float, nullable=False),
)

slicer_keys = Table(
    "slicer_keys",
    metadata,
    Column("id", ULID, primary_key=True),
    Column("last_used_at", UtcTime, nullable=False),
)
