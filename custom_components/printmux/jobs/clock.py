"""The time as it is kept: whole milliseconds, so that memory and database agree."""

from datetime import datetime

from homeassistant.util import dt as dt_util


def utc_now() -> datetime:
    """Return the time in UTC."""
    now = dt_util.utcnow()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
