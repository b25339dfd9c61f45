"""The printers' API keys at rest: Fernet, with a key file in the store's folder."""

import asyncio
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN, LOGGER, STORE_FOLDER

KEY_FILE = "secret.key"
LOCK: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_vault")


class VaultError(Exception):
    """A secret was not written with the key that is there now."""


class Vault:
    """Encrypts and decrypts short texts."""

    def __init__(self, key: bytes) -> None:
        """Take the key. Raises ValueError when it is none."""
        self._fernet = Fernet(key)

    def encrypt(self, secret: str) -> str:
        """Return a text that only this key can read."""
        return self._fernet.encrypt(secret.encode()).decode()

    def decrypt(self, token: str) -> str:
        """Return the secret. Raises VaultError when another key wrote it."""
        try:
            return self._fernet.decrypt(token).decode()
        except (InvalidToken, ValueError) as err:
            raise VaultError from err


async def async_open_vault(hass: HomeAssistant) -> Vault:
    """Open the vault with the key on disk, made now if there is none.

    Raises OSError when the folder can't be read or written.
    """
    path = Path(hass.config.path(STORE_FOLDER, KEY_FILE))
    async with hass.data.setdefault(LOCK, asyncio.Lock()):
        return await hass.async_add_executor_job(_open, path)


def _open(path: Path) -> Vault:
    """Read the key file, or make a new one."""
    try:
        return Vault(path.read_bytes().strip())
    except FileNotFoundError:
        LOGGER.debug("Making %s", path)
    except ValueError:
        broken = path.with_suffix(".broken")
        LOGGER.warning("%s holds no key; it is now %s", path, broken.name)
        path.replace(broken)
    return Vault(_create(path))


def _create(path: Path) -> bytes:
    """Make a key file that is there whole or not at all, for its owner only."""
    key = Fernet.generate_key()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(handle)
    temporary.replace(path)
    return key
