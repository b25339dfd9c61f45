"""Test the buttons."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .conftest import FakeHost, Settle, UploadFile
from .running import choose, press, state_of

UPLOAD = "button.printmux_upload"
UPLOAD_AND_PRINT = "button.printmux_upload_and_print"
TARGET = "select.printmux_target"
ALPHA = "http://printer1.local"
BETA = "http://printer2.local"


async def test_no_waiting_job(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """Without a job there is nothing to send."""
    await choose(hass, TARGET, "Alpha")
    with pytest.raises(ServiceValidationError) as error:
        await press(hass, UPLOAD)
    assert error.value.translation_key == "no_waiting_job"


async def test_no_target(hass: HomeAssistant, upload: UploadFile) -> None:
    """Without a target nobody knows where to."""
    await upload()
    with pytest.raises(ServiceValidationError) as error:
        await press(hass, UPLOAD_AND_PRINT)
    assert error.value.translation_key == "no_target"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("All printers", {ALPHA, BETA}),
        ("Any compatible", {ALPHA}),
        ("Beta", {BETA}),
        ("Tag: workshop", {ALPHA, BETA}),
        ("Tag: petg", {BETA}),
    ],
)
async def test_upload(
    hass: HomeAssistant,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
    target: str,
    expected: set[str],
) -> None:
    """The chosen job goes to the chosen printers, and starts nowhere."""
    job = await upload()
    await choose(hass, TARGET, target)
    await press(hass, UPLOAD)
    await settle()
    assert {url for url, host in hosts.items() if host.files} == expected
    assert not any(host.prints for host in hosts.values())
    assert state_of(hass, f"sensor.printmux_job_{job.short_id}") == "completed"
    assert state_of(hass, "select.printmux_job") == "unknown"
    assert state_of(hass, TARGET) == target


async def test_upload_and_print(
    hass: HomeAssistant,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """The older job is chosen, sent, started; then the newer one is next."""
    old = await upload("old.gcode")
    new = await upload("new.gcode", b"G29\n")
    await choose(hass, "select.printmux_job", old.label)
    await choose(hass, TARGET, "Alpha")
    await press(hass, UPLOAD_AND_PRINT)
    await settle()
    assert list(hosts[ALPHA].files.values()) == [b"G28\n"]
    assert len(hosts[ALPHA].prints) == 1
    assert state_of(hass, f"sensor.printmux_job_{old.short_id}") == "dispatching"
    assert state_of(hass, "select.printmux_job") == new.label


async def test_all_printers_are_the_included_ones(
    hass: HomeAssistant,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """A printer that is left out gets nothing that is not meant for it by name."""
    await upload()
    for target in ("All printers", "Any compatible"):
        await choose(hass, TARGET, target)
        for name in ("alpha", "beta"):
            await hass.services.async_call(
                "switch",
                "turn_off",
                {"entity_id": f"switch.{name}_include_in_dispatch"},
                blocking=True,
            )
        with pytest.raises(ServiceValidationError):
            await press(hass, UPLOAD)
    await hass.services.async_call(
        "switch",
        "turn_on",
        {"entity_id": "switch.beta_include_in_dispatch"},
        blocking=True,
    )
    await press(hass, UPLOAD)
    await settle()
    assert not hosts[ALPHA].files
    assert hosts[BETA].files
