"""Archives with G-code: `.gcode.3mf` of Bambu Studio and its forks, Cura's `.ufp`.

Beside the G-code of each plate they hold its pictures, what slicing found out
(`slice_info.config`), and the settings as JSON. A project without G-code is told so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from pathlib import Path
import re
from typing import Any

from ..phrases import Join, listing, phrase
from .comments import Reading, read_comments
from .details import DETAIL_FIELDS, Details, Plate, Thumbnail, unreadable
from .images import measure
from .package import Member, Package, PackageError
from .slic3r import SLIC3R
from .source import BytesSource, Source, StoredSource
from .text import bounded, interpret, interpret_extras, read_text
from .values import MAX_TEXT, collapse, duration, load_json, number, numbers, switch

PLATE = re.compile(r"(?:.*/)?plate_(\d{1,4})\.gcode", re.IGNORECASE)
MAX_PLATES = 99
# Real ones have 60 KB; larger ones would hold the GIL, or up the work.
MAX_CONFIG = 384 * 1024
MAX_TAGS = 5000
MAX_PICTURE = 3 * 1024**2
# Compressed G-code up to here is gone through to its end, above only its head is read.
MAX_WALKED = 10 * 1024**2
HEAD = 2 * 1024**2
TAIL = 512 * 1024

TAG = re.compile(r"<(metadata|filament|object)\b([^<>]{0,2000})>")
ATTRIBUTE = re.compile(r'(\w{1,40})="([^"]{0,1000})"')
MATERIAL_FIELDS = {
    "brand": "filament_brand",
    "material": "filament_type",
    "label": "filament_name",
    "color_code": "filament_color",
}
MATERIAL = re.compile(rf"<({'|'.join(MATERIAL_FIELDS)})>([^<>]{{1,1000}})</")
APPLICATION = re.compile(
    rb'name="Application">(?P<slicer>[^<>]{1,60}?)[ -]v?(?P<version>\d[^<>\s]{0,40})<'
)
PICTURES = ("Metadata/plate_{}.png", "Metadata/plate_{}_small.png")
COVERS = (
    "Metadata/thumbnail.png",
    "Metadata/plate_1.png",
    "Metadata/plate_1_small.png",
)
NOT_SLICED = phrase("file.not_sliced")


@dataclass(slots=True)
class PlateInfo:
    """What `slice_info.config` tells of one plate."""

    values: dict[str, str] = field(default_factory=dict)
    filaments: list[dict[str, str]] = field(default_factory=list)

    def details(self) -> dict[str, Any]:
        """Return it as fields; numbers are rounded there, so they fill gaps only."""
        get, tools = self.values.get, self.filaments
        lengths = [number(tool.get("used_m", "")) for tool in tools]
        weights = [number(tool.get("used_g", "")) for tool in tools]
        found: dict[str, Any] = {
            "estimated_time_s": duration(get("prediction", "")),
            "nozzle_diameter": numbers(get("nozzle_diameters", "")),
            "support_enabled": switch(get("support_used", "")),
            "filament_type": _all([tool.get("type") for tool in tools]),
            "filament_color": _all([tool.get("color") for tool in tools]),
            "filament_length_mm": _all([n and round(n * 1000, 1) for n in lengths]),
            "filament_weight_g": _all(weights) or number(get("weight", "")),
        }
        return {key: value for key, value in found.items() if value is not None}


def _all[T](values: list[T | None]) -> T | list[T] | None:
    """Return the values of the tools in use, if all are there."""
    found = [value for value in values if value]
    return collapse(found) if len(found) == len(values) else None


def read_package(path: Path, plate: int | None) -> Details:
    """Return what an archive tells of one of its plates. Raises OSError."""
    try:
        package = Package(path)
        found = _plates(package)
        if not found:
            return _read_project(package)
        return _read_plate(package, found, plate)
    except PackageError as err:
        return unreadable(err.words)


def _plates(package: Package) -> dict[int, Member]:
    """Return the members with G-code by the number of their plate."""
    names = sorted(n for n in package.members if n.lower().endswith(".gcode"))
    found: dict[int, Member] = {}
    others: list[Member] = []
    for name in names:
        if match := PLATE.fullmatch(name):
            found.setdefault(int(match[1]), package.members[name])
        else:
            others.append(package.members[name])
    for member in others[:MAX_PLATES]:
        found.setdefault(max(found, default=0) + 1, member)
    return dict(sorted(found.items())[:MAX_PLATES])


def _read_plate(
    package: Package, found: dict[int, Member], plate: int | None
) -> Details:
    """Return what is told of a plate: by its G-code, then by what lies beside it."""
    index = plate if plate in found else next(iter(found))
    member = found[index]
    infos = _slice_infos(package)
    try:
        told = read_text(open_member(package, member), member.name)
    except PackageError as err:
        told = unreadable(err.words)
    project = _project_settings(package)
    gaps = {**interpret(project, SLIC3R), **infos.get(index, PlateInfo()).details()}
    gaps |= _signer(package) | _material(package)
    gaps |= {k: v for k in DETAIL_FIELDS if (v := getattr(told, k)) is not None}
    problem = told.problem
    if plate is not None and plate != index:
        have = listing(Join.COMMAS, map(str, found))
        problem = phrase("file.no_plate", plate=plate, plates=have)
    gaps["raw_metadata"] = bounded({**project.config, **told.raw_metadata})
    pictures = _plate_pictures(package, index) or _pictures(package, COVERS[:1])
    return Details(
        **gaps,
        extras={**interpret_extras(project, SLIC3R), **told.extras},
        thumbnails=(*pictures, *told.thumbnails),
        plates=tuple(_describe(package, found, infos)),
        problem=problem,
    )


def open_member(package: Package, member: Member) -> Source:
    """Return text in an archive as a source; raises PackageError."""
    if member.stored:
        return StoredSource(package.path, package.start(member), member.size)
    if member.size > MAX_WALKED:
        return BytesSource(b"".join(package.stream(member, HEAD)), b"", member.size)
    first, last, size = bytearray(), bytearray(), 0
    for piece in package.stream(member, MAX_WALKED):
        size += len(piece)
        first += piece[: HEAD - len(first)]
        last += piece
        del last[:-TAIL]
    return BytesSource(bytes(first), bytes(last), size)


def _slice_infos(package: Package) -> dict[int, PlateInfo]:
    """Return what slicing found out, by plate; nothing where that is broken."""
    text = _read_text(package, "Metadata/slice_info.config")
    found: dict[int, PlateInfo] = {}
    for part in text.split("<plate>")[1 : MAX_PLATES + 1]:
        info = PlateInfo()
        for kind, attributes in _tags(part):
            if kind == "metadata":
                info.values[attributes.get("key", "")] = attributes.get("value", "")
            elif kind == "filament":
                info.filaments.append(attributes)
        if (index := number(info.values.get("index", ""))) is not None:
            found[int(index)] = info
    return found


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the tags of a config; an XML parser would expand entities."""
    for match in islice(TAG.finditer(text), MAX_TAGS):
        attributes = ATTRIBUTE.findall(match[2])
        yield match[1], {key: unescape(value) for key, value in attributes}


