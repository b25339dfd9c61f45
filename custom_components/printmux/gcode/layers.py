"""How high a print is and how many layers it has, where no line of the file says so."""

import re

from .comments import Reading
from .dialect import Dialect
from .source import Source
from .values import number

# Up to here the marks are counted; above, a few samples must fit even layers.
MAX_COUNTED = 16 * 1024**2
CHUNK = 1024**2
SAMPLES = 8
SAMPLE = 16 * 1024
# A layer's Z is written with three decimals at least.
TOLERANCE = 0.0051
MAX_LAYERS = 1_000_000

LAYER_Z = re.compile(r"layer (\d{1,7}), Z ?= ?(\d{1,6}(?:\.\d{1,6})?)")
LAST_MOVES = 64 * 1024
MOVE = re.compile(rb"G[0123] [^;\n]{1,120}")
Z_WORD = re.compile(rb"Z(-?\d{1,5}(?:\.\d{0,9})?)")


def heights(reading: Reading, dialect: Dialect) -> list[float]:
    """Return the Z of layers, as far as comments tell."""
    told = [value for key in dialect.heights for value in reading.values(key)]
    told += [m[2] for key in reading.notes if (m := LAYER_Z.match(key))]
    told += [m[2] for key in _layer_lines(reading) if (m := LAYER_Z.match(key))]
    return [found for value in told if (found := number(value)) is not None]


def _layer_lines(reading: Reading) -> list[str]:
    """Return Simplify3D's `; layer 49, Z = 12.000` as written."""
    return [
        f"{key}, {value}"
        for key, values in reading.notes.items()
        if key.startswith("layer ")
        for value in values
    ]


def last_layer_number(reading: Reading) -> int | None:
    """Return the highest number of a layer in comments, counted from 1."""
    counted = [
        int(m[1]) for line in _layer_lines(reading) if (m := LAYER_Z.match(line))
    ]
    counted += [
        int(value) + 1
        for value in reading.values("LAYER")
        if value.isdecimal() and len(value) < 8
    ]
    return max(counted, default=None)


def printed_height(tail: bytes) -> float | None:
    """Return the Z of the last moves with material, when no comment tells it.

    Prime lines and lifts at the end have no material or their Z is not above it.
    """
    z: float | None = None
    highest: float | None = None
    for line in tail[-LAST_MOVES:].split(b"\n"):
        if line[:1] != b"G" or not (match := MOVE.match(line)):
            continue
        words = match[0]
        if found := Z_WORD.search(words):
            z = float(found[1])
        extrudes = b"E" in words and (b"X" in words or b"Y" in words)
        if z is not None and extrudes and b"E-" not in words:
            highest = z if highest is None else max(highest, z)
    return highest


def count_layers(
    source: Source,
    dialect: Dialect,
    seen: list[float],
    known: tuple[float | None, float | None, float | None],
    *,
    one_by_one: bool,
) -> int | None:
    """Return the number of layers: counted, or calculated from `known`.

    That is the first layer's height, the others', and the object's. Objects printed
    one after the other have as many layers as the highest.
    """
    even = even_layers(seen + _sample(source, dialect), *known)
    marks = dialect.layer_marks
    if not (marks and source.whole) or source.size > MAX_COUNTED:
        return even
    if one_by_one and even:
        return even
    return max(_count(source, marks), even or 0) or None


def even_layers(
    samples: list[float], first: float | None, each: float | None, height: float | None
) -> int | None:
    """Return the number of layers if all that are known have the same height."""
    if not (first and each and height):
        return None
    if not all(_on_grid(z, first, each) for z in (*samples, height)):
        return None
    steps = round((height - first) / each)
    return steps + 1 if steps < MAX_LAYERS else None


def _on_grid(z: float, first: float, each: float) -> bool:
    """Tell whether a layer at that height is one of even layers."""
    steps = (z - first) / each
    return steps > -TOLERANCE and abs(steps - round(steps)) * each < TOLERANCE


def _sample(source: Source, dialect: Dialect) -> list[float]:
    """Return the Z of some layers in the middle of the file."""
    found: list[float] = []
    step = source.size // (SAMPLES + 1)
    if step <= SAMPLE or not dialect.heights:
        return found
    keys = [key.encode() for key in dialect.heights]
    for place in range(step, source.size - SAMPLE, step):
        for line in source.at(place, SAMPLE).split(b"\n")[1:-1]:
            if line[:1] == b";":
                key, _, value = line[1:].strip().partition(b":")
                if key in keys and (z := number(value.decode("ascii", "replace"))):
                    found.append(z)
    return found


def _count(source: Source, marks: tuple[bytes, ...]) -> int:
    """Count the lines that begin a layer."""
    longest = max(map(len, marks))
    found, rest = 0, b""
    for offset in range(0, source.size, CHUNK):
        data = rest + source.at(offset, CHUNK)
        found += sum(data.count(mark) for mark in marks)
        # A mark on the seam is counted with the next piece, never twice.
        rest = data[len(data) - longest + 1 :]
        found -= sum(rest.count(mark) for mark in marks)
    return found + sum(rest.count(mark) for mark in marks)
