"""Part 4.8: what browsers see, what the network is told, and what the prefix is."""

import asyncio
from collections.abc import AsyncGenerator
from html.parser import HTMLParser
import re
import socket
from typing import Self
from unittest.mock import MagicMock, patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from zeroconf import Zeroconf
from zeroconf._dns import DNSAddress, DNSQuestion, DNSService, DNSText
from zeroconf._protocol.incoming import DNSIncoming
from zeroconf._protocol.outgoing import DNSOutgoing
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf
from zeroconf.const import _CLASS_IN, _FLAGS_QR_QUERY, _TYPE_PTR

from custom_components.printmux.slicer.advertise import SERVICE, advertised_uuid
from custom_components.printmux.slicer.call import PREFIX
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from tests.conftest import SLICER_KEY
from tests.slicer.conftest import Hub
from tests.slicer.wire import closing, file_part, prusa_form, text_part

from .conftest import Base

LAN = "192.0.2.7"
ADVERTISE = "custom_components.printmux.slicer.advertise"
LOADING = {"src", "href", "srcset", "data", "action", "poster", "background"}


# Before any test has run: Home Assistant replaces it.
INIT = Zeroconf.__init__


class Loopback(Zeroconf):
    """One that is not Home Assistant's, whatever that has made of the class."""

    def __new__(cls) -> Self:
        """Make one."""
        return object.__new__(cls)

    def __init__(self) -> None:
        """Speak and listen on this machine only."""
        INIT(self, interfaces=["127.0.0.1"])


async def close(network: AsyncZeroconf) -> None:
    """Close it once all is said that was to be said three times."""
    announcing = [
        task
        for task in asyncio.all_tasks()
        if "_async_broadcast_service" in repr(task.get_coro())
    ]
    await asyncio.gather(*announcing)
    await network.async_close()


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, html: bytes) -> None:
        """Read a page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


async def test_page_at_the_address_explains_and_links_to_home_assistant(
    hass: HomeAssistant, own: Base
) -> None:
    """118: For Orca's Device tab, Prusa's Physical Printer tab and Cura's button."""
    for way in ("/", PREFIX, f"{PREFIX}/"):
        for key in (None, "wrong", own.key):
            answer = await own.ask("GET", way, X_Api_Key=key)
            assert answer.status == 200
            assert answer.headers["content-type"].startswith("text/html")
            page = Page(answer.body)
            links = [found["href"] for tag, found in page.elements if tag == "a"]
            assert links == [f"http://127.0.0.1:{hass.http.server_port}{PREFIX}"]
            assert "slicer" in page.text
            bare = await own.ask("HEAD", way, X_Api_Key=key)
            assert (bare.status, bare.body) == (200, b"")


async def test_page_is_the_same_with_a_key_and_loads_nothing(own: Base) -> None:
    """119: Slicers reload it with a key put into `fetch`, which it never calls."""
    usual = await own.ask("GET", "/", X_Api_Key=None)
    again = await own.ask("GET", "/", X_Api_Key=own.key)
    assert again.body == usual.body
    page = Page(usual.body)
    assert {tag for tag, _ in page.elements}.isdisjoint(
        {"script", "link", "iframe", "img", "object", "embed", "form", "base"}
    )
    loading = [
        (tag, name) for tag, found in page.elements for name in found if name in LOADING
    ]
    assert loading == [("a", "href")]
    assert not re.search(rb"url\(|@import|http-equiv", usual.body)
    policy = usual.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


async def test_page_may_be_framed(own: Base) -> None:
    """120: Slicers show it in a view of their own."""
    answer = await own.ask("GET", "/", X_Api_Key=None)
    assert "x-frame-options" not in answer.headers
    assert "frame-ancestors" not in answer.headers["content-security-policy"]


