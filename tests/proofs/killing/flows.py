"""How money moves, by the pages of those who move it: each flow ends the same whatever is killed on its way.

A flow makes a group of its own, sees it through, and answers how it ended: what the rows, the provider and the
payee's page say, without ids and times.
"""

from collections.abc import Awaitable, Callable

from tests.proofs.killing.banking import (
    by_the_banks_statement,
    confirmed_by_the_union,
    paid_out_by_a_centre,
    refunded_in_a_batch,
    told_by_slips,
    written_off,
)
from tests.proofs.killing.ended import Ending
from tests.proofs.killing.online import (
    disputed_and_lost,
    disputed_and_won,
    ended_by_the_union,
    lost_on_the_way,
    never_told,
    of_another_currency,
    other_than_asked,
    paid_and_sent_back,
    put_on_record,
    sent_back_by_a_stranger,
    sent_back_unheard,
    told_a_day_late,
)
from tests.proofs.killing.world import World

FLOWS: dict[str, Callable[[World], Awaitable[Ending]]] = {
    flow.__name__: flow
    for flow in (
        paid_and_sent_back, sent_back_unheard, ended_by_the_union, lost_on_the_way, sent_back_by_a_stranger, put_on_record, disputed_and_won,
        disputed_and_lost, other_than_asked, of_another_currency, by_the_banks_statement, refunded_in_a_batch, confirmed_by_the_union, told_by_slips, written_off,
        paid_out_by_a_centre, told_a_day_late, never_told,
    )
}  # fmt: skip
