"""A user orders real printers about: what is done, and what is refused in which words."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug

from .house import E2EHouse, enable_all, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a running house with one printer of each kind, and all of its entities."""
    enable_socket()
    with open_house(tmp_path_factory.mktemp("house"), prusalink=1) as house:
        for name in house.names:
            house.ha.wait_for_state(f"sensor.{slug(name)}_status", "idle")
        enable_all(house)
        for name in house.names:
            house.ha.wait_for_state(f"sensor.{slug(name)}_status", "idle")
        yield house


def name_of(house: E2EHouse, kind: str) -> str:
    """Return what the entities of the printer of that kind are called."""
    kinds = [printer["kind"] for printer in house.bed.printers]
    return slug(house.names[kinds.index(kind)])


def press(button: str) -> dict[str, Any]:
    """Return the command that presses a button."""
    return order("button.press", f"button.{button}")


def heat(part: str, celsius: float) -> dict[str, Any]:
    """Return the command that sets a target."""
    return order("number.set_value", f"number.{part}_target_temperature", value=celsius)


def order(action: str, entity_id: str, **data: Any) -> dict[str, Any]:
    """Return the command that the frontend sends for an action."""
    domain, service = action.split(".")
    return {
        "type": "call_service",
        "domain": domain,
        "service": service,
        "target": {"entity_id": entity_id},
        "service_data": data,
    }


def read_error(house: E2EHouse, answer: dict[str, Any]) -> tuple[str, str]:
    """Return the key of an error, and what the frontend makes of it for a user."""
    assert not answer["success"], answer
    error = answer["error"]
    domain, key = error["translation_domain"], error["translation_key"]
    texts = house.ha.ws(
        {
            "type": "frontend/get_translations",
            "language": "de",
            "category": "exceptions",
            "integration": [domain],
        }
    )["resources"]
    text: str = texts[f"component.{domain}.exceptions.{key}.message"]
    return key, text.format(**error["translation_placeholders"])


def print_on(house: E2EHouse, name: str) -> None:
    """Have a printer print."""
    status = f"sensor.{name}_status"
    house.ha.wait_for_state(status, lambda state: state in ("idle", "cancelled"))
    printer = next(one for one in house.names if slug(one) == name)
    house.upload(house.gcode(60))
    house.ha.action("printmux.dispatch", {"printers": [printer], "start": True})
    house.ha.wait_for_state(status, "printing")


@pytest.mark.parametrize("kind", ["moonraker", "octoprint"])
def test_targets(house: E2EHouse, kind: str) -> None:
    """A target arrives, the nozzle warms up, and cools down again."""
    ha, part = house.ha, f"{name_of(house, kind)}_nozzle"
    (done,) = ha.ws_at_once(heat(part, 60))
    assert done["success"], done
    for domain in ("number", "sensor"):
        ha.wait_for_state(f"{domain}.{part}_target_temperature", "60.0")
    temperature = f"sensor.{part}_temperature"
    ha.wait_for_state(temperature, lambda state: float(state or 0) > 50, 60)
    (refused,) = ha.ws_at_once(heat(part, 400))
    assert read_error(house, refused)[0] == "out_of_range"
    (done,) = ha.ws_at_once(heat(part, 0))
    assert done["success"], done
    ha.wait_for_state(f"number.{part}_target_temperature", "0.0")
    ha.wait_for_state(temperature, lambda state: float(state or 99) < 50, 60)


def test_no_targets_on_prusalink(house: E2EHouse) -> None:
    """PrusaLink takes no targets, so there is nothing to set."""
    assert not house.ha.states(f"number.{name_of(house, 'prusalink')}_")


def test_too_hot(house: E2EHouse) -> None:
    """What is in our range and not in the printer's is refused in its words."""
    name = name_of(house, "moonraker")
    (refused,) = house.ha.ws_at_once(heat(f"{name}_nozzle", 320))
    key, text = read_error(house, refused)
    assert key == "order_failed"
    assert "Requested temperature (320.0) out of range (0.0:300.0)" in text


def test_pressed_too_late(house: E2EHouse) -> None:
    """A button that was good a moment ago says in the printer's words why not."""
    name, ha = name_of(house, "prusalink"), house.ha
    print_on(house, name)
    ha.ws_at_once(press(f"{name}_pause"))
    ha.wait_for_state(f"sensor.{name}_status", "paused")
    resume = press(f"{name}_resume")
    done, refused = ha.ws_at_once(resume, resume)
    assert done["success"], done
    key, text = read_error(house, refused)
    assert key == "order_not_now"
    assert "only be done when printer is paused" in text
    ha.wait_for_state(f"sensor.{name}_status", "printing")
    ha.ws_at_once(press(f"{name}_cancel"))
    ha.wait_for_state(f"sensor.{name}_status", "cancelled")


def test_two_buttons_at_once(house: E2EHouse) -> None:
    """Klipper would keep a pause for the next print, and not pause that one."""
    name, ha = name_of(house, "moonraker"), house.ha
    print_on(house, name)
    done, refused = ha.ws_at_once(press(f"{name}_cancel"), press(f"{name}_pause"))
    assert done["success"], done
    assert "No print is running" in read_error(house, refused)[1]
    ha.wait_for_state(f"sensor.{name}_status", "cancelled")
    print_on(house, name)
    (done,) = ha.ws_at_once(press(f"{name}_pause"))
    assert done["success"], done
    ha.wait_for_state(f"sensor.{name}_status", "paused")
    ha.ws_at_once(press(f"{name}_cancel"))
    ha.wait_for_state(f"sensor.{name}_status", "cancelled")


@pytest.mark.parametrize(
    ("kind", "back", "words"),
    [
        ("moonraker", "firmware_restart", "Printer is shutdown"),
        ("octoprint", "connect", "Printer is not operational"),
    ],
)
def test_emergency_stop(house: E2EHouse, kind: str, back: str, words: str) -> None:
    """A printer that was stopped says so to whoever wants something of it."""
    name, ha = name_of(house, kind), house.ha
    print_on(house, name)
    (done,) = ha.ws_at_once(press(f"{name}_emergency_stop"))
    assert done["success"], done
    ha.wait_for_state(f"sensor.{name}_status", "error")
    (refused,) = ha.ws_at_once(heat(f"{name}_bed", 50))
    key, text = read_error(house, refused)
    assert key == "order_not_now"
    assert words in text
    (done,) = ha.ws_at_once(press(f"{name}_{back}"))
    assert done["success"], done
    ha.wait_for_state(f"sensor.{name}_status", "idle", 60)
