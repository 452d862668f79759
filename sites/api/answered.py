"""What programs are answered about bases: models that the OpenAPI document shows."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from sites.calendar import FreeNight
from sites.certification import CertificateRecord
from sites.listings import RoomTypeProfile
from sites.recognition import Recognised
from sites.search import Answer, Ceiling, Closed, Failure, say

# A model with a field called date cannot say `date` again.
Day = date


class MoneyAnswer(BaseModel):
    minor: int
    currency: str = "CNY"


class CertificateAnswer(BaseModel):
    """Both days included."""

    number: str
    batch: int
    grade: str
    status: str
    valid_from: date
    valid_to: date
    issuer: str


class ReasonAnswer(BaseModel):
    """Why the group cannot be received; `left` and `asked` are in the unit of the code."""

    code: str
    detail: str
    night: date | None = None
    left: int = 0
    asked: int = 0


class RoomsAnswer(BaseModel):
    """So many rooms of one type: a first proposal, as the hold page makes it."""

    code: str
    beds: int
    rooms: int


class ClosedAnswer(BaseModel):
    """What closes the base to whoever asks, although there is room: the code of a quota's refusal, or `ceiling`."""

    code: str
    detail: str


class CeilingAnswer(BaseModel):
    """What a person may cost at most for the whole stay, and the document that says so; a `grade` other than official or own
    is a secondary source.
    """

    price_per_person: MoneyAnswer
    document: str
    number: str
    clause: str
    source: str
    grade: str


class SiteItem(BaseModel):
    """A base in a list. Price and dates are absent where nothing was asked or nothing is sold."""

    code: str
    name: str
    name_en: str
    kind: str
    district: str
    latitude: float
    longitude: float
    rail_minutes: int
    reception_limit: int
    booking: str
    facilities: list[str]
    is_example: bool
    certificate: CertificateAnswer | None = None
    package: str | None = None
    check_in: date | None = None
    nights: int | None = None
    price_per_person: MoneyAnswer | None = None
    places: int | None = None
    rooms: list[RoomsAnswer] = []
    distance_km: int | None = None
    reasons: list[ReasonAnswer] = []
    closed: list[ClosedAnswer] = []
    url: str


class RecognitionAnswer(BaseModel):
    """Why the origin accepts the bases: own_province, or agreement with its document and source."""

    ground: str
    document: str
    source: str
    since: date | None


class SiteList(BaseModel):
    """`next` is the cursor of the next page, null on the last one.

    `recognition` is null where no origin was asked or none is on record; it leaves no base out. `ceiling` is null where no
    dates were asked and where no document sets one that refuses; of several days it is the highest.
    """

    items: list[SiteItem]
    total: int
    next: str | None
    recognition: RecognitionAnswer | None = None
    ceiling: CeilingAnswer | None = None


class RoomTypeAnswer(BaseModel):
    code: str
    name: str
    name_en: str
    beds: int
    rooms: int


class PackageAnswer(BaseModel):
    code: str
    name: str
    name_en: str
    theme: str
    min_nights: int
    max_nights: int
    min_group: int
    max_group: int


class SiteAnswer(SiteItem):
    """A base whole. A night may be booked from `book_from_days` until `book_until_days` before it, where it says nothing
    else; null: as soon as it is opened.
    """

    book_from_days: int | None
    book_until_days: int
    address: str
    address_en: str
    introduction: str
    introduction_en: str
    operator: str
    phone: str
    check_in_hour: int
    check_out_hour: int
    room_types: list[RoomTypeAnswer]
    packages: list[PackageAnswer]


class NightAnswer(BaseModel):
    """`places`: the smaller of free beds and people who may still be received; `limit` names it.

    `held` more places are held by others, `kept` are kept for groups that wait: both may come free. `bookable_from` and
    `bookable_until` are there while the night may not be booked yet, or no longer.
    """

    date: date
    places: int
    held: int
    kept: int
    bookable_from: Day | None
    bookable_until: Day | None
    rooms: int
    beds: int
    people: int
    limit: str


class NightList(BaseModel):
    site: str
    items: list[NightAnswer]


def site_item(
    found: Answer, *, origin: str, rooms: Sequence[tuple[RoomTypeProfile, int]] = (), closed: Sequence[Closed] = ()
) -> SiteItem:  # fmt: skip
    site, offer = found.site, found.offer
    return SiteItem(
        code=site.code, name=site.name_zh, name_en=site.name_en, kind=site.kind,
        district=site.district_code, latitude=site.latitude, longitude=site.longitude,
        rail_minutes=site.rail_minutes, reception_limit=site.reception_limit,
        booking=site.booking_way, facilities=sorted(site.facilities), is_example=site.is_demo,
        certificate=certificate(found.certificate), package=offer.code if offer else None,
        check_in=found.check_in, nights=found.nights if found.check_in else None,
        price_per_person=MoneyAnswer(minor=found.price) if found.check_in and found.price else None,
        places=found.places if found.fit else None,
        rooms=[RoomsAnswer(code=kind.code, beds=kind.beds, rooms=n) for kind, n in rooms], distance_km=found.km,
        reasons=[reason(one) for one in found.failures],
        closed=[ClosedAnswer(code=one.code, detail=one.words) for one in closed], url=f"{origin}/sites/{site.code}",
    )  # fmt: skip


def recognised(known: Recognised | None) -> RecognitionAnswer | None:
    if known is None:
        return None
    return RecognitionAnswer(
        ground=known.ground, document=known.document, source=known.source, since=known.since
    )


def ceiling(known: Ceiling | None) -> CeilingAnswer | None:
    if known is None:
        return None
    return CeilingAnswer(
        price_per_person=MoneyAnswer(minor=known.fen), document=known.document, number=known.number,
        clause=known.clause, source=known.source, grade=known.grade,
    )  # fmt: skip


def certificate(kept: CertificateRecord | None) -> CertificateAnswer | None:
    if kept is None:
        return None
    return CertificateAnswer(
        number=kept.number, batch=kept.batch, grade=kept.grade, status=kept.status,
        valid_from=kept.valid_from, valid_to=kept.valid_to, issuer=kept.issuer,
    )  # fmt: skip


def reason(one: Failure) -> ReasonAnswer:
    return ReasonAnswer(
        code=one.code, detail=say(one), night=one.night, left=one.left, asked=one.asked
    )


def night(free: FreeNight) -> NightAnswer:
    return NightAnswer(
        date=free.night, places=free.places, rooms=free.rooms, beds=free.beds,
        people=free.people, limit=free.limit, held=free.held, kept=free.kept,
        bookable_from=free.bookable_from, bookable_until=free.bookable_until,
    )  # fmt: skip
