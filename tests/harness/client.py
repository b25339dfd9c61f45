"""A client of Home Assistant's own API: login, requests, websocket, flows."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
import json
import time
from typing import Any
import urllib.error
import urllib.parse
import urllib.request

from aiohttp import ClientSession, ClientWebSocketResponse

FLOWS = "/api/config/config_entries"
FINAL = ("create_entry", "abort")


class HaError(RuntimeError):
    """Home Assistant did not do as it should."""


class HaClient:
    """Talks to a Home Assistant as its owner; for use from a plain thread."""

    def __init__(self, url: str, username: str, password: str) -> None:
        """Take the address and the login."""
        self.url = url
        self.username = username
        self.password = password
        self.token = ""

    @property
    def client_id(self) -> str:
        """Return the id that the frontend would log in with."""
        return f"{self.url}/"

    def request(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        form: dict[str, str] | None = None,
        auth: bool = True,
    ) -> Any:
        """Do a request; return the parsed JSON, or the text."""
        headers = {"Authorization": f"Bearer {self.token}"} if auth else {}
        data = None
        if form is not None:
            data = urllib.parse.urlencode(form).encode()
        elif body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(
            self.url + path, data=data, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                raw = response.read()
        except urllib.error.HTTPError as err:
            text = err.read()[:500].decode(errors="replace")
            raise HaError(f"{method} {path}: {err.code} {text}") from err
        try:
            return json.loads(raw) if raw else None
        except ValueError:
            return raw.decode(errors="replace")

    def onboard(self, name: str) -> None:
        """Create the owner and log in."""
        user = {
            "name": name,
            "username": self.username,
            "password": self.password,
            "client_id": self.client_id,
            "language": "en",
        }
        answer = self.request("POST", "/api/onboarding/users", user, auth=False)
        self._take_code(answer["auth_code"])
        self._keep_login()

    def login(self) -> None:
        """Log in with name and password."""
        start = {
            "client_id": self.client_id,
            "handler": ["homeassistant", None],
            "redirect_uri": self.client_id,
        }
        flow = self.request("POST", "/auth/login_flow", start, auth=False)
        login = {
            "client_id": self.client_id,
            "username": self.username,
            "password": self.password,
        }
        path = f"/auth/login_flow/{flow['flow_id']}"
        self._take_code(self.request("POST", path, login, auth=False)["result"])
        self._keep_login()

    def _take_code(self, code: str) -> None:
        """Turn a login code into a token."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.client_id,
        }
        tokens = self.request("POST", "/auth/token", form=form, auth=False)
        self.token = tokens["access_token"]

    def _keep_login(self) -> None:
        """Turn the token of a login into one that lasts longer than any test."""
        self.token = self.ws(
            {
                "type": "auth/long_lived_access_token",
                "client_name": f"harness {time.time_ns()}",
                "lifespan": 3650,
            }
        )

    def add_user(self, username: str, group: str = "system-users") -> HaClient:
        """Make a user of a group; return a client that is logged in as that user."""
        create = {"type": "config/auth/create", "name": username.capitalize()}
        user = self.ws({**create, "group_ids": [group]})["user"]
        login = {"username": username, "password": f"{username}-password-1"}
        kind = "config/auth_provider/homeassistant/create"
        self.ws({"type": kind, "user_id": user["id"], **login})
        client = HaClient(self.url, **login)
        client.login()
        return client

    def ws(self, *commands: dict[str, Any]) -> Any:
        """Run websocket commands; return the result of the last one."""
        # A thread of its own, because the caller's may have a running loop.
        with ThreadPoolExecutor(1) as executor:
            return executor.submit(asyncio.run, self._run_ws(commands)).result()

    @asynccontextmanager
    async def connect(
        self, *, compress: int = 0
    ) -> AsyncGenerator[ClientWebSocketResponse]:
        """Open a websocket and log in; browsers have it compressed with 15."""
        async with (
            ClientSession() as session,
            session.ws_connect(
                f"{self.url}/api/websocket", max_msg_size=0, compress=compress
            ) as ws,
        ):
            await ws.receive_json()
            await ws.send_json({"type": "auth", "access_token": self.token})
            if (answer := await ws.receive_json())["type"] != "auth_ok":
                raise HaError(f"websocket: {answer}")
            yield ws

    async def _run_ws(self, commands: tuple[dict[str, Any], ...]) -> Any:
        """Run websocket commands one after the other."""
        result: Any = None
        async with self.connect() as ws:
            for number, command in enumerate(commands, 1):
                await ws.send_json({**command, "id": number})
                async with asyncio.timeout(120):
                    answer = await ws.receive_json()
                    while answer.get("id") != number or answer["type"] != "result":
                        answer = await ws.receive_json()
                if not answer["success"]:
                    raise HaError(f"{command['type']}: {json.dumps(answer['error'])}")
                result = answer["result"]
        return result

    def ws_at_once(self, *commands: dict[str, Any]) -> list[dict[str, Any]]:
        """Send websocket commands without a wait between; return their answers."""
        with ThreadPoolExecutor(1) as executor:
            return executor.submit(asyncio.run, self._run_at_once(commands)).result()

    async def _run_at_once(
        self, commands: tuple[dict[str, Any], ...]
    ) -> list[dict[str, Any]]:
        """Collect the answers, errors too, in the order of the commands."""
        answers: dict[int, dict[str, Any]] = {}
        async with asyncio.timeout(120), self.connect() as ws:
            for number, command in enumerate(commands, 1):
                await ws.send_json({**command, "id": number})
            while len(answers) < len(commands):
                answer = await ws.receive_json()
                if answer["type"] == "result":
                    answers[answer["id"]] = answer
        return [answers[number] for number in sorted(answers)]

    def listen(
        self,
        command: dict[str, Any],
        enough: Callable[[list[Any]], bool],
        limit: float = 30,
    ) -> list[Any]:
        """Subscribe, and return the events as soon as there are enough of them."""
        with ThreadPoolExecutor(1) as executor:
            task = self._run_listen(command, enough, limit)
            return executor.submit(asyncio.run, task).result()

    async def _run_listen(
        self, command: dict[str, Any], enough: Callable[[list[Any]], bool], limit: float
    ) -> list[Any]:
        """Collect the events of a subscription."""
        events: list[Any] = []
        async with asyncio.timeout(limit), self.connect() as ws:
            await ws.send_json({**command, "id": 1})
            while not enough(events):
                answer = await ws.receive_json()
                if answer["type"] == "event":
                    events.append(answer["event"])
                elif not answer["success"]:
                    raise HaError(f"{command['type']}: {json.dumps(answer['error'])}")
        return events

    def _run_flow(
        self, path: str, start: dict[str, Any], steps: tuple[dict[str, Any], ...]
    ) -> dict[str, Any]:
        """Walk a flow; after the steps given, forms are sent with their defaults."""
        result: dict[str, Any] = self.request("POST", path, start)
        todo = list(steps)
        while result["type"] not in FINAL:
            step: dict[str, Any] = {}
            if result["type"] in ("form", "menu"):
                if result.get("errors"):
                    raise HaError(f"{result['step_id']}: {result['errors']}")
                step = todo.pop(0) if todo else {}
            else:
                time.sleep(0.3)
            result = self.request("POST", f"{path}/{result['flow_id']}", step)
        if any(todo):
            raise HaError(f"the flow ended early: {json.dumps(result)[:800]}")
        return result

    def flow(self, domain: str, *steps: dict[str, Any]) -> dict[str, Any]:
        """Add a config entry; return the flow's result."""
        return self._run_flow(f"{FLOWS}/flow", {"handler": domain}, steps)

    def reconfigure(
        self, domain: str, entry_id: str, *steps: dict[str, Any]
    ) -> dict[str, Any]:
        """Reconfigure a config entry."""
        start = {"handler": domain, "entry_id": entry_id}
        return self._run_flow(f"{FLOWS}/flow", start, steps)

    def options(self, entry_id: str, *steps: dict[str, Any]) -> dict[str, Any]:
        """Run an options flow."""
        return self._run_flow(f"{FLOWS}/options/flow", {"handler": entry_id}, steps)

    def subflow(
        self,
        entry_id: str,
        kind: str,
        *steps: dict[str, Any],
        subentry_id: str | None = None,
    ) -> dict[str, Any]:
        """Add a subentry, or change the one with that id."""
        start: dict[str, Any] = {"handler": [entry_id, kind]}
        if subentry_id:
            start["subentry_id"] = subentry_id
        return self._run_flow(f"{FLOWS}/subentries/flow", start, steps)

    def entries(self, domain: str) -> list[dict[str, Any]]:
        """Return the config entries of a domain."""
        result: list[dict[str, Any]] = self.ws(
            {"type": "config_entries/get", "domain": domain}
        )
        return result

    def subentries(self, entry_id: str) -> list[dict[str, Any]]:
        """Return the subentries of a config entry."""
        result: list[dict[str, Any]] = self.ws(
            {"type": "config_entries/subentries/list", "entry_id": entry_id}
        )
        return result

    def action(
        self, name: str, data: dict[str, Any] | None = None, *, response: bool = False
    ) -> Any:
        """Perform an action; with response, return what it answers."""
        path = f"/api/services/{name.replace('.', '/', 1)}"
        if not response:
            return self.request("POST", path, data or {})
        answer = self.request("POST", f"{path}?return_response", data or {})
        return answer["service_response"]

    def states(self, prefix: str = "") -> dict[str, dict[str, Any]]:
        """Return the states whose entity id begins so."""
        states = self.request("GET", "/api/states")
        return {
            state["entity_id"]: state
            for state in states
            if state["entity_id"].startswith(prefix)
        }

    def state(self, entity_id: str) -> str | None:
        """Return the state of an entity, None if there is none."""
        found = self.states(entity_id).get(entity_id)
        return found["state"] if found else None

    def wait_for_state(
        self,
        entity_id: str,
        wanted: str | Callable[[str | None], bool],
        limit: float = 30,
    ) -> str | None:
        """Wait until an entity has a state; return it."""
        until = time.monotonic() + limit
        state = self.state(entity_id)
        while not (wanted(state) if callable(wanted) else state == wanted):
            if time.monotonic() > until:
                raise HaError(f"{entity_id} is {state!r} after {limit:.0f} s")
            time.sleep(0.2)
            state = self.state(entity_id)
        return state

    def dashboard(
        self, config: dict[str, Any], url_path: str, title: str, icon: str = ""
    ) -> None:
        """Save a dashboard of that address."""
        known = self.ws({"type": "lovelace/dashboards/list"})
        if not any(item["url_path"] == url_path for item in known):
            create = {"type": "lovelace/dashboards/create", "url_path": url_path}
            extra = {"title": title, "icon": icon or "mdi:printer-3d"}
            self.ws({**create, **extra, "mode": "storage"})
        save = {"type": "lovelace/config/save", "url_path": url_path}
        self.ws({**save, "config": config})
