"""What OctoPrint's answers and pushed messages say, in the driver contract's words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from yarl import URL

from ..phrases import Phrase, Words, phrase
from .driver import Camera, Heater, PrinterDetails, PrinterState, PrinterStatus
from .http import mapping, number, text

_ACTIVE_FLAGS: Final = (
    "printing",
    "paused",
    "pausing",
    "resuming",
    "cancelling",
    "finishing",
)
_PAUSED_FLAGS: Final = ("paused", "pausing")
_STARTING_WORDS: Final = ("Opening", "Detecting", "Connecting")
_ENDS: Final = {
    "PrintDone": PrinterState.FINISHED,
    "PrintCancelled": PrinterState.CANCELLED,
    "PrintFailed": PrinterState.ERROR,
}
# The profile's word for each heater that a machine may lack.
_OPTIONAL_HEATERS: Final = {"bed": "heatedBed", "chamber": "heatedChamber"}
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
# The model, nozzle and volume of the profile that OctoPrint comes with.
_FACTORY_MODEL: Final = "Generic RepRap Printer"
_FACTORY_NOZZLE: Final = 0.4
_FACTORY_VOLUME: Final = [200.0, 200.0, 200.0]
PRINT_EVENTS: Final = ("PrintStarted", *_ENDS)

type Layers = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at OctoPrint: the parts that its REST answers and messages share."""

    words: str
    flags: dict[str, Any] = field(default_factory=dict)
    error: str | None = None
    job: dict[str, Any] = field(default_factory=dict)
    progress: dict[str, Any] = field(default_factory=dict)
    heat: dict[str, Any] = field(default_factory=dict)
    layers: Layers = (None, None)

    @property
    def active(self) -> bool:
        """Whether a print is on."""
        return is_active(self.flags)

    @property
    def file(self) -> str | None:
        """The path of the selected file."""
        return text(mapping(self.job.get("file")).get("path"))


@dataclass(slots=True)
class LastPrint:
    """What is known of the last print beyond what OctoPrint says at the moment.

    OctoPrint forgets that a print was cancelled once it is idle again, and which
    file it was once the machine is gone.
    """

    file: str | None = None
    end: PrinterState | None = None

    def see(self, look: Look) -> None:
        """Note what a look tells of a print."""
        if not look.active:
            return
        self.file = look.file or self.file
        if look.flags.get("cancelling"):
            self.end = PrinterState.CANCELLED
        elif not look.flags.get("finishing"):
            self.end = None

    def hear(self, event: str, payload: dict[str, Any]) -> None:
        """Note what an event tells of a print."""
        # A cancelled print is told as failed too, a moment later; both events may
        # give the reason.
        if event == "PrintFailed" and payload.get("reason") == "cancelled":
            return
        self.file = text(payload.get("path")) or self.file
        self.end = _ENDS.get(event)


def is_active(flags: dict[str, Any]) -> bool:
    """Tell whether a print is on."""
    return any(flags.get(flag) for flag in _ACTIVE_FLAGS)


def is_ready(flags: dict[str, Any]) -> bool:
    """Tell whether a start would be accepted."""
    return bool(
        flags.get("operational") and flags.get("ready") and not is_active(flags)
    )


def read_message(message: dict[str, Any], before: Look | None) -> Look:
    """Return the look that a `history` or `current` message gives.

    What it leaves out is as it was before: most messages bring no temperatures.
    """
    state = mapping(message.get("state"))
    flags = mapping(state.get("flags"))
    temperatures = message.get("temps")
    newest = temperatures[-1] if isinstance(temperatures, list) and temperatures else {}
    return Look(
        words=text(state.get("text")) or "",
        flags=flags,
        error=text(state.get("error")),
        job=mapping(message.get("job")),
        progress=mapping(message.get("progress")),
        heat=mapping(newest) or (before.heat if before else {}),
        layers=before.layers if before else (None, None),
    )


def make_status(look: Look, last: LastPrint, lacking: frozenset[str]) -> PrinterStatus:
    """Return the status; `lacking` are heaters that the machine does not have."""
    state = _state(look, last)
    message: Words | None = look.error or _message(look)
    file = look.file or last.file
    if not (look.flags.get("operational") or look.active):
        if state is not PrinterState.ERROR or not message:
            message = look.error or _no_machine(look.words)
        return PrinterStatus(state=state, message=message, file=file)
    share = number(look.progress.get("completion"))
    left = number(look.progress.get("printTimeLeft"))
    heat = {name: one for name, one in look.heat.items() if name not in lacking}
    return PrinterStatus(
        state=state,
        ready=is_ready(look.flags),
        message=message,
        file=file,
        progress=None if share is None else min(1.0, max(0.0, share / 100)),
        elapsed_s=number(look.progress.get("printTime")),
        remaining_s=left if look.active else None,
        layer=look.layers[0],
        layer_count=look.layers[1],
        nozzles=tuple(_nozzles(heat)),
        bed=_heater(heat.get("bed")),
        chamber=_heater(heat.get("chamber")),
    )


def _state(look: Look, last: LastPrint) -> PrinterState:
    """Return the state, as the flags or else the words have it."""
    flags = look.flags
    if any(flags.get(flag) for flag in _PAUSED_FLAGS):
        return PrinterState.PAUSED
    if look.active:
        return PrinterState.PRINTING
    if flags.get("error"):
        return PrinterState.ERROR
    if flags.get("operational"):
        return _idle_state(look, last)
    if look.error or "error" in look.words.lower():
        return PrinterState.ERROR
    if look.words.startswith(_STARTING_WORDS):
        return PrinterState.STARTING
    return PrinterState.OFFLINE


