"""Whose bases somebody records for: an operator's own, or as the host federation every one."""

from typing import Any

from booking.receptions.models import RecordedGroup, RecordedVersion
from booking.receptions.refusals import GroupUnknown
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id
from sites.listings import SiteUnknown
from sites.listings.models import Site


async def site_for(code: str, *, by: Actor) -> Site:
    """Refused: SiteUnknown, also for another operator's base."""
    site = await Site.get_or_none(code=code, **own(by)) if code.isprintable() else None
    if site is None:
        raise SiteUnknown(field="site")
    return site


async def sites_of(by: Actor) -> list[Site]:
    """The bases for which this person may record, by code."""
    return await Site.filter(**own(by)).order_by("code")


async def group_for(public_id: str, *, by: Actor) -> RecordedGroup:
    """Refused: GroupUnknown, also for another operator's group."""
    wanted = {f"site__{name}": value for name, value in own(by).items()}
    known = is_public_id(public_id)
    group = await RecordedGroup.get_or_none(public_id=public_id, **wanted) if known else None
    if group is None:
        raise GroupUnknown
    return group


async def present(group: RecordedGroup) -> RecordedVersion:
    return await RecordedVersion.get(group_id=group.id, version=group.version)


def own(by: Actor) -> dict[str, Any]:
    # Of the federations only the host holds permissions of this room.
    return {} if by.kind == "federation" or by.is_system else {"operator_id": by.organisation_id}
