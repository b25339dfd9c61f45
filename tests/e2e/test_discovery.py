"""Printers that tell the network of themselves, on loopback, found by a real house."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
import json
import os
from pathlib import Path
import socket
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
import pytest
from pytest_socket import enable_socket
import yaml
from zeroconf import ServiceInfo, Zeroconf

from custom_components.printmux.printers.octoprint_keys import APP
from tests.harness.browser import browse
from tests.harness.client import FLOWS
from tests.harness.ha import HaServer
from tests.harness.mdns import relayed_announcements
from tests.harness.process import LOOPBACK, find_port, wait_until
from tests.testbed.servers import call
from tests.testbed.testbed import Testbed

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

MOONRAKER, OCTOPRINT = 0, 1
FIXES = "/api/repairs/issues/fix"
SIZES = {"wide": (1280, 900), "phone": (400, 850)}


class Network:
    """Home Assistant and two printers that are not in it yet."""

    def __init__(self, ha: HaServer, bed: Testbed) -> None:
        """Take both."""
        self.ha = ha
        self.bed = bed

    def discovered(self, name: str) -> dict[str, Any] | None:
        """Return the flow of a discovered printer."""
        flows = self.ha.ws({"type": "config_entries/flow/progress"})
        for flow in flows:
            titles = flow["context"].get("title_placeholders", {})
            if flow["handler"] == "printmux" and titles.get("name") == name:
                found: dict[str, Any] = flow
                return found
        return None

    def find(self, name: str) -> str:
        """Return the id of the flow of a printer, once it is discovered."""
        wait_until(name, lambda: self.discovered(name))
        flow = self.discovered(name)
        assert flow is not None
        flow_id: str = flow["flow_id"]
        return flow_id

    def step(self, path: str, flow_id: str, **values: Any) -> dict[str, Any]:
        """Send a step of a flow."""
        result: dict[str, Any] = self.ha.request("POST", f"{path}/{flow_id}", values)
        return result

    def printers(self) -> dict[str, dict[str, Any]]:
        """Return what Home Assistant has stored of the printers."""
        file = self.ha.config / ".storage/core.config_entries"
        entries = json.loads(file.read_text())["data"]["entries"]
        return {
            subentry["title"]: subentry
            for entry in entries
            if entry["domain"] == "printmux"
            for subentry in entry["subentries"]
            if subentry["subentry_type"] == "printer"
        }

    def pending(self) -> list[str]:
        """Return the tokens of the requests for a key of OctoPrint."""
        answer = self.bed.call(OCTOPRINT, "/api/plugin/appkeys")
        return list(answer["pending"])

    def decide(self, *, grant: bool = True) -> None:
        """Answer the request for a key, as OctoPrint's own page does."""
        wait_until("a request", self.pending)
        (token,) = self.pending()
        self.bed.call(
            OCTOPRINT, f"/plugin/appkeys/decision/{token}", {"decision": grant}
        )

    def await_key(self, path: str, flow_id: str) -> dict[str, Any]:
        """Return the step that follows the wait for a key."""
        result: dict[str, Any] = {}

        def over() -> bool:
            result.update(self.ha.request("GET", f"{path}/{flow_id}"))
            return bool(result["type"] != "progress")

        wait_until("the key", over)
        return result

    def issue(self) -> dict[str, Any] | None:
        """Return the repair issue of a key."""
        issues = self.ha.ws({"type": "repairs/list_issues"})["issues"]
        return next((i for i in issues if i["domain"] == "printmux"), None)


def announce_octoprint(bed: Testbed) -> None:
    """Let OctoPrint's own plugin announce it, on loopback only."""
    server = bed.servers[OCTOPRINT]
    server.stop()
    path = server.data / "config.yaml"
    config = yaml.safe_load(path.read_text())
    config["plugins"]["_disabled"].remove("discovery")
    config["plugins"]["discovery"] = {"addresses": [LOOPBACK]}
    config["appearance"] = {"name": "Prusa in the cellar"}
    path.write_text(yaml.safe_dump(config))
    server.start()


