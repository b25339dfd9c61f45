"""The repair issues that PrintMux raises."""

from collections.abc import Collection, Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import CONF_HOST_ID, DOMAIN
from .jobs.models import Job, Target
from .printers.errors import WrongHostError

KEY_ISSUE = "printer_key"
KEY_LOST = "printer_key_lost"
KEY_REFUSED = "printer_key_refused"
STRANGER_ISSUE = "printer_stranger"
PORT_ISSUE = "own_port_failed"
COLLISION_ISSUE = "slicer_path_taken"
HIDDEN_ISSUE = "slicer_path_hidden"
MAX_PATHS = 5
APP_KEY_ISSUE = "app_key_request"
REFUSED_ISSUE = "slicer_key_refused"
PRINT_ISSUE = "print_unsettled"
# The frontend opens what follows `homeassistant:/` within itself.
HUB_PAGE = f"homeassistant://config/integrations/integration/{DOMAIN}"


def key_issue_id(printer_id: str) -> str:
    """Return the id of a printer's issue."""
    return f"{KEY_ISSUE}_{printer_id}"


@callback
def async_create_key_issue(
    hass: HomeAssistant, entry: ConfigEntry[Any], subentry: ConfigSubentry, why: str
) -> None:
    """Ask for the API key of a printer again; `why` is KEY_LOST or KEY_REFUSED."""
    issue_id = key_issue_id(subentry.subentry_id)
    _create_printer_issue(hass, entry, subentry, issue_id, why)


def _create_printer_issue(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    subentry: ConfigSubentry,
    issue_id: str,
    why: str,
    **data: str,
) -> None:
    """Say what is wrong with a printer; `data` is for the flow that mends it."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=True,
        severity=ir.IssueSeverity.ERROR,
        translation_key=why,
        translation_placeholders={"printer": subentry.title},
        data={
            "entry_id": entry.entry_id,
            "subentry_id": subentry.subentry_id,
            **data,
        },
    )


@callback
def async_delete_key_issue(hass: HomeAssistant, printer_id: str) -> None:
    """Withdraw the issue of a printer's key."""
    ir.async_delete_issue(hass, DOMAIN, key_issue_id(printer_id))


def _stranger_issue_id(printer_id: str) -> str:
    """Return the id of the issue of another host at a printer's address."""
    return f"{STRANGER_ISSUE}_{printer_id}"


@callback
def async_find_stranger_issue(
    hass: HomeAssistant, printer_id: str
) -> ir.IssueEntry | None:
    """Return the issue of another host at a printer's address, if there is one."""
    return ir.async_get(hass).async_get_issue(DOMAIN, _stranger_issue_id(printer_id))


@callback
def async_create_stranger_issue(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    subentry: ConfigSubentry,
    stranger: WrongHostError,
) -> None:
    """Say that another host answers at a printer's address."""
    issue_id = _stranger_issue_id(subentry.subentry_id)
    about = {CONF_HOST_ID: stranger.identity, CONF_NAME: stranger.name}
    _create_printer_issue(hass, entry, subentry, issue_id, STRANGER_ISSUE, **about)


@callback
def async_delete_stranger_issue(hass: HomeAssistant, printer_id: str) -> None:
    """Withdraw the issue of another host at a printer's address."""
    ir.async_delete_issue(hass, DOMAIN, _stranger_issue_id(printer_id))


@callback
def async_delete_printer_issues(hass: HomeAssistant, printer_id: str) -> None:
    """Withdraw all issues of a printer."""
    async_delete_key_issue(hass, printer_id)
    async_delete_stranger_issue(hass, printer_id)


def _print_issue_id(target_id: str) -> str:
    """Return the id of the issue of a print that nobody saw end."""
    return f"{PRINT_ISSUE}_{target_id}"


