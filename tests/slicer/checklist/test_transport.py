"""What slicers need of the way their bytes take.

Statements that other tests carry already:

| number | test |
|---|---|
| 101, 2.5 GB | tests/e2e/test_large.py::test_2500_mb_in_constant_memory |
| 101, eight at once | tests/e2e/test_large.py::test_eight_at_once_all_intact |
| 102, the real limit | tests/e2e/test_large.py::test_one_byte_over_the_limit |
| 105, a disk that is full | tests/slicer/test_receive.py::test_really_full_disk |
| 105, before the body | tests/slicer/test_receive.py::test_no_room |
| 108 | tests/e2e/test_house.py::test_kill_in_mid_upload_leaves_no_half_job |
| P35, any packets | tests/slicer/test_receive.py::test_every_split |
| 125 | tests/jobs/test_turns.py::test_one_host_is_one_address |
| 126 | tests/jobs/test_dispatch.py::test_broken_copy_is_never_started |
| 126, the real ones | tests/e2e/test_drivers.py::test_verify_finds_another_content |
| 126, the real Moonraker | tests/e2e/test_drivers.py::test_moonraker_finds_damage |
| 127 | tests/printers/test_moonraker.py::test_upload_never_prints |
| 127, OctoPrint | tests/printers/test_octoprint.py::test_upload |
| 128, busy | tests/jobs/test_dispatch.py::test_busy_printer_gets_nothing_until_free |
| 128, at the last moment | tests/jobs/test_dispatch.py::test_busy_at_the_last_moment |
| 128, offline | tests/e2e/test_house.py::test_offline_printer_is_waited_for |
| 129 | tests/jobs/test_dispatch.py::test_misfit_fails_before_anything_is_sent |
| 129, the name | tests/e2e/test_drivers.py::test_odd_names |
| 130 | tests/printers/test_http.py::test_bad_answers |
| 130, uploads | tests/printers/test_moonraker.py::test_bad_uploads |
| 130, retried | tests/jobs/test_dispatch.py::test_lost_connection_is_retried |
| 130, refused | tests/jobs/test_dispatch.py::test_refusal_fails_at_once |
"""

import asyncio
from collections.abc import Callable
import errno
import hashlib
from itertools import product
import os
from pathlib import Path
import socket
import ssl
from typing import Any
from unittest.mock import patch

from aiohttp import ClientConnectorCertificateError, ClientSession
import pytest
from sqlalchemy import Connection

from custom_components.printmux.db.engine import Database
from custom_components.printmux.jobs import records
from custom_components.printmux.jobs.errors import NoRoomError
from custom_components.printmux.jobs.models import Job
from custom_components.printmux.jobs.settings import Settings
from custom_components.printmux.slicer.own_port import OwnPort
from homeassistant.core import HomeAssistant
from tests.slicer.conftest import Hub
from tests.slicer.wire import BOUNDARY, FILE, free_port, prusa_form

from .conftest import Base
from .forms import MOONRAKER, OCTOPRINT

KIND = f"multipart/form-data; boundary={BOUNDARY}"
MB = 1000**2
MIB = 1024**2
LARGE = Settings(max_upload_bytes=32 * MIB)


