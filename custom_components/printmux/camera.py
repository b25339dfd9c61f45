"""The cameras of a printer's host: one entity each, for as long as the host has it."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
import io
from typing import Final, override

import aiohttp
from aiohttp import hdrs, web
from PIL import Image, ImageOps

from homeassistant.components.camera import Camera as CameraEntity
from homeassistant.components.image import infer_image_type
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.aiohttp_client import async_aiohttp_proxy_stream
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from .const import DOMAIN, LOGGER
from .entity import PrintMuxPrinterEntity
from .hub import PrintMuxConfigEntry, async_for_each_printer
from .printers.coordinator import PrinterCoordinator
from .printers.driver import Camera

PARALLEL_UPDATES = 0
KEY: Final = "camera"
STILL_S: Final = 10.0
# More than any camera's picture: what goes on longer is a stream.
MAX_STILL: Final = 16 * 2**20
CHUNK: Final = 64 * 1024
JPEG_BEGIN, JPEG_END = b"\xff\xd8", b"\xff\xd9"
STREAM = aiohttp.ClientTimeout(total=None, sock_connect=STILL_S)
TURNS: Final = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Keep the cameras of each printer in step with what its host has."""
    async_for_each_printer(
        hass,
        entry,
        lambda printer: PrinterCameras(
            hass, entry, printer, async_add_entities
        ).start(),
    )


def key_cameras(cameras: tuple[Camera, ...]) -> dict[str, Camera]:
    """Return cameras by what tells them apart: their names, and among equal ones a number."""
    found: dict[str, Camera] = {}
    for camera in cameras:
        stem = key = f"{KEY}_{slugify(camera.name)}"
        number = 1
        while key in found:
            number += 1
            key = f"{stem}_{number}"
        found[key] = camera
    return found