def _describe(
    package: Package, found: Mapping[int, Member], infos: Mapping[int, PlateInfo]
) -> Iterator[Plate]:
    """Yield each plate with its name."""
    names: dict[int, str] = {}
    text = _read_text(package, "Metadata/model_settings.config")
    for part in text.split("<plate>")[1 : MAX_PLATES + 1]:
        tags = [tag for kind, tag in _tags(part) if kind == "metadata"]
        told = {tag.get("key"): tag.get("value", "") for tag in tags}
        if (index := number(told.get("plater_id", ""))) is not None:
            names[int(index)] = told.get("plater_name", "")
    for index in found:
        info = infos.get(index, PlateInfo())
        found_out = info.details()
        yield Plate(
            index=index,
            name=names.get(index) or None,
            estimated_time_s=found_out.get("estimated_time_s"),
            filament_weight_g=number(info.values.get("weight", "")),
            filament_type=found_out.get("filament_type"),
            filament_color=found_out.get("filament_color"),
            thumbnails=_plate_pictures(package, index),
        )


def _project_settings(package: Package) -> Reading:
    """Return the settings of a project: JSON, or PrusaSlicer's comments."""
    reading = Reading()
    settings = load_json(_read_text(package, "Metadata/project_settings.config"))
    if isinstance(settings, dict):
        for key, value in settings.items():
            if isinstance(value, str) or (
                isinstance(value, list) and all(isinstance(v, str) for v in value)
            ):
                reading.config[key] = value
    elif comments := _read_text(package, "Metadata/Slic3r_PE.config"):
        notes = read_comments((comments.encode(),), SLIC3R.separators).notes
        reading.config.update({key: values[-1] for key, values in notes.items()})
    return reading


