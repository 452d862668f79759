"""Trips opened to members, and members who sign up, made by the verbs."""

from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from booking import rosters
from booking.rosters.enrolling import VERSION, SignUp
from booking.rosters.enrolment_models import Enrolment
from booking.rosters.secret_links import secret_of
from booking.stays import enrolling, trip_card
from booking.stays.enrolling import Offer
from booking.stays.trip_card import CardDraft
from sites.foundation import clock
from tests.factories.resident_numbers import resident_number_for

BORN = date(1980, 5, 1)
_members = count(1)
NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


async def opened(story: SimpleNamespace, *, places: int = 4, **changes: Any) -> str:
    """Open the story's trip; the end of its link."""
    wanted = {"closes_on": clock.today() + timedelta(days=3), "family_most": 2, **changes}
    await enrolling.open_enrolment(story.id, Offer(places, **wanted), by=story.union.organiser)
    row = await Enrolment.filter(closed_at=None).order_by("-id").first()
    assert row
    return secret_of("enrolment", row.public_id)


async def carded(story: SimpleNamespace, **changes: Any) -> str:
    """Write the story's trip card; the end of its link."""
    values = {
        "meeting_point": "示例广场东门",
        "coach": "示例车牌",
        "leader": "示例领队",
        "leader_phone": "13700137000",
    }
    await trip_card.write_card(
        story.id, CardDraft(**{**values, **changes}), by=story.union.organiser
    )
    return (await trip_card.card_of(story.id, by=story.union.organiser)).secret


def member(*, family: int = 0, number: str = "", **changes: Any) -> SignUp:
    """Somebody new each time, with a number and a telephone, who agrees."""
    nth = next(_members)
    person = rosters.draft(
        name=f"{NAMES[nth % 16]}示例", kind="worker", number=number or resident_number_for(BORN),
        phone=f"138001{nth % 100000:05d}",
    )  # fmt: skip
    others = tuple(
        rosters.draft(
            name=f"{NAMES[nth % 16]}家属", kind="family", number=resident_number_for(BORN)
        )
        for _ in range(family)
    )
    return SignUp(person, others, **{"consent": VERSION, **changes})


async def signed_up(link: str, **changes: Any) -> str:
    """The end of the member's own link."""
    return secret_of("application", await enrolling.sign_up(link, member(**changes)))