class PrinterCameras:
    """Adds the cameras of a printer that come, and removes those that go."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        """Take the printer."""
        self._hass = hass
        self._entry = entry
        self._printer = printer
        self._async_add_entities = async_add_entities
        self._registry = er.async_get(hass)
        self._keys: set[str] = set()

    @callback
    def start(self) -> None:
        """Add what is known, and follow."""
        prefix = f"{self._printer.printer_id}_"
        known = {
            entity.unique_id.removeprefix(prefix): entity
            for entity in er.async_entries_for_config_entry(
                self._registry, self._entry.entry_id
            )
            if entity.domain == Platform.CAMERA and entity.unique_id.startswith(prefix)
        }
        self._add(
            {
                key: entity.original_name if entity.translation_key is None else None
                for key, entity in known.items()
            }
        )
        self._entry.async_on_unload(self._printer.async_add_listener(self._follow))
        self._follow()

    @callback
    def _follow(self) -> None:
        """Bring the entities into step with what the host has."""
        if self._printer.details is None:
            return
        found = key_cameras(self._printer.details.cameras)
        for key in self._keys - found.keys():
            self._remove(key)
        new: dict[str, str | None] = {
            key: camera.name for key, camera in found.items() if key not in self._keys
        }
        if new and not self._keys:
            # Hosts call their only camera "default", "webcam" and the like.
            new[next(iter(new))] = None
        self._add(new)

    @callback
    def _add(self, names: Mapping[str, str | None]) -> None:
        """Add cameras under names of their own; without one it is the first."""
        self._keys |= names.keys()
        if names:
            self._async_add_entities(
                [
                    PrinterCamera(self._hass, self._entry, self._printer, key, name)
                    for key, name in names.items()
                ],
                config_subentry_id=self._printer.printer_id,
            )

    @callback
    def _remove(self, key: str) -> None:
        """Remove a camera for good."""
        self._keys.remove(key)
        unique_id = f"{self._printer.printer_id}_{key}"
        entity_id = self._registry.async_get_entity_id(
            Platform.CAMERA, DOMAIN, unique_id
        )
        if entity_id is not None:
            self._registry.async_remove(entity_id)


class PrinterCamera(PrintMuxPrinterEntity, CameraEntity):
    """A camera of the host.

    Its stream is passed on as it comes, if it is MJPEG and the right way up; else
    it is made of stills, one a second, which can be turned.
    """

    _attr_frame_interval = 1.0

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
        key: str,
        name: str | None,
    ) -> None:
        """Take which camera; the first one has no name of its own."""
        super().__init__(hass, entry, printer, key)
        CameraEntity.__init__(self)
        self._key = key
        self._camera: Camera | None = None
        if name:
            self._attr_translation_key = None
            self._attr_name = name
        else:
            self._attr_translation_key = KEY
        self._read()

    @property
    @override
    def available(self) -> bool:
        """Tell whether the printer is there, and still has the camera."""
        return super().available and self._camera is not None

    @override
    def _look(self) -> object:
        """Take the camera before its availability."""
        return (self._read(), self.available)

    @override
    def _read(self) -> object:
        """Take the camera as the host describes it now."""
        if (details := self.coordinator.details) is not None:
            self._camera = key_cameras(details.cameras).get(self._key)
        return self._camera

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return a still, the right way up; None when none can be had."""
        if (camera := self._camera) is None:
            return None
        try:
            async with asyncio.timeout(STILL_S):
                content = await self._async_still(camera)
            if _is_turned(camera):
                content = await self.hass.async_add_executor_job(turn, content, camera)
        except (aiohttp.ClientError, OSError, ValueError) as err:
            LOGGER.debug("No picture of camera %s: %s", camera.name, err or "too late")
            return None
        kind = "image/jpeg" if content.startswith(JPEG_BEGIN) else None
        if (kind := kind or infer_image_type(content)) is None:
            LOGGER.debug("No picture of camera %s: it is none", camera.name)
            return None
        self.content_type = kind
        return content

    async def _async_still(self, camera: Camera) -> bytes:
        """Return the snapshot, or the first picture of the stream.

        Raises ClientError or ValueError.
        """
        url = camera.snapshot_url or camera.stream_url or ""
        driver = self.coordinator.driver
        key = driver.api_key if camera.wants_key else None
        data = bytearray()
        async with driver.session.get(
            url,
            headers={"X-Api-Key": key} if key else None,
            # The key is not for wherever the host may send us.
            allow_redirects=key is None,
        ) as response:
            response.raise_for_status()
            streams = response.content_type.startswith("multipart/")
            async for chunk in response.content.iter_chunked(CHUNK):
                data += chunk
                if streams and (still := _first_jpeg(data)):
                    return still
                if len(data) > MAX_STILL:
                    raise ValueError("it does not end")
        return bytes(data)

    @override
    async def handle_async_mjpeg_stream(
        self, request: web.Request
    ) -> web.StreamResponse | None:
        """Pass the stream on, or make one of stills."""
        camera = self._camera
        if camera is not None and camera.stream_url and not _is_turned(camera):
            with suppress(aiohttp.ClientConnectionError, TimeoutError):
                async with self.coordinator.driver.session.get(
                    camera.stream_url, timeout=STREAM
                ) as response:
                    if response.content_type.startswith("multipart/"):
                        return await async_aiohttp_proxy_stream(
                            self.hass,
                            request,
                            response.content,
                            response.headers[hdrs.CONTENT_TYPE],
                        )
        return await self.handle_async_still_stream(request, self.frame_interval)


def _is_turned(camera: Camera) -> bool:
    """Tell whether its pictures are not the right way up."""
    return camera.flip_horizontal or camera.flip_vertical or camera.rotation in TURNS


def _first_jpeg(data: bytearray) -> bytes | None:
    """Return the first whole JPEG, None while there is none."""
    begin = data.find(JPEG_BEGIN)
    end = data.find(JPEG_END, begin)
    return bytes(data[begin : end + len(JPEG_END)]) if 0 <= begin < end else None


def turn(content: bytes, camera: Camera) -> bytes:
    """Return a picture turned as the camera wants it. Blocks; raises OSError."""
    turned = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
        picture: Image.Image = opened.convert("RGB")
    if camera.flip_horizontal:
        picture = ImageOps.mirror(picture)
    if camera.flip_vertical:
        picture = ImageOps.flip(picture)
    if (way := TURNS.get(camera.rotation)) is not None:
        picture = picture.transpose(way)
    picture.save(turned, format="JPEG", quality=85)
    return turned.getvalue()
