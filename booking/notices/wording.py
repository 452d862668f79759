"""A notice as words in the reader's language: subject, one sentence, and where it is about."""

import re
from dataclasses import dataclass
from typing import Any

from booking.notices.bank_words import OF_BANKING
from booking.notices.case_words import CASE_TELLINGS, CASE_WHERE
from booking.notices.deputy_words import OF_DEPUTIES
from booking.notices.facts import written
from booking.notices.mandate_words import OF_MANDATES
from booking.notices.payout_words import OF_PAYOUTS
from booking.notices.plan_words import OF_PLANS
from booking.notices.pool_words import OF_POOLS, POOL_WHERE
from booking.notices.program_words import OF_PROGRAMS
from booking.notices.quota_words import OF_QUOTAS
from booking.notices.return_words import OF_RETURNS
from booking.notices.room_words import OF_ROOMS
from booking.notices.subsidy_words import OF_SUBSIDIES
from booking.notices.tenure_words import OF_STANDING
from booking.notices.waiting_words import WAIT_TELLINGS, WAIT_WHERE
from booking.notices.words import TELLINGS, UNION_JUDGED, UNION_SIGNED_UP, WHERE
from booking.notices.write_off_words import OF_WRITE_OFFS
from sites.foundation.language import _

OF_ORGANISATIONS = {
    **UNION_JUDGED,
    **UNION_SIGNED_UP,
    **OF_PROGRAMS,
    **OF_DEPUTIES,
    **OF_PAYOUTS,
    **OF_BANKING,
    **OF_SUBSIDIES,
    **OF_PLANS,
    **OF_MANDATES,
    **OF_WRITE_OFFS,
}
OF_BASES = {**OF_ROOMS, **OF_RETURNS, **OF_STANDING}
# Where each of these is about: the fact that names it.
NAMED = ((OF_ORGANISATIONS, "union"), (OF_BASES, "site"), (OF_QUOTAS, "quota"))


@dataclass(frozen=True)
class Words:
    subject: str
    text: str
    where: str


def speaks_of(topic: str, facts: dict[str, Any]) -> bool:
    """Whether every fact that the telling names is there. A date that was taken back meanwhile is not told:
    an instant site was never to answer, and an account that was sent back is not to be checked.
    """
    telling = TELLINGS[topic]
    named = re.findall(r"%\((\w+)\)s", telling.subject + telling.text)
    return all(facts.get(name) not in ("", None) for name in named)


def words_of(topic: str, facts: dict[str, Any]) -> Words:
    values = written(facts)
    for table, where in NAMED:
        if topic in table:
            subject, text = table[topic]
            return Words(_(subject, **values), _(text, **values), str(values[where]))
    if topic in CASE_TELLINGS:
        told = CASE_TELLINGS[topic]
        return Words(_(told.subject, **values), _(told.text, **values), _(CASE_WHERE, **values))
    if topic in WAIT_TELLINGS:
        wait = WAIT_TELLINGS[topic]
        return Words(_(wait.subject, **values), _(wait.text, **values), _(WAIT_WHERE, **values))
    if topic in OF_POOLS:
        subject, text = OF_POOLS[topic]
        return Words(_(subject, **values), _(text, **values), _(POOL_WHERE, **values))
    telling = TELLINGS[topic]
    return Words(_(telling.subject, **values), _(telling.text, **values), _(WHERE, **values))
