"""A federation or the platform brings in a new organisation: it stands at once, its first person by one-time link."""

from dataclasses import dataclass

from booking.people.areas import RegionUnknown, checked_region
from booking.people.emails import checked_email
from booking.people.founding import NewOrganisation, write_organisation
from booking.people.links import Issued, issue, post_by_mail
from booking.people.models import Organisation
from booking.people.permissions import NotGranted, demand, desk_of
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.language import N_
from sites.regions.gazetteer import districts


class OrganisationAlreadyThere(Refusal):
    code = "organisation_already_there"
    words = N_("%(name)s already stands for this area.")


@dataclass(frozen=True)
class Guest:
    """`kind`: operator, partner (federation of a city), district (federation under the own one) or host."""

    kind: str
    name: str
    area_code: str
    email: str
    name_en: str = ""


def kinds_of_guests(desk: str) -> tuple[str, ...]:
    """Whom a desk may bring in."""
    guests = {
        "federation": ("operator", "partner", "district"),
        "partner": ("district",),
        "platform": ("host", "operator", "partner"),
    }
    return guests.get(desk, ())


@transaction
async def invite_organisation(guest: Guest, *, by: Actor) -> Issued:
    """Make the organisation and a link for its first administrator, 72 hours, also sent by mail.

    Needs `organisations.invite`. Refused: a kind that is not the inviter's to bring in (NotGranted),
    RegionUnknown, EmailMalformed, OrganisationAlreadyThere for a second federation of one area.
    """
    demand(by, "organisations.invite")
    inviter = await Organisation.get(id=by.organisation_id)
    if guest.kind not in kinds_of_guests(desk_of(inviter.kind, is_host=inviter.is_host)):
        raise NotGranted
    email = checked_email(guest.email)
    new = _new(guest, inviter)
    await _demand_single(new)
    made = await write_organisation(new)
    await Organisation.filter(id=made.id).update(verified_by_id=by.user_id)
    issued = await issue(
        "invite", email=email, organisation_id=made.id, role="administrator", made_by_id=by.user_id
    )
    await post_by_mail(issued)
    return issued


def _new(guest: Guest, inviter: Organisation) -> NewOrganisation:
    kind = "operator" if guest.kind == "operator" else "federation"
    under = inviter.id if guest.kind == "district" else None
    return NewOrganisation(
        kind=kind,
        name=guest.name,
        name_en=guest.name_en,
        area_code=_area(guest, inviter),
        is_host=guest.kind == "host",
        parent_id=under,
    )


def _area(guest: Guest, inviter: Organisation) -> str:
    """Operators stand in a district of the host; a district federation in one, or in its parent's area."""
    if guest.kind in {"partner", "host"}:
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
