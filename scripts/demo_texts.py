"""What the demo shows: its dashboard, and how to reach it from a slicer."""

from pathlib import Path
import socket
from typing import Any

from tests.harness.ha import DEFAULT_PORT
from tests.testbed import Printer

HUB_SENSORS = (
    "sensor.printmux_jobs_awaiting_selection",
    "sensor.printmux_jobs_dispatching",
    "sensor.printmux_prints_today",
    "sensor.printmux_storage_used",
)
PRINTER_SENSORS = (
    "status",
    "progress",
    "current_file",
    "remaining_time",
    "finish_time",
    "nozzle_temperature",
    "bed_temperature",
)
CARD = {"type": "custom:printmux-card", "grid_options": {"columns": "full"}}

WELCOME = """
  Home Assistant   {url}   (here: http://localhost:{port})
  PrintMux         {url}/printmux
  Dashboard        {url}/{dashboard}
  Login            demo / {password}
  Slicer key       {key}

  Demo printers    {printers}

  OrcaSlicer       Printer > Wi-Fi icon:  Host Type "Octo/Klipper",
                   Hostname {url}, API Key as above
  PrusaSlicer      Physical Printer:      Host Type "OctoPrint" or "Klipper (via Moonraker)",
                   Hostname {url}, API Key as above
  SuperSlicer      Printer Settings:      Host Type "OctoPrint",
                   Hostname {url}, API Key as above
  Cura             Moonraker plugin:      Address {url}/ (with the slash), API-Key as above

  Without a slicer:
  curl -H "X-Api-Key: {key}" -F "file=@{sample}" {url}/api/files/local

  Then choose printers and press "Upload and print".
  Ctrl-C stops everything; scripts/run goes on, scripts/run --reset starts afresh.
"""


def find_host() -> str:
    """Return the address of this machine in its network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            # Sends nothing: it only asks which of our addresses would be used.
            sock.connect(("192.0.2.1", 9))
        except OSError:
            return "localhost"
        host: str = sock.getsockname()[0]
        return host


def format_welcome(
    dashboard: str, password: str, key: str, printers: list[Printer], sample: Path
) -> str:
    """Return what to do now."""
    host = find_host()
    return WELCOME.format(
        url=f"http://{host}:{DEFAULT_PORT}",
        host=host,
        port=DEFAULT_PORT,
        dashboard=dashboard,
        password=password,
        key=key,
        printers=", ".join(f"{p['kind']} {p['url']}" for p in printers),
        sample=sample,
    )


def slug(name: str) -> str:
    """Return the part of an entity id that a name becomes."""
    words = "".join(char if char.isalnum() else " " for char in name.lower())
    return "_".join(words.split())


def list_sensors(name: str) -> list[str]:
    """Return the entities of a printer to show."""
    return [f"sensor.{slug(name)}_{key}" for key in PRINTER_SENSORS]


def make_dashboard(states: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Return a dashboard of what there is of PrintMux."""
    sections = [
        {"type": "grid", "column_span": 2, "cards": [CARD]},
        make_section("Numbers", make_tiles(states, [*HUB_SENSORS])),
        *(make_section(name, make_tiles(states, list_sensors(name))) for name in names),
    ]
    view = {
        "title": "PrintMux",
        "path": "home",
        "type": "sections",
        "max_columns": 4,
        "sections": sections,
    }
    return {"title": "PrintMux demo", "views": [view]}


def make_section(title: str, cards: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a section with a heading."""
    heading = {"type": "heading", "heading": title}
    return {"type": "grid", "cards": [heading, *cards]}


def make_tiles(states: dict[str, Any], wanted: list[str]) -> list[dict[str, Any]]:
    """Return a card for each entity that exists."""
    # The name is without that of the device.
    return [
        {"type": "tile", "entity": entity_id, "name": {"type": "entity"}}
        for entity_id in wanted
        if entity_id in states
    ]
