"""Part 4.7: which web pages may use PrintMux, with kiri:moto in mind."""

from ipaddress import ip_network
from itertools import product

import pytest

from custom_components.printmux.jobs.settings import Settings
from tests.slicer.conftest import Hub
from tests.slicer.pages import (
    OTHER,
    PAGE,
    assert_readable,
    assert_unreadable,
    preflight,
)
from tests.slicer.wire import BOUNDARY, Answer, closing, file_part, prusa_form

from .conftest import Base

UPLOADS = ("/server/files/upload", "/api/files/local")
PATHS = (
    *UPLOADS,
    "/printer/print/start",
    "/api/version",
    "/server/info",
    "/access/info",
)
FOREIGN_ORIGINS = (
    OTHER,
    "null",
    "*",
    "http://grid.space",
    "https://grid.space:8443",
    "https://grid.space.evil.example",
    "https://cast.home-assistant.io",
    "",
    None,
)
FOREIGN_PAGES: tuple[dict[str, str], ...] = (
    {"Origin": OTHER},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://[", "Sec_Fetch_Site": "none"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "cross-site"},
)


def assert_allowed(answer: Answer) -> None:
    """Check that a page may send its request after this preflight."""
    assert (answer.status, answer.body) == (204, b"")
    assert_readable(answer)
    methods = answer.headers["access-control-allow-methods"].split(", ")
    assert {"GET", "POST", "DELETE"} <= set(methods)
    names = answer.headers["access-control-allow-headers"].lower().split(", ")
    assert {"x-api-key", "content-type", "authorization"} <= set(names)
    assert "access-control-allow-private-network" not in answer.headers


@pytest.mark.parametrize("slash", ["", "/"], ids=["", "slash"])
async def test_preflight_of_an_upload_allows_post_and_the_key(
    base: Base, slash: str
) -> None:
    """112: No key is needed; kiri:moto doubles the slash of an address that has one."""
    asked = {"Access_Control_Request_Headers": "x-api-key"}
    assert_allowed(await preflight(base, slash + UPLOADS[0], **asked))


@pytest.mark.parametrize("slash", ["", "/"], ids=["", "slash"])
async def test_preflights_of_the_other_paths_are_allowed_too(
    base: Base, slash: str
) -> None:
    """113: OctoPrint's upload, the start (which is JSON), and the tests."""
    for path in PATHS[1:]:
        assert_allowed(await preflight(base, slash + path))


async def test_private_network_is_opened_to_allowed_pages_that_ask(base: Base) -> None:
    """114: Browsers ask before a page of the internet may reach into a home."""
    wanted = {"Access_Control_Request_Private_Network": "true"}
    for path in UPLOADS:
        answer = await preflight(base, path, **wanted)
        assert_readable(answer)
        assert answer.headers["access-control-allow-private-network"] == "true"
        assert_unreadable(await preflight(base, path, Origin=OTHER, **wanted))


async def test_page_that_is_not_listed_gets_no_headers(base: Base) -> None:
    """115: Also one that Home Assistant itself allows; answers say that they vary."""
    for origin in FOREIGN_ORIGINS:
        for path in PATHS:
            asked = await preflight(base, path, Origin=origin)
            assert asked.status == 405, origin
            assert "allow" in asked.headers
            assert_unreadable(asked)
        assert_unreadable(await base.ask("GET", "/api/version", Origin=origin))
        refused = await base.ask("GET", "/server/info", X_Api_Key="no", Origin=origin)
        assert refused.status == 401
        assert_unreadable(refused)
        assert_unreadable(await base.upload(prusa_form(), Origin=origin))


@pytest.mark.parametrize(
    "settings",
    [Settings(keyless_networks=(ip_network("127.0.0.0/8"),), auto_print=True)],
    ids=["trusted network"],
)
async def test_foreign_page_makes_no_job_where_no_key_is_needed(
    base: Base, hub: Hub
) -> None:
    """115: Such a POST needs no preflight, so its answer being unreadable is no help."""
    pages = [
        {name: value.format(port=base.port) for name, value in headers.items()}
        for headers in FOREIGN_PAGES
    ]
    for page, path, key in product(pages, UPLOADS, (None, "88888888")):
        answer = await base.upload(prusa_form(), path, X_Api_Key=key, **page)
        assert answer.status == 403, page
        assert "access-control-allow-origin" not in answer.headers
    hub.assert_nothing_kept()
    for page in pages:
        assert (await base.upload(prusa_form(), **page)).status == 201


async def test_allowed_page_reads_successes_and_refusals(base: Base, hub: Hub) -> None:
    """116: What kiri:moto can't read it shows as status 0."""
    for path in PATHS[3:]:
        assert_readable(await base.ask("GET", path, Origin=PAGE))
    form = file_part("plain.gcode") + closing()
    for path in UPLOADS:
        stored = await base.upload(form, path, Origin=PAGE)
        assert stored.status == 201
        assert_readable(stored)
        assert_readable(await base.upload(b"no form", path, Origin=PAGE))
    assert {job.name for job in hub.jobs.jobs.values()} == {"plain.gcode"}
    for method, path, key, status in (
        ("GET", "/api/version", "wrong", 403),
        ("GET", "/server/info", None, 401),
        ("GET", "/printer/print/start", base.key, 405),
        ("POST", "/printer/print/start", None, 401),
        ("POST", "/printer/print/start?filename=none.gcode", base.key, 400),
    ):
        refused = await base.ask(method, path, X_Api_Key=key, Origin=PAGE)
        assert refused.status == status
        assert_readable(refused)


async def test_allowed_page_reads_what_is_refused_before_the_body(base: Base) -> None:
    """116: The answer to an expectation is made elsewhere, and marked all the same."""
    for path, status in zip(UPLOADS, (401, 403), strict=True):
        answer = await base.ask(
            "POST",
            path,
            None,
            X_Api_Key="wrong",
            Origin=PAGE,
            Expect="100-continue",
            Content_Length="99",
            Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
        )
        assert answer.status == status
        assert_readable(answer)
