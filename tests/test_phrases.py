"""What PrintMux says: in English, as data, and stored."""

from datetime import UTC, datetime
import json
from typing import Any

import pytest

from custom_components.printmux.phrases import (
    Join,
    Listing,
    Phrase,
    Words,
    in_english,
    listing,
    phrase,
    restore,
    state_word,
    to_data,
)
from custom_components.printmux.phrases.english import ENGLISH

NOZZLE = phrase("fit.nozzle", nozzle=0.4, own=0.6)
TOOLS = phrase("fit.tools", tools=listing(Join.AND, ["T0", "T2"]), reason=NOZZLE)
STARTS = phrase("wait.time", time=datetime(2031, 1, 2, 3, 4, tzinfo=UTC))
PAST = phrase("target.broken", words="Wrong content.", times=3)


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("Whatever {a} host says", "Whatever {a} host says"),
        (NOZZLE, "Sliced for a 0.4 mm nozzle, this printer has 0.6 mm"),
        (TOOLS, "T0 and T2: Sliced for a 0.4 mm nozzle, this printer has 0.6 mm"),
        (STARTS, "Starts at 2031-01-02 03:04"),
        (phrase("host.said", words="{words}"), "The printer host said: {words}."),
        (PAST, "Wrong content. It arrived broken 3 times."),
        (phrase("copy.size", size=10**7, wanted=9),
         "The copy on the printer has 10000000 bytes instead of 9."),
    ],
)  # fmt: skip
def test_english(words: Words, english: str) -> None:
    """Values are put in their places, once, and nothing ends a sentence twice."""
    assert in_english(words) == english


@pytest.mark.parametrize(
    ("join", "english"),
    [
        (Join.AND, "a, b and c"),
        (Join.OR, "a, b or c"),
        (Join.COMMAS, "a, b, c"),
        (Join.SEMICOLONS, "a; b; c"),
        (Join.SENTENCES, "a. b. c"),
        (Join.LINES, "a\nb\nc"),
    ],
)
def test_lists(join: Join, english: str) -> None:
    """Each list has its own way; one thing alone is no list."""
    assert str(listing(join, ["a", "b", "c"])) == english
    assert listing(join, [NOZZLE]) == NOZZLE
    assert listing(join, []) == ""


@pytest.mark.parametrize(
    "words", [NOZZLE, TOOLS, STARTS, PAST, listing(Join.LINES, [TOOLS, "Hello"])]
)
def test_stored_and_restored(words: Words) -> None:
    """What comes back from JSON is equal, so that nothing is written again for it."""
    data = json.loads(json.dumps(to_data(words)))
    assert restore("English", data) == words


@pytest.mark.parametrize(
    "data",
    [
        {"key": "of.tomorrow", "text": "?", "values": {}},
        {"key": "fit.nozzle", "text": "?", "values": {"nozzle": 0.4}},
        {"key": "join.tomorrow", "text": "?", "items": ["a", "b"]},
        {"key": "wait.time", "text": "?", "values": {"time": {"time": "soon"}}},
        {"key": "fit.nozzle", "values": None},
        {"something": "else"},
    ],
)
def test_unknown_stays_english(data: Any) -> None:
    """What another version has written is told by its English text."""
    assert restore("In English", data) == "In English"


def test_texts_alone() -> None:
    """Words of others, and those from before there were phrases, are mere texts."""
    assert restore("No space left", None) == "No space left"
    assert restore(None, None) is in_english(None) is to_data(None) is None


def test_data() -> None:
    """A page gets the key, the English text and the values as they are."""
    assert to_data(TOOLS) == {
        "key": "fit.tools",
        "text": "{tools}: {reason}",
        "values": {
            "tools": {
                "key": "join.and",
                "text": "{first} and {second}",
                "items": ["T0", "T2"],
            },
            "reason": {
                "key": "fit.nozzle",
                "text": ENGLISH["fit.nozzle"],
                "values": {"nozzle": 0.4, "own": 0.6},
            },
        },
    }
    assert to_data(STARTS)["values"] == {"time": {"time": "2031-01-02T03:04:00+00:00"}}


def test_equal() -> None:
    """The order of values is no difference: databases may change it."""
    assert phrase("copy.size", size=1, wanted=2) == phrase(
        "copy.size", wanted=2, size=1
    )
    assert isinstance(listing(Join.AND, "ab"), Listing)
    assert len({NOZZLE, Phrase(NOZZLE.key, NOZZLE.values), TOOLS}) == 2


def test_states() -> None:
    """States that say nothing are words of ours, others are the entity's."""
    assert state_word("unavailable") == phrase("state.unavailable")
    assert state_word("unknown") == phrase("state.unknown")
    assert state_word("much") == "much"
