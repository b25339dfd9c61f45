"""Child processes that end with their parent."""

from collections.abc import Callable, Sequence
import contextlib
from http.client import HTTPException
from itertools import cycle
import os
from pathlib import Path
import random
import signal
import socket
import subprocess
import time

type Child = subprocess.Popen[bytes]

LOOPBACK = "127.0.0.1"
# Not of those that the system gives to connections; each worker has its own.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PORTS = cycle(random.sample(range(20_000 + WORKER, 32_000, 16), 750))


class ProcessError(RuntimeError):
    """A process did not do as it should."""


def spawn(
    command: Sequence[str | Path],
    log: Path,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Child:
    """Start a process in a session of its own that a kill -9 of ours ends too."""
    with log.open("ab") as out:
        return subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            start_new_session=True,
        )


def end(child: Child, patience: float = 10) -> None:
    """Ask a process to end, kill it when it does not."""
    with contextlib.suppress(ProcessLookupError):
        child.terminate()
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        kill(child)


def kill(child: Child) -> None:
    """Kill a process and what else is in its session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def wait_until(
    what: str,
    ready: Callable[[], object],
    child: Child | None = None,
    limit: float = 60,
) -> None:
    """Wait until something is true; an error of the network means not yet."""
    until = time.monotonic() + limit
    last: Exception | None = None
    while time.monotonic() < until:
        if child is not None and child.poll() is not None:
            raise ProcessError(f"{what}: ended with status {child.returncode}")
        try:
            if ready():
                return
        except (OSError, ValueError, KeyError, HTTPException) as err:
            last = err
        time.sleep(0.05)
    raise ProcessError(f"{what}: not ready in {limit:.0f} s ({last!r})")


def is_listening(port: int) -> bool:
    """Tell whether something on this machine listens on a port."""
    with socket.socket() as sock:
        return sock.connect_ex((LOOPBACK, port)) == 0


def find_port() -> int:
    """Return a free port that no other program is given before it is used."""
    while True:
        port = next(PORTS)
        with socket.socket() as sock, contextlib.suppress(OSError):
            sock.bind((LOOPBACK, port))
            return port
