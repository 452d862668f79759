"""Claims and subsidies in words and as rows of sheets, the same on both sides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from booking import people
from booking.money import CLAIM_STATE, PER, ClaimLine, ClaimNight
from booking.stays import StayLine, WorkersThere
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.formats import amount, yuan
from sites.foundation.language import _, choose, ngettext
from sites.foundation.spreadsheet import Sheet

TONES = {
    "claimed": "ask",
    "checked": "ask",
    "granted": "info",
    "paid": "good",
    "turned_down": "stop",
}


def programme_words(code: str) -> str:
    return _(people.PROGRAMMES[code]) if code in people.PROGRAMMES else code


def state_words(claim: ClaimLine) -> tuple[str, str]:
    """Words and tone of its badge."""
    return CLAIM_STATE[claim.state].say(), TONES.get(claim.state, "")


def rate_words(each: Money, per: str) -> str:
    return _("%(amount)s %(per)s", amount=yuan(each), per=PER[per].say())


def sum_words(each: Money, per: str, *, workers: int, person_days: int, by_rate: Money) -> str:
    """How what the rate gives comes about."""
    if per == "trip":
        number = ngettext("%(num)s worker", "%(num)s workers", workers)
    else:
        number = ngettext("%(num)s worker-day", "%(num)s worker-days", person_days)
    return _(
        "%(number)s × %(each)s = %(sum)s", number=number, each=amount(each), sum=amount(by_rate)
    )


def claim_sheet(
    title: str, claims: Iterable[ClaimLine], groups: dict[int, StayLine], *, other: str
) -> Sheet:
    """`other` names the column of the other side: the union, or the federation."""
    head = (
        _("Claimed on"), other, _("Group"), _("Base"), _("Programme"), _("Each, yuan"), _("Measured by"), _("Document"),
        _("Workers"), _("Worker-days"), _("Claimed, yuan"), _("Granted, yuan"), _("State"), _("Paid on"), _("Bank voucher"),
        _("Checked by"), _("Granted by"), _("Why less or nothing"),
    )  # fmt: skip
    is_union = other == _("Union")
    rows = [
        (
            clock.day_of(one.claimed_at).isoformat(), one.union if is_union else one.federation,
            groups[one.trip_id].reference if one.trip_id in groups else "",
            groups[one.trip_id].site_name if one.trip_id in groups else "",
            programme_words(one.programme), one.each.minor / 100, PER[one.per].say(), one.document,
            one.workers, one.person_days, one.claimed.minor / 100,
            one.granted.minor / 100 if one.granted else "", state_words(one)[0],
            one.paid_on.isoformat() if one.paid_on else "", one.voucher, one.checked_by, one.granted_by, one.why,
        )
        for one in claims
    ]  # fmt: skip
    return Sheet(title, head, rows)


def triples(nights: Iterable[ClaimNight]) -> list[tuple[date, str, int]]:
    """Night, base and workers, as the table of nights takes them."""
    return [(one.date, one.site, one.workers) for one in nights]


def sited(nights: Iterable[WorkersThere]) -> list[tuple[date, str, int]]:
    return [(one.night, choose(one.site, one.site_en), one.workers) for one in nights]


# What pages of both sides call.
ON_PAGES: dict[str, Any] = {
    "programme_words": programme_words, "rate_words": rate_words, "state_words": state_words,
    "sum_words": sum_words, "triples": triples, "sited": sited,
}  # fmt: skip
