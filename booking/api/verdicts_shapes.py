"""What programs ask and are answered about the rules of a trip."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from booking.api.asked import AmountAsked, Code
from booking.rules import Insurance, TripFacts, Verdict
from sites.certification import CertificateRecord
from sites.foundation.amounts import Money
from sites.foundation.forms import FIRST_DAY, LAST_DAY
from sites.foundation.requests import Body
from sites.recognition import Recognised

Years = Annotated[int, Field(ge=0, le=120)]
RegionAsked = Annotated[str, Field(max_length=20, description="GB/T 2260 code of six digits")]


class InsuranceAsked(Body):
    """Sums insured a person."""

    cover: AmountAsked | None = None
    medical: AmountAsked | None = None


class VerdictsAsked(Body):
    """A trip. Days are nights + 1. What is absent or null is not known, and asked for where a rule needs it.

    `site`, or `destination` with `listed`. `price_per_person` is for the whole trip; where people differ, the
    least favourable counts. `merged_years`, `trips_this_year` and `days_this_year` (before this trip) count where a
    document merges years or splits trips.
    """

    origin: RegionAsked
    check_in: Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
    nights: Annotated[int, Field(ge=0, le=365)]
    site: Code | None = None
    destination: RegionAsked | None = None
    listed: bool | None = None
    unit_kind: Literal["public_body", "institution", "soe", "enterprise"] | None = None
    sector: Annotated[str, Field(max_length=60)] | None = None
    scheme: Annotated[str, Field(max_length=120)] | None = None
    price_per_person: AmountAsked | None = None
    spent_this_year: AmountAsked | None = None
    family: Annotated[int, Field(ge=0, le=5000)] | None = None
    insurance: InsuranceAsked | None = None
    years_since_last: Years | None = None
    service_years: Years | None = None
    no_show_before: bool | None = None
    single_lodging: bool | None = None
    organised_by: Literal["union", "agency", "individual"] | None = None
    merged_years: Annotated[int, Field(ge=1, le=10)] | None = None
    trips_this_year: Annotated[int, Field(ge=0, le=100)] | None = None
    days_this_year: Annotated[int, Field(ge=0, le=366)] | None = None

    def facts(self, *, destination: str | None, listed: bool | None) -> TripFacts:
        asked = self.insurance
        return TripFacts(
            origin=self.origin, check_in=self.check_in, nights=self.nights, listed=listed,
            destinations=(destination,) if destination else (), unit_kind=self.unit_kind,
            sector=self.sector, scheme=self.scheme, price_per_person=_money(self.price_per_person),
            spent_this_year=_money(self.spent_this_year), family=self.family,
            insurance=Insurance(_money(asked.cover), _money(asked.medical)) if asked else None,
            years_since_last=self.years_since_last, service_years=self.service_years,
            no_show_before=self.no_show_before, single_lodging=self.single_lodging,
            organised_by=self.organised_by, merged_years=self.merged_years,
            trips_this_year=self.trips_this_year, days_this_year=self.days_this_year,
        )  # fmt: skip


def _money(asked: AmountAsked | None) -> Money | None:
    return asked.money if asked else None


class VerdictAnswer(BaseModel):
    """One rule. `rule` is its kind; `number`, `clause` and `date` are null where the source gives none.

    `grade`: official, mirror, weak (a secondary source). `found`, `allowed` and `remedy` are words in the reader's language,
    `remedy` null where it passes; `missing` names the fields that an incomplete one waits for.
    """

    rule: str
    outcome: Literal["pass", "warn", "block", "incomplete"]
    policy: str
    document: str
    number: str | None
    number_confirmed: bool
    clause: str | None
    date: date | None
    source: str
    grade: str
    found: str
    allowed: str
    remedy: str | None
    missing: list[str]
    note: str | None


class CertificateSays(BaseModel):
    """Of the site that was named; `valid_on_every_night` is about this trip."""

    number: str
    status: str
    valid_from: date
    valid_to: date
    valid_on_every_night: bool


class RecognitionSays(BaseModel):
    """Why the origin accepts bases there: own_province, or agreement with its document and source."""

    ground: str
    document: str
    source: str
    since: date | None


class VerdictsAnswer(BaseModel):
    """`outcome` is the worst of block, incomplete, warn, pass, or no_rule where no document binds the trip. It speaks of
    documents alone: `certificate` (of a named site) and `recognition` stand beside it, null where none is on record.
    """

    outcome: Literal["pass", "warn", "block", "incomplete", "no_rule"]
    verdicts: list[VerdictAnswer]
    certificate: CertificateSays | None
    recognition: RecognitionSays | None


def verdict_answer(one: Verdict) -> VerdictAnswer:
    words = one.as_words()
    return VerdictAnswer(
        rule=one.rule, outcome=one.outcome.value, policy=one.policy, document=one.document,
        number=one.number or None, number_confirmed=one.number_confirmed, clause=one.clause or None,
        date=date.fromisoformat(one.dated) if one.dated else None, source=one.source,
        grade=one.grade, found=words["found"], allowed=words["allowed"],
        remedy=words["remedy"] or None, missing=[*one.missing],
        note="; ".join(filter(None, (words["note"], words["remark"]))) or None,
    )  # fmt: skip


def certificate_says(kept: CertificateRecord | None, *, is_valid: bool) -> CertificateSays | None:
    if kept is None:
        return None
    return CertificateSays(
        number=kept.number, status=kept.status, valid_from=kept.valid_from, valid_to=kept.valid_to,
        valid_on_every_night=is_valid,
    )  # fmt: skip


def recognition_says(known: Recognised | None) -> RecognitionSays | None:
    if known is None:
        return None
    return RecognitionSays(
        ground=known.ground, document=known.document, source=known.source, since=known.since
    )
