"""Test what rules have done with uploads: where they go, and why."""

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import Connection

from custom_components.printmux.jobs import records
from custom_components.printmux.jobs.models import (
    Job,
    JobEvent,
    JobEventType,
    JobState,
    TargetState,
)
from custom_components.printmux.jobs.rules import Rule
from custom_components.printmux.jobs.settings import Route, Settings
from custom_components.printmux.phrases import in_english
from custom_components.printmux.printers.driver import PrinterState

from .conftest import PETG, House, ScriptedPrinter


def rule(name: str = "R", **data: Any) -> Rule:
    """Return a rule as its subentry has it; by default it prints on all printers."""
    return Rule.from_data(name, name, {"mode": "print", "spread": "all", **data})


@pytest.fixture
async def shop(house: House) -> House:
    """Return a house with three printers that are free."""
    house.printers["three"] = ScriptedPrinter("three", "Printer three")
    for printer in house.printers.values():
        printer.changed = house.jobs.printer_changed
        printer.see()
    await house.jobs.async_sync_printer("three", "Printer three", "scripted")
    return house


def where(job: Job) -> dict[str, bool]:
    """Return the printers of a job, and whether it is started there."""
    assert len({target.printer_id for target in job.targets}) == len(job.targets)
    return {target.printer_id: target.start for target in job.targets}


def why(job: Job) -> str | None:
    """Return the one reason of all targets."""
    (reason,) = {str(target.why) for target in job.targets}
    return reason


async def start(house: House, job: Job) -> Job:
    """Ask for a print after the upload, as OrcaSlicer does."""
    await house.jobs.intake.async_request_start(job.key_id, job.path)
    await house.settle()
    return house.jobs.jobs[job.id]


async def left(house: House, job: Job) -> str | None:
    """Return why a job was left to the user, as it was written."""
    assert job.state is JobState.AWAITING_SELECTION
    assert not job.targets
    assert not any(printer.driver.calls for printer in house.printers.values())
    (stored,) = (found for found in await house.jobs.async_list() if found.id == job.id)
    assert stored.why == job.why
    return in_english(job.why)


@pytest.mark.parametrize(("mode", "starts"), [("print", True), ("upload", False)])
async def test_all(shop: House, mode: str, starts: bool) -> None:
    """Every included printer that fits gets it; what does not fit is named."""
    shop.printers["two"].config["models"] = ["Ender-3"]
    await shop.jobs.async_set_included("three", False)
    shop.rules = [rule("PETG", materials=["PETG"], mode=mode)]
    job = await shop.upload(PETG)
    assert where(job) == {"one": starts}
    assert why(job) == (
        'Rule "PETG": goes to all that fit'
        " (Printer two: Sliced for MK4, this printer is Ender-3)"
    )
    assert job.targets[0].rule_id == "PETG"
    assert job.why is None
    plain = await shop.upload(name="plain.gcode")
    assert plain.state is JobState.AWAITING_SELECTION
    assert plain.why is None


async def test_named_printers_and_tags(shop: House) -> None:
    """A printer that is named gets it, included or not; tags mean included ones."""
    for name in ("one", "three"):
        shop.printers[name].tags = ["Workshop"]
        await shop.jobs.async_set_included(name, name == "three")
    shop.rules = [rule(tags=["workshop"], mode="upload")]
    assert where(await shop.upload()) == {"three": False}
    shop.rules = [rule(printers=["one", "two"], tags=["workshop"], mode="upload")]
    job = await shop.upload(b"G29\n")
    assert where(job) == {"one": False, "two": False, "three": False}


async def test_first_free(shop: House) -> None:
    """The first that could start now gets it, and of the others it is said why not."""
    shop.printers["one"].see(state=PrinterState.PRINTING, file="x", ready=False)
    shop.printers["three"].config["models"] = ["Ender-3"]
    shop.rules = [rule("Any", spread="first_free")]
    job = await shop.upload(PETG)
    assert where(job) == {"two": True}
    reason = why(job)
    assert reason is not None
    assert reason.startswith('Rule "Any"\nPrinter two is free')
    assert "Printer one is busy" in reason
    assert "Printer three does not fit: Sliced for MK4, this printer is" in reason


