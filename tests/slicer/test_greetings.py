"""A slicer's test is seen, with its name and its key; its other requests are not."""

from datetime import timedelta
from ipaddress import ip_network

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.printmux.jobs.settings import Settings

from .conftest import Hub
from .wire import Wire, prusa_form

ORCA = "OrcaSlicer/2.4.2"
CURA = "Ultimaker Cura/5.9.0 OctoPrintPlugin/3.7.3"


def seen(hub: Hub) -> tuple[str | None, str | None, bool] | None:
    """Return slicer, key and success of the last test."""
    last = hub.jobs.intake.contacts.last
    return None if last is None else (last.slicer, last.key_id, last.accepted)


@pytest.mark.parametrize(
    ("agent", "slicer"),
    [
        (ORCA, "OrcaSlicer"),
        ("PrusaSlicer/2.9.4", "PrusaSlicer"),
        ("SuperSlicer/2.5.59.13", "SuperSlicer"),
        (CURA, "Cura"),
        ("Cura Plugin Moonraker", "Cura"),
        ("curl/8.17.0", None),
        (None, None),
    ],
)
@pytest.mark.parametrize(
    "path", ["/api/version", "/printmux/server/info", "/api/settings", "//printer/info"]
)
async def test_names(
    wire: Wire, hub: Hub, path: str, agent: str | None, slicer: str | None
) -> None:
    """Slicers are told by what they call themselves; others have no name."""
    await wire.ask("GET", path, User_Agent=agent)
    (key_id, *_) = hub.entry.subentries
    assert seen(hub) == (slicer, key_id, True)


async def test_page(wire: Wire, hub: Hub) -> None:
    """A page is told by where it comes from; its preflight is no test."""
    page = "https://grid.space"
    await wire.ask(
        *("OPTIONS", "/api/version"),
        X_Api_Key=None,
        Origin=page,
        Access_Control_Request_Method="GET",
    )
    assert seen(hub) is None
    await wire.ask("GET", "/api/version", Origin=page, User_Agent="Mozilla/5.0")
    (key_id, *_) = hub.entry.subentries
    assert seen(hub) == ("kiri:moto", key_id, True)


@pytest.mark.parametrize("path", ["/api/version", "/server/info", "/api/settings"])
async def test_refused(wire: Wire, hub: Hub, path: str) -> None:
    """A slicer with a wrong key is seen too, a stranger is not."""
    await wire.ask("GET", path, X_Api_Key="wrong", User_Agent="scanner/1")
    assert seen(hub) is None
    await wire.ask("GET", path, X_Api_Key="wrong", User_Agent=ORCA)
    assert seen(hub) == ("OrcaSlicer", None, False)


async def test_work(wire: Wire, hub: Hub) -> None:
    """What clients ask while they work is no test."""
    for path in ("/api/job", "/api/printer", "/server/files/list"):
        await wire.ask("GET", path, User_Agent=CURA)
    await wire.upload(prusa_form(), User_Agent=ORCA)
    assert seen(hub) is None


async def test_told(wire: Wire, hub: Hub, freezer: FrozenDateTimeFactory) -> None:
    """Whoever looks is told of each test once, and of the same one again in a while."""
    told: list[object] = []
    contacts = hub.jobs.intake.contacts
    stop = contacts.async_subscribe(lambda: told.append((seen(hub) or (None,))[0]))

    async def ask(agent: str, *, after: float) -> None:
        freezer.tick(timedelta(seconds=after))
        await wire.ask("GET", "/api/version", User_Agent=agent)

    await ask(ORCA, after=0)
    await ask(ORCA, after=2)
    await ask(ORCA, after=7)
    assert told == ["OrcaSlicer"]
    await ask(CURA, after=0)
    await ask(ORCA, after=0)
    await ask(ORCA, after=11)
    assert told == ["OrcaSlicer", "Cura", "OrcaSlicer", "OrcaSlicer"]
    stop()
    await ask(CURA, after=1)
    assert len(told) == 4


class TestKeyless:
    """The client is in a trusted network."""

    @pytest.fixture
    def settings(self) -> Settings:
        """Trust this machine."""
        return Settings(keyless_networks=(ip_network("127.0.0.0/8"),))

    async def test_without_key(self, wire: Wire, hub: Hub) -> None:
        """A test without a key is seen as such."""
        await wire.ask("GET", "/api/version", X_Api_Key=None, User_Agent=ORCA)
        assert seen(hub) == ("OrcaSlicer", None, True)
