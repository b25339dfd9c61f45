"""A printer that has and tells everything there is."""

import struct
import zlib

from custom_components.printmux.printers.driver import (
    Camera,
    Heater,
    Picture,
    PrinterDetails,
    PrinterState,
    PrinterStatus,
    Totals,
)

from .conftest import FULL_KIND, FakeHost, printer_subentry

ALPHA = "http://printer1.local"
FILE = "folder/part.gcode"
FULL = printer_subentry(1, "Alpha", kind=FULL_KIND)
PRINTING = PrinterStatus(
    state=PrinterState.PRINTING,
    message="Layer 12",
    file=FILE,
    progress=0.4567,
    elapsed_s=1234.5,
    remaining_s=3600.4,
    filament_mm=1234.5,
    layer=12,
    layer_count=80,
    nozzles=(Heater(214.96, 215.0), Heater(31.25, 0.0)),
    bed=Heater(60.04, 60.0),
    chamber=Heater(38.5, 40.0),
    speed_factor=1.1,
    flow_factor=0.95,
)
DETAILS = PrinterDetails(
    totals=Totals(prints=42, print_s=360_000.4, filament_mm=123_456.7),
    cameras=(
        Camera(
            name="default",
            stream_url=f"{ALPHA}/webcam/?action=stream",
            snapshot_url=f"{ALPHA}/webcam/?action=snapshot",
        ),
        Camera(name="Nozzle cam", snapshot_url=f"{ALPHA}/nozzle.jpg", rotation=90),
    ),
    nozzle_diameters=(0.4, 0.6),
    build_volume=(250, 250, 220),
)


def png(shade: int, width: int = 4, height: int = 4) -> bytes:
    """Return a grey picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def full_host() -> FakeHost:
    """Return its host, in the middle of a print."""
    picture = Picture(content=png(10), content_type="image/png")
    return FakeHost(status=PRINTING, details=DETAILS, pictures={FILE: picture})
