"""Who books in the demonstration, and what: plain values that another builder plays through the verbs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoUnion:
    key: str  # u01 ...
    name: str
    name_en: str
    region_code: str
    credit_code: str
    unit_kind: str  # public_body, institution, soe, enterprise
    sector: str
    members: int
    contact: str  # the organiser
    contact_en: str
    approver: str
    approver_en: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class DemoFederation:
    key: str  # f-<region code>
    name: str
    name_en: str
    region_code: str
    is_host: bool
    contact: str
    contact_en: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person of the operator of `site_code`, with one role there."""

    site_code: str
    name: str
    name_en: str
    role: str  # sales, steward, finance
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class DemoRooms:
    room_type: str
    rooms: int


@dataclass(frozen=True, slots=True)
class DemoBooking:
    """One group stay. Every `*_day` is an offset in days from today; an act's is never above 0.

    `reach` is how far it goes: held, submitted, confirmed, in_house, departed, reconciled,
    cancelled, declined, expired. Day 0 means some moment before now. Expired with a
    `submitted_day` means that the operator kept silent, without one that the hold ran out.
    """

    number: int
    union: str  # DemoUnion.key
    site: str  # DemoSite.code
    package: str  # DemoPackage.code
    check_in_day: int
    nights: int
    workers: int
    family: int
    crew: int
    rooms: tuple[DemoRooms, ...]
    hold_kind: str  # option, checkout
    held_day: int
    submitted_day: int | None
    answered_day: int | None  # the operator's answer, or the confirmation at an instant site
    ended_day: int | None  # cancelled or declined by a person, or run out
    arrived_workers: int | None
    reach: str
    reason: str = ""  # why it was cancelled or declined
    reason_en: str = ""

    @property
    def heads(self) -> int:
        return self.workers + self.family + self.crew

    @property
    def check_out_day(self) -> int:
        return self.check_in_day + self.nights