async def test_page_tells_neither_keys_nor_jobs(own: Base, hub: Hub) -> None:
    """120: Whoever comes sees the same."""
    assert (await own.upload(prusa_form("secret-part.gcode"))).status == 201
    assert hub.job.name == "secret-part.gcode"
    for key in (None, own.key):
        page = (await own.ask("GET", "/", X_Api_Key=key)).body
        for secret in (own.key, own.key[:8], "secret-part", hub.job.id):
            assert secret.encode() not in page


class TestBrowsing:
    """The network's own protocol, spoken on the loopback interface."""

    @pytest.fixture
    def expected_lingering_timers(self) -> bool:
        """Bear with what a closed network had still to say: nobody is told."""
        return True

    @pytest.fixture
    async def network(
        self, hass: HomeAssistant, mock_async_zeroconf: MagicMock, socket_enabled: None
    ) -> AsyncGenerator[AsyncZeroconf]:
        """Return a real way to tell the network, which is this machine only."""
        assert await async_setup_component(hass, "network", {})
        zeroconf = AsyncZeroconf(zc=Loopback())
        addresses = "homeassistant.components.network.async_get_announce_addresses"
        with (
            patch(addresses, return_value=[LAN]),
            patch(f"{ADVERTISE}.zeroconf.async_get_async_instance") as get_instance,
            # One that no other run on this machine has.
            patch("socket.gethostname", return_value=f"test{SLICER_KEY[:1]}{id(self)}"),
        ):
            get_instance.return_value = zeroconf
            yield zeroconf
        await close(zeroconf)

    @pytest.fixture
    async def browser(
        self, network: AsyncZeroconf
    ) -> AsyncGenerator[tuple[AsyncZeroconf, asyncio.Queue[tuple[str, str]]]]:
        """Return somebody else who browses, and what that one sees come and go."""
        seen: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        other = AsyncZeroconf(zc=Loopback())

        def note(name: str, state_change: object, **_: object) -> None:
            """Note a change."""
            if f"{id(self)}" in name:
                seen.put_nowait((getattr(state_change, "name", ""), name))

        browsing = AsyncServiceBrowser(other.zeroconf, SERVICE, handlers=[note])
        yield other, seen
        await browsing.async_cancel()
        await close(other)

    async def test_browsing_finds_it_until_it_is_unloaded(
        self,
        hass: HomeAssistant,
        entry: MockConfigEntry,
        browser: tuple[AsyncZeroconf, asyncio.Queue[tuple[str, str]]],
    ) -> None:
        """121, 122: What PrusaSlicer and Cura read of it, and then its goodbye."""
        other, seen = browser
        assert await hass.config_entries.async_setup(entry.entry_id)
        change, name = await asyncio.wait_for(seen.get(), 10)
        assert change == "Added"
        assert name.startswith('OctoPrint instance "PrintMux" on ')
        info = AsyncServiceInfo(SERVICE, name)
        assert await info.async_request(other.zeroconf, 5000)
        assert info.port == hass.http.server_port
        assert info.parsed_addresses() == [LAN]
        assert info.decoded_properties == {
            "path": "/printmux",
            "version": "1.11.8",
            "api": "0.1",
            "uuid": advertised_uuid(entry),
        }
        assert await hass.config_entries.async_unload(entry.entry_id)
        assert await asyncio.wait_for(seen.get(), 10) == ("Removed", name)

    async def test_one_answer_has_all_records_and_no_empty_text(
        self,
        hass: HomeAssistant,
        entry: MockConfigEntry,
        browser: tuple[AsyncZeroconf, asyncio.Queue[tuple[str, str]]],
    ) -> None:
        """121: PrusaSlicer puts nothing together, and stops at an empty string."""
        assert await hass.config_entries.async_setup(entry.entry_id)
        _, name = await asyncio.wait_for(browser[1].get(), 10)
        answer = await self._ask_once(name)
        assert answer.num_questions <= 1
        found = answer.answers()
        (text,) = (one for one in found if isinstance(one, DNSText))
        rest, strings = text.text, []
        while rest:
            strings.append(rest[1 : rest[0] + 1])
            rest = rest[rest[0] + 1 :]
        assert all(strings)
        assert {string.split(b"=")[0] for string in strings} == {
            *(b"path", b"version", b"api", b"uuid")
        }
        (service,) = (one for one in found if isinstance(one, DNSService))
        addresses = [one for one in found if isinstance(one, DNSAddress)]
        assert [socket.inet_ntoa(one.address) for one in addresses] == [LAN]
        assert addresses[0].name == service.server

    async def _ask_once(self, name: str) -> DNSIncoming:
        """Ask as a client that is no responder itself; return the answer to that."""
        # A number, so that it is no copy of what the browser has just asked.
        query = DNSOutgoing(_FLAGS_QR_QUERY, multicast=False, id_=4711)
        query.add_question(DNSQuestion(SERVICE, _TYPE_PTR, _CLASS_IN))
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.setblocking(False)
            asking.bind(("127.0.0.1", 0))
            lo = socket.inet_aton("127.0.0.1")
            asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, lo)
            (packet,) = query.packets()
            await loop.sock_sendto(asking, packet, ("224.0.0.251", 5353))
            async with asyncio.timeout(60):
                while True:
                    answer = DNSIncoming(await loop.sock_recv(asking, 9000))
                    if any(name in str(one) for one in answer.answers()):
                        return answer

    async def test_name_that_is_taken_gets_a_number(
        self,
        hass: HomeAssistant,
        entry: MockConfigEntry,
        browser: tuple[AsyncZeroconf, asyncio.Queue[tuple[str, str]]],
    ) -> None:
        """122: A real OctoPrint in the network keeps its name."""
        other, seen = browser
        host = socket.gethostname()
        taken = f'OctoPrint instance "PrintMux" on {host}'
        real = AsyncServiceInfo(
            SERVICE,
            f"{taken}.{SERVICE}",
            port=5000,
            server="octopi.local.",
            parsed_addresses=["192.0.2.9"],
        )
        await (await other.async_register_service(real))
        assert await asyncio.wait_for(seen.get(), 10) == ("Added", real.name)
        assert await hass.config_entries.async_setup(entry.entry_id)
        ours = ("Added", f"{taken}-2.{SERVICE}")
        assert await asyncio.wait_for(seen.get(), 10) == ours


