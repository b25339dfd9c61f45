"""What is not served is refused in the protocol's shape, and only on our ground."""

import asyncio
import re

import pytest

from custom_components.printmux.slicer.views import ROUTES

from .wire import Wire, prusa_form, read_answer

MOONRAKER = ("server", "printer", "access", "machine")
OCTOPRINT = ("api", "plugin")
PLAIN = sorted({row.path for row in ROUTES if "{" not in row.path})
TEMPLATES = sorted({row.path for row in ROUTES if "{" in row.path})


def methods(path: str) -> set[str]:
    """Return the methods that the table has for a path."""
    return {method for row in ROUTES if row.path == path for method in row.methods}


@pytest.mark.parametrize("key", ["wrong", None, "right"])
@pytest.mark.parametrize("prefix", ["/printmux/", "/printmux//"])
@pytest.mark.parametrize("root", [*MOONRAKER, *OCTOPRINT])
async def test_unknown(wire: Wire, prefix: str, root: str, key: str | None) -> None:
    """An unknown path is a 404 in the shape of its root; Moonraker wants a key first."""
    shown = wire.key if key == "right" else key
    for path in (root, f"{root}/", f"{root}/zzz", f"{root}/v1/storage/a%20b"):
        for method in ("GET", "POST", "PUT", "OPTIONS"):
            answer = await wire.ask(method, prefix + path, X_Api_Key=shown)
            closed = root in MOONRAKER and key != "right" and method != "OPTIONS"
            status = 401 if closed else 404
            assert answer.status == status
            error = {"code": status, "message": answer.reason, "traceback": ""}
            wanted = error if root in MOONRAKER else answer.reason
            assert answer.json == {"error": wanted}
            assert answer.headers["vary"] == "Origin"


@pytest.mark.parametrize("path", ["/api/zzz", "/server/zzz", "/zzz", "/api/version/"])
async def test_root_is_home_assistants(wire: Wire, path: str) -> None:
    """Unknown paths at Home Assistant's root are not ours to answer."""
    answer = await wire.ask("GET", path)
    assert answer.status == 404
    assert not answer.body.startswith(b"{")
    assert "vary" not in answer.headers


@pytest.mark.parametrize("place", ["", "/", "/printmux", "/printmux/"])
@pytest.mark.parametrize("path", PLAIN)
async def test_wrong_method(wire: Wire, place: str, path: str) -> None:
    """A known path with another method is a 405 that names those that go."""
    answer = await wire.ask("PATCH", place + path)
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == methods(path)
    if path.split("/")[1] in MOONRAKER:
        assert answer.json["error"]["code"] == 405
    else:
        assert answer.json == {"error": answer.reason}


@pytest.mark.parametrize(
    ("method", "path", "none", "wrong"),
    [
        ("POST", "/server/info", 401, 401),
        ("HEAD", "/server/info", 401, 401),
        ("OPTIONS", "/server/info", 405, 405),
        ("GET", "/access/info", 200, 401),
        ("POST", "/access/info", 405, 401),
        ("GET", "/server/jsonrpc", 405, 401),
        ("POST", "/access/login", 400, 401),
        ("GET", "/websocket", 400, 400),
        ("POST", "/api/version", 405, 405),
        ("GET", "/api/currentuser", 200, 200),
    ],
)
async def test_keys_come_first(
    wire: Wire, method: str, path: str, none: int, wrong: int
) -> None:
    """Moonraker looks at the key before the method, OctoPrint after it."""
    for key, status in ((None, none), ("88888888", none), ("wrong", wrong)):
        assert (await wire.ask(method, path, X_Api_Key=key)).status == status


@pytest.mark.parametrize("template", TEMPLATES)
def test_plain_paths_hide_nothing(template: str) -> None:
    """A plain path takes all methods: none of a row with placeholders is lost."""
    anything = re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(template))
    for path in PLAIN:
        if re.fullmatch(anything, path):
            assert methods(template) <= methods(path)


@pytest.mark.parametrize(
    "path", ["/printmux/server/zzz", "/api/version", "/printmux/api/files/zzz"]
)
async def test_unread_body(wire: Wire, path: str) -> None:
    """Who sends a body to a wrong place gets an answer and not a reset."""
    answer = await wire.upload(prusa_form(content=b"G1\n" * 2**20), path)
    assert answer.status in (404, 405)


async def test_keep_alive_after_errors(wire: Wire) -> None:
    """A connection outlives refusals that had no body to read."""
    reader, writer = await asyncio.open_connection("127.0.0.1", wire.port)
    for method, path, key, status in (
        ("GET", "/printmux/api/v1/storage", wire.key, 404),
        ("DELETE", "/api/version", wire.key, 405),
        ("GET", "/server/info", "wrong", 401),
        ("GET", "/api/version", "wrong", 403),
        ("OPTIONS", "/server/info", wire.key, 405),
        ("GET", "/api/version", wire.key, 200),
    ):
        writer.write(wire.head(method, path, {"X-Api-Key": key}))
        answer = await read_answer(reader, without_body=False)
        assert answer.status == status
        assert answer.headers.get("connection") != "close"
    writer.close()
