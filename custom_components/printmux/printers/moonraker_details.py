"""What seldom changes about a printer behind Moonraker, and pictures of its files.

Implements Moonraker's pages external_api/history, webcams and file_manager, and
Klipper's objects `configfile` and `toolhead`.
"""

from pathlib import PurePosixPath
from typing import Any, Final

from yarl import URL

from .driver import Camera, Picture, PrinterDetails, Totals
from .errors import HostAuthError, HostBusyError, HostRefusedError
from .http import Host, mapping, number, text
from .moonraker_data import extruders_of

MAX_PICTURE: Final = 8 * 2**20
# Kinds of cameras whose stream is Motion JPEG, as a picture element shows it.
_MJPEG: Final = frozenset({"mjpegstreamer", "mjpegstreamer-adaptive", "uv4l-mjpeg"})
# A travel below zero is for the end stop; more of it means zero is in the middle.
_OVERTRAVEL: Final = 0.25


async def read_details(host: Host, url: URL, known: PrinterDetails) -> PrinterDetails:
    """Ask for all of it; what Klipper does not tell now is as `known`."""
    cameras = mapping(await _ask(host, "server/webcams/list")).get("webcams")
    query = await _ask(
        host,
        "printer/objects/query",
        configfile="settings",
        toolhead="axis_minimum,axis_maximum",
    )
    status = mapping(query.get("status"))
    settings = mapping(mapping(status.get("configfile")).get("settings"))
    # Last, because Moonraker counts a print a moment after Klipper has ended it.
    totals = await _ask(host, "server/history/totals")
    return PrinterDetails(
        totals=_totals_of(totals) or known.totals,
        cameras=_cameras_of(cameras, _page_of(url)),
        nozzle_diameters=_diameters_of(settings) or known.nozzle_diameters,
        build_volume=_volume_of(mapping(status.get("toolhead"))) or known.build_volume,
    )


async def read_picture(host: Host, file: str) -> Picture | None:
    """Return the largest thumbnail that Moonraker took out of a file."""
    scan = await _ask(host, "server/files/metadata", filename=file)
    found = scan.get("thumbnails")
    best = max(
        (mapping(one) for one in found) if isinstance(found, list) else (),
        key=lambda one: (
            (number(one.get("width")) or 0) * (number(one.get("height")) or 0)
        ),
        default={},
    )
    relative = text(best.get("relative_path"))
    if relative is None:
        return None
    path = PurePosixPath("server/files/gcodes", file).parent / relative
    async with host.open("GET", str(path)) as response:
        content = bytearray()
        async for piece in response.content.iter_chunked(65536):
            content += piece
            if len(content) > MAX_PICTURE:
                return None
        if not response.ok or not response.content_type.startswith("image/"):
            return None
        return Picture(content=bytes(content), content_type=response.content_type)


async def _ask(host: Host, path: str, **params: str) -> dict[str, Any]:
    """Return the result of a good answer, nothing where the host has none to give."""
    try:
        return mapping((await host.json("GET", path, params=params)).get("result"))
    except HostAuthError:
        raise
    except HostBusyError, HostRefusedError:
        return {}


def _totals_of(result: dict[str, Any]) -> Totals | None:
    """Make totals of what the history counts."""
    counted = mapping(result.get("job_totals"))
    if not counted:
        return None
    prints = number(counted.get("total_jobs"))
    return Totals(
        prints=None if prints is None else int(prints),
        print_s=number(counted.get("total_print_time")),
        filament_mm=number(counted.get("total_filament_used")),
    )


def _page_of(url: URL) -> URL:
    """Return where the page is that relative addresses of cameras are meant for.

    Moonraker has a port of its own, its web page that of the scheme.
    """
    return URL.build(scheme=url.scheme, host=url.host or "", path="/")


def _cameras_of(found: Any, page: URL) -> tuple[Camera, ...]:
    """Return the cameras that are switched on and can be shown."""
    cameras = (
        _camera_of(mapping(one), page)
        for one in (found if isinstance(found, list) else ())
    )
    return tuple(camera for camera in cameras if camera)


def _camera_of(found: dict[str, Any], page: URL) -> Camera | None:
    """Make a camera of what Moonraker says of it, None if it is of no use."""
    mjpeg = found.get("service") in _MJPEG
    stream = _absolute(found.get("stream_url"), page) if mjpeg else None
    snapshot = _absolute(found.get("snapshot_url"), page)
    if not found.get("enabled", True) or not (stream or snapshot):
        return None
    rotation = int(number(found.get("rotation")) or 0) % 360
    return Camera(
        name=text(found.get("name")) or "Camera",
        stream_url=stream,
        snapshot_url=snapshot,
        flip_horizontal=found.get("flip_horizontal") is True,
        flip_vertical=found.get("flip_vertical") is True,
        rotation=rotation if rotation in (90, 180, 270) else 0,
    )


def _absolute(value: Any, page: URL) -> str | None:
    """Return the absolute address of a camera, None where there is none to show."""
    try:
        address = page.join(URL(text(value) or "."))
    except ValueError:
        return None
    is_web = address.scheme in ("http", "https") and address.host
    return str(address) if is_web and text(value) else None


def _diameters_of(settings: dict[str, Any]) -> tuple[float, ...]:
    """Return the nozzles' diameters by tool, none unless all are known."""
    tools = extruders_of(settings)
    sizes = [number(mapping(settings[tool]).get("nozzle_diameter")) for tool in tools]
    known = [size for size in sizes if size]
    return tuple(known) if len(known) == len(tools) else ()


def _volume_of(toolhead: dict[str, Any]) -> tuple[float, float, float] | None:
    """Return the build volume by how far the axes go."""
    low, high = toolhead.get("axis_minimum"), toolhead.get("axis_maximum")
    if not isinstance(low, list) or not isinstance(high, list):
        return None
    sizes = [
        _width(number(least), number(most))
        for least, most in zip(low[:3], high[:3], strict=False)
    ]
    match sizes:
        case [float(width), float(depth), float(height)]:
            return (width, depth, height)
    return None


def _width(least: float | None, most: float | None) -> float | None:
    """Return how wide the usable part of an axis is."""
    if least is None or most is None or most <= 0:
        return None
    return most - least if least < -_OVERTRAVEL * most else most - max(0.0, least)
