"""Tests of what becomes of bad answers."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
import socket
import ssl

import aiohttp
from aiohttp import ClientTimeout, web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
import pytest
from yarl import URL

from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    DriverError,
    HostAuthError,
    HostBusyError,
    HostRefusedError,
    HostTlsError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from custom_components.printmux.printers.http import MAX_REPLY, Host

from .conftest import FakeHost, html, moonraker_error, octoprint_error

# Tornado has no place for words of several lines, and says "Unknown" for them.
SHUTDOWN = """Shutdown due to webhooks request
Once the underlying issue is corrected, use the
"FIRMWARE_RESTART" command to reset the firmware, reload the
config, and restart the host software.
Printer is shutdown
"""


def plain(status: int, body: str, content_type: str = "text/plain") -> web.Response:
    """Return an answer that is no error page."""
    return web.Response(status=status, text=body, content_type=content_type)


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (moonraker_error(401, "Unauthorized"), HostAuthError, "Unauthorized"),
        (
            moonraker_error(401, "Unauthorized", "Invalid API Key"),
            HostAuthError,
            "Invalid API Key",
        ),
        (octoprint_error(403, "You don't have the permission"), HostAuthError, "perm"),
        (octoprint_error(400, "CSRF validation failed"), HostAuthError, "CSRF"),
        (
            moonraker_error(403, "Forbidden", "File is loaded, upload not permitted"),
            HostBusyError,
            "File is loaded",
        ),
        (moonraker_error(400, "SD busy"), HostBusyError, "SD busy"),
        (
            moonraker_error(400, SHUTDOWN, told="Unknown"),
            HostBusyError,
            "underlying issue is corrected.* Printer is shutdown",
        ),
        (
            moonraker_error(503, "Klippy Host not connected"),
            HostBusyError,
            "Klippy Host not connected",
        ),
        (octoprint_error(409, "Printer is already printing"), HostBusyError, "already"),
        (
            moonraker_error(400, "Unable to open file"),
            HostRefusedError,
            "Unable to open file",
        ),
        (
            moonraker_error(400, "Bad Request", "Root nope not available"),
            HostRefusedError,
            "Root nope not available",
        ),
        (plain(400, ""), HostRefusedError, "larger"),
        (html(413, "413 Request Entity Too Large"), HostRefusedError, "413 Request"),
        (octoprint_error(415, "invalid type"), HostRefusedError, "invalid type"),
        (octoprint_error(507, "not enough free disk space"), HostRefusedError, "space"),
        (
            moonraker_error(500, "[Errno 28] No space left on device"),
            HostRefusedError,
            "No space left",
        ),
        (
            moonraker_error(422, "Unprocessable Entity", "File checksum mismatch"),
            ContentMismatchError,
            "checksum mismatch",
        ),
        (moonraker_error(500, "Internal Server Error"), HostUnreachableError, "500"),
        (html(502, "502 Bad Gateway"), HostUnreachableError, "502 Bad Gateway"),
        (html(503, "503 Service Unavailable"), HostUnreachableError, "503"),
        (html(504, "504 Gateway Time-out"), HostUnreachableError, "504"),
        (html(404, "404 Not Found"), NotAPrinterHostError, "404 Not Found"),
        (octoprint_error(404, "no such file"), HostRefusedError, "no such file"),
        (html(200, "Router"), NotAPrinterHostError, "web page"),
        (plain(200, '{"a": ', "application/json"), HostUnreachableError, "cut off"),
        (plain(418, ""), HostRefusedError, "teapot"),
    ],
)
async def test_bad_answers(
    host: FakeHost,
    session: aiohttp.ClientSession,
    answer: web.Response,
    error: type[DriverError],
    words: str,
) -> None:
    """Each bad answer becomes the right error, in the host's words."""
    host.on("GET /it", answer)
    with pytest.raises(DriverError, match="(?i)" + words) as caught:
        await Host(session, URL(host.url), None).json("GET", "it")
    assert type(caught.value) is error
    assert str(caught.value).endswith(".")
    assert "Traceback" not in str(caught.value)


async def test_key_and_prefix(host: FakeHost, session: aiohttp.ClientSession) -> None:
    """The key goes out only when there is one; names in paths are encoded."""
    host.on("GET /base/a/b c%20#ü.gcode", {})
    await Host(session, URL(host.url + "/base"), " k1 ").json("GET", "a/b c%20#ü.gcode")
    await Host(session, URL(host.url + "/base"), " ").json("GET", "a/b c%20#ü.gcode")
    first, second = host.seen
    assert first.headers["X-Api-Key"] == "k1"
    assert "X-Api-Key" not in second.headers


async def test_redirect_is_not_followed(
    host: FakeHost, session: aiohttp.ClientSession
) -> None:
    """A redirect is told, and the key does not travel along."""

    def lead_on(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": host.url + "/other"})

    host.on("GET /it", lead_on)
    host.on("GET /other", {})
    with pytest.raises(NotAPrinterHostError, match="/other"):
        await Host(session, URL(host.url), "k").json("GET", "it")
    assert not host.asked("GET /other")


async def test_nobody_listens(session: aiohttp.ClientSession) -> None:
    """A closed port is told as such."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(HostUnreachableError, match=f"{port}: connection refused"):
        await Host(session, URL(f"http://127.0.0.1:{port}"), None).json("GET", "it")


async def test_slow_host(host: FakeHost, session: aiohttp.ClientSession) -> None:
    """A host that thinks too long counts as unreachable."""

    async def think(request: web.Request) -> web.Response:
        await asyncio.sleep(1)
        return web.json_response({})

    host.on("GET /it", think)
    with pytest.raises(HostUnreachableError, match="too long"):
        await Host(session, URL(host.url), None).json(
            "GET", "it", timeout=ClientTimeout(total=0.2)
        )


@pytest.mark.parametrize(
    "bytes_sent",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        b'Content-Length: 99\r\n\r\n{"result": ',
        b"SSH-2.0-OpenSSH_9.9\r\n\r\n",
    ],
)
async def test_half_answers(session: aiohttp.ClientSession, bytes_sent: bytes) -> None:
    """A connection that breaks off, or speaks no HTTP, counts as unreachable."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(bytes_sent)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(HostUnreachableError):
            await Host(session, URL(f"http://127.0.0.1:{port}"), None).json("GET", "it")


async def test_endless_answer(host: FakeHost, session: aiohttp.ClientSession) -> None:
    """An answer without end is not kept in memory."""
    host.on("GET /it", web.Response(body=bytes(MAX_REPLY + 1)))
    with pytest.raises(HostUnreachableError, match="longer"):
        await Host(session, URL(host.url), None).json("GET", "it")


def self_signed(folder: Path) -> ssl.SSLContext:
    """Make a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "printer")])
    now = datetime.now(tz=UTC)
    cert = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "pem"
    pem.write_bytes(
        cert.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


async def test_tls(
    host: FakeHost, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """An unknown certificate, and no TLS at all, are TLS errors."""
    server = TestServer(web.Application(), host="127.0.0.1", scheme="https")
    await server.start_server(ssl=self_signed(tmp_path))
    with pytest.raises(HostTlsError, match="self-signed certificate"):
        await Host(session, server.make_url("/"), None).json("GET", "it")
    await server.close()
    with pytest.raises(HostTlsError):
        await Host(session, URL(host.url).with_scheme("https"), None).json("GET", "it")
