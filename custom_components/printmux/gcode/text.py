"""Text G-code of any slicer: what its two ends tell."""

from codecs import BOM_UTF8
import re
from typing import Any

from ..phrases import phrase
from .blocks import Found, between, cut, find_blocks, read_thumbnails
from .comments import PIECE, Reading, find_lines, plain_settings, read_comments
from .details import Details, unreadable
from .dialect import Dialect, first_of, pick
from .families import UNKNOWN
from .layers import count_layers, heights, last_layer_number, printed_height
from .signature import identify
from .slic3r import SLIC3R
from .source import Source
from .values import switch, wrap

WINDOW = 256 * 1024
# Large thumbnails stand at the head, large settings at the tail.
MAX_HEAD = 3 * 1024**2
MAX_TAIL = 1024**2
LOOKED_AT = 4096
# Above this no slicer's settings come to; the database keeps them.
MAX_RAW = 512 * 1024
COMMENTS_AT_ONCE = 20
POSITIVE = frozenset(
    {
        "nozzle_diameter",
        "layer_height",
        "object_height",
        "layer_count",
        "print_speed",
    }
)
SEQUENTIAL = first_of(
    pick(switch, "complete_objects"),
    lambda reading: reading.config.get("print_sequence") == "by object" or None,
)
COMMAND_LINE = re.compile(rb"\n[MG]\d")
COMMAND = re.compile(rb"[MG]\d{1,9}(?P<more>[ \t\r])?")


def read_text(source: Source, member: str | None = None) -> Details:
    """Return what text G-code tells; `member` is where it lies in an archive."""
    if not source.size:
        return unreadable(phrase("file.empty"))
    head, found = _read_head(source)
    text = cut(head, found).removeprefix(BOM_UTF8)
    tail = _read_tail(source, len(head)) if source.size > len(head) else b""
    slicer, version, dialect = identify(text)
    # Half of UTF-16, which no printer reads, are NULs.
    if slicer is None and text.count(0, 0, LOOKED_AT) > len(text[:LOOKED_AT]) / 4:
        return unreadable(phrase("file.no_text"))
    reading = read_comments((text, tail) if tail else (text,), dialect.separators)
    if not reading.config:
        reading.config.update(_unmarked(reading, dialect))
    elif dialect is UNKNOWN:
        # Only Slic3r's heirs say where their settings begin and end.
        dialect = SLIC3R
    dialect.prepare(reading)
    values = interpret(reading, dialect)
    _add_layers(values, source, dialect, reading, tail or text)
    thumbnails, problem = read_thumbnails(head, found, member)
    return Details(
        slicer=slicer,
        slicer_version=version,
        **values,
        raw_metadata=bounded(reading.config),
        extras=interpret_extras(reading, dialect),
        gcode_start_byte=_start_byte(head, found),
        gcode_end_byte=_end_byte(
            tail or (head if len(head) == source.size else b""), source.size
        ),
        thumbnails=tuple(thumbnails),
        problem=problem,
    )


def interpret(reading: Reading, dialect: Dialect) -> dict[str, Any]:
    """Return the fields that a dialect's table finds."""
    found = {name: find(reading) for name, find in dialect.fields.items()}
    if found.get("layer_count") is not None:
        found["layer_count"] = int(found["layer_count"])
    return {name: value for name, value in found.items() if _is_known(name, value)}


def _is_known(name: str, value: Any) -> bool:
    """Tell whether a value says something: some must be above 0, none is below."""
    items = wrap(value)
    if name in POSITIVE:
        return any(item > 0 for item in items)
    below = (isinstance(item, float) and item < 0 for item in items)
    return bool(items) and not all(below)


def interpret_extras(reading: Reading, dialect: Dialect) -> dict[str, Any]:
    """Return what a dialect tells beyond the fields."""
    found = ((name, find(reading)) for name, find in dialect.extras.items())
    return {name: value for name, value in found if value is not None}


def bounded(config: dict[str, Any]) -> dict[str, Any]:
    """Return settings up to a size that the database can keep."""
    room = MAX_RAW
    kept: dict[str, Any] = {}
    for key, value in config.items():
        room -= len(key) + len(str(value))
        if room < 0:
            break
        kept[key] = value
    return kept


def _read_head(source: Source) -> tuple[bytes, Found]:
    """Return the head, as long as its pictures need, and where they are."""
    size = WINDOW
    while True:
        head = source.head(size)
        found = find_blocks(head)
        pictures = sum(block.end - block.start for block in found.blocks)
        enough = not found.open and len(head) - pictures >= WINDOW
        if enough or size >= MAX_HEAD or len(head) < size:
            return head, found
        size = min(size * 2, MAX_HEAD)
        del head


def _read_tail(source: Source, head: int) -> bytes:
    """Return the tail from a whole line on, as long as the settings there need."""
    size = WINDOW
    while True:
        tail = source.tail(min(size, source.size - head))
        lines = tail.split(b"\n", COMMENTS_AT_ONCE + 1)[1:-1]
        inside = bool(lines) and all(
            line[:1] == b";" and b"=" in line for line in lines
        )
        if not inside or size >= MAX_TAIL or len(tail) < size:
            return tail
        size *= 2
        del tail


def _unmarked(reading: Reading, dialect: Dialect) -> dict[str, str]:
    """Return the settings where no line says where they begin."""
    lasts = {key: values[-1] for key, values in reading.notes.items()}
    return {
        key: value
        for key, value in plain_settings(lasts).items()
        if value and dialect.setting.fullmatch(key)
    }


def _add_layers(
    values: dict[str, Any],
    source: Source,
    dialect: Dialect,
    reading: Reading,
    tail: bytes,
) -> None:
    """Add height and number of layers where no line tells them."""
    seen = heights(reading, dialect)
    if values.get("object_height") is None:
        values["object_height"] = max(seen, default=None) or printed_height(tail)
    if values.get("layer_count") is None:
        values["layer_count"] = last_layer_number(reading) or count_layers(
            source,
            dialect,
            seen,
            (
                values.get("first_layer_height"),
                values.get("layer_height"),
                values["object_height"],
            ),
            one_by_one=bool(SEQUENTIAL(reading)),
        )


def _start_byte(head: bytes, found: Found) -> int | None:
    """Return where the line break before the first command is, as Moonraker does."""
    for start, stop in between(head, found):
        place = next(find_lines(COMMAND_LINE, head, start, stop), None)
        if place is not None:
            return place
    return None


def _end_byte(tail: bytes, size: int) -> int | None:
    """Return where the last command ends, as Moonraker does.

    Moonraker takes a command without arguments to end with the line after it.
    """
    for stop in range(len(tail), 0, -PIECE):
        # One that begins at the end of a piece goes on in the next.
        places = find_lines(COMMAND_LINE, tail, max(0, stop - PIECE), stop + 2)
        for place in reversed([*places]):
            end = tail.find(b"\n", place + 1)
            match = COMMAND.match(tail, place + 1, end) if end >= 0 else None
            if match and match.end() == end and not match["more"]:
                end = tail.find(b"\n", end + 1)
            elif match and not match["more"]:
                continue
            if match and end >= 0:
                return size - len(tail) + end + 1
    return None
