"""To whom money is transferred: a payee's name and its bank account, where it has entered one."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.people.models import Organisation
from sites.foundation.language import choose


@dataclass(frozen=True)
class Payee:
    """`bank`, `account` and `holder` are empty where no account is on file."""

    name: str
    holder: str
    bank: str
    account: str


async def payees(organisation_ids: Iterable[int]) -> dict[int, Payee]:
    """By organisation. For parties that owe them money, which the caller has made sure of."""
    rows = await Organisation.filter(id__in=[*organisation_ids])
    return {row.id: _payee(row) for row in rows}


def _payee(row: Organisation) -> Payee:
    kept = {name: str(row.bank_account.get(name, "")) for name in ("holder", "bank", "account")}
    return Payee(choose(row.name, row.name_en), **kept)


async def unit_title(organisation_id: int) -> tuple[str, str]:
    """The organisation's name and unified social credit code as an invoice names a buyer; "" where it has none."""
    row = await Organisation.get(id=organisation_id)
    return row.name, row.credit_code or ""
