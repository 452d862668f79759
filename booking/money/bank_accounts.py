"""Where an organisation's money is transferred to: entered after a fresh password, told to the old contact, shown to who pays."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.money.bank_models import BankAccount
from booking.people import demand, demand_principal, organisation_names, prove_password
from sites.foundation import clock, outbox, sealing
from sites.foundation.actor import Actor, Viewer
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_, choose

# Nothing is paid out to a new account before its old contact had time to object.
WAITS = timedelta(hours=72)
# Whoever's money it is: a payee's finance and administrator, and those who pay for a union.
PERMISSION = {"union": "money.pay"}


class AccountNumberMalformed(Refusal):
    code = "account_number_malformed"
    kind = Kind.BAD_INPUT
    words = N_("Enter the account number as the bank writes it: 8 to 30 digits.")


class AccountUnchanged(Refusal):
    code = "account_unchanged"
    words = N_("This is the account on file already.")


@dataclass(frozen=True)
class AccountDraft:
    holder: str
    bank: str
    branch: str
    number: str


@dataclass(frozen=True)
class AccountToPay:
    """Whom to pay and where. All but `name` is empty where no account is on file; `number` is whole."""

    name: str
    holder: str = ""
    bank: str = ""
    branch: str = ""
    number: str = ""
    entered_at: datetime | None = None

    @property
    def masked(self) -> str:
        return f"**** {self.number[-4:]}" if self.number else ""

    @property
    def pays_from(self) -> datetime | None:
        """Since when money may be paid out to it; None without an account."""
        return self.entered_at + WAITS if self.entered_at else None

    @property
    def may_be_paid_out(self) -> bool:
        return self.pays_from is not None and self.pays_from <= clock.now()

    @property
    def parts(self) -> tuple[str, str, str, str]:
        return self.holder, self.bank, self.branch, self.number


async def enter_bank_account(
    draft: AccountDraft, *, password: str, address: str, viewer: Viewer
) -> None:
    """Let money for the viewer's organisation go to this account from now on; paid out to it after 72 hours.

    Refused: NotGranted (also to whoever acts for another), AccountNumberMalformed, AccountUnchanged, PresentPasswordWrong, TooManyTries.
    """
    demand(viewer.actor, PERMISSION.get(viewer.actor.kind, "money.approve"))
    demand_principal(viewer.actor)
    number = re.sub(r"[\s-]", "", draft.number)
    if not re.fullmatch(r"[0-9]{8,30}", number):
        raise AccountNumberMalformed(field="number")
    await prove_password(password, address=address, viewer=viewer)
    await _enter(AccountDraft(draft.holder, draft.bank, draft.branch, number), by=viewer.actor)


@transaction
async def _enter(draft: AccountDraft, *, by: Actor) -> None:
    old = BankAccount.filter(organisation_id=by.organisation_id, replaced_at=None)
    present = await old.select_for_update(no_key=True).first()
    kept = (await accounts_to_pay([by.organisation_id]))[by.organisation_id]
    if kept.parts == (draft.holder, draft.bank, draft.branch, draft.number):
        raise AccountUnchanged(field="number")
    await old.update(replaced_at=clock.now())
    made = public_id()
    same_bank = present is not None and present.bank == draft.bank
    row = await BankAccount.create(
        public_id=made, organisation_id=by.organisation_id, holder=draft.holder, bank=draft.bank,
        branch=draft.branch, number_sealed=sealing.seal(draft.number, place=_place(made)),
        number_end=draft.number[-4:], layout=present.layout if present and same_bank else {},
        entered_at=clock.now(), by_user_id=by.user_id,
    )  # fmt: skip
    await outbox.post("bank.account_entered", {"account_id": row.id})


async def accounts_to_pay(organisation_ids: Iterable[int]) -> dict[int, AccountToPay]:
    """By organisation, each of them. For parties that owe them money, which the caller has made sure of."""
    names = await organisation_names(organisation_ids)
    rows = await BankAccount.filter(organisation_id__in=[*names], replaced_at=None)
    entered = {row.organisation_id: row for row in rows}
    return {one: _to_pay(choose(*both), entered.get(one)) for one, both in names.items()}


async def account_keys(organisation_ids: Iterable[int]) -> dict[int, str]:
    """The public id of the account that each has on file now: another one after every change."""
    rows = BankAccount.filter(organisation_id__in=[*organisation_ids], replaced_at=None)
    return dict(await rows.values_list("organisation_id", "public_id"))


async def account_to_pay(payee_id: int) -> AccountToPay:
    """As `accounts_to_pay`, of one organisation."""
    return (await accounts_to_pay([payee_id]))[payee_id]


def mark_of(account: BankAccount) -> str:
    """The same for one account number, whoever entered it how often, and tells nothing of it."""
    number = sealing.unseal(account.number_sealed, place=_place(account.public_id))
    return sealing.index_of(f"bank account|{number}")


def _to_pay(name: str, row: BankAccount | None) -> AccountToPay:
    if row is None:
        return AccountToPay(name)
    number = sealing.unseal(row.number_sealed, place=_place(row.public_id))
    return AccountToPay(name, row.holder, row.bank, row.branch, number, row.entered_at)


def _place(account: str) -> str:
    return f"bank_accounts|{account}|number"