@pytest.mark.parametrize("place", ["prefix"])
async def test_prefix_works_for_every_client_that_keeps_it(
    base: Base, hub: Hub
) -> None:
    """123: PrusaSlicer, OrcaSlicer, both Curas; kiri:moto lower-cases it."""
    typed = base.url.upper()
    assert typed.lower() == base.url
    for path in ("/api/version", "/server/info", "/printer/info", "/api/settings"):
        for slash in ("", "/"):
            assert (await base.ask("GET", slash + path)).status == 200
    file = file_part("x.gcode")
    forms = {
        "/api/files/local": prusa_form(),
        "//api/files/local": file + text_part("select", "true") + closing(),
        "/server/files/upload": text_part("root", "gcodes") + file + closing(),
        "//server/files/upload": file + text_part("root", "gcodes") + closing(),
    }
    for path, form in forms.items():
        answer = await base.upload(form, path)
        assert answer.status == 201
        location = answer.headers["location"]
        assert location.startswith(f"{base.url}/")
        # Cura cuts at the first `api/` and puts the rest behind its own.
        if "api" in path:
            end = location.split("api/", 1)[1]
            assert (await base.ask("GET", f"/api/{end}")).status == 200
    assert len(hub.jobs.jobs) == len(forms)


def test_prefix_is_lower_case_and_has_no_api_in_it() -> None:
    """124: design.md fixes the prefix, so there is none for the config flow to refuse."""
    assert PREFIX == PREFIX.lower() == "/printmux"
    assert "api/" not in f"{PREFIX}/"
