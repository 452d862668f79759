"""The books of everybody who is paid for stays, for the auditor of the host federation: read, never written."""

from dataclasses import dataclass

from booking import money, people
from booking.money import Period, TrialBalance
from booking.people import Named, OrganisationUnknown, area_of, demand
from sites.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class OverseenBook:
    payee: Named
    balance: TrialBalance


async def overseen_books(period: Period, *, by: Actor) -> tuple[OverseenBook, ...]:
    """Every book that has an entry, by the payee's name, the federation's own too; other federations' are theirs.

    Needs `audit.see`, and only the host federation has any.
    """
    demand(by, "audit.see")
    if not (await area_of(by.organisation_id)).is_host:
        return ()
    balances = await money.trial_balances(period)
    names = await people.named(balance.payee_id for balance in balances)
    books = [
        OverseenBook(names[one.payee_id], one)
        for one in balances
        if one.lines and _is_overseen(names[one.payee_id], by)
    ]
    return tuple(sorted(books, key=lambda book: (book.payee.name, book.balance.currency)))


async def overseen_payee(public_id: str, *, by: Actor) -> Named:
    """Whose book it is. Needs `audit.see`. Refused: OrganisationUnknown, for whoever is paid by nobody too."""
    demand(by, "audit.see")
    found = await people.named_by(public_id)
    is_host = (await area_of(by.organisation_id)).is_host
    if not is_host or not _is_overseen(found, by):
        raise OrganisationUnknown
    return found


def _is_overseen(payee: Named, by: Actor) -> bool:
    return payee.kind in {"operator", "service_centre", "agency"} or payee.id == by.organisation_id
