"""The page that browsers, and the browser views of slicers, get at the own port.

Under the prefix at Home Assistant's own port they get the panel.
"""

from base64 import b64encode
from hashlib import sha256
from html import escape

from aiohttp import web

from .call import PREFIX, Call
from .home import home_url
from .route import READ_OR_HEAD, Route

STYLE = (
    # On the root: else only the link turns light in the dark, on white.
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;"
    "padding:0 1rem}"
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
        text=PAGE % escape(f"{home_url(call)}{PREFIX}"),
        content_type="text/html",
        headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"},
    )


def page_at(path: str) -> Route:
    """Return the row of the page."""
    return Route(READ_OR_HEAD, path, async_page, needs_key=False)
