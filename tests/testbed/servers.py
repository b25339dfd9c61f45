"""The processes of one printer: its server and, for Moonraker, what is behind it."""

from collections.abc import Callable
import contextlib
from http import HTTPStatus
import json
import os
from pathlib import Path
import secrets
import socket
import sqlite3
import subprocess
import sys
from typing import Any, NotRequired, TypedDict
import urllib.request

from tests.harness.process import (
    LOOPBACK,
    Child,
    ProcessError,
    end,
    is_listening,
    kill,
    spawn,
    wait_until,
)

from .configs import MOONRAKER_CONF, PRINTER_CFG, make_octoprint_config

REPOSITORY = Path(__file__).parents[2]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
VENVS = CACHE / "printmux/testbed"
DIRECTORIES = ("config", "database", "gcodes", "logs", "tmp")


class Printer(TypedDict):
    """What a test needs to know about a printer."""

    kind: str
    name: str
    url: str
    port: int
    api_key: str
    key_needed: bool
    data: str
    pids: dict[str, int]
    board: NotRequired[str]
    user: NotRequired[str]
    password: NotRequired[str]


def call(
    url: str,
    key: str = "",
    data: Any = None,
    method: str | None = None,
    limit: float = 10,
) -> Any:
    """Do a request with the printer's key; return the JSON of the answer."""
    headers = {"X-Api-Key": key} if key else {}
    body = None
    if data is not None:
        body = json.dumps(data).encode()
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, data=body, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=limit) as answer:
        if answer.status == HTTPStatus.NO_CONTENT:
            return None
        return json.loads(answer.read() or b"null")


def order_board(board: str, *words: str | float) -> str:
    """Give one order to a simulated board (see the package mcu)."""
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(5)
        sock.connect(board)
        sock.sendall(" ".join(map(str, words)).encode() + b"\n")
        return sock.makefile().read().strip()


class Server:
    """A printer's processes; `main` names the one that slicers talk to."""

    main = ""

    def __init__(self, name: str, data: Path, port: int, limit: float) -> None:
        """Take the folder it lives in."""
        self.name = name
        self.data = data
        self.port = port
        self.limit = limit
        self.url = f"http://{LOOPBACK}:{port}"
        self.children: dict[str, Child] = {}
        self.key = ""

    def launch(self) -> None:
        """Start the processes, without waiting until they serve."""
        raise NotImplementedError

    def launch_part(self, part: str) -> None:
        """Start one of the processes."""
        raise NotImplementedError

    def await_ready(self) -> None:
        """Wait until the printer is ready to print."""
        raise NotImplementedError

    def describe(self) -> Printer:
        """Return what a test needs to know."""
        raise NotImplementedError

    def check_port(self) -> None:
        """Refuse a port that something else serves already."""
        if is_listening(self.port):
            raise ProcessError(f"{self.name}: port {self.port} is taken")

    def wait(self, what: str, ready: Callable[[], object]) -> None:
        """Wait for something that the server has to do."""
        wait_until(f"{self.name}: {what}", ready, self.children[self.main], self.limit)

    def stop(self, part: str = "") -> None:
        """End one process, the server unless named."""
        end(self.children[part or self.main])

    def kill(self, part: str = "") -> None:
        """Kill one process, the server unless named, as a power cut would."""
        kill(self.children[part or self.main])

    def start(self, part: str = "") -> None:
        """Start one process again, the server unless named."""
        self.launch_part(part or self.main)
        self.await_ready()

    def close(self) -> None:
        """End all the processes, the newest first."""
        children = list(reversed(self.children.values()))
        for child in children:
            if child.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    child.terminate()
        for child in children:
            end(child)


