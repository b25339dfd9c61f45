"""What can go wrong at a printer host, sorted by what to do about it."""

from ..phrases import Words, phrase


class DriverError(Exception):
    """A request to a printer host failed; the message is in the host's own words.

    What PrintMux says itself is a phrase.
    """

    def __init__(self, words: Words = "") -> None:
        """Take the words."""
        super().__init__(str(words))
        self.words = words


class HostUnreachableError(DriverError):
    """No answer, or a broken one: worth another try later."""


class HostTlsError(HostUnreachableError):
    """The TLS handshake failed, most often over a certificate nobody vouches for."""


class WrongHostError(HostUnreachableError):
    """Another machine than the printer's own answers at its address."""

    def __init__(self, identity: str, name: str) -> None:
        """Take who answers."""
        super().__init__(phrase("host.another", name=name))
        self.identity = identity
        self.name = name


class HostBusyError(DriverError):
    """The printer does something else now or is not ready: wait, then try again."""


class HostRefusedError(DriverError):
    """The host understood and said no (type, space, name): trying again changes nothing."""


class HostAuthError(HostRefusedError):
    """The host does not accept the API key, or wants one.

    `identity` is who it is, where it tells that to everybody.
    """

    def __init__(self, words: Words, identity: str | None = None) -> None:
        """Take the host's words."""
        super().__init__(words)
        self.identity = identity


class NotAPrinterHostError(DriverError):
    """Something answers at that address, but it is no printer host we know."""


class OwnAddressError(NotAPrinterHostError):
    """The address is PrintMux itself: a loop."""


class ContentMismatchError(DriverError):
    """The copy on the host is not what was sent: send it again."""


class StartUnconfirmedError(DriverError):
    """The start was sent, and the host never said that it prints our file."""