@contextmanager
def announced_moonraker(bed: Testbed) -> Iterator[None]:
    """Announce Moonraker as it does itself: its own goes to every network there is."""
    printer = bed.printers[MOONRAKER]
    uuid = (Path(printer["data"]) / ".moonraker.uuid").read_text().strip()
    kind = "_moonraker._tcp.local."
    zeroconf = Zeroconf(interfaces=[LOOPBACK])
    try:
        zeroconf.register_service(
            ServiceInfo(
                kind,
                f"Moonraker-{uuid[:8]} @ voron.{kind}",
                addresses=[socket.inet_aton(LOOPBACK)],
                port=urlsplit(printer["url"]).port,
                properties={
                    "uuid": uuid,
                    "https_port": "",
                    "version": "v0.11.0",
                    "route_prefix": "",
                },
                server="voron.local.",
            )
        )
        yield
    finally:
        zeroconf.close()


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """Return a house that hears of printers, but speaks to no network itself."""
    enable_socket()
    folder = tmp_path_factory.mktemp("network")
    storage = folder / "ha/.storage"
    storage.mkdir(parents=True)
    adapters = {"version": 1, "key": "core.network", "data": {}}
    adapters["data"] = {"configured_adapters": ["lo"]}
    (storage / "core.network").write_text(json.dumps(adapters))
    with (
        relayed_announcements(),
        Testbed(moonraker=1, octoprint=1, auth="trusted") as bed,
        HaServer(folder / "ha", port=find_port(), extra_yaml="zeroconf:\n") as ha,
    ):
        yield Network(ha, bed)
        faults = ha.find_faults()
        assert not faults, "\n".join(faults)


