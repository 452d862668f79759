"""A federation or the platform brings in a new organisation: it stands at once, its first person by one-time link."""

from dataclasses import dataclass

from booking.people.areas import RegionUnknown, checked_region
from booking.people.credit_codes import checked_credit_code
from booking.people.emails import checked_email
from booking.people.founding import NewOrganisation, write_organisation
from booking.people.links import Issued, issue, post_by_mail, void_invitations
from booking.people.models import Membership, Organisation
from booking.people.permissions import NotGranted, demand, desk_of
from booking.people.taking_up import demand_free
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.language import N_
from sites.regions.gazetteer import districts


class OrganisationAlreadyThere(Refusal):
    code = "organisation_already_there"
    words = N_("%(name)s is here already: one organisation for an area, and one for a credit code.")


@dataclass(frozen=True)
class Guest:
    """`kind`: operator, partner (federation of a city), district (federation under the own one) or host.

    An operator may come with its credit code and with the codes of the bases that it is to run.
    """

    kind: str
    name: str
    area_code: str
    email: str
    name_en: str = ""
    credit_code: str = ""
    bases: tuple[str, ...] = ()


def kinds_of_guests(desk: str) -> tuple[str, ...]:
    """Whom a desk may bring in."""
    guests = {
        "federation": ("operator", "partner", "district", "agency"),
        "partner": ("district", "agency"),
        "platform": ("host", "operator", "partner"),
    }
    return guests.get(desk, ())


@transaction
async def invite_organisation(guest: Guest, *, by: Actor) -> Issued:
    """Make the organisation and a link for its first administrator, 72 hours, also sent by mail.

    An operator gets its bases when that person joins: those named here, which needs `sites.assign`, and those
    that the federation's list names by its credit code. Invited again under its code before anybody joined,
    it gets a new link. Needs `organisations.invite`. Refused: a kind that is not the inviter's to bring in
    (NotGranted), RegionUnknown, EmailMalformed, credit codes that cannot be, BaseGone, OrganisationAlreadyThere
    for a second federation of one area or another organisation with that code.
    """
    demand(by, "organisations.invite")
    inviter = await Organisation.get(id=by.organisation_id)
    if guest.kind not in kinds_of_guests(desk_of(inviter.kind, is_host=inviter.is_host)):
        raise NotGranted
    email = checked_email(guest.email)
    new, bases = _new(guest, inviter), guest.bases if guest.kind == "operator" else ()
    if bases:
        await demand_free(bases, by=by)
    await _demand_single(new)
    made = await _nobody_joined(new) or await write_organisation(new)
    await Organisation.filter(id=made.id).update(verified_by_id=by.user_id)
    await void_invitations(organisation_id=made.id)
    issued = await issue(
        "invite", email=email, organisation_id=made.id, role="administrator", bases=bases,
        made_by_id=by.user_id,
    )  # fmt: skip
    await post_by_mail(issued)
    return issued


async def _nobody_joined(new: NewOrganisation) -> Organisation | None:
    """The operator that was invited with this code before and has nobody yet. Refused: OrganisationAlreadyThere."""
    row = await Organisation.get_or_none(credit_code=new.credit_code) if new.credit_code else None
    if row and (row.kind != new.kind or await Membership.exists(organisation_id=row.id)):
        raise OrganisationAlreadyThere(name=row.name, field="credit_code")
    return row


def _new(guest: Guest, inviter: Organisation) -> NewOrganisation:
    kind = guest.kind if guest.kind in {"operator", "agency"} else "federation"
    under = inviter.id if guest.kind == "district" else None
    return NewOrganisation(
        kind=kind,
        name=guest.name,
        name_en=guest.name_en,
        area_code=_area(guest, inviter),
        is_host=guest.kind == "host",
        parent_id=under,
        credit_code=_code(guest),
    )


def _code(guest: Guest) -> str | None:
    wanted = guest.kind in {"operator", "agency"} and guest.credit_code
    return checked_credit_code(guest.credit_code) if wanted else None


def _area(guest: Guest, inviter: Organisation) -> str:
    """Operators stand in a district of the host; a district federation in one, or in its parent's area."""
    if guest.kind in {"partner", "host", "agency"}:
        return checked_region(guest.area_code, field="area_code")
    if guest.area_code in {one.code for one in districts()}:
        return guest.area_code
    if guest.kind == "district" and not inviter.is_host:
        return inviter.area_code
    raise RegionUnknown(field="area_code")


async def _demand_single(new: NewOrganisation) -> None:
    if new.kind != "federation" or new.parent_id:
        return
    rivals = Organisation.filter(kind="federation", parent_id=None).exclude(standing="closed")
    rivals = rivals.filter(is_host=True) if new.is_host else rivals.filter(area_code=new.area_code)
    rival = await rivals.first()
    if rival is not None:
        raise OrganisationAlreadyThere(name=rival.name, field="area_code")
