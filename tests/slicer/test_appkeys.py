"""Application keys: how a client gets a key of its own, and how little it can do."""

import pytest

from custom_components.printmux.slicer.appkeys import (
    DESK,
    MAX_ADDRESSES,
    MAX_TEXT,
    RequestLimiter,
    plain_text,
)
from custom_components.printmux.slicer.errors import SlicerError
from homeassistant.core import HomeAssistant

from .appkey_client import (
    PROBE,
    ask,
    issues,
    notices,
    opened,
    poll,
    send,
    titles,
    waiting,
)
from .conftest import Advance, Hub
from .wire import Wire

TOO_MANY = "You have made too many app key requests. Please try again later."
PROXY = {"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.1"]}


async def test_user_is_asked(hass: HomeAssistant, wire: Wire) -> None:
    """One fixable issue and one notification, neither of which knows the token."""
    token = await opened(wire)
    (issue,) = issues(hass)
    (notice,) = notices(hass)
    assert issue.is_fixable
    assert issue.translation_placeholders == {"app": "Cura", "address": "127.0.0.1"}
    assert "`Cura` at `127.0.0.1`" in notice["message"]
    assert "(/config/repairs)" in notice["message"]
    assert token not in f"{issue} {notice}"


async def test_collected_key_stays(
    hass: HomeAssistant, wire: Wire, hub: Hub, advance: Advance
) -> None:
    """A key that its client has is there for good."""
    token = await opened(wire)
    desk, request = waiting(hass)
    desk.async_allow(request)
    await poll(wire, token)
    await advance(1000)
    assert titles(hub) == ["Cura"]


async def test_uncollected_key_goes(
    hass: HomeAssistant, wire: Wire, hub: Hub, advance: Advance
) -> None:
    """A key that nobody came for, nobody knows."""
    token = await opened(wire)
    desk, request = waiting(hass)
    await advance(4)
    desk.async_allow(request)
    await advance(4)
    assert titles(hub) == ["Cura"]
    await advance(1.1)
    assert titles(hub) == []
    assert (await poll(wire, token)).status == 404


async def test_titles_are_unique(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """Two clients of one name can be told apart."""
    for _ in range(3):
        token = await opened(wire)
        desk, request = waiting(hass)
        desk.async_allow(request)
        assert (await poll(wire, token)).status == 200
    assert titles(hub) == ["Cura", "Cura 2", "Cura 3"]


async def test_silence_ends_a_request(
    hass: HomeAssistant, wire: Wire, advance: Advance
) -> None:
    """Five seconds after the last poll the user is asked no more."""
    token = await opened(wire)
    for _ in range(3):
        await advance(4)
        assert (await poll(wire, token)).status == 202
    await advance(4.9)
    assert issues(hass)
    assert notices(hass)
    await advance(0.2)
    assert not issues(hass)
    assert not notices(hass)
    assert (await poll(wire, token)).status == 404


async def test_no_request_lasts(
    hass: HomeAssistant, wire: Wire, advance: Advance
) -> None:
    """A client that polls for ever is let go after ten minutes."""
    token = await opened(wire)
    for _ in range(149):
        await advance(4)
        assert (await poll(wire, token)).status == 202
    await advance(4.1)
    assert not issues(hass)
    assert (await poll(wire, token)).status == 404


async def test_rates(wire: Wire, advance: Advance) -> None:
    """Three in a minute, five in ten, ten in an hour."""
    granted = []
    for minute in (0, 1, 2, 11, 12, 22, 23, 61):
        statuses = [(await ask(wire)).status for _ in range(4)]
        granted.append((minute, statuses.count(201)))
        assert set(statuses) <= {201, 429}
        await advance({2: 9, 12: 10, 23: 38}.get(minute, 1) * 60 + 1)
    assert granted == [
        *((0, 3), (1, 2), (2, 0)),
        *((11, 3), (12, 2), (22, 0), (23, 0)),
        (61, 3),
    ]


async def test_too_many(wire: Wire) -> None:
    """OctoPrint's own words; bad requests count, polls do not."""
    token = await opened(wire)
    for _ in range(2):
        assert (await send(wire, b"{}")).status == 400
    answer = await ask(wire)
    assert (answer.status, answer.json) == (429, {"error": TOO_MANY})
    for _ in range(20):
        assert (await poll(wire, token)).status == 202


@pytest.mark.parametrize("http_config", [PROXY], ids=["behind a proxy"])
async def test_five_wait_at_most(hass: HomeAssistant, wire: Wire) -> None:
    """Many clients can't bury the user; an answer makes room."""
    for number in range(5):
        await opened(wire, X_Forwarded_For=f"10.0.0.{number}")
    answer = await ask(wire, X_Forwarded_For="10.0.0.5")
    assert answer.status == 429
    assert answer.json == {"error": answer.reason}
    assert len(issues(hass)) == len(notices(hass)) == 5
    shown = {
        (issue.translation_placeholders or {})["address"] for issue in issues(hass)
    }
    assert shown == {f"10.0.0.{number}" for number in range(5)}
    data = issues(hass)[0].data
    assert data is not None
    request = hass.data[DESK].async_find(str(data["request_id"]))
    assert request is not None
    hass.data[DESK].async_refuse(request)
    await opened(wire, X_Forwarded_For="10.0.0.6")


def test_limiter_forgets() -> None:
    """Addresses without number take bounded memory; one that goes on is known."""
    limiter = RequestLimiter()
    for _ in range(3):
        assert limiter.admit("silent", 0)
        assert limiter.admit("busy", 0)
    for number in range(MAX_ADDRESSES - 1):
        assert not limiter.admit("busy", 0)
        assert limiter.admit(f"address {number}", 0)
    assert limiter.admit("silent", 0)
    assert not limiter.admit("busy", 0)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="empty"),
        pytest.param(b'{"app', 400, id="cut"),
        pytest.param(b"{}", 400, id="no app"),
        pytest.param(b"[]", 400, id="list"),
        pytest.param(b'"app"', 400, id="string"),
        pytest.param(b'{"app": 5}', 400, id="number"),
        pytest.param(b'{"app": null}', 400, id="null"),
        pytest.param(b'{"app": " \\u200b\\ud800 "}', 400, id="invisible"),
        pytest.param(b"\xff\xfe", 400, id="no text"),
        pytest.param(b"[" * 16000, 400, id="deep"),
        pytest.param(b'{"app": "' + b"x" * 17000 + b'"}', 413, id="long"),
    ],
)
async def test_bad_body(
    hass: HomeAssistant, wire: Wire, body: bytes, status: int
) -> None:
    """What is no request asks nobody."""
    answer = await send(wire, body)
    assert answer.status == status
    assert answer.json == {"error": answer.reason}
    assert not issues(hass)
    assert not notices(hass)


