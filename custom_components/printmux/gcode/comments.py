"""The comments and heating commands at both ends of text G-code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
import re

from .values import MAX_VALUE

MAX_KEY = 80
# More of one kind, or more lines, no slicer writes at the ends of a file.
MAX_NOTES = 2000
MAX_KEYS = 12_000
MAX_LINES = 10_000
# Cura's settings: one JSON text, cut into comment lines of 80 columns.
JSON_LINE = b";SETTING_3 "
MAX_JSON_LINES = 15_000
SETTING = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
BLOCK_MARKS = {
    "CONFIG_BLOCK_START": "begin",
    "CONFIG_BLOCK_END": "end",
    "--- process ---": "begin",
}
LINE = re.compile(rb"\n[;M]")
# A search of more without a find would hold the GIL for long.
PIECE = 128 * 1024
HEAT = re.compile(rb"(?:;\s*)?(M1(?:04|09|40|90))\b([^;\n]{0,80})")
WORD = re.compile(rb"\b([STR])\s*(\d{1,4}(?:\.\d{0,3})?)(?![\d.])")


@dataclass(frozen=True, slots=True)
class Heat:
    """One order to heat: M104 and M109 the nozzle, M140 and M190 the bed."""

    code: str
    tool: int | None
    temperature: float
    comment: bool


@dataclass(slots=True)
class Reading:
    """What was found: settings, and all else that is written as key and value."""

    config: dict[str, str | list[str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    heats: list[Heat] = field(default_factory=list)
    json_lines: list[bytes] = field(default_factory=list)

    def note(self, key: str, value: str) -> None:
        """Keep a note; of too many the first and the last."""
        if key in self.notes or len(self.notes) < MAX_KEYS:
            _append(self.notes.setdefault(key, []), value)

    def values(self, key: str) -> list[str]:
        """Return every value noted for a key."""
        return self.notes.get(key, [])


def _append[T](kept: list[T], item: T) -> None:
    """Append to a list that has a limit, where the last item counts."""
    if len(kept) < MAX_NOTES:
        kept.append(item)
    else:
        kept[-1] = item


def read_comments(windows: Iterable[bytes], separators: str) -> Reading:
    """Read the head and the tail; settings blocks count more than single lines."""
    reading = Reading()
    for window in windows:
        _read_window(reading, window, separators)
    return reading


def _read_window(reading: Reading, window: bytes, separators: str) -> None:
    """Read one window; a block that began before it is a block all the same."""
    inside = False
    before: dict[str, str] = {}
    for key, value in _pairs(reading, window, separators):
        mark = BLOCK_MARKS.get(key) or (value if key.endswith("_config") else "")
        if mark == "begin":
            inside = True
        elif mark == "end":
            reading.config.update({} if inside else plain_settings(before))
            inside = False
        elif inside:
            reading.config[key] = value
        elif key:
            before[key] = value
            reading.note(key, value)


def plain_settings(pairs: dict[str, str]) -> dict[str, str]:
    """Return what is named as settings are, out of everything with a key."""
    return {k: v for k, v in pairs.items() if SETTING.fullmatch(k) and k != k.upper()}


def _pairs(
    reading: Reading, window: bytes, separators: str
) -> Iterator[tuple[str, str]]:
    """Return key and value of each comment line, and note heating on the way."""
    for line in islice(_lines_of(window), MAX_LINES):
        if line[:1] == b"M" or line.startswith((b";M1", b"; M1")):
            _read_heat(reading, line)
        elif line.startswith(JSON_LINE):
            if len(reading.json_lines) < MAX_JSON_LINES:
                reading.json_lines.append(line[len(JSON_LINE) :].rstrip(b"\r"))
        elif line[:1] == b";":
            text = line.decode("utf-8", "replace")
            yield _split(text.lstrip(";").strip(), separators)


def _lines_of(window: bytes) -> Iterator[bytes]:
    """Yield the first line, and each that is a comment or may be an order to heat."""
    yield _line_at(window, 0)
    for place in find_lines(LINE, window, 0, len(window)):
        yield _line_at(window, place + 1)


def find_lines(
    line: re.Pattern[bytes], data: bytes, start: int, stop: int
) -> Iterator[int]:
    """Yield the places of line breaks; the pattern begins with one and ends soon."""
    for piece in range(start, stop, PIECE):
        end = min(piece + PIECE, stop)
        for match in line.finditer(data, piece, min(end + 2, stop)):
            if match.start() < end:
                yield match.start()


def _line_at(window: bytes, start: int) -> bytes:
    """Return the line that begins at a place, or as much of it as is looked at."""
    most = start + MAX_VALUE + MAX_KEY
    end = window.find(b"\n", start, most)
    return window[start : most if end < 0 else end]


def _split(text: str, separators: str) -> tuple[str, str]:
    """Split a comment at the first separator; without one it is a key alone."""
    places = [at for sep in separators if 0 < (at := text.find(sep)) <= MAX_KEY]
    if not places:
        return text[:MAX_KEY], ""
    at = min(places)
    return text[:at].strip(), text[at + 1 :].strip()


def _read_heat(reading: Reading, line: bytes) -> None:
    """Note an order to heat; start scripts may keep one in a comment for us."""
    if not (match := HEAT.match(line)):
        return
    words = dict(WORD.findall(match[2]))
    value = words.get(b"S", words.get(b"R"))
    if value is not None:
        tool = words.get(b"T")
        heat = Heat(
            match[1].decode(),
            None if tool is None else int(float(tool)),
            float(value),
            line.startswith(b";"),
        )
        _append(reading.heats, heat)
