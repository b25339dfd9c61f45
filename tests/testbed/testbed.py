"""Start real print servers on this machine and make them fail on demand."""

from pathlib import Path
import shutil
import tempfile
import time
from typing import Any, Self

from tests.harness.process import find_port

from .prusalink import PrusaLinkServer
from .servers import (
    MoonrakerServer,
    OctoPrintServer,
    Printer,
    Server,
    call,
    order_board,
)


class Testbed:
    """A number of print servers, all on loopback.

    Start it from a thread that lives on: the servers end when it does.
    """

    __test__ = False

    def __init__(
        self,
        moonraker: int = 1,
        octoprint: int = 1,
        auth: str = "trusted",
        folder: Path | str | None = None,
        base_port: int | None = None,
        *,
        klippy: bool = True,
        prusalink: int = 0,
        more: str = "",
        limit: float = 60,
        shared_tmp: bool = False,
    ) -> None:
        """Plan them: auth is `trusted` or `key`, a named folder is kept."""
        self.kept = folder is not None
        self.folder = Path(folder or tempfile.mkdtemp(prefix="testbed-")).resolve()
        self.count = (moonraker, octoprint, prusalink)
        self.trusted = auth == "trusted"
        self.klippy = klippy
        self.more = more
        self.limit = limit
        self.shared_tmp = shared_tmp
        self.next_port = base_port
        self.servers: list[Server] = []
        self.took = 0.0
        self.comms: Path | None = None

    def __enter__(self) -> Self:
        """Start."""
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *exc: object) -> None:
        """Stop."""
        self.stop()

    @property
    def printers(self) -> list[Printer]:
        """Return what a test needs to know about each printer."""
        return [server.describe() for server in self.servers]

    def start(self) -> Self:
        """Start all, then wait until all are ready."""
        began = time.monotonic()
        # The path of a Unix socket ends at 107 bytes, a named folder's may not.
        self.comms = Path(tempfile.mkdtemp(prefix="tb-"))
        moonrakers, octoprints, prusalinks = self.count
        for number in range(moonrakers):
            self._launch(self._make_moonraker(number, self.comms))
        for number in range(octoprints):
            name = f"octoprint-{number}"
            data = self.folder / name
            self._launch(OctoPrintServer(name, data, self._take_port(), self.limit))
        for number in range(prusalinks):
            self._launch(
                PrusaLinkServer(f"prusalink-{number}", self._take_port(), self.limit)
            )
        for server in self.servers:
            server.await_ready()
        self.took = time.monotonic() - began
        return self

    def stop(self) -> None:
        """End all that was started here, newest first."""
        for server in reversed(self.servers):
            server.close()
        self.servers.clear()
        if self.comms:
            shutil.rmtree(self.comms, ignore_errors=True)
        if not self.kept:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _launch(self, server: Server) -> None:
        """Start a server; it is stopped even if that fails half-way."""
        self.servers.append(server)
        server.launch()

    def _take_port(self) -> int:
        """Return the next port, or a free one."""
        if self.next_port is None:
            return find_port()
        self.next_port += 1
        return self.next_port - 1

    def _make_moonraker(self, number: int, comms: Path) -> MoonrakerServer:
        """Make a Moonraker with a host and a board."""
        return MoonrakerServer(
            f"moonraker-{number}",
            self.folder / f"moonraker-{number}",
            self._take_port(),
            self.limit,
            comms / str(number),
            trusted=self.trusted,
            klippy=self.klippy,
            more=self.more,
            shared_tmp=self.shared_tmp,
        )

    def stop_printer(self, index: int, part: str = "") -> None:
        """End a printer's server (or its `klippy`, `board` or `mk3`) in good order."""
        self.servers[index].stop(part)

    def kill_printer(self, index: int, part: str = "") -> None:
        """Kill a printer's server (or its `klippy`, `board` or `mk3`)."""
        self.servers[index].kill(part)

    def start_printer(self, index: int, part: str = "") -> None:
        """Start what was ended again, on the same port with the same data."""
        self.servers[index].start(part)

    def restart_printer(self, index: int, part: str = "") -> None:
        """End and start a printer's server."""
        self.stop_printer(index, part)
        self.start_printer(index, part)

    def order(self, index: int, *words: str | float) -> str:
        """Give an order to a Moonraker printer's board (see the package mcu)."""
        return order_board(self.printers[index]["board"], *words)

    def call(
        self, index: int, path: str, data: Any = None, method: str | None = None
    ) -> Any:
        """Do a request to a printer's server; return the JSON of the answer."""
        printer = self.printers[index]
        return call(printer["url"] + path, printer["api_key"], data, method)
