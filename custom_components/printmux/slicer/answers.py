"""Answers in the shapes of the two emulated protocols.

Moonraker wraps data in `result` and errors in an object, OctoPrint answers bare.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
import json
from typing import Any

from aiohttp import web

from .errors import SlicerError

MAX_SENTENCE = 200
MOONRAKER_ROOTS = ("server", "printer", "access", "machine")


@dataclass(frozen=True, slots=True)
class TextQuirk:
    """A client that shows the text of an error only when it comes as plain text."""

    path: str
    agent: str


# What Cura's users do: upload, and press the buttons of its monitor page.
TEXT_QUIRKS = tuple(
    TextQuirk(path, "OctoPrintPlugin")
    for path in ("/api/files/local", "/api/printer/command", "/api/job")
)


def encode(message: Any) -> str:
    """Return JSON as text without blanks; non-ASCII is escaped."""
    return json.dumps(message, separators=(",", ":"))


def notification(method: str, *parameters: Any) -> str:
    """Return a JSON-RPC message that wants no answer."""
    return encode({"jsonrpc": "2.0", "method": method, "params": parameters})


def json_answer(
    data: Any, status: int = HTTPStatus.OK, headers: dict[str, str] | None = None
) -> web.Response:
    """Return a JSON answer; keys keep their order, non-ASCII is escaped."""
    return web.Response(
        body=encode(data).encode(),
        status=status,
        headers=headers,
        content_type="application/json",
    )


def result_answer(result: Any, **beside: Any) -> web.Response:
    """Return a Moonraker answer: `result` first (PrusaSlicer looks there only)."""
    return json_answer({"result": result, **beside})


def _moonraker_error(status: HTTPStatus, sentence: str) -> dict[str, Any]:
    """Return the error object of Moonraker's HTTP API."""
    return {"error": {"code": int(status), "message": sentence, "traceback": ""}}


def _octoprint_error(_status: HTTPStatus, sentence: str) -> dict[str, Any]:
    """Return the error object of OctoPrint's REST API."""
    return {"error": sentence}


def _error_shape(path: str) -> Callable[[HTTPStatus, str], dict[str, Any]]:
    """Return how errors look below a path."""
    root = path.strip("/").partition("/")[0]
    return _moonraker_error if root in MOONRAKER_ROOTS else _octoprint_error


def one_line(text: str) -> str:
    """Return a text as one visible line of at most 200 characters."""
    # aiohttp hangs up rather than send a reason phrase with controls in it.
    visible = (character if character.isprintable() else " " for character in text)
    return " ".join("".join(visible).split())[:MAX_SENTENCE]


def _wants_text(path: str, agent: str) -> bool:
    """Tell whether this client reads errors of this path only as plain text."""
    return any(quirk.path == path and quirk.agent in agent for quirk in TEXT_QUIRKS)


def error_answer(path: str, agent: str, error: SlicerError) -> web.Response:
    """Return a refusal in the shape of a path (without prefix or double slashes).

    The reason phrase is the sentence too: Qt shows its users nothing else.
    """
    sentence = one_line(error.message)
    if _wants_text(path, agent):
        # Cura compares with "text/plain" and wants no charset beside it.
        headers = {"Content-Type": "text/plain"}
        answer = web.Response(
            body=sentence.encode(), status=error.status, headers=headers
        )
    else:
        body = _error_shape(path)(error.status, sentence)
        answer = json_answer(body, error.status)
    answer.set_status(error.status, sentence.encode("ascii", "replace").decode())
    return answer
