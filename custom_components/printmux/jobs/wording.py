"""Words as columns: English for whoever reads the database, the phrase beside it."""

from collections.abc import Mapping
from typing import Any, Final

from ..phrases import in_english, restore, to_data

WORDS: Final = ("why", "error_message", "problem")
BESIDE: Final = "_phrase"


def is_beside(name: str) -> bool:
    """Tell whether a column holds the phrase of another one."""
    return name.endswith(BESIDE)


def with_phrases(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns to write; of others' words there is only the text."""
    columns = dict(values)
    for name in values.keys() & WORDS:
        words = values[name]
        columns[name] = in_english(words)
        columns[name + BESIDE] = None if isinstance(words, str) else to_data(words)
    return columns


def without_phrases(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was written; see `with_phrases`."""
    values = {name: value for name, value in row.items() if not is_beside(name)}
    for name in values.keys() & WORDS:
        values[name] = restore(values[name], row[name + BESIDE])
    return values
