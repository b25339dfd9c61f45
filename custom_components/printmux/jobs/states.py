"""The state of a job, as it follows from its targets."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from .errors import refusal
from .models import Job, JobEventType, JobState, Target, TargetState

END_EVENTS = {
    JobState.COMPLETED: JobEventType.COMPLETED,
    JobState.FAILED: JobEventType.FAILED,
    JobState.CANCELLED: JobEventType.CANCELLED,
}


def current_targets(job: Job) -> Iterable[Target]:
    """Return the targets of the last dispatch; older ones are history."""
    since = job.dispatched_at
    return (t for t in job.targets if since is None or t.created_at >= since)


def job_state(job: Job) -> JobState:
    """Return what the targets make of a job.

    Any failed makes it failed, else any good one completed, else it is cancelled.
    """
    targets = list(current_targets(job))
    if not targets:
        return job.state
    if not all(target.ended for target in targets):
        return JobState.DISPATCHING
    states = {target.state for target in targets}
    if TargetState.FAILED in states:
        return JobState.FAILED
    if states & {TargetState.COMPLETED, TargetState.UPLOADED}:
        return JobState.COMPLETED
    return JobState.CANCELLED


def with_target(job: Job, changed: Target) -> Job:
    """Return a job with one target replaced."""
    targets = tuple(changed if t.id == changed.id else t for t in job.targets)
    return replace(job, targets=targets)


def settled(job: Job, now: datetime) -> Job:
    """Return a job in the state that its targets make."""
    state = job_state(job)
    if state is job.state:
        return job
    ended_at = now if state in END_EVENTS else None
    return replace(job, state=state, ended_at=ended_at, updated_at=now)


def event_of(target: Target) -> JobEventType | None:
    """Return the event that a target's new state is worth."""
    match target.state:
        case TargetState.FAILED:
            return JobEventType.TARGET_FAILED
        case TargetState.NEEDS_ATTENTION:
            return JobEventType.NEEDS_ATTENTION
    return None


def chosen_targets(
    job: Job, targets: Iterable[Target], target_ids: Collection[str] | None
) -> list[Target]:
    """Return the targets with those ids, by default all. Raises ServiceValidationError."""
    known = {target.id: target for target in targets}
    if target_ids is None:
        return list(known.values())
    for target_id in target_ids:
        if target_id not in known:
            raise refusal("target_not_found", job=job.name, target=target_id)
    return [known[target_id] for target_id in dict.fromkeys(target_ids)]
