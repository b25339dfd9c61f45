"""What slicers need of Moonraker around an upload: starts, lists, state, refusals."""

import asyncio
from dataclasses import replace
from itertools import groupby
from unittest.mock import patch

from aiohttp import ClientSession
import pytest

from custom_components.printmux.jobs.errors import NoRoomError
from custom_components.printmux.jobs.models import JobEvent, JobState
from custom_components.printmux.phrases import in_english
from homeassistant.core import HomeAssistant
from tests.slicer.conftest import Hub
from tests.slicer.wire import BOUNDARY, Wire, closing, prusa_form, text_part

from .conftest import Base
from .forms import MOONRAKER, START, curl_form

JSON = "application/json"
OK = b'{"result":"ok"}'
X = curl_form(("root", "gcodes"), ("file", "x.gcode"))
CONTROLS = (
    *("/printer/print/pause", "/printer/print/resume", "/printer/print/cancel"),
    *("/printer/gcode/script", "/printer/emergency_stop", "/printer/restart"),
    "/printer/firmware_restart",
)


@pytest.mark.parametrize("wants", ["true", "false"])
async def test_all_ways_to_ask_for_a_print_are_one_job_offered_once(
    hass: HomeAssistant,
    base: Base,
    hub: Hub,
    wants: str,
) -> None:
    """75: `print=true` on the upload and several starts at once."""
    hub.jobs.settings = replace(hub.jobs.settings, auto_print=True)
    reasons: list[str | None] = []
    hub.jobs.async_subscribe(lambda event: reasons.append(in_english(event.job.why)))
    form = curl_form(("root", "gcodes"), ("print", wants), ("file", "x.gcode"))
    sent = await base.upload(form, MOONRAKER)
    assert sent.json["print_started"] is (wants == "true")
    body = b'{"filename":"x.gcode"}'
    answers = await asyncio.gather(
        *(base.ask("POST", START, body, Content_Type=JSON) for _ in range(3)),
        base.ask("POST", f"{START}?filename=x.gcode"),
    )
    assert {(a.status, a.body) for a in answers} == {(200, OK)}
    await hass.async_block_till_done(wait_background_tasks=True)
    assert hub.job.start_requested
    assert hub.job.state is JobState.AWAITING_SELECTION
    # There is no printer, which is told once.
    assert [reason for reason, _ in groupby(reasons)] == [None, "No printer fits"]


async def test_start_repeated_thrice_is_answered_each_time_and_changes_once(
    hass: HomeAssistant, base: Base, hub: Hub
) -> None:
    """79: the job changes once."""
    await base.upload(X, MOONRAKER)
    await hass.async_block_till_done(wait_background_tasks=True)
    events: list[JobEvent] = []
    hub.jobs.async_subscribe(events.append)
    for _ in range(3):
        answer = await base.ask("POST", f"{START}?filename=x.gcode")
        assert (answer.status, answer.body) == (200, OK)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert [event.job.start_requested for event in events] == [True]


async def test_start_without_the_key_of_the_upload_changes_nothing(
    base: Base, hub: Hub
) -> None:
    """80: kiri:moto sends its start without the key, even on a plain "send"."""
    await base.upload(X, MOONRAKER)
    for key, status in ((None, 401), ("", 401), ("wrong", 401), (hub.keys[1], 400)):
        place = f"{START}?filename=x.gcode"
        assert (await base.ask("POST", place, X_Api_Key=key)).status == status
    assert not hub.job.start_requested


async def test_start_is_answered_while_a_human_has_to_pick_the_printer(
    hass: HomeAssistant, base: Base, hub: Hub
) -> None:
    """82: the job goes on waiting, and nothing was dispatched."""
    await base.upload(X, MOONRAKER)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert hub.job.state is JobState.AWAITING_SELECTION
    answer = await base.ask("POST", f"{START}?filename=x.gcode")
    assert (answer.status, answer.body) == (200, OK)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert (hub.job.state, hub.job.targets) == (JobState.AWAITING_SELECTION, ())
    assert hub.job.start_requested


async def test_controls_are_refused_and_reach_no_printer(
    hass: HomeAssistant, base: Base, hub: Hub
) -> None:
    """83: with a sentence that names who may, never a broadcast."""
    await base.upload(X, MOONRAKER)
    await hass.async_block_till_done(wait_background_tasks=True)
    before = hub.job
    for path in CONTROLS:
        answer = await base.ask("POST", path, b'{"script":"M112"}')
        assert answer.status == 403, path
        assert "Home Assistant" in answer.reason
        error = {"code": 403, "message": answer.reason, "traceback": ""}
        assert answer.json == {"error": error}
        assert (await base.ask("POST", path, X_Api_Key=None)).status == 401
    assert hub.job == before


async def test_lists_and_metadata_show_what_was_uploaded(base: Base) -> None:
    """84: and nothing of what was not."""
    files = "/server/files"
    await base.upload(prusa_form("a ä.gcode", path="sub"), MOONRAKER)
    listed = (await base.ask("GET", f"{files}/list")).json["result"]
    assert [entry["path"] for entry in listed] == ["sub/a ä.gcode"]
    top = (await base.ask("GET", f"{files}/directory?path=gcodes")).json["result"]
    assert [entry["dirname"] for entry in top["dirs"]] == ["sub"]
    sub = (await base.ask("GET", f"{files}/directory?path=gcodes/sub")).json["result"]
    assert [entry["filename"] for entry in sub["files"]] == ["a ä.gcode"]
    known = await base.ask("GET", f"{files}/metadata?filename=sub/a%20%C3%A4.gcode")
    assert known.json["result"]["size"] == listed[0]["size"]
    unknown = await base.ask("GET", f"{files}/metadata?filename=none.gcode")
    assert (unknown.status, unknown.json["error"]["code"]) == (404, 404)


