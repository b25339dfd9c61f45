"""What files say of themselves, in databases of older versions."""

from sqlalchemy import Connection, delete, text

from custom_components.printmux.db.tables import schema_changes
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