def _idle_state(look: Look, last: LastPrint) -> PrinterState:
    """Return how the last print ended, while its file is still selected."""
    if not look.file:
        return PrinterState.IDLE
    if last.end is PrinterState.CANCELLED and look.file == last.file:
        return PrinterState.CANCELLED
    completion = number(look.progress.get("completion"))
    done = completion is not None and completion >= 100
    return PrinterState.FINISHED if done else PrinterState.IDLE


def _message(look: Look) -> str | None:
    """Return OctoPrint's word for a state that ours does not tell."""
    told = any(look.flags.get(flag) for flag in ("cancelling", "finishing", "error"))
    return look.words or None if told else None


def _no_machine(words: str) -> Phrase:
    """Say that OctoPrint has no machine; REST and messages have two words for off."""
    if words in ("", "Closed", "Offline"):
        return phrase("octoprint.alone")
    return phrase("octoprint.alone_words", words=words)


def _heater(value: Any) -> Heater | None:
    """Return how a heater is, None where there is none."""
    heater = mapping(value)
    actual, target = number(heater.get("actual")), number(heater.get("target"))
    # Messages name a bed and a chamber for every machine, with nothing in them.
    if actual is None and target is None:
        return None
    return Heater(actual, target)


def _nozzles(heat: dict[str, Any]) -> Iterator[Heater]:
    """Yield the nozzles by tool, up to the first that the machine does not have."""
    for tool in count():
        if (nozzle := _heater(heat.get(f"tool{tool}"))) is None:
            return
        yield nozzle


def lacking_heaters(profile: dict[str, Any]) -> frozenset[str]:
    """Return the heaters that the machine does not have, by its profile."""
    return frozenset(
        heater
        for heater, flag in _OPTIONAL_HEATERS.items()
        if profile.get(flag) is False
    )


def read_layers(current: Any, total: Any) -> Layers:
    """Return the layers as DisplayLayerProgress writes them: digits, or `-`."""
    return _whole(current), _whole(total)


def _whole(value: Any) -> int | None:
    """Return a whole number that may be written as text, else None."""
    digits = str(value)
    return int(digits) if digits.isascii() and digits.isdigit() else None


def current_profile(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the printer profile in use in the answer of `/api/printerprofiles`."""
    profiles = [mapping(one) for one in mapping(answer.get("profiles")).values()]
    for flag in ("current", "default"):
        for profile in profiles:
            if profile.get(flag):
                return profile
    return {}


def make_details(
    profile: dict[str, Any], settings: dict[str, Any], url: URL
) -> PrinterDetails:
    """Return what the profile and the settings tell."""
    extruder = mapping(profile.get("extruder"))
    diameter = number(extruder.get("nozzleDiameter"))
    nozzles = int(number(extruder.get("count")) or 1)
    if extruder.get("sharedNozzle"):
        nozzles = 1
    volume = mapping(profile.get("volume"))
    sizes = [number(volume.get(side)) for side in ("width", "depth", "height")]
    width, depth, height = sizes
    untouched = profile.get("model") == _FACTORY_MODEL
    return PrinterDetails(
        cameras=tuple(_cameras(mapping(settings.get("webcam")), url)),
        nozzle_diameters=(diameter,) * nozzles if diameter else (),
        build_volume=(width, depth, height) if width and depth and height else None,
        nozzles_assumed=untouched and diameter == _FACTORY_NOZZLE,
        volume_assumed=untouched and sizes == _FACTORY_VOLUME,
    )


def _cameras(webcam: dict[str, Any], url: URL) -> Iterator[Camera]:
    """Yield the cameras: the list of OctoPrint 1.9 and later, else the classic one."""
    if webcam.get("webcamEnabled") is False:
        return
    listed = webcam.get("webcams")
    if isinstance(listed, list) and listed:
        for one in map(mapping, listed):
            compat = mapping(one.get("compat"))
            name = text(one.get("displayName")) or text(one.get("name")) or "Webcam"
            yield from _camera(
                name, one, compat.get("stream"), compat.get("snapshot"), url
            )
    else:
        yield from _camera(
            "Webcam", webcam, webcam.get("streamUrl"), webcam.get("snapshotUrl"), url
        )


def _camera(
    name: str, turned: dict[str, Any], stream: Any, snapshot: Any, url: URL
) -> Iterator[Camera]:
    """Yield a camera that has an address, none otherwise."""
    stream_url = _reachable(stream, url)
    snapshot_url = _reachable(snapshot, url)
    # OctoPrint takes snapshots itself, often by an address that only it can reach.
    if snapshot_url is None and stream_url and "action=stream" in stream_url:
        snapshot_url = stream_url.replace("action=stream", "action=snapshot")
    if stream_url or snapshot_url:
        yield Camera(
            name=name,
            stream_url=stream_url,
            snapshot_url=snapshot_url,
            flip_horizontal=bool(turned.get("flipH")),
            flip_vertical=bool(turned.get("flipV")),
            # OctoPrint turns counter-clockwise.
            rotation=270 if turned.get("rotate90") else 0,
        )


def _reachable(address: Any, url: URL) -> str | None:
    """Return an absolute web address, None for one that only OctoPrint's host has."""
    if not (written := text(address)):
        return None
    try:
        # A prefix is a folder, written with a last slash or without.
        absolute = URL(f"{str(url).rstrip('/')}/").join(URL(written.strip()))
    except ValueError:
        return None
    if absolute.scheme not in ("http", "https") or not absolute.host:
        return None
    if absolute.host in _LOOPBACK and url.host not in _LOOPBACK:
        return None
    return str(absolute)