async def test_round_robin(shop: House) -> None:
    """Each in turn by name, over restarts, other rules and removed printers."""
    shop.rules = [rule("Turns", spread="round_robin", mode="upload")]

    async def upload(number: int) -> str:
        job = await shop.upload(f"G4 P{number}\n".encode())
        (printer_id,) = where(job)
        return printer_id

    assert [await upload(1), await upload(2)] == ["one", "three"]
    await shop.reopen()
    assert await upload(3) == "two"
    assert await upload(4) == "one"
    shop.rules.insert(0, rule("Else", folder="x", printers=["two"], mode="upload"))
    await shop.upload(b"G1\n", folder="x")
    job = await shop.upload(b"G2\n")
    assert why(job) == (
        'Rule "Turns": it is Printer three\'s turn'
        " (Printer one: not its turn; Printer two: not its turn)"
    )
    del shop.printers["three"]
    await shop.jobs.async_forget_printer("three")
    assert await upload(5) == "two"
    assert await upload(6) == "one"


async def test_round_robin_leaves_out_what_does_not_fit(shop: House) -> None:
    """The turn goes to the next one that fits."""
    shop.printers["three"].config["models"] = ["Ender-3"]
    shop.rules = [rule(spread="round_robin", mode="upload")]
    jobs = [await shop.upload(PETG + b";%d\n" % number) for number in range(3)]
    assert [list(where(job)) for job in jobs] == [["one"], ["two"], ["one"]]
    reason = why(jobs[0])
    assert reason is not None
    assert "Printer two: not its turn; Printer three: Sliced for MK4" in reason


async def test_ask(shop: House) -> None:
    """A rule that asks stops what would come after it, and says so."""
    shop.jobs.settings = Settings(auto_print=True)
    shop.routes["key-1"] = Route(printer_ids=("two",), start=True)
    shop.rules = [rule("Mine", mode="ask"), rule("Z", mode="print")]
    job = await shop.upload(start_requested=True)
    assert await left(shop, job) == 'Rule "Mine" leaves it to you'


async def test_none_fits(shop: House) -> None:
    """A job that fits nowhere is not sent, whatever comes after the rule."""
    shop.routes["key-1"] = Route(printer_ids=("two",), start=True)
    for printer in shop.printers.values():
        printer.config["models"] = ["Ender-3"]
    for spread in ("all", "first_free", "round_robin"):
        shop.rules = [rule("Big", printers=["one", "two"], spread=spread)]
        job = await shop.upload(PETG, name=f"{spread}.gcode", start_requested=True)
        assert await left(shop, job) == (
            'Rule "Big": no printer fits (Printer one: Sliced for MK4, this printer is'
            " Ender-3; Printer two: Sliced for MK4, this printer is Ender-3)"
        )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            {"printers": ["gone"]},
            "the printers it names were removed or are switched off",
        ),
        ({"tags": ["gone"]}, "no included printer has a tag that it names"),
        (
            {"printers": ["removed"], "tags": ["gone"]},
            "the printers it names were removed or are switched off"
            " and no included printer has a tag that it names",
        ),
    ],
    ids=["printers", "tags", "both"],
)
async def test_printers_that_are_gone(
    shop: House, data: dict[str, Any], reason: str
) -> None:
    """A rule that has lost all its printers asks: it never means all printers."""
    shop.rules = [rule("Old", **data), rule("Z")]
    job = await shop.upload(start_requested=True)
    assert await left(shop, job) == f'Rule "Old": {reason}'


async def test_one_of_the_printers_is_gone(shop: House) -> None:
    """The other ones get it."""
    shop.rules = [rule(printers=["gone", "two"])]
    assert where(await shop.upload()) == {"two": True}


async def test_no_printer_is_included(shop: House) -> None:
    """All included printers may be none."""
    for name in shop.printers:
        await shop.jobs.async_set_included(name, False)
    shop.rules = [rule()]
    assert await left(shop, await shop.upload()) == 'Rule "R": no printer is included'


async def test_key_that_is_gone(shop: House) -> None:
    """A rule whose slicer keys are all gone is about nothing."""
    shop.rules = [rule(slicer_keys=["gone"])]
    assert await left(shop, await shop.upload()) is None


