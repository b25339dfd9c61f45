"""What PrintMux says to its user, as data: each page says it in the user's language.

`str()` of it is English: that is what logs, actions and entities tell. Words of others
(printers, hosts, files) are plain text and stay as they are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
import re
from typing import Any, Final, override

from .english import ENGLISH

# A placeholder, and a full stop after it.
PLACE: Final = re.compile(r"\{(\w+)\}(\.?)")
ENDS: Final = (".", "!", "?")


class Join(StrEnum):
    """How several things become one text; the values are keys of texts."""

    AND = "join.and"
    OR = "join.or"
    COMMAS = "join.commas"
    SEMICOLONS = "join.semicolons"
    SENTENCES = "join.sentences"
    LINES = "join.lines"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of the table and what belongs into it; see `phrase`."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    @override
    def __str__(self) -> str:
        """Say it in English."""
        return _fill(self.key, dict(self.values))


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things as one text; see `listing`."""

    join: Join
    items: tuple[Words, ...]

    @override
    def __str__(self) -> str:
        """Say it in English."""
        *first, last = map(str, self.items)
        if self.join in (Join.AND, Join.OR):
            first = [", ".join(first)]
        return reduce(self._pair, (*first, last))

    def _pair(self, first: str, second: str) -> str:
        """Return two texts as one."""
        return _fill(self.join, {"first": first, "second": second})


type Words = str | Phrase | Listing
type Value = Words | float | datetime


def phrase(key: str, /, **values: Value) -> Phrase:
    """Return a text of the table with values; times are those of the user's zone."""
    return Phrase(key, tuple(sorted(values.items())))


def listing(join: Join, items: Iterable[Words]) -> Words:
    """Return several things as one text; one alone is that, and none an empty one."""
    match tuple(items):
        case ():
            return ""
        case (item,):
            return item
        case found:
            return Listing(join, found)


def in_english(words: Words | None) -> str | None:
    """Return words as logs, actions and entities tell them."""
    return None if words is None else str(words)


def state_word(state: str) -> Words:
    """Return the state of an entity; of those that mean nothing is known in words."""
    key = f"state.{state}"
    return phrase(key) if key in ENGLISH else state


def restore(text: str | None, data: Any) -> Words | None:
    """Return stored words; those that this version does not know stay English."""
    if data is None:
        return text
    try:
        words: Words = from_data(data)
        str(words)
    except LookupError, TypeError, ValueError:
        return text
    return words


def _fill(key: str, values: Mapping[str, Value]) -> str:
    """Put values in their places; what ends a sentence needs no full stop after it."""

    def place(found: re.Match[str]) -> str:
        text = _say(values[found[1]])
        return text if text.endswith(ENDS) else text + found[2]

    return PLACE.sub(place, ENGLISH[key])


def _say(value: Value) -> str:
    """Return a value in English."""
    match value:
        case float():
            return f"{value:g}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def to_data(value: Value | None) -> Any:
    """Return words as JSON: others' words are a text, ours an object.

    English goes along for whoever does not know the key.
    """
    match value:
        case Phrase(key, values):
            filled = {name: to_data(item) for name, item in values}
            return {"key": key, "text": ENGLISH[key], "values": filled}
        case Listing(join, items):
            listed = [to_data(item) for item in items]
            return {"key": join.value, "text": ENGLISH[join], "items": listed}
        case datetime():
            return {"time": value.isoformat()}
    return value


def from_data(data: Any) -> Any:
    """Return what `to_data` was given. Raises LookupError for what is not known now."""
    match data:
        case {"key": str(key), "values": dict(values)}:
            given = {name: from_data(value) for name, value in values.items()}
            return phrase(key, **given)
        case {"key": join, "items": list(items)}:
            return listing(Join(join), map(from_data, items))
        case {"time": str(time)}:
            return datetime.fromisoformat(time)
        case dict():
            raise LookupError
    return data
