"""The processes of a printer behind PrusaLink: the server and a simulated MK3S."""

from pathlib import Path
import secrets
import shutil
import sys
import tempfile
from typing import override

from tests.harness.process import spawn, wait_until

from .configs import PRUSALINK_INI, make_prusalink_settings
from .servers import CACHE, REPOSITORY, VENVS, Printer, Server, call

PYTHON = VENVS / "prusalink/bin/python"
USER, PASSWORD = "testbed", "Testbed.1"


def is_installed() -> bool:
    """Tell whether `scripts/setup --testbed` could install PrusaLink here."""
    return PYTHON.with_name("prusalink").exists()


class PrusaLinkServer(Server):
    """PrusaLink 0.8.1, as on a Raspberry Pi, and a simulated board behind it."""

    main = "prusalink"

    def __init__(self, name: str, port: int, limit: float) -> None:
        """Write the configuration, with a new key."""
        # PrusaLink refuses to keep files in a temporary folder of the system.
        CACHE.mkdir(parents=True, exist_ok=True)
        data = Path(tempfile.mkdtemp(prefix="prusalink-", dir=CACHE))
        super().__init__(name, data, port, limit)
        self.key = secrets.token_hex(10)
        (data / "prusalink.ini").write_text(PRUSALINK_INI.format(data=data, port=port))
        (data / "prusa_printer_settings.ini").write_text(
            make_prusalink_settings(USER, PASSWORD, self.key)
        )

    @override
    def launch(self) -> None:
        """Start the board and PrusaLink."""
        self.check_port()
        self.launch_part("mk3")
        self.launch_part("prusalink")

    @override
    def launch_part(self, part: str) -> None:
        """Start one of the two."""
        link = self.data / "mk3"
        if part == "mk3":
            command: list[str | Path] = [sys.executable, "-m", "tests.testbed.mk3"]
            command += [link]
        else:
            quiet = Path(__file__).with_name("prusalink_quiet.py")
            command = [PYTHON, quiet, "-f", "-i", "-c", self.data / "prusalink.ini"]
            # It minds a file of the last start that was killed.
            (self.data / "prusalink.pid").unlink(missing_ok=True)
        child = spawn(command, self.data / f"{part}.out", None, REPOSITORY)
        self.children[part] = child
        if part == "mk3":
            wait_until(f"{self.name}: board", link.exists, child, self.limit)

    @override
    def await_ready(self) -> None:
        """Wait until PrusaLink knows its printer."""
        self.wait("the printer", lambda: self.read_state() == "IDLE")

    def read_state(self) -> str:
        """Return how the printer is."""
        state: str = call(f"{self.url}/api/v1/status", self.key)["printer"]["state"]
        return state

    @override
    def close(self) -> None:
        """End both and remove the folder."""
        super().close()
        shutil.rmtree(self.data, ignore_errors=True)

    @override
    def describe(self) -> Printer:
        """Return what a test needs to know."""
        return {
            "kind": "prusalink",
            "name": self.name,
            "url": self.url,
            "port": self.port,
            "api_key": self.key,
            "user": USER,
            "password": PASSWORD,
            "key_needed": True,
            "data": str(self.data),
            "pids": {part: child.pid for part, child in self.children.items()},
        }