def block(size: int) -> bytes:
    """Return G-code of exactly that size."""
    return (b"G1 X1 Y2 E3\n" * (size // 12 + 1))[:size]


def talk(port: int, request: bytes) -> bytes:
    """Send everything before anything is read, as libcurl may; return the answer."""
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer and (piece := connection.recv(65536)):
            answer += piece
        return answer


async def test_upload_without_expect_is_stored_byte_for_byte(
    base: Base, hub: Hub
) -> None:
    """101: OrcaSlicer suppresses `Expect` and sends at once."""
    content = block(1_500_000)
    form = prusa_form(content=content)
    assert (await base.upload(form, User_Agent="OrcaSlicer/2.4.2")).status == 201
    assert hub.job.size == len(content)
    assert hub.job.sha256 == hashlib.sha256(content).hexdigest()
    assert hub.content(hub.job) == content


@pytest.mark.parametrize("settings", [LARGE], ids=["32 MiB"])
async def test_20_mb_pass_the_16_mib_of_home_assistant(base: Base, hub: Hub) -> None:
    """102: its limit for bodies is not ours."""
    content = block(20 * MB)
    assert (await base.upload(prusa_form(content=content))).status == 201
    assert hub.job.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_one_byte_over_the_limit_is_413_and_leaves_nothing(
    base: Base, hub: Hub, path: str
) -> None:
    """102: with a sentence in JSON that names the limit; the limit itself passes."""
    answer = await base.upload(prusa_form(content=block(8 * MIB + 1)), path)
    assert answer.status == 413
    assert answer.headers["content-type"] == "application/json"
    assert "8 MB" in answer.reason
    hub.assert_nothing_kept()
    assert (await base.upload(prusa_form(content=block(8 * MIB)), path)).status == 201


@pytest.mark.parametrize("expects", [False, True], ids=["orca", "prusa"])
async def test_too_large_or_no_room_is_told_before_the_body(
    base: Base, hub: Hub, expects: bool
) -> None:
    """102, 105: 413 and 507, whether or not the client waits for leave to send."""
    lines: dict[str, str | None] = {"Content-Type": KIND}
    if expects:
        lines["Expect"] = "100-continue"
    full = NoRoomError("PrintMux's storage of 1 GB is full")
    for path in (OCTOPRINT, MOONRAKER):
        head = base.head("POST", path, {**lines, "Content-Length": str(9 * MIB)})
        assert (await base.send(head)).status == 413
        head = base.head("POST", path, {**lines, "Content-Length": "5000000"})
        with patch.object(hub.jobs.intake, "async_check_room", side_effect=full):
            answer = await base.send(head)
        assert (answer.status, answer.reason) == (507, str(full))
        assert answer.headers["connection"] == "close"
    hub.assert_nothing_kept()


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_client_that_sends_20_mb_regardless_sees_the_refusal(
    base: Base, hub: Hub, path: str
) -> None:
    """25, 102: no reset before the status: it would read "Connection reset"."""
    body = prusa_form(content=block(20 * MB))
    wrong = 401 if path == MOONRAKER else 403
    for headers, status in (
        ({"X-Api-Key": "wrong"}, wrong),
        ({}, 413),
        ({"Content-Type": "application/json"}, 400),
    ):
        length = {"Content-Length": str(len(body))}
        head = base.head("POST", path, {"Content-Type": KIND, **length, **headers})
        answer = await asyncio.to_thread(talk, base.port, head + body)
        assert answer.startswith(b"HTTP/1.1 %d " % status), headers
    hub.assert_nothing_kept()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
async def test_full_disk_is_507_with_a_sentence_and_leaves_nothing(
    base: Base, hub: Hub, code: int
) -> None:
    """105: while receiving; the next upload works again."""
    written = 0
    real = os.write

    def write(handle: int, data: memoryview) -> int:
        nonlocal written
        written += len(data)
        if written > MIB:
            raise OSError(code, "No space left on device")
        return real(handle, data)

    form = prusa_form(content=block(6 * MIB))
    with patch("os.write", write):
        for path in (OCTOPRINT, MOONRAKER):
            answer = await base.upload(form, path)
            assert answer.status == 507
            assert "disk is full" in answer.reason
    hub.assert_nothing_kept()
    assert (await base.upload(form)).status == 201


async def test_reply_comes_after_bytes_name_and_job_are_on_the_disk(
    base: Base, hub: Hub
) -> None:
    """110: synced, moved, its folder synced, committed, and only then answered."""
    done: list[str] = []
    sync, move, folder = os.fdatasync, Path.rename, os.fsync
    insert, commit = records.insert_job, Database.async_run
    inserted = False

    def note_sync(handle: int) -> None:
        sync(handle)
        done.append("bytes")

    def note_move(self: Path, target: Path) -> Path:
        moved = move(self, target)
        done.append("name")
        return moved

    def note_folder(handle: int) -> None:
        folder(handle)
        done.append("folder")

    def note_insert(connection: Connection, job: Job) -> None:
        nonlocal inserted
        insert(connection, job)
        inserted = True

    async def note_commit(self: Database, work: Callable[..., Any]) -> Any:
        result = await commit(self, work)
        if inserted:
            done.append("job")
        return result

    with (
        patch("os.fdatasync", note_sync),
        patch("os.fsync", note_folder),
        patch.object(Path, "rename", note_move),
        patch.object(records, "insert_job", note_insert),
        patch.object(Database, "async_run", note_commit),
    ):
        assert (await base.upload(prusa_form())).status == 201
        seen = list(done)
    steps = iter(seen)
    # Folders are synced when they are made too: each step is looked for after the last.
    assert all(step in steps for step in ("bytes", "name", "folder", "job")), seen


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_reply_never_waits_for_printers(base: Base, hub: Hub, path: str) -> None:
    """110, P17, P18: whatever the choice of a printer does, 201 comes and stays."""

    async def never(job_id: str) -> None:
        await asyncio.Event().wait()

    with patch.object(hub.jobs.intake, "_route", never):
        answer = await base.upload(prusa_form(wants="true"), path)
    assert answer.status == 201
    assert hub.job.start_requested


async def test_chunked_body_is_taken_although_the_real_octoprint_wants_a_length(
    base: Base, hub: Hub
) -> None:
    """P5: some proxies take `Content-Length` away."""
    form = prusa_form()
    coded = b"%x\r\n%b\r\n0\r\n\r\n" % (len(form), form)
    for path in (OCTOPRINT, MOONRAKER):
        lines = {"Content-Type": KIND, "Transfer-Encoding": "chunked"}
        assert (await base.send(base.head("POST", path, lines), coded)).status == 201
    for job in hub.jobs.jobs.values():
        assert hub.content(job) == FILE


async def test_host_without_port_or_of_another_name_is_served(base: Base) -> None:
    """P1: PrusaSlicer on Windows puts the address into the URL, not into `Host`."""
    hosts = ("ha.local", "127.0.0.1", "192.0.2.7:81", "[::1]")
    for host, path in product(hosts, (OCTOPRINT, MOONRAKER)):
        assert (await base.ask("GET", "/api/version", Host=host)).status == 200
        answer = await base.upload(prusa_form(), path, Host=host)
        assert answer.status == 201
        assert f"//{host}" in answer.headers["location"]


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_doubled_slash_and_a_key_with_blanks_are_forgiven(
    base: Base, hub: Hub, path: str
) -> None:
    """P34: an address that ends in a slash, a key that was pasted."""
    answer = await base.upload(prusa_form(), f"/{path}", X_Api_Key=f" {base.key} \t")
    assert answer.status == 201
    assert hub.content(hub.job) == FILE


async def test_own_port_speaks_tls_to_those_that_do_not_verify(
    hass: HomeAssistant, hub: Hub, own_port: OwnPort
) -> None:
    """111: OrcaSlicer and Cura upload; who verifies, as PrusaSlicer, is told why."""
    port = free_port()
    context = hass.http._create_emergency_ssl_context()  # noqa: SLF001 - as HA makes one
    trust = ssl.create_default_context()
    trust.check_hostname = False
    trust.verify_mode = ssl.CERT_NONE
    with patch.object(hass.http, "context", context):
        await own_port.async_apply(port)
    url = f"https://127.0.0.1:{port}"
    headers = {"X-Api-Key": hub.keys[0], "Content-Type": KIND}
    async with ClientSession(headers=headers) as session:
        async with session.post(
            url + OCTOPRINT, data=prusa_form(), ssl=trust
        ) as answer:
            assert answer.status == 201
            assert answer.headers["Location"].startswith(url)
        async with session.get(f"{url}/", ssl=trust) as page:
            assert page.status == 200
        # In debug mode asyncio reports each handshake that a client breaks off.
        hass.loop.set_debug(False)
        with pytest.raises(ClientConnectorCertificateError, match="self.signed"):
            await session.get(f"{url}/api/version")
