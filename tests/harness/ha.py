"""A real Home Assistant in a process of its own."""

import contextlib
import json
import os
from pathlib import Path
import re
import shutil
import sys
import time
from typing import Self

from .browser import take_screenshot
from .client import HaClient, HaError
from .process import Child, ProcessError, end, is_listening, kill, spawn, wait_until

REPOSITORY = Path(__file__).parents[2]
COMPONENT = REPOSITORY / "custom_components/printmux"
DEFAULT_PORT = 8123
TOKEN_FILE = "harness.json"

# default_config would look for Bluetooth, USB, the cloud and the like.
CONFIGURATION = """\
homeassistant:
  name: {name}
  country: NL
  time_zone: Europe/Amsterdam
  unit_system: metric
  currency: EUR
  latitude: 52.37
  longitude: 4.89
  elevation: 2
frontend:
config:
history:
logbook:
recorder:
  commit_interval: 1
media_source:
my:
sun:
logger:
  default: warning
  logs:
    homeassistant.setup: info
    homeassistant.bootstrap: info
    custom_components.printmux: {level}
"""
HTTP = """\
http:
  server_host: 127.0.0.1
  server_port: {port}
"""
# All but the owner: the other steps set up what needs the internet.
ONBOARDED = ("analytics", "core_config", "integration")
# A repository may lie in a folder of that name: its path alone says nothing.
ABOUT_PRINTMUX = r"""custom_components[./]printmux|[ '"]printmux[ '":.]"""
RECORD = re.compile(r"^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", re.MULTILINE)
FAULT = re.compile(r"^\S+ \S+ (ERROR|CRITICAL) |^Traceback ", re.MULTILINE)


