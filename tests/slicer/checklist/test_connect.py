"""Part 4.1: what a slicer asks when it tests the connection."""

import asyncio
import codecs
from http import HTTPStatus
from ipaddress import ip_network
import re

import pytest

from custom_components.printmux.jobs.settings import Settings
from custom_components.printmux.slicer.views import ROUTES
from homeassistant.components.http.ban import KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.components.persistent_notification import DOMAIN as NOTIFICATIONS
from homeassistant.core import HomeAssistant
from tests.slicer.conftest import Hub
from tests.slicer.wire import BOUNDARY, FILE, prusa_form, read_answer

from .conftest import Base, ask_all

TESTS = ("/api/version", "/server/info", "/printer/info", "/server/files/roots")
OTHER_HOSTS = ("PrusaLink", "Prusa SLA", "AstroBox", "Repetier")
REDIRECTS = (301, 302, 303, 307, 308)
STRICT = Settings()
TRUSTING = Settings(keyless_networks=(ip_network("127.0.0.0/8"),))


async def test_version_has_api_and_a_text_that_begins_with_octoprint(
    base: Base,
) -> None:
    """1: PrusaSlicer, OrcaSlicer, SuperSlicer and Creality Print test it like this."""
    answer = await base.ask("GET", "/api/version")
    assert (answer.status, answer.reason) == (200, "OK")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json == {
        "api": "0.1",
        "server": "1.11.8",
        "text": "OctoPrint (PrintMux 1.2.3)",
    }


async def test_version_is_that_of_no_other_print_host(base: Base) -> None:
    """2: Neither PrusaLink nor an SLA printer; nothing about uploads by PUT."""
    version = (await base.ask("GET", "/api/version")).json
    assert not version["text"].startswith(OTHER_HOSTS)
    assert "capabilities" not in version


async def test_server_info_begins_with_result_on_the_wire(base: Base) -> None:
    """3: PrusaSlicer looks into the first key of the object, whatever it is."""
    answer = await base.ask("GET", "/server/info")
    assert answer.status == 200
    assert answer.body.startswith(b'{"result":{')
    assert list(answer.json) == ["result"]


async def test_server_info_has_a_version_and_a_klipper_that_is_ready(
    base: Base,
) -> None:
    """4: The version is for PrusaSlicer, the state for OrcaSlicer and Cura."""
    info = (await base.ask("GET", "/server/info")).json["result"]
    assert info["moonraker_version"] == "0.11.0"
    assert info["klippy_state"] == "ready"


async def test_server_info_is_connected_and_has_its_lists(base: Base) -> None:
    """5: Clients go through the lists without looking whether they are there."""
    info = (await base.ask("GET", "/server/info")).json["result"]
    assert info["klippy_connected"] is True
    assert info["registered_directories"] == ["gcodes"]
    for name in ("components", "failed_components", "warnings", "api_version"):
        assert isinstance(info[name], list)


async def test_printer_info_is_ready(base: Base) -> None:
    """6: Snapmaker Orca tests the connection like this."""
    answer = await base.ask("GET", "/printer/info")
    assert answer.status == 200
    assert answer.json["result"]["state"] == "ready"


async def test_printer_info_fails_the_test_of_repetier_hosts(base: Base) -> None:
    """7: PrusaSlicer's newer ones read `software`, its 2.5 and older only `name`."""
    answer = await base.ask("GET", "/printer/info")
    assert answer.json["software"] == answer.json["name"] == "PrintMux"


async def test_prusalink_storage_is_not_found_and_the_connection_goes_on(
    base: Base,
) -> None:
    """8: PrusaSlicer's PrusaLink then uploads as it does to OctoPrint."""
    reader, writer = await asyncio.open_connection("127.0.0.1", base.port)
    for method, path, status in (
        ("GET", "/api/v1/storage", 404),
        ("HEAD", "/api/v1/storage", 404),
        ("GET", "/api/version", 200),
    ):
        writer.write(base.head(method, path, {"Accept-Language": "en"}))
        answer = await read_answer(reader, without_body=method == "HEAD")
        assert answer.status == status
        if answer.body and status == HTTPStatus.NOT_FOUND:
            assert answer.json == {"error": answer.reason}
    writer.close()


async def test_roots_offer_a_gcodes_that_can_be_written(base: Base) -> None:
    """9: OrcaSlicer offers what it finds here as places to store files."""
    answer = await base.ask("GET", "/server/files/roots")
    assert answer.status == 200
    assert answer.json == {
        "result": [{"name": "gcodes", "path": "gcodes", "permissions": "rw"}]
    }


