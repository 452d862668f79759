"""A version of a record is written; an earlier one is never touched."""

from datetime import date
from typing import Any

from booking.receptions.drafts import GroupDraft
from booking.receptions.models import RecordedGroup, RecordedVersion
from booking.receptions.refusals import ChangedMeanwhile
from booking.receptions.taking import Rooms
from booking.receptions.vocabulary import is_local
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction

KEPT = (
    "name", "sender", "origin_code", "is_local", "check_in", "check_out", "workers", "family",
    "crew", "income_minor", "currency", "proof_number", "proof",
)  # fmt: skip


async def next_version(group: RecordedGroup, *, seen: int) -> int:
    """Move the group from the version that somebody saw to the next one. Refused: ChangedMeanwhile."""
    demand_transaction()
    if not await RecordedGroup.filter(id=group.id, version=seen).update(version=seen + 1):
        raise ChangedMeanwhile
    return seen + 1


async def write_version(
    group_id: int, version: int, *, act: str, by: Actor, why: str = "", **columns: Any
) -> RecordedVersion:
    demand_transaction()
    return await RecordedVersion.create(
        group_id=group_id, version=version, act=act, why=why, at=clock.now(), by_user_id=by.user_id,
        by_organisation_id=by.organisation_id, by_kind=by.kind, by_name=by.name, **columns,
    )  # fmt: skip


def columns_of(draft: GroupDraft, *, rooms: Rooms, taken_from: date | None) -> dict[str, Any]:
    income = draft.income
    return {
        "name": draft.name, "sender": draft.sender, "origin_code": draft.origin_code,
        "is_local": is_local(draft.origin_code), "check_in": draft.check_in,
        "check_out": draft.check_out, "workers": draft.heads.workers, "family": draft.heads.family,
        "crew": draft.heads.crew, "income_minor": income.minor if income else None,
        "currency": income.currency if income else "CNY", "proof_number": draft.proof_number,
        "proof": draft.proof_facts, "rooms": {str(type_): n for type_, n in rooms.items()},
        "taken_from": taken_from,
    }  # fmt: skip


def kept_columns(row: RecordedVersion) -> dict[str, Any]:
    """What a withdrawal repeats of the last version: everything but the nights."""
    return {name: getattr(row, name) for name in KEPT}
