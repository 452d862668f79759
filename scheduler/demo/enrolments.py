"""A trip that is open to the members of the first union, its next trip's card, and what the people of a group that is back said."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, time, timedelta

from booking import rosters, stays
from booking.rosters.enrolling import VERSION, SignUp
from booking.stays import State, enrolling, surveying, trip_card
from booking.stays.enrolling import Offer
from booking.stays.lines import StayLine
from booking.stays.trip_card import CardDraft
from scheduler.demo.names import person
from scheduler.demo.unions import demo_unions
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key

AHEAD = timedelta(days=12)
# Five people sign up, one with a spouse: the last one waits.
PLACES, FAMILY = 5, (0, 0, 1, 0, 0)
NOTE = "示例：先报先得，科室审核后生效；家属费用自理。"
CARD_NOTE = "示例：请带身份证、常用药和一件外套。"
ANSWERS: tuple[tuple[int, dict[str, int]], ...] = (
    (5, {"route": 5, "meals": 4}), (5, {"lodging": 5, "service": 5}), (4, {"meals": 3, "sights": 5}),
    (5, {}), (4, {"route": 4, "service": 5}), (3, {"meals": 2}),
)  # fmt: skip


async def keep_enrolment(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing. Where no trip fits, there is none."""
    by = cast[demo_unions()[0].email]
    ahead = await _lines(by, (State.HELD, State.SUBMITTED, State.CONFIRMED))
    for line in (one for one in ahead if one.check_in >= today + AHEAD):
        if (await enrolling.enrolment_of(line.public_id, by=by)).secret:
            return
        if not (await trip_card.card_of(line.public_id, by=by)).people:
            with suppress(Refusal):
                await _open(line, by, today)
                return


async def keep_card(cast: Mapping[str, Actor], today: date) -> None:
    """Of the trip for which the agency has entered the coach: it stands on the card. Run again, it adds nothing."""
    by = cast[demo_unions()[0].email]
    ahead = [one for one in await _lines(by, (State.CONFIRMED,)) if one.check_in > today]
    if ahead and not (await trip_card.card_of(ahead[0].public_id, by=by)).secret:
        draft = CardDraft(
            meets_at=clock.at(ahead[0].check_in, time(7, 15)), leader=person("leader")[0],
            leader_phone=_phone(0), note=CARD_NOTE,
        )  # fmt: skip
        await trip_card.write_card(ahead[0].public_id, draft, by=by)


async def keep_survey(cast: Mapping[str, Actor], today: date) -> None:
    """The first group that came back within a fortnight and has a list. Run again, it adds nothing."""
    for union in demo_unions():
        by = cast[union.email]
        for line in await _lines(by, (State.DEPARTED,)):
            card = await trip_card.card_of(line.public_id, by=by)
            if card.people and today - surveying.OPEN_FOR < line.check_out <= today:
                await _answered(line, by, is_carded=bool(card.secret))
                return


async def _lines(by: Actor, states: Sequence[State]) -> list[StayLine]:
    return sorted(await stays.lines_of(by, states=[*states]), key=lambda one: one.check_in)


async def _open(line: StayLine, by: Actor, today: date) -> None:
    closes = min(today + timedelta(days=6), line.check_in - timedelta(days=5))
    offer = Offer(PLACES, closes, family_most=1, note=NOTE)
    await enrolling.open_enrolment(line.public_id, offer, by=by)
    secret = (await enrolling.enrolment_of(line.public_id, by=by)).secret
    made = [await enrolling.sign_up(secret, _member(n, family), key=_key(n)) for n, family in enumerate(FAMILY)]  # fmt: skip
    await enrolling.approve_application(line.public_id, made[0], by=by)


def _member(n: int, family: int) -> SignUp:
    """With documents that are nobody's: no resident number of this country is invented here."""
    worker = rosters.draft(
        name=person("member", n)[0], kind="worker", sex="mf"[n % 2], document="other",
        number=f"SHILI{n:04d}", phone=_phone(n + 1),
    )  # fmt: skip
    spouses = tuple(
        rosters.draft(
            name=person("spouse", n)[0], kind="family", sex="fm"[n % 2], document="other",
            number=f"SHILI{n:02d}{k + 1:02d}F",
        )
        for k in range(family)
    )  # fmt: skip
    return SignUp(worker, spouses, department="示例一部", consent=VERSION)


def _phone(n: int) -> str:
    """Of a form that no exchange gives out."""
    return f"0559-00000{n:02d}"


def _key(n: int) -> Key:
    return Key(f"demonstration-member-{n}", "demonstration")


async def _answered(line: StayLine, by: Actor, *, is_carded: bool) -> None:
    if not is_carded:
        draft = CardDraft(leader=person("leader", 2)[0], note=CARD_NOTE)
        await trip_card.write_card(line.public_id, draft, by=by)
    secret = (await trip_card.card_of(line.public_id, by=by)).secret
    party = (await stays.page_of(line.public_id, by=by)).party_id
    people = (await rosters.roster_of(party)).people
    for one, (overall, parts) in zip(people, ANSWERS, strict=False):
        await surveying.answer_survey(
            secret, one.public_id, line.public_id, overall=overall, parts=parts
        )
