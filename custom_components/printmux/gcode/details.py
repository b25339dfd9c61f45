"""What a print file says of itself. Unknown is None, never 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from ..phrases import Words, phrase

type Texts = str | list[str]
type Numbers = float | list[float]

# Sizes among the extras, width and depth in mm: of the slicer's bed, of what is printed.
BED_SIZE = "bed_size"
OBJECT_SIZE = "object_size"
# What stands beside the fields of the `job_details` contract.
BESIDE = frozenset(
    {"thumbnails", "plates", "problem", "extras", "gcode_start_byte", "gcode_end_byte"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """One picture in a file. `size` is in bytes, `format` is PNG, JPG or QOI.

    The rest says where it is: `member` of the archive (None: the file itself), and the
    `length` bytes at `offset` there, which are base64 text in comments if `in_text`.
    """

    width: int
    height: int
    format: str
    size: int
    member: str | None = None
    offset: int = 0
    length: int = 0
    in_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One sliced plate of a `.gcode.3mf`; `index` counts from 1, as slicers do."""

    index: int
    name: str | None = None
    estimated_time_s: int | None = None
    filament_weight_g: float | None = None
    filament_type: Texts | None = None
    filament_color: Texts | None = None
    thumbnails: tuple[Thumbnail, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """All that a file tells. Lengths in mm, temperatures in degrees Celsius.

    Where several tools have values of their own, a field is a list in the order of the
    tools. `print_speed` is that of the (inner) walls in mm/s, `infill_percentage` 0 to
    100, `filament_cost` in the user's currency, `raw_metadata` the settings as written.
    `extras` is what Moonraker tells beyond that, by its names, and the two sizes.
    `problem` says why something could not be read.
    """

    slicer: str | None = None
    slicer_version: str | None = None
    printer_model: str | None = None
    printer_profile: str | None = None
    print_profile: str | None = None
    bed_type: str | None = None
    nozzle_diameter: Numbers | None = None
    layer_height: float | None = None
    first_layer_height: float | None = None
    object_height: float | None = None
    layer_count: int | None = None
    nozzle_temp: Numbers | None = None
    first_layer_nozzle_temp: Numbers | None = None
    bed_temp: Numbers | None = None
    first_layer_bed_temp: Numbers | None = None
    print_speed: Numbers | None = None
    infill_percentage: float | None = None
    infill_pattern: str | None = None
    support_enabled: bool | None = None
    support_type: str | None = None
    filament_type: Texts | None = None
    filament_brand: Texts | None = None
    filament_name: Texts | None = None
    filament_color: Texts | None = None
    filament_length_mm: Numbers | None = None
    filament_weight_g: Numbers | None = None
    filament_cost: Numbers | None = None
    estimated_time_s: int | None = None
    gcode_flavor: str | None = None
    raw_metadata: Mapping[str, Any] = field(default_factory=dict)
    extras: Mapping[str, Any] = field(default_factory=dict)
    gcode_start_byte: int | None = None
    gcode_end_byte: int | None = None
    thumbnails: tuple[Thumbnail, ...] = ()
    plates: tuple[Plate, ...] = ()
    problem: Words | None = None

    def known(self) -> dict[str, Any]:
        """Return the fields of `job_details` that the file tells."""
        values = {name: getattr(self, name) for name in DETAIL_FIELDS}
        return {k: v for k, v in values.items() if v is not None and v != {}}


class FileError(ValueError):
    """A file is odd; the words are for the user."""

    def __init__(self, words: Words) -> None:
        """Take the words."""
        super().__init__(str(words))
        self.words = words


def unreadable(why: Words) -> Details:
    """Return what a file tells of which nothing can be read, and why."""
    return Details(problem=phrase("file.unreadable", why=why))


DETAIL_FIELDS = tuple(i.name for i in fields(Details) if i.name not in BESIDE)
