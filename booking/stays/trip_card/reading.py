"""The trip card as its participant reads it, and as the organiser does: who opened it, how often somebody failed."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from booking import rosters
from booking.people import demand
from booking.rosters.card_models import CardTry, TripCard
from booking.rosters.entry_codes import entry_code
from booking.rosters.insurance import policies_of
from booking.rosters.secret_links import secret_of
from booking.stays.access import stay_of_union
from booking.stays.attending import rooms_by_person
from booking.stays.models import Party, Stay
from booking.stays.trip_card.coach import AgencyCoach, agency_coach
from booking.stays.trip_card.making import place_of
from booking.stays.trip_card.opening import Holder, holder_of
from sites import listings, packages
from sites.foundation import clock, sealing
from sites.foundation.actor import Actor
from sites.foundation.language import choose

ANEW = timedelta(days=1)


@dataclass(frozen=True)
class PlannedDay:
    day: date
    text: str


@dataclass(frozen=True)
class BaseOnCard:
    """One base of the trip: how to find it, who sleeps where, what is planned, where the next hospital is."""

    code: str
    name: str
    address: str
    phone: str
    latitude: float
    longitude: float
    check_in: date
    check_out: date
    check_in_hour: int
    room: str
    mates: tuple[str, ...]
    days: tuple[PlannedDay, ...]
    hospital: str
    hospital_km: float


@dataclass(frozen=True)
class ShownCard:
    """`insured`: insurer and number of each policy. `code` is what the desk at the base asks for."""

    union_name: str
    name: str
    code: str
    meets_at: datetime | None
    meeting_point: str
    coach: str
    leader: str
    leader_phone: str = field(repr=False)
    note: str
    bases: tuple[BaseOnCard, ...]
    insured: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OwnCard:
    """For the organiser. `secret` is the end of the link, empty while none stands; failures are those of a day.
    `coach` and `meeting_point` are what the union wrote; `agency` is read in their place where they are empty.
    """

    secret: str
    meets_at: datetime | None
    meeting_point: str
    coach: str
    leader: str
    leader_phone: str = field(repr=False)
    note: str
    opened_by: int
    people: int
    without_end: int
    failed_today: int
    agency: AgencyCoach

    @property
    def coach_read(self) -> str:
        return self.coach or self.agency.coach

    @property
    def meeting_read(self) -> str:
        return self.meeting_point or self.agency.meeting_point


async def shown_card(secret: str, traveller: str) -> ShownCard:
    """For whoever opened it. Refused: CardUnknown, NotRecognised."""
    holder = await holder_of(secret, traveller)
    card, union = holder.card, holder.party.organisation
    policies = await policies_of(holder.party.id)
    agency = await agency_coach(holder.party.trip_id)
    return ShownCard(
        choose(union.name, union.name_en), holder.traveller.name, entry_code(holder.traveller.public_id), card.meets_at,
        card.meeting_point or agency.meeting_point, card.coach or agency.coach, card.leader, _leader_phone(card), card.note,
        tuple([await _base(stay, holder) for stay in holder.stays]),
        tuple((one.insurer, one.number) for one in policies),
    )  # fmt: skip


async def _base(stay: Stay, holder: Holder) -> BaseOnCard:
    rooms = await rooms_by_person(stay, holder.party.id)
    room, mates = rooms.get(holder.traveller.public_id, ("", ()))
    site = stay.site
    medical = (await listings.profile(site.code)).medical
    return BaseOnCard(
        site.code, choose(site.name, site.name_en), choose(site.address, site.address_en), site.phone, site.latitude,
        site.longitude, stay.check_in, stay.check_out, site.check_in_hour, room, mates, await _days(stay),
        choose(medical.hospital, medical.hospital_en), medical.hospital_km,
    )  # fmt: skip


async def _days(stay: Stay) -> tuple[PlannedDay, ...]:
    sold = await packages.packages(
        stay.site_id, first=stay.check_in, until=stay.check_in + timedelta(days=1)
    )
    told = next((one.programme for one in sold if one.offer.code == stay.package.code), ())
    length = (stay.check_out - stay.check_in).days + 1
    return tuple(
        PlannedDay(stay.check_in + timedelta(days=n), choose(planned.text, planned.text_en))
        for n, planned in enumerate(told[:length])
    )


async def card_of(public_id: str, *, by: Actor) -> OwnCard:
    """For the union. Refused: NotGranted, StayUnknown."""
    demand(by, "rosters.see")
    stay = await stay_of_union(public_id, by=by)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    people = (await rosters.roster_of(party.public_id)).people
    without = sum(not (one.number and one.phone) for one in people)
    row = await TripCard.filter(party_id=party.id, closed_at=None).first()
    agency = await agency_coach(stay.trip_id)
    if row is None:
        return OwnCard("", None, "", "", "", "", "", 0, len(people), without, 0, agency)
    tries = CardTry.filter(card_id=row.id)
    opened = {str(one) for one in await tries.exclude(traveller="").values_list("traveller", flat=True)}  # fmt: skip
    failed = await tries.filter(traveller="", at__gt=clock.now() - ANEW).count()
    return OwnCard(
        secret_of("card", row.public_id), row.meets_at, row.meeting_point, row.coach, row.leader,
        _leader_phone(row), row.note, len(opened & {one.public_id for one in people}), len(people), without, failed, agency,
    )  # fmt: skip


def _leader_phone(row: TripCard) -> str:
    kept = row.leader_phone_sealed
    return sealing.unseal(kept, place=place_of(row.public_id)) if kept else ""
