"""The documents on record, kept in memory until one of them changes."""

from datetime import date

from booking.rules.documents import Document
from booking.rules.models import Policy, PolicyVersion
from booking.rules.timeline import Timeline, Version
from sites.foundation.editions import CATALOGUE, kept


@kept(CATALOGUE)
async def timelines() -> tuple[Timeline, ...]:
    """All documents with all their versions, unions' own among them, in the order of their codes."""
    versions: dict[int, list[Version]] = {}
    for row in await PolicyVersion.all().order_by("policy_id", "version"):
        versions.setdefault(row.policy_id, []).append(_version(row))
    return tuple(
        Timeline(one.public_id, one.code, one.holder_id, tuple(versions[one.id]))
        for one in await Policy.all().order_by("code")
    )


async def documents_on(day: date, *, union_id: int | None = None) -> tuple[Document, ...]:
    """What is in force on that day, with the own measures of that union and of nobody else."""
    every = [one for one in await timelines() if one.holder_id in {None, union_id}]
    return tuple(document for one in every if (document := one.on(day)))


async def documents_if(
    draft: Document, day: date, *, holder_id: int | None, union_id: int | None
) -> tuple[Document, ...]:
    """As `documents_on`, if the draft were on record: in the place of its earlier versions from its own first day on."""
    others = await documents_on(day, union_id=union_id)
    if holder_id not in {None, union_id} or (draft.starts_on and day < draft.starts_on):
        return others
    kept = tuple(one for one in others if one.id != draft.id)
    return (*kept, draft) if draft.is_in_force(day) else kept


def _version(row: PolicyVersion) -> Version:
    return Version(
        row.version, Document.model_validate(row.text), row.is_withdrawn, row.starts_on, row.at,
        row.by_name, row.by_organisation_id, row.why,
    )  # fmt: skip