@pytest.fixture
def shoot(network: Network, tmp_path: Path) -> Callable[..., None]:
    """Return what photographs a flow: wide and narrow, light and dark."""
    folder = Path(os.environ.get("PRINTMUX_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)

    def shoot(name: str, path: str, work: Callable[[Page], None]) -> None:
        if "PRINTMUX_PICTURES" not in os.environ:
            return

        def pictures(page: Page) -> None:
            work(page)
            for dark in (False, True):
                page.emulate_media(color_scheme="dark" if dark else "light")
                for size, (width, height) in SIZES.items():
                    page.set_viewport_size({"width": width, "height": height})
                    page.wait_for_timeout(1000)
                    theme = "dark" if dark else "light"
                    page.screenshot(path=folder / f"{name}-{size}-{theme}.png")

        browse(network.ha.url, path, pictures, token=network.ha.token)

    return shoot


DASHBOARD = "/config/integrations/dashboard"


def open_card(page: Page, title: str) -> None:
    """Open the flow of a discovered printer."""
    card = page.locator("ha-config-flow-card").filter(has_text=title)
    card.get_by_role("button", name="Add").click()
    page.locator("dialog-data-entry-flow").wait_for(state="attached")


def test_one_confirmation_adds_the_first_printer(
    network: Network, shoot: Callable[..., None]
) -> None:
    """The card appears by itself; one confirmation makes hub, key and printer."""
    with announced_moonraker(network.bed):
        name = socket.gethostname()
        network.find(name)
        shoot("discovered", DASHBOARD, lambda page: page.wait_for_timeout(1500))
        shoot("confirm", DASHBOARD, lambda page: open_card(page, name))

        def add(page: Page) -> None:
            open_card(page, name)
            dialog = page.locator("dialog-data-entry-flow")
            expect(dialog).to_contain_text(network.bed.printers[MOONRAKER]["url"])
            dialog.get_by_role("button", name="Submit").click()
            expect(dialog).to_contain_text("Your slicers now see one printer")
            expect(dialog).to_contain_text("OrcaSlicer")

        browse(network.ha.url, DASHBOARD, add, token=network.ha.token)
        network.ha.wait_for_state(
            f"sensor.{name.lower().replace('-', '_')}_status",
            lambda state: state == "idle",
        )
        assert network.discovered(name) is None
    entries = network.ha.entries("printmux")
    assert [entry["title"] for entry in entries] == ["PrintMux"]
    # The rest is quiet: this house's own advertisement would go to no printer.
    network.ha.options(entries[0]["entry_id"], {"advertise": False})


def test_octoprint_grants_a_key(network: Network, shoot: Callable[..., None]) -> None:
    """OctoPrint announces itself, and its user lets PrintMux have a key there."""
    announce_octoprint(network.bed)
    path, name = f"{FLOWS}/flow", "Prusa in the cellar"
    flow_id = network.find(name)
    result = network.step(path, flow_id)
    assert result["type"] == "menu"
    assert result["menu_options"] == ["app_keys", "api_key"]
    shoot("key", DASHBOARD, lambda page: open_card(page, name))
    result = network.step(path, flow_id, next_step_id="app_keys")
    assert result["type"] == "progress"
    dialog = result["description_placeholders"]["dialog"]
    assert dialog.startswith(network.bed.printers[OCTOPRINT]["url"])
    shoot("progress", DASHBOARD, lambda page: open_card(page, name))
    network.decide(grant=False)
    result = network.await_key(path, flow_id)
    assert result["step_id"] == "app_keys_failed"
    shoot("refused", DASHBOARD, lambda page: open_card(page, name))
    network.step(path, flow_id, next_step_id="app_keys")
    network.decide()
    result = network.await_key(path, flow_id)
    assert result["reason"] == "printer_added"
    wait_until("the file", lambda: name in network.printers())
    printer = network.printers()[name]
    (key,) = network.bed.call(OCTOPRINT, "/api/plugin/appkeys")["keys"]
    assert key["app_id"] == APP
    settings = network.bed.call(OCTOPRINT, "/api/settings")
    uuid = settings["plugins"]["discovery"]["upnpUuid"]
    assert printer["unique_id"] == printer["data"]["host_id"] == uuid
    network.ha.wait_for_state(
        "sensor.prusa_in_the_cellar_status", lambda state: state == "idle"
    )


def test_revoked_key_is_granted_anew(
    network: Network, shoot: Callable[..., None]
) -> None:
    """A key that was taken back in OctoPrint becomes an issue whose fix asks there."""
    revoke = {"command": "revoke", "app": APP}
    network.bed.call(OCTOPRINT, "/api/plugin/appkeys", revoke)
    wait_until("the issue", network.issue, limit=90)
    issue = network.issue()
    assert issue is not None
    assert issue["translation_key"] == "printer_key_refused"
    body = {"handler": "printmux", "issue_id": issue["issue_id"]}
    flow = network.ha.request("POST", FIXES, body)
    assert flow["menu_options"] == ["app_keys", "api_key"]

    def open_issue(page: Page) -> None:
        page.get_by_text("refuses PrintMux's API key").first.click()
        page.get_by_text("Let OctoPrint make a key").wait_for()

    shoot("repair", "/config/repairs", open_issue)
    result = network.step(FIXES, flow["flow_id"], next_step_id="app_keys")
    assert result["type"] == "progress"
    network.decide()
    assert network.await_key(FIXES, flow["flow_id"])["type"] == "create_entry"
    wait_until("the end of the issue", lambda: network.issue() is None)
    network.ha.wait_for_state(
        "sensor.prusa_in_the_cellar_status", lambda state: state == "idle"
    )


def test_moved_host_is_followed(network: Network) -> None:
    """A Moonraker that comes back at another port stays the same printer."""
    name = socket.gethostname()
    server = network.bed.servers[MOONRAKER]
    before = network.printers()[name]
    assert before["data"]["url"] == server.url
    server.stop()
    port = find_port()
    config = server.data / "config/moonraker.conf"
    text = config.read_text().replace(f"port: {server.port}", f"port: {port}")
    config.write_text(text)
    server.port, server.url = port, f"http://{LOOPBACK}:{port}"
    server.start()
    with announced_moonraker(network.bed):
        wait_until(
            "the new address",
            lambda: network.printers()[name]["data"]["url"] == server.url,
        )
        network.ha.wait_for_state(
            f"sensor.{name.lower().replace('-', '_')}_status",
            lambda state: state == "idle",
        )
    after = network.printers()[name]
    assert after == {**before, "data": {**before["data"], "url": server.url}}
    assert call(f"{server.url}/server/info")["result"]["klippy_state"] == "ready"


def test_form_of_a_printer(network: Network, shoot: Callable[..., None]) -> None:
    """A printer is switched off in its form, and on again."""
    (entry,) = network.ha.entries("printmux")
    name = socket.gethostname()
    subentry_id = next(
        subentry["subentry_id"]
        for subentry in network.ha.subentries(entry["entry_id"])
        if subentry["title"] == name
    )
    status = f"sensor.{name.lower().replace('-', '_')}_status"
    url = network.bed.printers[MOONRAKER]["url"]

    def open_form(page: Page) -> None:
        page.get_by_text(name, exact=True).first.wait_for()
        row = page.locator("ha-config-sub-entry-row").filter(has_text=name)
        row.locator("ha-icon-button[slot=end]").first.click()
        page.locator("dialog-data-entry-flow").wait_for(state="attached")
        page.wait_for_timeout(1000)

    page_of_hub = "/config/integrations/integration/printmux"
    shoot("reconfigure", page_of_hub, open_form)
    for enabled, state in ((False, "unavailable"), (True, "idle")):
        network.ha.subflow(
            entry["entry_id"],
            "printer",
            {"url": url, "name": name, "tags": [], "enabled": enabled},
            subentry_id=subentry_id,
        )
        network.ha.wait_for_state(status, state.__eq__)
        if not enabled:
            shoot("disabled", page_of_hub, open_form)
