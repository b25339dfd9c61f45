"""Which web pages may use the slicer side: https://fetch.spec.whatwg.org/ (CORS)."""

from collections.abc import Collection
from http import HTTPStatus

from aiohttp import hdrs, web

WANTS_PRIVATE_NETWORK = "Access-Control-Request-Private-Network"
ALLOW_PRIVATE_NETWORK = "Access-Control-Allow-Private-Network"
ALLOWED = {
    hdrs.ACCESS_CONTROL_ALLOW_METHODS: "DELETE, GET, HEAD, OPTIONS, POST",
    hdrs.ACCESS_CONTROL_ALLOW_HEADERS: (
        "Accept, Authorization, Content-Type, Origin, X-Api-Key, X-Requested-With"
    ),
}


def from_allowed_page(request: web.Request, origins: Collection[str]) -> bool:
    """Tell whether a request comes from a page of one of these origins."""
    return request.headers.get(hdrs.ORIGIN) in origins


def preflight_answer() -> web.Response:
    """Return the answer to an allowed preflight; `mark_answer` adds what it permits."""
    return web.Response(status=HTTPStatus.NO_CONTENT)


def mark_answer(
    request: web.Request, answer: web.StreamResponse, origins: Collection[str]
) -> None:
    """Let the page that asked read the answer if its origin is allowed."""
    if answer.prepared:
        return
    varies = answer.headers.get(hdrs.VARY)
    answer.headers[hdrs.VARY] = f"{varies}, Origin" if varies else "Origin"
    if not from_allowed_page(request, origins):
        return
    answer.headers.update(ALLOWED)
    answer.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = request.headers[hdrs.ORIGIN]
    if request.headers.get(WANTS_PRIVATE_NETWORK) == "true":
        answer.headers[ALLOW_PRIVATE_NETWORK] = "true"