async def test_answers_are_plain_and_do_not_depend_on_accept(base: Base) -> None:
    """11: A length, no mark of byte order, and the same bytes for every client."""
    for path in TESTS:
        usual = await base.ask("GET", path)
        assert 0 < int(usual.headers["content-length"]) < 5 * 1024**2
        assert "transfer-encoding" not in usual.headers
        assert not usual.body.startswith(codecs.BOM_UTF8)
        for accept in ("application/json, text/plain", None):
            other = await base.ask("GET", path, Accept=accept)
            assert (other.status, other.body) == (200, usual.body)


async def test_head_of_version_is_its_get_without_a_body(base: Base) -> None:
    """12: As OctoPrint does; Moonraker's paths know no HEAD, as Moonraker's own."""
    whole = await base.ask("GET", "/api/version")
    request = base.head("HEAD", "/api/version", {"Connection": "close"})
    reader, writer = await asyncio.open_connection("127.0.0.1", base.port)
    writer.write(request)
    bare = await read_answer(reader, without_body=True)
    assert bare.status == 200
    assert bare.headers["content-length"] == whole.headers["content-length"]
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
    assert (await base.ask("HEAD", "/server/info")).status == 405


async def test_slash_after_version_is_not_found_and_no_redirect(base: Base) -> None:
    """16: Real OctoPrint has nothing there either."""
    for path in ("/api/version/", "/server/info/"):
        answer = await base.ask("GET", path)
        assert answer.status == 404
        assert "location" not in answer.headers


async def test_no_path_ever_redirects(base: Base) -> None:
    """17: No client can send its upload a second time."""
    paths = {re.sub(r"\{[^}]*\}", "x", row.path) for row in ROUTES}
    paths |= {"/api", "/server", "/zzz", ""}
    ways = [path + end for path in sorted(paths) for end in ("", "/")]
    requests = [
        base.head(method, way, {"X-Api-Key": key})
        for way in (*ways, *(f"/{way}" for way in ways))
        for method in ("GET", "POST")
        for key in (base.key, None)
        if base.prefix + way
    ]
    statuses = set()
    async for answer in ask_all(base, requests):
        statuses.add(answer.status)
        assert "location" not in answer.headers
    assert statuses.isdisjoint(REDIRECTS)
    assert {200, 401, 403, 404, 405} <= statuses


async def test_path_with_a_slash_at_its_end_is_another_path(base: Base) -> None:
    """17: None is served by leaving the slash out."""
    plain = sorted({row.path for row in ROUTES if "{" not in row.path})
    requests = (
        base.head(method, f"{path}/", {})
        for path in plain
        for method in ("GET", "POST")
    )
    async for answer in ask_all(base, requests):
        assert 400 <= answer.status < 500


async def test_old_http_and_closed_connections_are_served(base: Base, hub: Hub) -> None:
    """18: HTTP/1.0, also without a Host, for uploads too; `Connection: close`."""
    head = base.head("GET", "/api/version", {"Host": None})
    answer = await base.send(head.replace(b"HTTP/1.1", b"HTTP/1.0"))
    assert answer.status == 200
    form = prusa_form()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    about = {"Content-Type": kind, "Content-Length": str(len(form))}
    head = base.head("POST", "/api/files/local", about)
    answer = await base.send(head.replace(b"HTTP/1.1", b"HTTP/1.0"), form)
    assert answer.status == 201
    assert hub.content(hub.job) == FILE
    reader, writer = await asyncio.open_connection("127.0.0.1", base.port)
    writer.write(base.head("GET", "/server/info", {"Connection": "close"}))
    assert (await read_answer(reader, without_body=False)).status == 200
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()


@pytest.mark.parametrize(
    ("settings", "statuses"),
    [
        pytest.param(STRICT, (403, 401, 401, 401), id="key needed"),
        pytest.param(TRUSTING, (200, 200, 200, 200), id="trusted network"),
    ],
)
@pytest.mark.parametrize(
    "http_config", [{"ip_ban_enabled": True, "login_attempts_threshold": 1}], ids=[""]
)
async def test_orcas_stand_in_for_a_key_is_no_key_and_no_failed_login(
    hass: HomeAssistant, base: Base, statuses: tuple[int, ...]
) -> None:
    """20: OrcaSlicer's agent sends 88888888 where its user has typed no key."""
    assert hass.http.app[KEY_FAILED_LOGIN_ATTEMPTS] == {}
    for path, status in zip(TESTS, statuses, strict=True):
        answer = await base.ask("GET", path, X_Api_Key="88888888")
        assert answer.status == status
    assert hass.http.app[KEY_FAILED_LOGIN_ATTEMPTS] == {}
    assert not hass.data.get(NOTIFICATIONS)
    assert (await base.ask("GET", "/api/version")).status == 200


async def test_get_that_names_a_content_type_is_a_get(base: Base) -> None:
    """21: Cura says that its empty bodies are JSON."""
    for path in TESTS:
        usual = await base.ask("GET", path)
        answer = await base.ask("GET", path, Content_Type="application/json")
        assert (answer.status, answer.body) == (200, usual.body)
