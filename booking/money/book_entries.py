"""The postings of one kind of account of a book, each with its cause: what, who, when, for which stay, against what."""

from dataclasses import dataclass
from datetime import datetime, time
from itertools import accumulate
from typing import Any

from tortoise.functions import Sum

from booking.money.books import Period
from booking.money.ledger import Kind
from booking.money.models import Charge, Posting
from booking.people import names_of
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.paging import Page

SIZE = 100
COLUMNS = (
    "id", "minor", "entry_id", "entry__at", "entry__what", "entry__by_user_id", "stay_id",
    "account__subject",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One posting. `what` is a code of vocabulary.ENTRY; `by_name` is empty for the program itself; `reference` is the
    charge's; `against` are the other accounts of the same entry; `balance` is what stood on the accounts afterwards.
    """

    at: datetime
    what: str
    by_name: str
    stay_id: int | None
    reference: str
    amount: Money
    balance: Money
    against: tuple[Kind, ...]


async def entries_of(
    payee_id: int, kind: Kind, period: Period, *, number: int = 1, size: int = SIZE
) -> Page[BookEntry]:
    """In the order in which they were posted. Whoever asks must already be allowed to see the book."""
    own = Posting.filter(
        account__book__payee_id=payee_id, account__book__currency="CNY", account__kind=kind
    )
    since = clock.at(period.first, time.min)
    before = own.filter(entry__at__lt=since).annotate(whole=Sum("minor"))
    opening = sum(int(row["whole"] or 0) for row in await before.values("whole"))
    within = own.filter(entry__at__gte=since, entry__at__lt=clock.end_of(period.last))
    rows = await within.order_by("entry__at", "id").values(*COLUMNS)
    balances = list(accumulate((int(row["minor"]) for row in rows), initial=opening))[1:]
    part = slice((number - 1) * size, number * size)
    return Page(await _entries(rows[part], balances[part]), number, size, len(rows))


async def _entries(rows: list[dict[str, Any]], balances: list[int]) -> list[BookEntry]:
    names = await names_of({row["entry__by_user_id"] for row in rows})
    legs = await _legs({row["entry_id"] for row in rows})
    references = await references_of(
        {subject for found in legs.values() for _id, _k, subject in found}
    )
    return [
        BookEntry(
            row["entry__at"], row["entry__what"], names.get(row["entry__by_user_id"], ""), row["stay_id"],
            next((references[s] for _id, _k, s in legs[row["entry_id"]] if s in references), ""),
            Money(int(row["minor"])), Money(balance),
            tuple(kind for id_, kind, _s in legs[row["entry_id"]] if id_ != row["id"]),
        )
        for row, balance in zip(rows, balances, strict=True)
    ]  # fmt: skip


async def references_of(charges: set[str]) -> dict[str, str]:
    """What people write on a transfer, by the charge's public id."""
    rows = await Charge.filter(public_id__in=[*charges]).values_list("public_id", "reference")
    return {str(public_id): str(reference) for public_id, reference in rows}


async def _legs(entries: set[int]) -> dict[int, list[tuple[int, Kind, str]]]:
    """Of each entry: id, kind of account and its subject, leg by leg."""
    rows = await Posting.filter(entry_id__in=[*entries]).order_by("id").values(
        "id", "entry_id", "account__kind", "account__subject"
    )  # fmt: skip
    found: dict[int, list[tuple[int, Kind, str]]] = {entry: [] for entry in entries}
    for row in rows:
        leg = (row["id"], Kind(row["account__kind"]), row["account__subject"])
        found[row["entry_id"]].append(leg)
    return found
