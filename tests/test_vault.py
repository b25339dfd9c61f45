"""Test the encryption of the printers' API keys."""

from pathlib import Path

import pytest

from custom_components.printmux.vault import VaultError, async_open_vault
from homeassistant.core import HomeAssistant


@pytest.fixture
def key_file(hass_config_dir: str) -> Path:
    """Return where the key is kept."""
    return Path(hass_config_dir) / "printmux" / "secret.key"


async def test_round_trip(hass: HomeAssistant, key_file: Path) -> None:
    """The key is made once, for its owner only, and reads what it wrote."""
    vault = await async_open_vault(hass)
    token = vault.encrypt("secret ☃")
    assert "secret" not in token
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in key_file.parent.iterdir()] == ["secret.key"]
    assert (await async_open_vault(hass)).decrypt(token) == "secret ☃"


async def test_lost_key(hass: HomeAssistant, key_file: Path) -> None:
    """Without its key a secret is gone, and says so."""
    token = (await async_open_vault(hass)).encrypt("secret")
    key_file.unlink()
    with pytest.raises(VaultError):
        (await async_open_vault(hass)).decrypt(token)


@pytest.mark.parametrize("token", ["", "no token", "gAAAA", "Bücher"])
async def test_no_token(hass: HomeAssistant, token: str) -> None:
    """What was never encrypted is no secret of ours."""
    with pytest.raises(VaultError):
        (await async_open_vault(hass)).decrypt(token)


async def test_broken_key_file_is_put_aside(
    hass: HomeAssistant, key_file: Path
) -> None:
    """A file that holds no key is kept for whoever wants to mend it."""
    key_file.parent.mkdir()
    key_file.write_text("half a k")
    vault = await async_open_vault(hass)
    assert key_file.with_suffix(".broken").read_text() == "half a k"
    assert vault.decrypt(vault.encrypt("secret")) == "secret"


async def test_half_made_key_is_replaced(hass: HomeAssistant, key_file: Path) -> None:
    """What a crash left behind is in nobody's way."""
    key_file.parent.mkdir()
    key_file.with_suffix(".new").write_text("half")
    vault = await async_open_vault(hass)
    assert vault.decrypt(vault.encrypt("secret")) == "secret"