@callback
def async_create_print_issue(hass: HomeAssistant, job: Job, target: Target) -> None:
    """Ask what became of a print."""
    # It is shown as code, which a backtick would end.
    file = job.name.replace("`", "'")
    ir.async_create_issue(
        hass,
        DOMAIN,
        _print_issue_id(target.id),
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=PRINT_ISSUE,
        translation_placeholders={
            "file": file,
            "printer": target.printer_name,
            "remote_name": target.remote_name,
        },
        data={"job_id": job.id, "target_id": target.id},
    )


@callback
def async_delete_print_issue(hass: HomeAssistant, target_id: str) -> None:
    """Withdraw the issue of a print that is settled."""
    ir.async_delete_issue(hass, DOMAIN, _print_issue_id(target_id))


def _app_key_issue_id(request_id: str) -> str:
    """Return the id of the issue of an app key request."""
    return f"{APP_KEY_ISSUE}_{request_id}"


@callback
def async_create_app_key_issue(
    hass: HomeAssistant, request_id: str, app: str, address: str
) -> None:
    """Ask whether a client may have a slicer key."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _app_key_issue_id(request_id),
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key="app_key_request",
        translation_placeholders={"app": app, "address": address},
        data={"request_id": request_id},
    )


@callback
def async_delete_app_key_issue(hass: HomeAssistant, request_id: str) -> None:
    """Withdraw the issue of an app key request."""
    ir.async_delete_issue(hass, DOMAIN, _app_key_issue_id(request_id))


def _refused_issue_id(address: str) -> str:
    """Return the id of the issue of a client that is refused."""
    return f"{REFUSED_ISSUE}_{address}"


@callback
def async_create_refused_issue(
    hass: HomeAssistant, address: str, prefix: str, agent: str
) -> None:
    """Say that a client keeps coming with a wrong key."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _refused_issue_id(address),
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=REFUSED_ISSUE,
        translation_placeholders={
            "address": address,
            "prefix": prefix,
            "agent": agent,
        },
        data={"address": address},
    )


@callback
def async_delete_refused_issue(hass: HomeAssistant, address: str) -> None:
    """Withdraw the issue of a client that was refused."""
    ir.async_delete_issue(hass, DOMAIN, _refused_issue_id(address))


@callback
def async_create_port_issue(hass: HomeAssistant, port: int, error: str) -> None:
    """Say that the own port can't be had; another port in the options ends it."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        PORT_ISSUE,
        is_fixable=True,
        severity=ir.IssueSeverity.ERROR,
        translation_key=PORT_ISSUE,
        translation_placeholders={"port": str(port), "error": error},
    )


@callback
def async_delete_port_issue(hass: HomeAssistant) -> None:
    """Withdraw the issue of the own port."""
    ir.async_delete_issue(hass, DOMAIN, PORT_ISSUE)


@callback
def async_show_collisions(
    hass: HomeAssistant,
    taken: Mapping[str, Collection[str]],
    hidden: Mapping[str, Collection[str]],
) -> None:
    """Say which integrations have paths of ours, and nothing of those gone.

    `taken` are paths where the other is served, `hidden` those where PrintMux is.
    """
    found = {
        f"{kind}_{name}": (kind, severity, name, paths)
        for kind, severity, others in (
            (COLLISION_ISSUE, ir.IssueSeverity.ERROR, taken),
            (HIDDEN_ISSUE, ir.IssueSeverity.WARNING, hidden),
        )
        for name, paths in others.items()
    }
    for issue in list(ir.async_get(hass).issues.values()):
        if issue.domain == DOMAIN and issue.issue_id not in found:
            if issue.translation_key in (COLLISION_ISSUE, HIDDEN_ISSUE):
                ir.async_delete_issue(hass, DOMAIN, issue.issue_id)
    for issue_id, (kind, severity, name, paths) in found.items():
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=severity,
            translation_key=kind,
            translation_placeholders={"integration": name, "paths": _list(paths)},
            learn_more_url=HUB_PAGE,
        )


def _list(paths: Collection[str]) -> str:
    """Return the first paths as a text; the rest say the same."""
    first = [f"`{path}`" for path in sorted(paths)[:MAX_PATHS]]
    return ", ".join(first) + (", ..." if len(paths) > MAX_PATHS else "")
