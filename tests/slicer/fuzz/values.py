"""JSON of every kind, plausible and absurd, as Python's own encoder can't write it."""

import json
from typing import Any

from hypothesis import strategies as st

SURROGATES = ("\ud800", "\udfff\ud800", "a\udc80.gcode")
CLEAN_TEXTS = (
    *("", "x", "gcodes", "gcodes/a", "gcodes/../x", "a.gcode", "/", "..", "true"),
    *("\x00", "\r\nX: y", "\x7f", "\u2028", "é" * 300, "a/" * 600, "-1", "1e400"),
    *("9" * 5000, "other", "gcodes/\x00", "gcodes/\u202e", "a\x1b[31m"),
)
NUMBERS = (0, -1, 1, 2**31, 2**63, 2**64, -(2**64), 0.5, -0.0, 1e308, 10**400)
DEEP = ("[" * 50 + "]" * 50, "[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900)
# What only a text can say: nesting, numbers without bounds, keys that come twice.
RAW = (
    *("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 5000, "1E-999", "01"),
    *("[" * 30000 + "]" * 30000, '{"a":' * 9000 + "1" + "}" * 9000, "[" * 5000),
    *('{"path":"a","path":null}', '"\\ud800"', '"\\u0000"', "[" * 100, "nul"),
)


class Raw(str):
    """A text that is JSON as it is, or should be."""

    __slots__ = ()


def nested(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return leaves, alone or in lists and objects."""
    keys = st.sampled_from(CLEAN_TEXTS) | st.text(max_size=5)
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4)
        ),
        max_leaves=6,
    )


# What strict parsers take too: one value that they don't, and a batch is lost.
CLEAN_VALUES: st.SearchStrategy[Any] = nested(
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(NUMBERS[:-1])
    | st.sampled_from(CLEAN_TEXTS)
    | st.text(max_size=9)
    | st.sampled_from(DEEP).map(Raw)
)
VALUES: st.SearchStrategy[Any] = CLEAN_VALUES | nested(
    st.integers()
    | st.floats()
    | st.just(NUMBERS[-1])
    | st.sampled_from(SURROGATES)
    | st.text(st.characters(exclude_categories=()), max_size=9)
    | st.sampled_from(RAW).map(Raw)
)
# What each argument of any call may be when a client means well.
PLAUSIBLE: dict[str, tuple[Any, ...]] = {
    "filename": ("fuzz.gcode", "a/fuzz.gcode", "no.gcode", "../x", ""),
    "path": ("gcodes", "gcodes/a", "gcodes/fuzz.gcode", "gcodes/..", "config", "a"),
    "root": ("gcodes", "config", ""),
    "extended": (True, False, "true"),
    "force": (True, "false"),
    "start": (0, 1, -1, "2", 10**30, 1.5, "x", None, True),
    "limit": (0, 1, 50, "x", 10**30, [], None),
    "order": ("asc", "desc", "x"),
    "uid": ("0", 0, None),
    "objects": ({}, {"fan": None}, {"fan": ["speed"]}, {"x": 1}, {"fan": "speed"}, []),
    "namespace": ("lane_data", "x" * 500, "\r\n"),
    "key": ("a", None, ["a"]),
    "device": ("printer", "", None, ["a"]),
    "username": ("a", "\x00"),
    "password": ("b",),
    "client_name": ("c", ""),
    "version": ("1", 1),
    "type": ("web", "WEB", "x"),
    "url": ("http://x", 5),
    "api_key": ("wrong", "é", None, 5),
    "access_token": ("x",),
    "command": ("select", "start", "pause", "connect", "move", "slice", "unselect", 7),
    "destination": ("a",),
    "print": (True, "true"),
    "port": ("VIRTUAL", "X"),
    "baudrate": (0, 115200, 2**70),
    "commands": (["M112"],),
    "passive": (True,),
    "user": ("a",),
    "pass": ("b",),
    "app": ("Cura", "\x00", "`x`", "é" * 90, 7),
}


@st.composite
def arguments(
    draw: st.DrawFn, values: st.SearchStrategy[Any] = VALUES
) -> dict[str, Any]:
    """Draw named arguments, of types that some call expects or that none does."""
    names = draw(st.lists(st.sampled_from(sorted(PLAUSIBLE)), max_size=6, unique=True))
    given: dict[str, Any] = {
        name: draw(st.sampled_from(PLAUSIBLE[name]) | values) for name in names
    }
    return given | draw(st.dictionaries(st.text(max_size=4), values, max_size=1))


def encode(value: Any) -> str:
    """Return JSON text; pieces that are raw are put in as they are."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}:{encode(item)}" for key, item in value.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(encode, value)) + "]"
    return json.dumps(value)
