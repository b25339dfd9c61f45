"""What users of Home Assistant may do with PrintMux, as its option says.

Administrators, Home Assistant's own users and whatever has no user (automations) may do
everything.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import Unauthorized, UnknownUser

from .const import DOMAIN
from .jobs.settings import UserAccess
from .loaded import find_loaded_entry

if TYPE_CHECKING:
    from .hub import PrintMuxConfigEntry


class Right(StrEnum):
    """What may be allowed or forbidden."""

    READ = "read"
    DISPATCH = "dispatch"
    MANAGE = "manage"


ALLOWED: Final = {
    UserAccess.DISPATCH: frozenset({Right.READ, Right.DISPATCH}),
    UserAccess.READ: frozenset({Right.READ}),
    UserAccess.NONE: frozenset[Right](),
}
# What Home Assistant itself must allow a user: its read-only users control nothing.
POLICIES: Final = {Right.READ: POLICY_READ, Right.DISPATCH: POLICY_CONTROL}


class NotAllowedError(Unauthorized):
    """A user lacks a right; says so in words, which Home Assistant's own does not."""

    def __init__(self, context: Context, right: Right) -> None:
        """Take whose request it was."""
        super().__init__(context=context, permission=right)
        self.translation_domain = DOMAIN
        self.translation_key = f"may_not_{right}"
        self.generate_message = True


@callback
def may(entry: PrintMuxConfigEntry, user: User, right: Right) -> bool:
    """Tell whether a user has a right, at a loaded hub."""
    if user.is_admin or user.system_generated:
        return True
    if right not in ALLOWED[entry.runtime_data.settings.user_access]:
        return False
    return user.permissions.access_all_entities(POLICIES[right])


async def async_require(hass: HomeAssistant, context: Context, right: Right) -> None:
    """Raise Unauthorized if whoever asks for something may not do that.

    Without a loaded hub there is nothing to be done, and that is not said here.
    """
    if context.user_id is None:
        return
    if (user := await hass.auth.async_get_user(context.user_id)) is None:
        raise UnknownUser(context=context)
    entry = find_loaded_entry(hass)
    if entry is not None and not may(entry, user, right):
        raise NotAllowedError(context, right)
