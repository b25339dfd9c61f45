"""Test picking the printer in the slicer: folders that name a printer or a tag."""

import unicodedata

import pytest

from custom_components.printmux.jobs.models import Job, JobState, TargetState
from custom_components.printmux.jobs.settings import Route, Settings
from custom_components.printmux.printers.driver import PrinterState

from .conftest import OFFLINE, PETG, House

ON = Settings(folder_routing=True)


@pytest.fixture
def routing(house: House) -> House:
    """Return a house whose folders route, with a third printer beside the two."""
    house.jobs.settings = ON
    for name, tags in (("one", ["Workshop"]), ("two", ["workshop", "M\u00fcller"])):
        house.printers[name].tags = tags
    house.printers["one"].name = "Dr\u00fccker One"
    for printer in house.printers.values():
        printer.see()
    return house


def where(job: Job) -> list[tuple[str, bool, TargetState]]:
    """Return the job's targets: printer, whether to start, state."""
    return [(t.printer_id, t.start, t.state) for t in job.targets]


async def start(house: House, path: str, key_id: str | None = "key-1") -> Job:
    """Ask for a print as OrcaSlicer does after the upload."""
    job = await house.jobs.intake.async_request_start(key_id, path)
    assert job is not None
    await house.settle()
    return house.jobs.jobs[job.id]


@pytest.mark.parametrize(
    "folder",
    [
        "Dr\u00fccker One",
        "DR\u00dcCKER ONE",
        unicodedata.normalize("NFD", "dr\u00fccker one"),
        "Dr\u00fccker One/deeper/down",
    ],
    ids=["exact", "upper", "decomposed", "deeper"],
)
async def test_folder_names_a_printer(routing: House, folder: str) -> None:
    """A plain upload is sent to the printer, and not started."""
    job = await routing.upload(folder=folder)
    assert where(job) == [("one", False, TargetState.UPLOADED)]
    assert job.state is JobState.COMPLETED
    named = folder.partition("/")[0]
    assert str(job.targets[0].why) == f"The folder {named} names a printer"
    assert not routing.printers["one"].driver.count("start")
    assert not routing.printers["two"].driver.calls


async def test_and_print(routing: House) -> None:
    """A print is started there, whatever the key's route says."""
    routing.routes["key-1"] = Route(printer_ids=("two",), start=True)
    job = await routing.upload(folder="Printer two", start_requested=True)
    assert where(job) == [("two", True, TargetState.PRINTING)]
    assert str(job.targets[0].why) == "The folder Printer two names a printer"
    routing.routes["key-1"] = Route(printer_ids=("one",), start=True)
    later = await routing.upload(b"G1\n", folder="Printer two", start_requested=True)
    assert where(later) == [("two", True, TargetState.PENDING)]


async def test_start_that_comes_after_the_upload(routing: House) -> None:
    """OrcaSlicer's `print/start` prints the copy that is there already, once."""
    job = await routing.upload(folder="Printer two")
    assert where(job) == [("two", False, TargetState.UPLOADED)]
    job = await start(routing, "Printer two/part.gcode")
    assert where(job) == [("two", True, TargetState.PRINTING)]
    job = await start(routing, "Printer two/part.gcode")
    assert len(job.targets) == 1
    driver = routing.printers["two"].driver
    assert (driver.count("upload"), driver.count("start")) == (1, 1)
    assert list(driver.files) == [job.targets[0].remote_name]


async def test_later_start_waits_for_a_busy_printer(routing: House) -> None:
    """The printer is claimed before the start: what it prints is not disturbed."""
    driver = routing.printers["two"].driver
    driver.print("other.gcode")
    routing.printers["two"].see()
    await routing.upload(folder="Printer two")
    job = await start(routing, "Printer two/part.gcode")
    assert where(job) == [("two", True, TargetState.PENDING)]
    assert not driver.count("start")


async def test_later_start_of_what_a_human_sent_changes_nothing(
    routing: House,
) -> None:
    """What somebody has dispatched by hand is theirs to start."""
    job = await routing.upload(folder="unknown")
    await routing.jobs.async_dispatch(job.id, ["two"], start=False)
    await routing.settle()
    job = await start(routing, "unknown/part.gcode")
    assert where(job) == [("two", False, TargetState.UPLOADED)]
    assert not job.start_requested


async def test_folder_names_a_tag(routing: House) -> None:
    """All included printers with the tag get it."""
    job = await routing.upload(folder="WORKSHOP", start_requested=True)
    assert sorted(where(job)) == [
        ("one", True, TargetState.PRINTING),
        ("two", True, TargetState.PRINTING),
    ]
    assert {str(t.why) for t in job.targets} == {"The folder WORKSHOP names a tag"}


