"""房态无误: the operator looked at its calendar and says that it is right. Unions see how long ago that was."""

from tortoise.expressions import Q

from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.listings.freshness import FRESH_FOR
from sites.listings.models import Site
from sites.listings.profile import SiteUnknown


@transaction
async def check_rooms(site_id: int, *, by: Actor) -> None:
    """Say that the rooms of an own base are right as of now. Refused: SiteUnknown (also another operator's)."""
    checked = await Site.filter(id=site_id, operator_id=by.organisation_id).update(
        rooms_checked_at=clock.now()
    )
    if not checked:
        raise SiteUnknown


async def stale_sites() -> list[int]:
    """Bases whose operator has said nothing for a week, new ones from their first week on."""
    before = clock.now() - FRESH_FOR
    silent = Q(rooms_checked_at__lt=before) | Q(
        rooms_checked_at__isnull=True, created_at__lt=before
    )
    rows = await Site.filter(silent, operator_id__isnull=False).order_by("id").only("id")
    return [row.id for row in rows]
