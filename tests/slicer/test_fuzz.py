"""What no client sends on purpose: forms and messages with random damage."""

import json
import random

import pytest

from .conftest import Hub
from .wire import BOUNDARY, Wire, file_part, prusa_form

# aiohttp warns of each bad header, with bytes in it that test workers can't exchange.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

ROUNDS = 150
REFUSALS = {400, 404, 408, 409, 411, 413, 415, 422, 507}
# Where multipart parsers stumble, and what JSON parsers choke on.
FORM_TOKENS = (
    *(b"\r\n", b"\n", b"--", b"\x00", b'"', b"\\", b";", b"; filename=", b"%22"),
    *(f"--{BOUNDARY}".encode(), f"--{BOUNDARY}--\r\n".encode(), b"=" * 300),
    *(b"Content-Transfer-Encoding: base64\r\n", b"Content-Length: 99999\r\n"),
    *(b"Content-Type: multipart/mixed; boundary=x\r\n", b"\xff\xfe", b"../../"),
)
JSON_TOKENS = (
    *(b"{", b"}", b"[", b"]", b'"', b":", b",", b"null", b"1e999", b"\\u0000"),
    *(b"-1", b"[" * 3000, b'{"id":', b"\xed\xa0\x80", b"true", b'"method":"x"'),
)


def damage(chance: random.Random, body: bytes, tokens: tuple[bytes, ...]) -> bytes:
    """Return bytes with one to four random faults."""
    for _ in range(chance.randint(1, 4)):
        start, end = sorted(chance.choices(range(len(body) + 1), k=2))
        end = min(end, start + chance.choice((1, 8, 200)))
        piece = chance.choice(
            (
                b"",
                chance.choice(tokens),
                chance.randbytes(chance.randint(1, 9)),
                body[start:end] * 2,
            )
        )
        body = body[:start] + piece + body[end:]
    return body


@pytest.mark.parametrize("path", ["/api/files/local", "/server/files/upload"])
@pytest.mark.parametrize("seed", range(4))
async def test_damaged_forms(hub: Hub, wire: Wire, path: str, seed: int) -> None:
    """Each is stored whole or refused with a sentence; nothing is left behind."""
    chance = random.Random(f"{path} {seed}")
    forms = (
        prusa_form("plain.gcode", wants="true", path="a/b"),
        file_part('q"uo"te.gcode') + prusa_form("größe.gcode")[:-4],
        prusa_form("x.gcode", content=b"G1 X1\n" * 500),
    )
    stored = 0
    for _ in range(ROUNDS // 4):
        body = damage(chance, chance.choice(forms), FORM_TOKENS)
        answer = await wire.upload(body, path)
        stored += answer.status == 201
        assert answer.status in REFUSALS | {201}, body
        assert isinstance(answer.json, dict), body
    assert list(hub.store.incoming.iterdir()) == []
    assert len(await hub.jobs.async_list(limit=1000)) == stored


@pytest.mark.parametrize("seed", range(4))
async def test_damaged_messages(wire: Wire, seed: int) -> None:
    """Each gets a JSON-RPC answer or none, never a fault of ours."""
    chance = random.Random(seed)
    messages = (
        {"jsonrpc": "2.0", "method": "server.info", "id": 1},
        {
            "jsonrpc": "2.0",
            "method": "server.files.metadata",
            "params": {"filename": "x"},
            "id": "a",
        },
        {
            "jsonrpc": "2.0",
            "method": "printer.objects.query",
            "params": {"objects": {}},
        },
        [{"jsonrpc": "2.0", "method": "server.files.list", "id": 2}] * 2,
    )
    for _ in range(ROUNDS // 4):
        body = json.dumps(chance.choice(messages)).encode()
        body = damage(chance, body, JSON_TOKENS)
        answer = await wire.ask(
            "POST", "/server/jsonrpc", body, Content_Type="application/json"
        )
        assert answer.status < 500, body
        if answer.body:
            assert isinstance(answer.json, dict | list), body
