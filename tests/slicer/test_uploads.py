"""Uploads and starts in both protocols: what becomes of them, and what is answered."""

import pytest

from .conftest import Hub
from .wire import BOUNDARY, Wire, prusa_form, text_part

OCTOPRINT = "/api/files/local"
MOONRAKER = "/server/files/upload"
START = "/printer/print/start"


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
@pytest.mark.parametrize("prefix", ["", "/", "/printmux", "/printmux/"])
@pytest.mark.parametrize("host", [None, "ha.local:{port}", "ha.local"])
async def test_location_is_where_the_client_called(
    wire: Wire, prefix: str, path: str, host: str | None
) -> None:
    """Prefix, host and port are the client's; a missing port is added."""
    given = {"Host": host.format(port=wire.port)} if host else {}
    answer = await wire.upload(prusa_form(), prefix + path, **given)
    name = "ha.local" if host else "127.0.0.1"
    base = f"http://{name}:{wire.port}{prefix.rstrip('/')}"
    resource = "/api/files/local/" if path == OCTOPRINT else "/server/files/gcodes/"
    assert answer.headers["location"] == f"{base}{resource}plain.gcode"


@pytest.mark.parametrize(
    "http_config", [{"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.1"]}]
)
@pytest.mark.parametrize("host", ["ha.example", "ha.example:8443"])
async def test_location_behind_a_proxy(wire: Wire, host: str) -> None:
    """What a trusted proxy says of scheme and host counts as it is."""
    answer = await wire.upload(
        prusa_form(),
        "/printmux/api/files/local",
        X_Forwarded_For="192.0.2.1",
        X_Forwarded_Proto="https",
        X_Forwarded_Host=host,
    )
    place = f"https://{host}/printmux/api/files/local/plain.gcode"
    assert answer.headers["location"] == place


async def test_userdata(wire: Wire, hub: Hub) -> None:
    """OctoPrint looks into userdata."""
    for bad in ("{", "[" * 60_000):
        answer = await wire.upload(text_part("userdata", bad) + prusa_form())
        assert (answer.status, answer.reason) == (400, "userdata contains invalid JSON")
    hub.assert_nothing_kept()
    good = text_part("userdata", '{"a": 1}') + prusa_form()
    assert (await wire.upload(good)).status == 201


async def test_equal_names_are_two_jobs(wire: Wire, hub: Hub) -> None:
    """Each upload is a job of its own."""
    await wire.upload(prusa_form())
    await wire.upload(prusa_form())
    assert len(hub.jobs.jobs) == 2


async def test_start_with_a_broken_form(wire: Wire) -> None:
    """A form that is none is refused, not a fault."""
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    for body in (b"", b"G28", text_part("filename", "x")[:-20]):
        answer = await wire.ask("POST", START, body, Content_Type=kind)
        assert answer.status == 400
        assert answer.json["error"]["message"] == answer.reason


async def test_start_with_a_long_body(wire: Wire) -> None:
    """Arguments have a limit."""
    body = b'{"filename": "' + b"x" * 70_000 + b'"}'
    answer = await wire.ask("POST", START, body, Content_Type="application/json")
    assert answer.status == 413


async def test_start_with_an_endless_body(wire: Wire) -> None:
    """The same when nobody says how long it is."""
    kind = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    answer = await wire.send(wire.head("POST", START, kind), *[piece] * 18)
    assert answer.status == 413
    assert answer.json["error"]["code"] == 413
