"""The page that browsers, and the browser views of slicers, get at our addresses."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from http import HTTPStatus

from aiohttp import web
from yarl import URL

from .call import Call
from .errors import SlicerError
from .route import READ_OR_HEAD, Route

HOME = "/config/integrations/integration/printmux"
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;"
    "padding:0 1rem;color-scheme:light dark}"
)
# The policy permits this style and nothing else, from anywhere.
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    f"{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
)
PAGE = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>PrintMux</title>
<style>{STYLE}</style>
</head>
<body>
<h1>PrintMux</h1>
<p>This is the address at which slicers reach PrintMux. Enter it in your slicer as that
of an OctoPrint or Moonraker printer, with a slicer key made by PrintMux.</p>
<p>What you upload waits in Home Assistant, where you choose the printer.</p>
<p><a href="%s">Open PrintMux in Home Assistant</a></p>
</body>
</html>
"""


async def async_page(call: Call) -> web.Response:
    """Answer a browser: what this is, and the way to Home Assistant; needs no key."""
    return web.Response(
        text=PAGE % escape(_home(call)),
        content_type="text/html",
        headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"},
    )


def _home(call: Call) -> str:
    """Return where Home Assistant is, seen from the browser."""
    http = call.hass.http
    if call.request.app is http.app:
        return HOME
    scheme = "https" if http.context else "http"
    try:
        host = call.request.url.host or ""
        return str(
            URL.build(scheme=scheme, host=host, port=http.server_port) / HOME[1:]
        )
    except ValueError as err:
        message = "The Host header is no address"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message) from err


def page_at(path: str) -> Route:
    """Return the row of the page."""
    return Route(READ_OR_HEAD, path, async_page, needs_key=False)
