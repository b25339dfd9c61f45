"""The hub's options as the job service and the slicer side use them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, Self

from yarl import URL

from ..const import (
    CONF_CORS_ORIGINS,
    CONF_FOLDER_ROUTING,
    CONF_KEYLESS_NETWORKS,
    CONF_MAX_UPLOAD_MB,
    CONF_OWN_PORT,
    CONF_PATIENCE_HOURS,
    CONF_REMOVE_COPIES,
    CONF_RETENTION_DAYS,
    CONF_RETENTION_GB,
    CONF_RETENTION_JOBS,
    CONF_SLICER_PRINT,
    CONF_STAGGER_S,
    CONF_STORAGE_QUOTA_GB,
    CONF_USER_ACCESS,
    DEFAULT_CORS_ORIGINS,
    DEFAULT_MAX_UPLOAD_MB,
    DEFAULT_PATIENCE_HOURS,
    DEFAULT_STORAGE_QUOTA_GB,
    SLICER_PRINT_ASK,
    SLICER_PRINT_AUTO,
)

MIB = 1024**2
GIB = 1024**3


class UserAccess(StrEnum):
    """What users may do that are no administrators; the values of the option."""

    DISPATCH = "dispatch"
    READ = "read"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits in bytes, what "Upload and print" from a slicer does, and who may come."""

    max_upload_bytes: int = DEFAULT_MAX_UPLOAD_MB * MIB
    quota_bytes: int = DEFAULT_STORAGE_QUOTA_GB * GIB
    auto_print: bool = False
    folder_routing: bool = False
    cors_origins: tuple[str, ...] = DEFAULT_CORS_ORIGINS
    keyless_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    own_port: int = 0
    # How long, how many and how much of the jobs is kept that have ended; 0: no limit.
    retention_days: int = 0
    retention_jobs: int = 0
    retention_bytes: int = 0
    # Whether copies on printers are deleted after their print.
    remove_copies: bool = False
    # How long a printer is waited for that can't be reached.
    patience: timedelta = timedelta(hours=DEFAULT_PATIENCE_HOURS)
    # How far apart printers of one power group are started.
    stagger: timedelta = timedelta()
    # What users may do that are no administrators.
    user_access: UserAccess = UserAccess.DISPATCH

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Self:
        """Read the options of the config entry."""
        max_mb = options.get(CONF_MAX_UPLOAD_MB, DEFAULT_MAX_UPLOAD_MB)
        quota_gb = options.get(CONF_STORAGE_QUOTA_GB, DEFAULT_STORAGE_QUOTA_GB)
        slicer_print = options.get(CONF_SLICER_PRINT, SLICER_PRINT_ASK)
        return cls(
            max_upload_bytes=int(max_mb * MIB),
            quota_bytes=int(quota_gb * GIB),
            auto_print=slicer_print == SLICER_PRINT_AUTO,
            folder_routing=options.get(CONF_FOLDER_ROUTING, False),
            cors_origins=tuple(options.get(CONF_CORS_ORIGINS, DEFAULT_CORS_ORIGINS)),
            own_port=options.get(CONF_OWN_PORT, 0),
            retention_days=options.get(CONF_RETENTION_DAYS, 0),
            retention_jobs=options.get(CONF_RETENTION_JOBS, 0),
            retention_bytes=int(options.get(CONF_RETENTION_GB, 0) * GIB),
            remove_copies=options.get(CONF_REMOVE_COPIES, False),
            patience=timedelta(
                hours=options.get(CONF_PATIENCE_HOURS, DEFAULT_PATIENCE_HOURS)
            ),
            stagger=timedelta(seconds=options.get(CONF_STAGGER_S, 0)),
            user_access=UserAccess(options.get(CONF_USER_ACCESS, UserAccess.DISPATCH)),
            keyless_networks=tuple(
                parse_network(text) for text in options.get(CONF_KEYLESS_NETWORKS, ())
            ),
        )

    @property
    def retains(self) -> bool:
        """Tell whether there is a limit to what is kept."""
        limits = (self.retention_days, self.retention_jobs, self.retention_bytes)
        return any(limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where the jobs of a slicer key go when the slicer says "and print"."""

    printer_ids: tuple[str, ...]
    start: bool


def parse_origin(text: str) -> str:
    """Return a web origin as browsers write it; raises ValueError."""
    url = URL(text.rstrip("/"))
    if url.scheme not in ("http", "https") or not url.host or url.path != "/":
        raise ValueError(f"{text} is no origin")
    return str(url.origin().with_port(None if url.is_default_port() else url.port))


def parse_network(text: str) -> IPv4Network | IPv6Network:
    """Return a network from its CIDR notation or an address in it; ValueError."""
    return ip_network(text, strict=False)
