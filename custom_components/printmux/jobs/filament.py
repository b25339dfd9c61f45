"""Whether there is enough filament for a job, by a sensor of Home Assistant."""

from enum import StrEnum


class FilamentPolicy(StrEnum):
    """What comes of too little filament: a warning, or a wait."""

    WARN = "warn"
    HOLD = "hold"
