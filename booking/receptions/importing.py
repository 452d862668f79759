"""Groups of past months and years from a spreadsheet: judged first, stored only when somebody confirms."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from booking.people import demand
from booking.receptions.access import sites_of
from booking.receptions.drafts import GroupDraft
from booking.receptions.group_sheet import (
    TITLE,
    GroupList,
    ListedGroup,
    cell_of,
    read_group_sheet,
)
from booking.receptions.lines import groups_of
from booking.receptions.recording import write_group
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.language import N_, _
from sites.packages.importing import CellFault

NOT_YOURS = N_("the code of a base for which you record")
NOT_OVER = N_("a day from 2000 on; the group must have left. Record coming groups one by one")
NOBODY = N_("at least one worker or family member")
TWICE = N_("a group that is not recorded yet; this one is, in this file or in the ledger")
EARLIEST = 2000
Facts = tuple[object, ...]


class ListOvertaken(Refusal):
    code = "recorded_list_out_of_date"
    words = N_("Since the preview something has changed. Send the file once more.")


async def preview_groups(data: bytes, *, by: Actor) -> GroupList:
    """What an import would store, with every fault by its cell. Stores nothing. Needs `receptions.record`."""
    demand(by, "receptions.record")
    listed = await asyncio.to_thread(read_group_sheet, data)
    faults = await _faults(listed.groups, by=by)
    return replace(listed, faults=(*listed.faults, *faults))


@transaction
async def import_groups(groups: Sequence[ListedGroup], *, by: Actor) -> int:
    """Store them, all or nothing, judged anew; how many. Groups of earlier years are marked as such.

    Needs `receptions.record`. Refused: ListOvertaken, when one was recorded meanwhile.
    """
    demand(by, "receptions.record")
    if await _faults(groups, by=by):
        raise ListOvertaken
    for group in groups:
        await write_group(group.draft, by=by)
    return len(groups)


async def _faults(groups: Sequence[ListedGroup], *, by: Actor) -> list[CellFault]:
    own = {site.code for site in await sites_of(by)}
    there = await _recorded(by)
    faults: list[CellFault] = []
    for group in groups:
        draft, facts = group.draft, _facts(group.draft)
        for name, wanted, is_wrong in (
            ("site", NOT_YOURS, draft.site not in own),
            ("check_in", NOT_OVER, draft.check_out > clock.today() or draft.check_in.year < EARLIEST),
            ("workers", NOBODY, draft.heads.workers + draft.heads.family < 1),
            ("name", TWICE, facts in there),
        ):  # fmt: skip
            if is_wrong:
                faults.append(CellFault(TITLE, cell_of(name, group.line), _(wanted)))
        there.add(facts)
    return faults


def _facts(draft: GroupDraft) -> Facts:
    """By these a group is known again."""
    return (draft.site, draft.check_in, draft.check_out, draft.name, draft.heads)


async def _recorded(by: Actor) -> set[Facts]:
    return {
        (line.site_code, line.check_in, line.check_out, line.name, line.heads)
        for line in await groups_of(by)
        if not line.is_withdrawn
    }