class MoonrakerServer(Server):
    """Moonraker, a Kalico host behind it, and a simulated board behind that."""

    main = "moonraker"

    def __init__(
        self,
        name: str,
        data: Path,
        port: int,
        limit: float,
        comms: Path,
        *,
        trusted: bool,
        klippy: bool,
        more: str,
        shared_tmp: bool,
    ) -> None:
        """Write the configuration; comms is for sockets, so its path is short."""
        super().__init__(name, data, port, limit)
        self.comms = comms
        self.trusted = trusted
        self.klippy = klippy
        # Moonraker 0.11 names an upload's temporary file after the second it
        # came in: servers that share a temporary folder mix up their uploads.
        self.env = {} if shared_tmp else {"TMPDIR": str(data / "tmp")}
        for directory in DIRECTORIES:
            (data / directory).mkdir(parents=True, exist_ok=True)
        comms.mkdir(parents=True, exist_ok=True)
        (data / "config/printer.cfg").write_text(
            PRINTER_CFG.format(comms=comms, data=data)
        )
        clients = f"trusted_clients:\n    {LOOPBACK}" if trusted else ""
        (data / "config/moonraker.conf").write_text(
            MOONRAKER_CONF.format(
                port=port, comms=comms, authorization=clients, more=more
            )
        )

    def launch(self) -> None:
        """Start the board, the host and Moonraker."""
        self.check_port()
        if self.klippy:
            self.launch_part("board")
            self.launch_part("klippy")
        self.launch_part("moonraker")

    def launch_part(self, part: str) -> None:
        """Start one of the three."""
        logs, comms = self.data / "logs", self.comms
        match part:
            case "board":
                command: list[str | Path] = [sys.executable, "-m", "tests.testbed.mcu"]
                command += [comms / "board", comms / "board.sock"]
            case "klippy":
                command = [VENVS / "kalico/bin/kalico", "-I", comms / "klippy.tty"]
                command += ["-a", comms / "klippy.sock", "-l", logs / "klippy.log"]
                command += [self.data / "config/printer.cfg"]
            case _:
                command = [VENVS / "moonraker/bin/moonraker", "-d", self.data]
        child = spawn(command, logs / f"{part}.out", self.env, REPOSITORY)
        self.children[part] = child
        if part == "board":
            socket_path = comms / "board.sock"
            wait_until(f"{self.name}: board", socket_path.exists, child, self.limit)

    def await_ready(self) -> None:
        """Wait for the port, for the key, and for the host."""
        self.wait("the port", lambda: is_listening(self.port))
        self.wait("the key", self.read_key)
        state = "ready" if self.klippy else "disconnected"
        self.wait("the host", lambda: self.read_state() == state)

    def read_state(self) -> str:
        """Return how the host is."""
        state: str = call(f"{self.url}/server/info", self.key)["result"]["klippy_state"]
        return state

    def read_key(self) -> bool:
        """Look up the key that Moonraker made on its first start."""
        path = self.data / "database/moonraker-sql.db"
        if not path.exists():
            return False
        address = f"file:{path}?mode=ro"
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(address, uri=True)) as database,
        ):
            for (key,) in database.execute(
                "SELECT password FROM authorized_users"
                " WHERE username = '_API_KEY_USER_'"
            ):
                self.key = key
        return bool(self.key)

    def describe(self) -> Printer:
        """Return what a test needs to know."""
        return {
            "kind": "moonraker",
            "name": self.name,
            "url": self.url,
            "port": self.port,
            "api_key": self.key,
            "key_needed": not self.trusted,
            "data": str(self.data),
            "board": str(self.comms / "board.sock"),
            "pids": {part: child.pid for part, child in self.children.items()},
        }


class OctoPrintServer(Server):
    """OctoPrint with the virtual printer that it brings along."""

    main = "octoprint"

    def __init__(self, name: str, data: Path, port: int, limit: float) -> None:
        """Write the configuration and make the user and its key."""
        super().__init__(name, data, port, limit)
        self.tool = VENVS / "octoprint/bin/octoprint"
        data.mkdir(parents=True, exist_ok=True)
        config = make_octoprint_config(port)
        (data / "config.yaml").write_text(json.dumps(config, indent=1))
        users = data / "users.yaml"
        if not users.exists():
            command: list[str | Path] = [self.tool, "--basedir", data, "user", "add"]
            command += ["testbed", "--password", "testbed", "--admin"]
            subprocess.run(command, check=True, capture_output=True)
        text = users.read_text()
        key = secrets.token_hex(16).upper()
        if "apikey: null" in text:
            text = text.replace("apikey: null", f"apikey: {key}", 1)
            users.write_text(text)
        self.key = text.split("apikey:", 1)[1].split()[0]

    def launch(self) -> None:
        """Start OctoPrint."""
        self.check_port()
        self.launch_part(self.main)

    def launch_part(self, part: str) -> None:
        """Start its only process."""
        command: list[str | Path] = [
            self.tool,
            "--basedir",
            self.data,
            "serve",
            "--iknowwhatimdoing",
        ]
        command += ["--host", LOOPBACK, "--port", str(self.port)]
        self.children[part] = spawn(command, self.data / "octoprint.out")

    def await_ready(self) -> None:
        """Wait until it has connected to the virtual printer."""
        self.wait("the printer", lambda: self.read_state() == "Operational")

    def read_state(self) -> str:
        """Return how the printer is."""
        answer = call(f"{self.url}/api/connection", self.key)
        state: str = answer["current"]["state"]
        return state

    def describe(self) -> Printer:
        """Return what a test needs to know."""
        return {
            "kind": "octoprint",
            "name": self.name,
            "url": self.url,
            "port": self.port,
            "api_key": self.key,
            "user": "testbed",
            "password": "testbed",
            "key_needed": True,
            "data": str(self.data),
            "pids": {part: child.pid for part, child in self.children.items()},
        }
