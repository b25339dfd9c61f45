"""The values that slicers write, as numbers, lists, switches and seconds."""

import json
import math
import re
from typing import Any

# Longer is no value but a script or an attack.
MAX_VALUE = 64 * 1024
MAX_ITEMS = 64
MAX_TEXT = 500
MAX_NODES = 20_000
# CuraEngine's "not computed": the limits of 32 bits in micrometres.
PLACEHOLDER = 2_000_000.0

NUMBER = re.compile(r"[-+]?(?:\d{1,15}\.?\d{0,15}|\.\d{1,15})(?:[eE][-+]?\d{1,3})?")
SPAN = re.compile(
    r"(\d{1,9}(?:\.\d{1,9})?)\s*"
    r"(d|h|m|s|days?|hours?|hrs?|minutes?|min|seconds?|sec)(?![a-z])",
    # Without ASCII, a long s counts as an s.
    re.IGNORECASE | re.ASCII,
)
SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
QUOTED = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*(?:[;,]|$)')
PLAIN = re.compile(r"([^;]*)(?:;|$)")
ESCAPE = re.compile(r"\\(.)")
SWITCHES = {"1": True, "true": True, "yes": True, "0": False, "false": False}

type Raw = str | list[str]


def load_json(text: str) -> Any:
    """Return JSON; None when it is broken, or more than any slicer's settings.

    Its parser is one long call that holds the GIL.
    """
    if sum(map(text.count, ",[{")) > MAX_NODES:
        return None
    try:
        return json.loads(text)
    except ValueError, RecursionError:
        return None


def number(value: Raw) -> float | None:
    """Return the number that begins a value (`0.2`, `13.16 g`), the first of several."""
    text = value[0] if isinstance(value, list) and value else value
    if not isinstance(text, str):
        return None
    match = NUMBER.match(text.strip().strip('"'))
    return finite(match[0]) if match else None


def finite(text: str) -> float | None:
    """Return a number unless it is out of this world."""
    found = float(text)
    return found if math.isfinite(found) and abs(found) < PLACEHOLDER else None


def absolute(value: Raw) -> float | None:
    """Return a number that is not a share of something (`50%`)."""
    text = value[0] if isinstance(value, list) and value else value
    return None if isinstance(text, str) and "%" in text else number(value)


def numbers(value: Raw) -> float | list[float] | None:
    """Return one number, or those of several tools."""
    parts = value if isinstance(value, list) else re.split(r"[,;]", value[:MAX_VALUE])
    found = (number(part) for part in parts[:MAX_ITEMS])
    return collapse([item for item in found if item is not None])


def percentage(value: Raw) -> float | None:
    """Return per cent; old slicers wrote a fraction of 1 instead."""
    found = number(value)
    if found is None or "%" in str(value):
        return found
    return round(found * 100, 4) if 0 < found <= 1 else found


def text(value: Raw) -> str | None:
    """Return one text, without quotes; None when nothing is in it."""
    found = texts(value)
    if isinstance(found, list):
        return next((item for item in found if item), None)
    return found


def texts(value: Raw) -> str | list[str] | None:
    """Return one text, or those of several tools; quotes may hold the separator."""
    parts = value if isinstance(value, list) else split(value[:MAX_VALUE])
    parts = [part.strip()[:MAX_TEXT] for part in parts[:MAX_ITEMS]]
    return collapse(parts) if any(parts) else None


def split(value: str) -> list[str]:
    """Split a list at its semicolons, with quotes taken off."""
    found: list[str] = []
    at = 0
    while at < len(value) and len(found) < MAX_ITEMS:
        if match := QUOTED.match(value, at):
            found.append(ESCAPE.sub(r"\1", match[1]))
        elif match := PLAIN.match(value, at):
            found.append(match[1])
        else:
            break
        at = match.end()
    return found


def collapse[T](found: list[T]) -> T | list[T] | None:
    """Return a single value as itself, nothing as None."""
    if not found:
        return None
    return found[0] if len(found) == 1 else found


def wrap[T](found: T | list[T] | None) -> list[T]:
    """Return what `collapse` made of a list as a list again."""
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def switch(value: Raw) -> bool | None:
    """Return whether something is on."""
    word = value[0] if isinstance(value, list) and value else value
    return SWITCHES.get(word.strip().lower()) if isinstance(word, str) else None


def duration(value: Raw) -> int | None:
    """Return whole seconds of `1d 2h 3m 4s`, `1 hour 50 minutes`, or plain seconds.

    No time at all is what slicers write that have not calculated it.
    """
    line = str(value)[:200]
    if spans := SPAN.findall(line):
        total = sum(float(n) * SECONDS[unit[0].lower()] for n, unit in spans)
        return int(total) or None
    return int(max(number(line) or 0, 0)) or None
