"""What web pages make a browser send, and what they may read of the answer."""

from .wire import Answer, Wire

PAGE = "https://grid.space"
OTHER = "https://evil.example"


def assert_readable(answer: Answer) -> None:
    """Check that a page of the allowed origin may read this."""
    assert answer.headers["access-control-allow-origin"] == PAGE
    assert answer.headers["vary"] == "Origin"


def assert_unreadable(answer: Answer) -> None:
    """Check that no page may read this, and that caches know."""
    cors = [name for name in answer.headers if name.startswith("access-control-")]
    assert cors == []
    assert answer.headers["vary"] == "Origin"


async def preflight(wire: Wire, path: str, **headers: str | None) -> Answer:
    """Ask what a browser asks before it sends the key of a page."""
    given: dict[str, str | None] = {
        "X_Api_Key": None,
        "Origin": PAGE,
        "Access_Control_Request_Method": "POST",
        "Access_Control_Request_Headers": "content-type,x-api-key",
    }
    return await wire.ask("OPTIONS", path, None, **(given | headers))
