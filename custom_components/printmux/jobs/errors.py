"""What can go wrong with jobs themselves."""

from homeassistant.exceptions import ServiceValidationError

from ..const import DOMAIN


class NoRoomError(Exception):
    """There is no room for another file; the message says which limit and what to do."""


def refusal(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error for a request that can't be done as asked."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
