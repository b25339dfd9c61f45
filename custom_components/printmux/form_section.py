"""Collapsed parts of a form: what they ask for, and what is stored of that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import voluptuous as vol

from homeassistant.data_entry_flow import section


class FormError(Exception):
    """What was entered can't be stored: `key` names the text for it, `words` is in it."""

    def __init__(self, key: str, words: str) -> None:
        """Take both."""
        super().__init__(words)
        self.key = key
        self.words = words


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """One part: `read` makes what is stored of what was entered, `show` the reverse.

    `read` may raise FormError. What is stored lies beside all else, under `keys`.
    """

    name: str
    fields: Mapping[Any, Any]
    keys: frozenset[str]
    read: Callable[[Mapping[str, Any]], dict[str, Any]]
    show: Callable[[Mapping[str, Any]], dict[str, Any]]

    def stored(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return what of some data is this part's."""
        return {key: data[key] for key in self.keys if key in data}


def section_fields(sections: Iterable[FormSection]) -> dict[Any, Any]:
    """Return the sections as fields of a form.

    Without a default: with one the frontend would not show what is known.
    """
    return {
        vol.Optional(part.name): section(
            vol.Schema(dict(part.fields)), {"collapsed": True}
        )
        for part in sections
    }


def section_values(
    sections: Iterable[FormSection], data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a form shows of what is stored."""
    return {part.name: part.show(part.stored(data)) for part in sections}


def section_data(
    sections: Iterable[FormSection],
    user_input: Mapping[str, Any],
    known: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what to store; a section that was not sent stays. Raises FormError."""
    data: dict[str, Any] = {}
    for part in sections:
        entered = user_input.get(part.name)
        data |= part.stored(known) if entered is None else part.read(entered)
    return data