async def test_no_key_no_start(shop: House) -> None:
    """Without a key no rule starts anything, and none takes that for a mere upload."""
    shop.rules = [rule("Print"), rule("Z", mode="upload")]
    job = await shop.upload(key_id=None, start_requested=True)
    assert await left(shop, job) == (
        'Rule "Print" would print it, but what comes without a slicer key never starts'
        " by itself"
    )
    shop.rules = [rule("Asked", only_when_asked=True), rule("Z", mode="upload")]
    job = await shop.upload(b"G1\n", key_id=None, start_requested=True)
    assert set(where(job).values()) == {False}
    job = await start(shop, job)
    assert set(where(job).values()) == {False}


async def test_folder_comes_first(shop: House) -> None:
    """A folder that names a printer counts before the rules."""
    shop.jobs.settings = Settings(folder_routing=True)
    shop.rules = [rule(mode="ask")]
    job = await shop.upload(folder="Printer two")
    assert where(job) == {"two": False}


async def test_rules_before_the_key(shop: House) -> None:
    """The key's route and the options count where no rule is about the job."""
    shop.routes["key-1"] = Route(printer_ids=("two",), start=True)
    shop.rules = [rule(materials=["PETG"], printers=["one"], mode="upload")]
    assert where(await shop.upload(PETG, start_requested=True)) == {"one": False}
    assert where(await shop.upload(start_requested=True)) == {"two": True}


async def test_auto_print_that_fits_nowhere(shop: House) -> None:
    """The options' own choice says too why it found no printer."""
    shop.jobs.settings = Settings(auto_print=True)
    del shop.printers["three"], shop.printers["two"]
    job = await shop.upload(name="part.ufp", start_requested=True)
    reason = "No printer fits (Printer one does not print .ufp)"
    assert await left(shop, job) == reason


async def test_only_when_asked(shop: House) -> None:
    """An upload is left alone until the slicer asks for the print."""
    shop.rules = [rule("Asked", only_when_asked=True, printers=["one"])]
    job = await shop.upload()
    assert await left(shop, job) is None
    job = await start(shop, job)
    assert where(job) == {"one": True}
    assert job.targets[0].state is TargetState.PRINTING
    assert len((await start(shop, job)).targets) == 1
    assert where(await shop.upload(b"G1\n", start_requested=True)) == {"one": True}


async def test_reason_goes_when_it_is_sent(shop: House) -> None:
    """What was left to the user is routed anew when the slicer asks to print."""
    shop.rules = [
        rule("Asked", only_when_asked=True, printers=["one"]),
        rule("Wait", mode="ask"),
    ]
    job = await shop.upload()
    assert await left(shop, job) == 'Rule "Wait" leaves it to you'
    job = await start(shop, job)
    assert where(job) == {"one": True}
    assert job.why is None
    await shop.reopen()
    assert shop.jobs.jobs[job.id].why is None


async def test_delivered_then_printed_where_it_is(shop: House) -> None:
    """What a rule has only sent is printed there when another one then says so."""
    shop.rules = [
        rule("Asked", only_when_asked=True, printers=["one", "two"], order=1),
        rule("Send", mode="upload", printers=["two"]),
    ]
    job = await shop.upload()
    assert where(job) == {"two": False}
    assert job.targets[0].state is TargetState.UPLOADED
    assert job.state is JobState.COMPLETED
    job = await start(shop, await start(shop, job))
    assert where(job) == {"two": True}
    assert job.targets[0].state is TargetState.PRINTING
    driver = shop.printers["two"].driver
    assert (driver.count("upload"), driver.count("start")) == (1, 1)
    assert not shop.printers["one"].driver.calls


@pytest.mark.parametrize("late", [False, True], ids=["at-once", "late"])
async def test_rule_that_only_sends(shop: House, late: bool) -> None:
    """It starts nothing, whether the slicer asks with the upload or after it."""
    shop.routes["key-1"] = Route(printer_ids=("one",), start=True)
    shop.rules = [rule("Send", mode="upload", printers=["two"])]
    job = await shop.upload(start_requested=not late)
    if late:
        job = await start(shop, job)
    assert job.start_requested
    assert where(job) == {"two": False}
    assert not any(p.driver.count("start") for p in shop.printers.values())


async def test_delivered_by_a_rule_that_is_gone(shop: House) -> None:
    """Where no rule is about it any more, the key's route says whether to print."""
    shop.rules = [rule("Send", mode="upload", printers=["two"])]
    jobs = [await shop.upload(), await shop.upload(b"G1\n", name="b.gcode")]
    shop.rules = []
    assert where(await start(shop, jobs[0])) == {"two": False}
    shop.routes["key-1"] = Route(printer_ids=("one",), start=True)
    assert where(await start(shop, jobs[1])) == {"two": True}