async def test_lanes_and_mmu_of_orcas_agent_are_absent_without_a_fault(
    base: Base,
) -> None:
    """85: no namespace is a 404, an unknown object is left out."""
    lanes = await base.ask("GET", "/server/database/item?namespace=lane_data")
    message = "Namespace lane_data not found"
    error = {"code": 404, "message": message, "traceback": ""}
    assert (lanes.status, lanes.json) == (404, {"error": error})
    mmu = await base.ask("GET", "/printer/objects/query?mmu")
    assert mmu.status == 200
    assert list(mmu.json) == ["result"]
    result = mmu.json["result"]
    assert (result["status"], result["eventtime"] > 0) == ({}, True)


async def test_objects_are_listed_and_queried_by_json_and_form(base: Base) -> None:
    """86: Snapmaker Orca sends a multipart form."""
    listed = (await base.ask("GET", "/printer/objects/list")).json["result"]["objects"]
    assert {"webhooks", "print_stats", "virtual_sdcard"} <= set(listed)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    for sort, body in (
        (JSON, b'{"objects":{"print_stats":null,"virtual_sdcard":["progress"]}}'),
        (kind, text_part("print_stats", "") + text_part("webhooks", "") + closing()),
    ):
        place = "/printer/objects/query"
        answer = await base.ask("POST", place, body, Content_Type=sort)
        assert answer.status == 200
        assert answer.json["result"]["status"]["print_stats"]["state"] == "standby"


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_any_power_device_is_on_and_stays_on(base: Base, method: str) -> None:
    """88: Cura sends no file to a device that is off or unknown."""
    device = "/machine/device_power/device"
    for more in ("", "&action=on", "&action=off"):
        answer = await base.ask(method, f"{device}?device=x{more}", b"{}")
        assert (answer.status, answer.json) == (200, {"result": {"x": "on"}})
    bare = await base.ask(method, device)
    assert (bare.status, bare.reason) == (400, "No data for argument: device")


async def test_unknown_paths_and_methods_have_the_errors_of_their_dialect(
    base: Base, place: str
) -> None:
    """89: design: at the root of Home Assistant's port an unknown path is its own."""
    for path in ("/server/zzz", "/api/zzz"):
        answer = await base.ask("GET", path)
        assert answer.status == 404
        if place != "root":
            error = answer.json["error"]
            shaped = error["message"] if path == "/server/zzz" else error
            assert shaped == answer.reason
    for method, path in (
        *(("GET", START), ("HEAD", "/printer/info"), ("PUT", "/server/files/list")),
        *(("GET", MOONRAKER), ("PUT", "/api/files/local"), ("DELETE", "/api/version")),
    ):
        assert (await base.ask(method, path)).status == 405, (method, path)


async def test_websocket_identifies_and_answers_as_moonraker_does(
    base: Base, socket_enabled: None
) -> None:
    """90: with the codes of JSON-RPC."""
    fields = '"client_name":"a","version":"1","type":"agent","url":"b"'
    call = '{"jsonrpc":"2.0","method":"%s","params":{%s},"id":1}'
    async with (
        ClientSession(headers={"X-Api-Key": base.key}) as session,
        session.ws_connect(f"{base.url}/websocket") as socket,
    ):
        await socket.send_str(call % ("server.connection.identify", fields))
        identified = (await socket.receive_json(timeout=60))["result"]
        assert type(identified["connection_id"]) is int
        await socket.send_str(call % ("server.info", ""))
        info = (await socket.receive_json(timeout=60))["result"]
        assert (info["klippy_state"], info["klippy_connected"]) == ("ready", True)
        for text, code in ((call % ("no.such", ""), -32601), ("{", -32700)):
            await socket.send_str(text)
            assert (await socket.receive_json(timeout=60))["error"]["code"] == code
    assert (await base.ask("GET", "/websocket")).status == 400


async def test_refusals_are_in_the_reason_phrase_for_cura(base: Base) -> None:
    """1.6: Qt shows its user nothing but that: ASCII, one line, the sentence."""
    for body, key, status in (
        (closing(), base.key, 400),
        (prusa_form("ä.html", b"<html>"), base.key, 415),
        (prusa_form(path="../ä"), base.key, 400),
        (curl_form(("checksum", "1"), ("file", "x.gcode")), base.key, 422),
        (X, "wrong", 401),
        (X, None, 401),
    ):
        answer = await base.upload(body, MOONRAKER, BOUNDARY, X_Api_Key=key)
        assert answer.status == status
        assert answer.reason == answer.json["error"]["message"]
        assert answer.reason.isascii()
        assert 15 < len(answer.reason) <= 200


async def test_reason_phrase_with_what_is_no_ascii_is_one_line_still(
    wire: Wire, hub: Hub
) -> None:
    """1.6: a name of the user's comes out with question marks, the body has it."""
    sentence = "No room for Größe\r\nX-Evil: 1"
    refusal = NoRoomError(sentence)
    with patch.object(hub.jobs.intake, "async_check_room", side_effect=refusal):
        answer = await wire.upload(X, MOONRAKER)
    assert (answer.status, answer.reason) == (507, "No room for Gr??e X-Evil: 1")
    assert answer.json["error"]["message"] == "No room for Größe X-Evil: 1"
    assert "x-evil" not in answer.headers
