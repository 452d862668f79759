"""Writes a base and its room types. For verbs of the rooms above, inside their transaction."""

from dataclasses import fields

from sites.foundation import clock
from sites.foundation.database import demand_transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.listings.drafts import SiteDraft
from sites.listings.models import RoomType, Site
from sites.listings.shapes import stored
from sites.listings.tenures import Operator, begin_tenure

_SHAPED = {"room_types", "facilities", "medical", "terms", "inspection"}


class SiteCodeTaken(Refusal):
    code = "site_code_taken"
    kind = Kind.CONFLICT
    words = N_("The code %(site)s already belongs to another base.")


async def write_site(draft: SiteDraft) -> int:
    """The new base's id. Refused: SiteCodeTaken."""
    demand_transaction()
    if await Site.filter(code=draft.code).exists():
        raise SiteCodeTaken(site=draft.code)
    plain = {
        field.name: getattr(draft, field.name)
        for field in fields(draft)
        if field.name not in _SHAPED
    }
    site = await Site.create(
        **plain,
        facilities=dict(draft.facilities),
        medical=stored(draft.medical),
        terms=stored(draft.terms),
        inspection=stored(draft.inspection),
        created_at=clock.now(),
    )
    await RoomType.bulk_create(_room_types(site.id, draft))
    if draft.operator_id is not None:
        operator = Operator(draft.operator_id, draft.operator_name, draft.operator_name_en)
        await begin_tenure(site.id, operator, by_user_id=None)
    return site.id


def _room_types(site_id: int, draft: SiteDraft) -> list[RoomType]:
    return [
        RoomType(
            site_id=site_id, code=kind.code, name=kind.name, name_en=kind.name_en,
            beds=kind.beds, rooms=kind.rooms, area=kind.area, position=position,
        )
        for position, kind in enumerate(draft.room_types)
    ]  # fmt: skip
