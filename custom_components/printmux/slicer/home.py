"""Where Home Assistant listens, and where a client of ours finds it."""

from dataclasses import dataclass
from http import HTTPStatus

from yarl import URL

from homeassistant.components.http.server import DEFAULT_BIND
from homeassistant.core import HomeAssistant
from homeassistant.helpers.network import NoURLAvailableError, get_url

from .call import PREFIX, Call
from .errors import SlicerError

ANY_HOST = {"0.0.0.0", "::"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Where a web server listens, and whether it speaks TLS there."""

    hosts: tuple[str, ...]
    port: int
    tls: bool


def home_listener(hass: HomeAssistant) -> Listener:
    """Return where Home Assistant's own web server listens."""
    http = hass.http
    hosts = tuple(http.server_host or DEFAULT_BIND)
    return Listener(hosts=hosts, port=http.server_port, tls=http.context is not None)


def is_home(call: Call) -> bool:
    """Tell whether a client called Home Assistant's own port."""
    return call.request.app is call.hass.http.app


def home_url(call: Call) -> str:
    """Return Home Assistant's URL as the client can use it; raises SlicerError."""
    if is_home(call):
        return call.base.removesuffix(PREFIX)
    try:
        host = call.request.url.host or ""
        return str(_url_for(call.hass, host)).rstrip("/")
    except ValueError as err:
        message = "The Host header is no address"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message) from err


def _url_for(hass: HomeAssistant, host: str) -> URL:
    """Return Home Assistant's URL under a host name by which the own port was called.

    Raises ValueError if that is none.
    """
    home = home_listener(hass)
    scheme = "https" if home.tls else "http"
    direct = URL.build(scheme=scheme, host=host, port=home.port)
    for text in (hass.config.internal_url, hass.config.external_url):
        # A proxy may have the port that everybody uses.
        if text and URL(text).host == direct.host:
            return URL(text)
    if host in home.hosts or not ANY_HOST.isdisjoint(home.hosts):
        return direct
    try:
        # An internal address that nobody set is a guess, and would be a wrong one.
        guess = hass.config.internal_url is None
        return URL(get_url(hass, prefer_external=guess, allow_cloud=False))
    except NoURLAvailableError:
        return direct