def _read_project(package: Package) -> Details:
    """Return what a project tells that was not sliced."""
    if package.find("3D/3dmodel.model") is None:
        return unreadable(phrase("file.no_gcode"))
    project = _project_settings(package)
    return Details(
        **_signer(package),
        **interpret(project, SLIC3R),
        raw_metadata=bounded(project.config),
        thumbnails=tuple(_pictures(package, COVERS)),
        problem=NOT_SLICED,
    )


def _material(package: Package) -> dict[str, Any]:
    """Return what Cura puts beside the G-code of its material, where it is one."""
    names = [name for name in package.members if name.endswith(".fdm_material")]
    if len(names) != 1:
        return {}
    found: dict[str, Any] = {}
    for tag, value in MATERIAL.findall(_read_text(package, names[0])):
        found.setdefault(MATERIAL_FIELDS[tag], unescape(value).strip()[:MAX_TEXT])
    return {name: value for name, value in found.items() if value}


def _signer(package: Package) -> dict[str, Any]:
    """Return slicer and version as the model's head tells them."""
    if (member := package.find("3D/3dmodel.model")) is None:
        return {}
    try:
        head = b"".join(package.stream(member, 16 * 1024))
    except PackageError:
        return {}
    if not (match := APPLICATION.search(head)):
        return {}
    version = match["version"].decode("utf-8", "replace")
    slicer = match["slicer"].decode("utf-8", "replace")
    return {"slicer": slicer, "slicer_version": version}


def list_pictures(path: Path, plate: int | None) -> tuple[Thumbnail, ...]:
    """Return the pictures beside the G-code of a plate. Raises OSError."""
    try:
        package = Package(path)
    except PackageError:
        return ()
    found = _plates(package)
    index = plate if plate in found else next(iter(found), None)
    return () if index is None else _plate_pictures(package, index)


def _plate_pictures(package: Package, index: int) -> tuple[Thumbnail, ...]:
    """Return the pictures of a plate."""
    return tuple(_pictures(package, [name.format(index) for name in PICTURES]))


def _pictures(package: Package, names: tuple[str, ...] | list[str]) -> list[Thumbnail]:
    """Return the pictures of those names that can be shown."""
    found: list[Thumbnail] = []
    for name in names:
        member = package.find(name)
        if member is None or not 0 < member.size <= MAX_PICTURE:
            continue
        try:
            known = measure(b"".join(package.stream(member, 64 * 1024)))
        except PackageError:
            continue
        if known:
            kind, width, height = known
            found.append(
                Thumbnail(
                    width=width,
                    height=height,
                    format=kind,
                    size=member.size,
                    member=member.name,
                    length=member.size,
                )
            )
    return found


def _read_text(package: Package, name: str) -> str:
    """Return a config in an archive; nothing when it is not there or is broken."""
    if (member := package.find(name)) is None:
        return ""
    try:
        return package.read(member, MAX_CONFIG).decode("utf-8", "replace")
    except PackageError:
        return ""
