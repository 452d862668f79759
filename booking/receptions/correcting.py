"""A record is corrected or withdrawn: by a new version that says who, when and why."""

from dataclasses import replace

from booking.people import demand
from booking.receptions.access import group_for, present, site_for
from booking.receptions.drafts import GroupDraft, ProofFile, demand_sound
from booking.receptions.models import RecordedGroup, RecordedVersion
from booking.receptions.refusals import RecordWithdrawn, SiteStays
from booking.receptions.taking import first_night_to_take, take, tell_nights
from booking.receptions.writing import columns_of, kept_columns, next_version, write_version
from sites import calendar
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.listings.models import Site


@transaction
async def correct(public_id: str, draft: GroupDraft, *, why: str, seen: int, by: Actor) -> None:
    """Replace what is known of the group; `seen` is the version on the page. Its nights follow.

    Needs `receptions.record`. Refused: GroupUnknown, RecordWithdrawn, ChangedMeanwhile, SiteStays,
    and as for recording.
    """
    demand(by, "receptions.record")
    group, last = await _standing(public_id, by=by)
    draft = _with_the_paper(draft, last)
    demand_sound(draft)
    site = await site_for(draft.site, by=by)
    if site.id != group.site_id:
        raise SiteStays(field="site")
    version = await next_version(group, seen=seen)
    columns = await _nights_follow(group, last, draft, site)
    await write_version(group.id, version, act="corrected", why=why, by=by, **columns)


@transaction
async def withdraw(public_id: str, *, why: str, seen: int, by: Actor) -> None:
    """The group did not come, or was recorded by mistake: it counts no more and gives its nights back.

    Needs `receptions.record`. Refused: GroupUnknown, RecordWithdrawn, ChangedMeanwhile.
    """
    demand(by, "receptions.record")
    group, last = await _standing(public_id, by=by)
    version = await next_version(group, seen=seen)
    if await calendar.release(group.public_id):
        source = f"group:{group.public_id}:{version}"
        await tell_nights(group.site_id, (last.check_in, last.check_out), source=source)
    await write_version(
        group.id, version, act="withdrawn", why=why, by=by, **kept_columns(last), rooms={},
        taken_from=None,
    )  # fmt: skip


async def _standing(public_id: str, *, by: Actor) -> tuple[RecordedGroup, RecordedVersion]:
    group = await group_for(public_id, by=by)
    last = await present(group)
    if last.act == "withdrawn":
        raise RecordWithdrawn
    return group, last


def _with_the_paper(draft: GroupDraft, last: RecordedVersion) -> GroupDraft:
    """Who uploads nothing keeps the paper that is there."""
    return draft if draft.proof or not last.proof else replace(draft, proof=ProofFile(**last.proof))


async def _nights_follow(
    group: RecordedGroup, last: RecordedVersion, draft: GroupDraft, site: Site
) -> dict[str, object]:
    """A new name leaves the rooms alone: they are given back and taken again only where they change."""
    if _takes_the_same(last, draft):
        rooms = {int(type_): n for type_, n in last.rooms.items()}
        return columns_of(draft, rooms=rooms, taken_from=last.taken_from)
    await _lock(group, last, draft)
    await calendar.release(group.public_id)
    rooms = dict(await take(draft, site, holder=group.public_id))
    spans = [(one.check_in, one.check_out) for one in (last, draft)]
    await tell_nights(site.id, *spans, source=f"group:{group.public_id}:{last.version + 1}")
    return columns_of(draft, rooms=rooms, taken_from=first_night_to_take(draft))


async def _lock(group: RecordedGroup, last: RecordedVersion, draft: GroupDraft) -> None:
    """What goes may be later nights than what comes: whoever claims them waits for both, or both for whoever claims."""
    spans = [calendar.Span(group.site_id, one.check_in, one.check_out) for one in (last, draft)]
    await calendar.lock_places(*spans)
    await calendar.lock_nights(*spans)


def _takes_the_same(last: RecordedVersion, draft: GroupDraft) -> bool:
    heads = last.workers + last.family + last.crew
    dates = (last.check_in, last.check_out) == (draft.check_in, draft.check_out)
    return dates and heads == draft.heads.total and not draft.rooms
