"""JSON-RPC messages: calls of every method, batches, and what is no call at all."""

from typing import Any

from hypothesis import strategies as st

from custom_components.printmux.slicer.jsonrpc import METHODS

from .conftest import strict_json
from .faults import damaged
from .values import RAW, VALUES, Raw, arguments, encode

SOCKET_METHODS = (
    *("server.connection.identify", "server.websocket.id", "printer.objects.subscribe"),
)
NAMES = (*sorted(METHODS), *SOCKET_METHODS)
TOKENS = (
    *(b"{", b"}", b"[", b"]", b'"', b":", b",", b"null", b"1e999", b"\\u0000"),
    *(b"-1", b"[" * 3000, b'{"id":', b"\xed\xa0\x80", b"true", b'"method":"x"'),
    *(b"NaN", b"\xef\xbb\xbf", b"\xff\xfe", b"9" * 5000, b'"params":', b"\\ud800"),
)
IDS = st.sampled_from((1, "a", None, 0, -1.5, 2**64, 10**400)) | VALUES


@st.composite
def calls(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a call that may lack or garble anything."""
    call: dict[str, Any] = {
        "jsonrpc": draw(st.sampled_from(("2.0", "2.0", "2.0", "2.0", "1.0", 2.0))),
        "method": draw(st.sampled_from(NAMES) | st.sampled_from(NAMES) | VALUES),
        "params": draw(arguments() | arguments() | VALUES),
        "id": draw(IDS),
    }
    for lost in draw(st.lists(st.sampled_from(sorted(call)), max_size=1)):
        del call[lost]
    return call


def well_formed(params: dict[str, Any]) -> str:
    """Return a batch that calls every method with these parameters."""
    batch = [
        {"jsonrpc": "2.0", "method": name, "params": params, "id": number}
        for number, name in enumerate(NAMES)
    ]
    return encode(batch)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw one message: a call, up to 101 of them, or any JSON."""
    single = calls()
    batch = st.lists(single, max_size=3)
    many = st.builds(lambda call, times: [call] * times, single, st.integers(90, 101))
    strange = VALUES | st.sampled_from(RAW).map(Raw)
    return encode(draw(st.one_of(single, single, batch, many, strange)))


MESSAGES = damaged(
    texts().map(lambda text: text.encode(errors="surrogatepass")), TOKENS
)


def assert_answers(text: str | bytes) -> None:
    """Check that a text holds JSON-RPC answers, none of them of a fault of ours."""
    answers = strict_json(text)
    for answer in answers if isinstance(answers, list) else [answers]:
        if "method" in answer:
            # News of files, which any message may bring about.
            assert answer.keys() == {"jsonrpc", "method", "params"}
            continue
        if "result" in answer:
            assert answer.keys() == {"jsonrpc", "result", "id"}
            continue
        assert answer.keys() == {"jsonrpc", "error", "id"}
        error = answer["error"]
        assert error.keys() == {"code", "message"}
        assert error["code"] < 500 or error["code"] == 507, answer
        assert error["code"] != -32603, answer
        assert isinstance(error["message"], str)
