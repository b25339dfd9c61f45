"""What files say of themselves, in databases of older versions."""

import asyncio
from pathlib import Path
import threading
from unittest.mock import patch

from sqlalchemy import Connection, delete, text

from custom_components.printmux.db.tables import schema_changes
from custom_components.printmux.jobs.intake import MOST_READERS
from tests.gcode.written.slic3r import PRUSA, TOLD

from .conftest import House

OLD = """
CREATE TABLE job_details (
    job_id VARCHAR(26) NOT NULL PRIMARY KEY REFERENCES jobs (id),
    slicer VARCHAR(64), slicer_version VARCHAR(64), raw_metadata JSON
)
"""


async def test_older_database(house: House) -> None:
    """A database that knew only slicer and version gets the other columns."""
    old = await house.upload(PRUSA.encode())

    def go_back(connection: Connection) -> None:
        """Make the table what it was."""
        connection.execute(text("DROP TABLE job_details"))
        connection.execute(text(OLD))
        row = {"id": old.id}
        values = "VALUES (:id, 'PrusaSlicer', '2.9.6', NULL)"
        connection.execute(text(f"INSERT INTO job_details {values}"), row)
        connection.execute(delete(schema_changes).where(schema_changes.c.version > 2))

    await house.database.async_run(go_back)
    await house.reopen()
    kept = house.jobs.jobs[old.id].details
    assert kept == {"slicer": "PrusaSlicer", "slicer_version": "2.9.6"}
    new = await house.upload(PRUSA.encode(), "new.gcode")
    await house.reopen()
    assert TOLD[0][1].items() <= house.jobs.jobs[new.id].details.items()


async def test_known_details_stay(house: House) -> None:
    """A restart between the details and the end of the analysis does no harm."""
    job = await house.upload(PRUSA.encode())

    def go_back(connection: Connection) -> None:
        """Be about to note that the file was looked into."""
        connection.execute(text("UPDATE jobs SET state = 'uploaded'"))

    await house.database.async_run(go_back)
    await house.reopen()
    await house.settle()
    again = house.jobs.jobs[job.id]
    assert again.details == job.details
    assert again.state == "awaiting_selection"


async def test_few_are_read_at_once(house: House) -> None:
    """Many files are looked into one after the other: Home Assistant has more to do."""
    lock, reading, most = threading.Lock(), 0, 0
    second = threading.Event()

    def read(path: Path, suffix: str, plate: int | None) -> dict[str, object]:
        """Note how many read."""
        nonlocal reading, most
        with lock:
            reading += 1
            most = max(most, reading)
            if reading == MOST_READERS:
                second.set()
        # All that may read at once do.
        assert second.wait(10)
        with lock:
            reading -= 1
        return {}

    with patch("custom_components.printmux.jobs.intake.analyse", read):
        names = [f"{number}.gcode" for number in range(6)]
        await asyncio.gather(*(house.upload(name=name) for name in names))
    assert most == MOST_READERS
    assert all(job.state == "awaiting_selection" for job in house.jobs.jobs.values())
