"""What a member hands in, judged: the people, sound and all with a number, and what they wish."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from booking.rosters.drafts import TravellerDraft
from booking.rosters.enrolling.refusals import ConsentMissing, FamilyNotInvited, SignedUpAlready
from booking.rosters.needs import DIETS, NeedsUnfit
from booking.rosters.refusals import PhoneUnsound, ResidentNumberUnsound


@dataclass(frozen=True, slots=True)
class SignUp:
    """`member` and `family` are sound drafts. `consent` is the version that was read, empty where nobody agreed."""

    member: TravellerDraft = field(repr=False)
    family: tuple[TravellerDraft, ...] = field(repr=False, default=())
    department: str = ""
    diet: str = ""
    room_mate: str = ""
    consent: str = ""

    @property
    def people(self) -> Sequence[TravellerDraft]:
        return (self.member, *self.family)


def demand_whole(entry: SignUp, *, family_most: int) -> None:
    """Refused: ConsentMissing, FamilyNotInvited, and whoever lacks a number or the member a telephone."""
    if not entry.consent:
        raise ConsentMissing(field="consent")
    if len(entry.family) > family_most:
        raise FamilyNotInvited(field="family_1_name", most=family_most)
    if entry.diet not in DIETS:
        raise NeedsUnfit(field="diet")
    if not entry.member.phone:
        raise PhoneUnsound(field="phone")
    for place, person in enumerate(entry.people):
        if not person.number:
            raise ResidentNumberUnsound(field=f"family_{place}_number" if place else "number")
    if len({(one.document, one.number) for one in entry.people}) < len(entry.people):
        raise SignedUpAlready(field="family_1_number")
