"""A demo to try PrintMux with: real Home Assistant, real print servers."""

import argparse
import json
import os
import secrets
import shutil
import signal
import sys
import time
from typing import Any

from homeassistant.const import RESTART_EXIT_CODE
from scripts.demo_texts import format_welcome, list_sensors, make_dashboard
from tests.harness.client import HaError
from tests.harness.ha import DEFAULT_PORT, REPOSITORY, HaServer
from tests.harness.process import ProcessError, is_listening
from tests.testbed import Testbed
from tests.testbed.gen_gcode import Options, make

FOLDER = REPOSITORY / ".demo"
DASHBOARD = "printmux-demo"
# The printers keep their ports, so that a second start finds them again.
PRINTER_PORT = 17125
NAMES = {"moonraker": "Klipper demo", "octoprint": "OctoPrint demo"}
STATE_FILE = FOLDER / "demo.json"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BEGAN = time.monotonic()


def say(text: str) -> None:
    """Tell what is going on."""
    print(f"[{time.monotonic() - BEGAN:3.0f}s] {text}", flush=True)


class State:
    """What a second start has to know."""

    def __init__(self) -> None:
        """Read it, or begin with a new password."""
        self.data: dict[str, Any] = {"password": secrets.token_hex(4), "urls": []}
        if STATE_FILE.exists():
            self.data |= json.loads(STATE_FILE.read_text())

    def save(self, **data: Any) -> None:
        """Keep more, for the user's eyes only."""
        self.data |= data
        part = STATE_FILE.with_suffix(".part")
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(self.data, file, indent=1)
        part.replace(STATE_FILE)


def add_hub(ha: HaServer, state: State) -> str:
    """Add PrintMux unless it is there; return the id of its entry."""
    entries = ha.entries("printmux")
    if not entries:
        say("Adding PrintMux")
        result = ha.flow("printmux", {})
        if result["type"] != "create_entry":
            raise HaError(f"PrintMux was not added: {result.get('reason')}")
        state.save(api_key=result["description_placeholders"]["api_key"], urls=[])
        entries = ha.entries("printmux")
    entry_id: str = entries[0]["entry_id"]
    if not state.data.get("api_key"):
        say("Making a slicer key")
        result = ha.subflow(entry_id, "slicer_key", {"name": "Demo"})
        state.save(api_key=result["description_placeholders"]["api_key"])
    return entry_id


def add_printers(ha: HaServer, bed: Testbed, entry_id: str, state: State) -> None:
    """Add the demo printers that are not there yet."""
    for printer in bed.printers:
        url = printer["url"]
        if url in state.data["urls"]:
            continue
        say(f"Adding the {printer['kind']} printer at {url}")
        user_input = {"url": url, "api_key": printer["api_key"]}
        name = {"name": NAMES[printer["kind"]]}
        result = ha.subflow(entry_id, "printer", user_input, name)
        if result["type"] == "abort" and result["reason"] != "already_configured":
            raise HaError(f"{url} was not added: {result['reason']}")
        state.save(urls=[*state.data["urls"], url])


def add_dashboard(ha: HaServer, entry_id: str, state: State) -> None:
    """Make the dashboard, once: it is the user's from then on."""
    if state.data.get("dashboard"):
        return
    say("Making the dashboard")
    names = [
        subentry["title"]
        for subentry in ha.subentries(entry_id)
        if subentry["subentry_type"] == "printer"
    ]
    sensors = [entity_id for name in names for entity_id in list_sensors(name)]
    for entity_id in sensors:
        ha.wait_for_state(entity_id, lambda state: state is not None)
    config = make_dashboard(ha.states(), names)
    ha.dashboard(config, DASHBOARD, "PrintMux demo")
    state.save(dashboard=True)


def confirm_reset() -> bool:
    """Ask before everything is thrown away."""
    if not FOLDER.exists() or not sys.stdin.isatty():
        return True
    answer = input(f"Remove {FOLDER} with all its jobs and prints? [y/N] ")
    return answer.strip().lower() in ("y", "yes")


def run() -> None:
    """Start all, say how to use it, and run until told to stop."""
    FOLDER.mkdir(exist_ok=True)
    state = State()
    state.save()
    sample = FOLDER / "demo.gcode"
    if not sample.exists():
        make(sample, Options(seconds=60, heat=True, dwell=100))
    login = ("demo", state.data["password"])
    ha = HaServer(FOLDER / "ha", name="PrintMux demo", login=login, level="info")
    bed = Testbed(1, 1, "key", FOLDER / "printers", PRINTER_PORT)
    say("Starting two demo printers: Moonraker with Klipper, and OctoPrint")
    with bed:
        say("Starting Home Assistant")
        with ha:
            entry_id = add_hub(ha, state)
            add_printers(ha, bed, entry_id, state)
            add_dashboard(ha, entry_id, state)
            say("Ready")
            key, password = state.data["api_key"], state.data["password"]
            print(format_welcome(DASHBOARD, password, key, bed.printers, sample))
            sys.stdout.flush()
            wait_for_end(ha)


def wait_for_end(ha: HaServer) -> None:
    """Wait for a signal; start Home Assistant again when a user restarts it."""
    while ha.process:
        code = ha.process.poll()
        if code == RESTART_EXIT_CODE:
            say("Restarting Home Assistant")
            ha.start()
        elif code is not None:
            raise HaError(f"Home Assistant has ended; its log is {ha.log_file}")
        time.sleep(0.5)


def interrupt(number: int, frame: object) -> None:
    """Unwind on a signal, which stops all that was started."""
    # A second Ctrl-C must not leave something behind.
    for other in SIGNALS:
        signal.signal(other, lambda *_: None)
    say("Stopping")
    raise KeyboardInterrupt


def main() -> int:
    """Run the demo."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reset", action="store_true", help="start afresh")
    args = parser.parse_args()
    if is_listening(DEFAULT_PORT):
        print(
            f"error: port {DEFAULT_PORT} is taken; is a Home Assistant (or this demo)"
            " running already? Stop it first.",
            file=sys.stderr,
        )
        return 1
    for number in SIGNALS:
        signal.signal(number, interrupt)
    try:
        if args.reset:
            if not confirm_reset():
                return 1
            shutil.rmtree(FOLDER, ignore_errors=True)
        run()
    except KeyboardInterrupt:
        say("Stopped; scripts/run goes on from here")
    except (HaError, ProcessError) as err:
        print(f"error: {err}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