async def test_other_types_are_refused(hass: HomeAssistant, wire: Wire) -> None:
    """A page in a browser could send these without asking first."""
    answer = await ask(wire, Content_Type="text/plain")
    assert answer.status == 415
    assert not issues(hass)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("Cura", "Cura", id="as it is"),
        pytest.param("  My \r\n\tCura  ", "My Cura", id="one line"),
        pytest.param("a`](http://evil) `b", "a'](http://evil) 'b", id="code"),
        pytest.param("\u202egnp\u2066.exe", "gnp .exe", id="directions"),
        pytest.param("Cu\x00ra\x1b[31m", "Cu ra [31m", id="controls"),
        pytest.param("Druckerei Mu\u0308ller", "Druckerei M\xfcller", id="composed"),
        pytest.param("x" * 500, "x" * MAX_TEXT, id="long"),
        pytest.param("x" * (MAX_TEXT - 1) + " y", "x" * (MAX_TEXT - 1), id="edge"),
    ],
)
def test_plain_text(text: str, plain: str) -> None:
    """A stranger's text can neither hide, nor link, nor fill the screen."""
    assert plain_text(text) == plain


async def test_hostile_name(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """The name stays within its code span, and names the key all the same."""
    evil = "x` [fix](http://evil)<img src=x>\n# You"
    await opened(wire, evil)
    (notice,) = notices(hass)
    shown = "x' [fix](http://evil)<img src=x> # You"
    assert notice["message"].startswith(f"`{shown}` at `")
    assert notice["message"].count("`") == 4
    desk, request = waiting(hass)
    desk.async_allow(request)
    assert titles(hub) == [shown]


async def test_unload(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """All requests end with the entry, and it begins again without them."""
    allowed = await opened(wire, "First")
    desk, request = waiting(hass)
    desk.async_allow(request)
    token = await opened(wire, "Second")
    assert await hass.config_entries.async_unload(hub.entry.entry_id)
    assert not issues(hass)
    assert not notices(hass)
    assert titles(hub) == []
    assert (await wire.ask("GET", PROBE)).status == 404
    with pytest.raises(SlicerError):
        desk.async_open("Late", "127.0.0.1")
    assert await hass.config_entries.async_setup(hub.entry.entry_id)
    for old in (allowed, token):
        assert (await poll(wire, old)).status == 404
    assert (await poll(wire, await opened(wire))).status == 202