class HaServer(HaClient):
    """Starts, drives, kills and restarts a Home Assistant.

    Without a port it is as a user's: port 8123, all addresses, no `http:` in
    its YAML. With one it listens on loopback only.
    """

    def __init__(
        self,
        config: Path,
        *,
        port: int | None = None,
        component: Path | None = COMPONENT,
        extra_yaml: str = "",
        name: str = "Test Home",
        login: tuple[str, str] = ("test", "test-password-1"),
        level: str = "debug",
    ) -> None:
        """Take the configuration directory, which is kept."""
        super().__init__(f"http://127.0.0.1:{port or DEFAULT_PORT}", *login)
        self.config = config.resolve()
        self.port = port or DEFAULT_PORT
        self.is_default = port is None
        self.component = component
        self.extra_yaml = extra_yaml
        self.name = name
        self.level = level
        self.process: Child | None = None

    def __enter__(self) -> Self:
        """Start."""
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        """Stop."""
        self.stop()

    @property
    def log_file(self) -> Path:
        """Return where all starts of this Home Assistant are logged."""
        return self.config / "stdout.log"

    @property
    def onboarding(self) -> Path:
        """Return where Home Assistant keeps which steps are done."""
        return self.config / ".storage/onboarding"

    @property
    def pid(self) -> int:
        """Return the process id."""
        if self.process is None:
            raise HaError("Home Assistant is not running")
        return self.process.pid

    def write_config(self) -> None:
        """Lay the configuration directory down, the component as a link."""
        custom = self.config / "custom_components"
        custom.mkdir(parents=True, exist_ok=True)
        (self.config / "www").mkdir(exist_ok=True)
        if self.component:
            link = custom / self.component.name
            link.unlink(missing_ok=True)
            link.symlink_to(self.component.resolve())
        text = CONFIGURATION.format(name=self.name, level=self.level)
        if not self.is_default:
            text += HTTP.format(port=self.port)
        (self.config / "configuration.yaml").write_text(text + self.extra_yaml)
        if not self.onboarding.exists():
            self.onboarding.parent.mkdir(exist_ok=True)
            data = {"version": 4, "key": "onboarding", "data": {"done": ONBOARDED}}
            self.onboarding.write_text(json.dumps(data))

    def start(self, limit: float = 180) -> None:
        """Start, wait until it runs, onboard it if it is new."""
        if is_listening(self.port):
            raise HaError(f"port {self.port} is taken")
        self.write_config()
        hass = Path(sys.prefix) / "bin/hass"
        options = ["--config", str(self.config), "--skip-pip", "--log-no-color"]
        # Another custom_components on the path would hide the one linked in; and a
        # start that may not keep what it compiles takes twice as long.
        env = {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": ""}
        self.process = spawn([hass, *options], self.log_file, env, self.config)
        try:
            wait_until("Home Assistant", self._answers, self.process, limit)
            self._authenticate()
            wait_until("Home Assistant", self._runs, self.process, limit)
        except ProcessError as err:
            raise HaError(f"{err}\n{self.read_log()[-3000:]}") from err
        if not self.is_default:
            self._keep_port()

    def _answers(self) -> bool:
        """Tell whether it serves requests."""
        with contextlib.suppress(HaError):
            self.request("GET", "/api/onboarding", auth=False)
            return True
        # Once it is onboarded that page is gone, but there is an answer.
        return is_listening(self.port)

    def _runs(self) -> bool:
        """Tell whether all is set up."""
        with contextlib.suppress(HaError):
            return bool(self.request("GET", "/api/config")["state"] == "RUNNING")
        return False

    def _authenticate(self) -> None:
        """Use the token kept, or make the owner, or log in."""
        file = self.config / TOKEN_FILE
        if file.exists():
            self.token = json.loads(file.read_text())["token"]
            return
        if "user" in json.loads(self.onboarding.read_text())["data"]["done"]:
            self.login()
        else:
            self.onboard(self.username.capitalize())
        file.touch(mode=0o600)
        file.write_text(json.dumps({"token": self.token}))

    def _keep_port(self) -> None:
        """Confirm the port, or HA takes it back after five minutes and restarts."""
        try:
            self.ws({"type": "http/config/promote"})
        except HaError as err:
            if "pending" not in str(err).lower():
                raise

    def stop(self, patience: float = 30) -> None:
        """Stop it in good order and wait for that."""
        if self.process:
            end(self.process, patience)
            self.process = None

    def kill9(self) -> None:
        """Kill it, as a power cut would."""
        if self.process:
            kill(self.process)
            self.process = None

    def restart(self) -> None:
        """Stop and start; entries, users and states stay."""
        self.stop()
        self.start()

    def erase(self) -> None:
        """Remove the configuration directory."""
        self.stop()
        shutil.rmtree(self.config, ignore_errors=True)

    def read_log(self) -> str:
        """Return the log of all starts."""
        with contextlib.suppress(FileNotFoundError):
            return self.log_file.read_text(errors="replace")
        return ""

    def mark_log(self) -> int:
        """Return a mark for find_faults to begin at."""
        return len(self.read_log())

    def find_faults(self, about: str = ABOUT_PRINTMUX, since: int = 0) -> list[str]:
        """Return the log records with an error or traceback that match something."""
        records = RECORD.split(self.read_log()[since:])
        return [
            text for text in records if re.search(about, text) and FAULT.search(text)
        ]

    def screenshot(
        self,
        path: str,
        out: Path,
        *,
        size: tuple[int, int] = (1280, 900),
        dark: bool = False,
        wait: str = "",
        rest: float = 1.5,
        anonymous: bool = False,
    ) -> list[str]:
        """Photograph a page as the owner; return the browser's errors.

        `wait` is a CSS selector to wait for; it sees through shadow roots.
        """
        return take_screenshot(
            self.url,
            path,
            out,
            token="" if anonymous else self.token,
            size=size,
            dark=dark,
            wait=wait,
            rest=rest,
        )

    def memory(self) -> int:
        """Return the resident memory of the process in bytes."""
        text = Path(f"/proc/{self.pid}/statm").read_text(encoding="utf-8")
        return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def wait_for_log(self, text: str, since: int = 0, limit: float = 30) -> None:
        """Wait until the log says something."""
        until = time.monotonic() + limit
        while text not in self.read_log()[since:]:
            if time.monotonic() > until:
                raise HaError(f"the log does not say {text!r}")
            time.sleep(0.1)
