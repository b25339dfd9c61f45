"""What a printer host tells the network about itself.

Moonraker's is described on its page configuration, section zeroconf; OctoPrint's
on its page "Discovery".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import re
from typing import Any, Final

from yarl import URL

from homeassistant.const import CONF_URL
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .printers.moonraker import MoonrakerDriver
from .printers.octoprint import OctoPrintDriver

HTTPS_PORT: Final = 443
_MOONRAKER_NAME: Final = re.compile(r"^.+ @ (?P<name>.+)$")
_OCTOPRINT_NAME: Final = re.compile(
    r'^OctoPrint instance (?:"(?P<title>.+)"|on (?P<name>.+))'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One host in the network; `hosts` are all names and addresses of it."""

    kind: str
    label: str
    name: str
    url: str
    identity: str | None
    hosts: frozenset[str]

    @property
    def unique_id(self) -> str:
        """Return the host's identity, or its address where it has none."""
        return self.identity or self.url

    def is_at(self, data: Mapping[str, Any]) -> bool:
        """Tell whether a printer's address is that of this host."""
        known, here = URL(data[CONF_URL]), URL(self.url)
        return (
            known.host in self.hosts
            and known.port == here.port
            and known.path.rstrip("/") == here.path.rstrip("/")
        )


def _moonraker_url(info: ZeroconfServiceInfo) -> tuple[str, int | None, str]:
    """Return scheme, port and path: https where Moonraker offers it."""
    prefix = info.properties.get("route_prefix") or ""
    secure = info.properties.get("https_port") or ""
    if secure.isdecimal() and int(secure):
        return "https", int(secure), prefix
    return "http", info.port, prefix


def _octoprint_url(info: ZeroconfServiceInfo) -> tuple[str, int | None, str]:
    """Return scheme, port and path; only the port tells of https."""
    scheme = "https" if info.port == HTTPS_PORT else "http"
    return scheme, info.port, info.properties.get("path") or ""


# By service: the driver, how its address is read, and how its name.
_SERVICES: Final[
    Mapping[
        str,
        tuple[
            type[MoonrakerDriver | OctoPrintDriver],
            Callable[[ZeroconfServiceInfo], tuple[str, int | None, str]],
            re.Pattern[str],
        ],
    ]
] = {
    "_moonraker._tcp.local.": (MoonrakerDriver, _moonraker_url, _MOONRAKER_NAME),
    "_octoprint._tcp.local.": (OctoPrintDriver, _octoprint_url, _OCTOPRINT_NAME),
}


def read_announcement(info: ZeroconfServiceInfo) -> Announcement | None:
    """Return what was announced, None if no address can be made of it."""
    driver, read_url, pattern = _SERVICES[info.type]
    scheme, port, path = read_url(info)
    try:
        url = URL.build(
            scheme=scheme, host=info.host, port=port, path=f"/{path.strip('/')}"
        )
    except ValueError:
        return None
    instance = info.name.removesuffix(f".{info.type}")
    found = pattern.match(instance)
    named = next(filter(None, found.groups()), None) if found else None
    hostname = info.hostname.rstrip(".").lower()
    return Announcement(
        kind=driver.kind,
        label=driver.label,
        name=named or instance,
        url=str(url).rstrip("/"),
        identity=(info.properties.get("uuid") or "").strip() or None,
        hosts=frozenset({hostname, *map(str, info.ip_addresses), info.host}),
    )
