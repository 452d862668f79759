"""What the sending region's documents say of a stay as a change would leave it."""

from copy import copy
from dataclasses import replace

from booking.rules import judge_trip, passed_of, standing_blocks
from booking.stays.amending import columns_of
from booking.stays.judging import facts_of, judge_trip_of
from booking.stays.models import Stay
from booking.stays.reckoning import Change
from booking.stays.rule_acts import RulesStandAgainst
from booking.stays.states import State


async def demand_no_new_block(stay: Stay, change: Change) -> None:
    """A change may not make a trip that was let go on into one that a rule stops. In its own hold a union may try
    what it likes: the submission judges it. Refused: RulesStandAgainst.
    """
    if State(stay.state) is State.HELD:
        return
    passed = await passed_of(stay.trip_id)
    facts = replace(await facts_of(changed(stay, change)), family=change.heads.family)
    after = await judge_trip(facts, union_id=stay.union_id)
    blocks = standing_blocks(after, passed)
    if not blocks:
        return
    before = {one.key for one in standing_blocks(await judge_trip_of(stay), passed)}
    if new := [one for one in blocks if one.key not in before]:
        raise RulesStandAgainst(document=new[0].document)


def changed(stay: Stay, change: Change) -> Stay:
    """The stay as it would be, for reading alone; it is never written."""
    would_be = copy(stay)
    for name, value in columns_of(change).items():
        setattr(would_be, name, value)
    return would_be
