"""What a document is about: one stay as one of its two sides may see it."""

from dataclasses import dataclass

from booking import money, people, stays
from booking.documents.group import Group, group_of
from booking.money import AccountToPay, StayAccount
from booking.people import Particulars
from booking.stays import StayPage, deciding, mandates
from booking.stays.deciding import Decision
from booking.stays.mandates import ActingAgency
from sites import listings
from sites.foundation.actor import Actor
from sites.listings import SiteProfile


@dataclass(frozen=True)
class Subject:
    """`account` is None for those who may not see money, `named` for those who may not see lists.

    `of` names one charge or receipt where that is asked. `decision` is the union's own, None for a base. `third` is
    the agency that acts for the union, with its `agency`; None where none does.
    """

    page: StayPage
    site: SiteProfile
    union: Particulars
    operator: Particulars
    account: StayAccount | None
    payees: dict[int, AccountToPay]
    by: Actor
    of: str = ""
    named: Group | None = None
    decision: Decision | None = None
    third: ActingAgency | None = None
    agency: Particulars | None = None

    @property
    def group(self) -> Group:
        """For documents that only those may draw up who may see who travels."""
        if self.named is None:
            msg = "this person may not see the list"
            raise ValueError(msg)
        return self.named

    @property
    def money(self) -> StayAccount:
        """For documents that only those may draw up who may see money."""
        if self.account is None:
            msg = "this person may not see money"
            raise ValueError(msg)
        return self.account


async def subject_of(stay: str, *, of: str = "", by: Actor) -> Subject:
    """Refused: StayUnknown for everybody but the two sides."""
    page = await stays.page_of(stay, by=by)
    account = await money.account_of(page.id) if by.may("money.see") else None
    payees = {charge.payee_id for charge in account.charges} if account else set()
    third = await mandates.acting_agency_of(page.id)
    return Subject(
        page=page,
        site=await listings.profile(page.line.site_code),
        union=await people.particulars_of(page.union_id),
        operator=await people.particulars_of(page.operator_id),
        account=account,
        payees=await money.accounts_to_pay(payees),
        by=by,
        of=of,
        named=await group_of(page, by=by) if by.may("rosters.see") else None,
        decision=await deciding.decision_of(stay, by=by) if by.kind == "union" else None,
        third=third,
        agency=await people.particulars_of(third.agency_id) if third else None,
    )