async def test_tag_leaves_out_what_is_not_included(routing: House) -> None:
    """A printer that is left out of "All printers" is picked by its name only."""
    await routing.jobs.async_set_included("one", False)
    job = await routing.upload(folder="workshop")
    assert where(job) == [("two", False, TargetState.UPLOADED)]
    job = await routing.upload(b"G1\n", folder="dr\u00fccker one")
    assert where(job) == [("one", False, TargetState.UPLOADED)]


async def test_printer_before_tag(routing: House) -> None:
    """A name that is both means the printer."""
    routing.printers["one"].tags = ["Printer two"]
    job = await routing.upload(folder="printer TWO")
    assert [t.printer_id for t in job.targets] == ["two"]


@pytest.mark.parametrize(
    "folder",
    ["", "two", "sub/Printer two", "Printer two 2"],
    ids=["none", "id", "second", "longer"],
)
async def test_unknown_folders_change_nothing(routing: House, folder: str) -> None:
    """Plain uploads wait, and the key's route counts for the others."""
    job = await routing.upload(folder=folder)
    assert job.state is JobState.AWAITING_SELECTION
    routing.routes["key-1"] = Route(printer_ids=("one",), start=False)
    job = await routing.upload(b"G1\n", folder=folder, start_requested=True)
    assert where(job) == [("one", False, TargetState.UPLOADED)]
    assert str(job.targets[0].why) == "The slicer key's route says so"


async def test_option_off(routing: House) -> None:
    """Folders are mere folders by default."""
    routing.jobs.settings = Settings()
    job = await routing.upload(folder="Printer two", start_requested=True)
    assert job.state is JobState.AWAITING_SELECTION
    assert routing.jobs.folders.names() == []
    assert routing.jobs.folders.folder_of("Printer two") is None


async def test_misfit(routing: House) -> None:
    """What the printer can't print has failed before anything is sent."""
    job = await routing.upload(name="part.ufp", folder="Printer two")
    assert where(job) == [("two", False, TargetState.FAILED)]
    job = await start(routing, "Printer two/part.ufp")
    assert where(job) == [("two", False, TargetState.FAILED)]
    assert not routing.printers["two"].driver.calls


async def test_later_start_of_what_does_not_fit(routing: House) -> None:
    """What fits well enough to be sent may not fit to be printed, asked when ever."""
    routing.printers["two"].config["models"] = ["Ender-3"]
    start_requested = await routing.upload(
        PETG, folder="Printer two", start_requested=True
    )
    sent = await routing.upload(PETG, name="later.gcode", folder="Printer two")
    assert where(sent) == [("two", False, TargetState.UPLOADED)]
    later = await start(routing, sent.path)
    assert where(start_requested) == where(later) == [("two", True, TargetState.FAILED)]
    words = {str(job.targets[0].error_message) for job in (start_requested, later)}
    assert len(words) == 1
    assert "Sliced for MK4, this printer is Ender-3" in str(words)
    await routing.jobs.orders.async_retry(later.id, force=True)
    await routing.settle()
    later = routing.jobs.jobs[later.id]
    assert where(later) == [("two", True, TargetState.PRINTING)]


async def test_offline(routing: House) -> None:
    """A printer that is off gets it when it is back, and prints it if that was said."""
    driver = routing.printers["two"].driver
    driver.state = OFFLINE
    routing.printers["two"].see()
    job = await routing.upload(folder="Printer two", start_requested=True)
    assert where(job) == [("two", True, TargetState.PENDING)]
    assert not driver.count("start")
    routing.printers["two"].see(state=PrinterState.IDLE, ready=True, message=None)
    await routing.settle()
    assert where(routing.jobs.jobs[job.id]) == [("two", True, TargetState.PRINTING)]


async def test_no_key_no_start(routing: House) -> None:
    """Without a key a folder has a job sent, and nothing has it printed."""
    job = await routing.upload(folder="Printer two", key_id=None, start_requested=True)
    assert where(job) == [("two", False, TargetState.UPLOADED)]
    await routing.upload(b"G1\n", folder="Printer two", key_id=None)
    job = await start(routing, "Printer two/part.gcode", None)
    assert where(job) == [("two", False, TargetState.UPLOADED)]
    assert not routing.printers["two"].driver.count("start")


async def test_no_key_no_auto_print(routing: House) -> None:
    """The options start nothing without a key either."""
    routing.jobs.settings = Settings(auto_print=True)
    routing.routes[None] = Route(printer_ids=("one",), start=True)
    job = await routing.upload(key_id=None, start_requested=True)
    assert job.state is JobState.AWAITING_SELECTION


async def test_roots(routing: House) -> None:
    """Printers are picked by name, also those whose name is no folder's."""
    routing.printers["two"].name = "A/B"
    folders = routing.jobs.folders
    assert folders.names() == ["Dr\u00fccker One", "A/B"]
    assert folders.folder_of("A/B") == "A_B"
    assert folders.folder_of("C") is None
    job = await routing.upload(folder="A_B")
    assert where(job) == [("two", False, TargetState.UPLOADED)]