async def test_what_a_human_sent_too_is_theirs(shop: House) -> None:
    """A later start changes nothing for a job that somebody has sent by hand as well."""
    shop.rules = [
        rule("Asked", only_when_asked=True, order=1),
        rule("Send", mode="upload", printers=["two"]),
    ]
    job = await shop.upload()
    await shop.jobs.async_dispatch(job.id, ["one"], start=False)
    await shop.settle()
    assert where(await start(shop, job)) == {"two": False, "one": False}


async def test_upload_and_start_at_once(shop: House) -> None:
    """Start requests that arrive while the upload is routed print it once."""
    shop.rules = [
        rule("Asked", only_when_asked=True, printers=["one"], order=1),
        rule("Send", mode="upload", printers=["one"]),
    ]
    driver = shop.printers["one"].driver
    for number in range(1, 6):
        name = f"part{number}.gcode"
        upload = asyncio.create_task(shop.upload(b"G4 P%d\n" % number, name=name))
        while not [job for job in shop.jobs.jobs.values() if job.name == name]:
            await asyncio.sleep(0)
        await asyncio.gather(
            *(shop.jobs.intake.async_request_start("key-1", name) for _ in range(3))
        )
        job = await upload
        await shop.settle()
        assert where(shop.jobs.jobs[job.id]) == {"one": True}
        assert (driver.count("upload"), driver.count("start")) == (number, number)
        await shop.jobs.orders.async_cancel(job.id)
        shop.printers["one"].see(ready=True)


async def test_crash_before_it_is_sent(
    shop: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not routed when everything stopped is routed after the restart."""
    reached = asyncio.Event()

    async def stop_here(*_: object, **__: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(shop.jobs, "async_dispatch", stop_here)
    shop.rules = [rule(printers=["one"])]
    upload = asyncio.create_task(shop.upload())
    await reached.wait()
    upload.cancel()
    await shop.reopen()
    await shop.settle()
    (job,) = shop.jobs.jobs.values()
    assert where(job) == {"one": True}
    assert shop.printers["one"].driver.count("start") == 1


async def test_fault_in_a_rule(shop: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of our own leaves the job to the user."""

    def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("custom_components.printmux.jobs.router.first_match", fail)
    assert await left(shop, await shop.upload()) is None


@pytest.mark.parametrize("spread", ["round_robin", "all", "first_free"])
async def test_dispatched_by_hand_meanwhile(shop: House, spread: str) -> None:
    """Who is quicker than a rule has it as they want it, and once."""
    shop.rules = [rule(printers=["one"], spread=spread)]
    orders: list[asyncio.Task[Any]] = []

    def listen(event: JobEvent) -> None:
        if event.type is JobEventType.RECEIVED:
            order = shop.jobs.async_dispatch(event.job.id, ["two"], start=True)
            orders.append(asyncio.create_task(order))

    shop.jobs.async_subscribe(listen)
    job = await shop.upload()
    await orders[0]
    assert where(shop.jobs.jobs[job.id]) == {"two": True}


async def test_dispatched_by_hand_at_the_same_time(
    shop: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that has chosen already lets go of what somebody has dispatched by then."""
    shop.rules = [rule(printers=["one"], spread="round_robin")]
    choose = records.last_printer_of_rule
    by_hand: list[asyncio.Task[Any]] = []

    def choose_late(connection: Connection, rule_id: str) -> tuple[str, str] | None:
        """Have the user act while the rule looks whose turn it is."""
        (job,) = shop.jobs.jobs.values()

        def act() -> None:
            order = shop.jobs.async_dispatch(job.id, ["two"], start=True)
            by_hand.append(asyncio.create_task(order))

        shop.hass.loop.call_soon_threadsafe(act)
        # Until the user's order is being written.
        while not shop.jobs._ledger._changing.locked():  # noqa: SLF001 - to be sure
            time.sleep(0.001)
        return choose(connection, rule_id)

    monkeypatch.setattr(records, "last_printer_of_rule", choose_late)
    job = await shop.upload()
    await by_hand[0]
    await shop.settle()
    assert where(shop.jobs.jobs[job.id]) == {"two": True}
    assert not shop.printers["one"].driver.calls
