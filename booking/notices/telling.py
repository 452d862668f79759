"""Turning what happened into notices and letters: once for each event and person, however often it runs."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from booking.notices.audience import Reader, readers
from booking.notices.facts import facts_of
from booking.notices.letters import write_letter
from booking.notices.robots import write_robot_letters
from booking.notices.text_messages import write_text_message
from booking.notices.wording import speaks_of
from booking.notices.words import TELLINGS
from booking.people import deputies_on, first_verifiers
from booking.people.models import Organisation, User
from booking.stays import rest_of_trip
from booking.stays.models import ApprovalStep, Message, Stay, StayEvent
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.database import fetch, transaction
from sites.foundation.identifiers import public_id


@dataclass(frozen=True)
class Case:
    """One thing to tell about one stay. `source` makes it unique for each reader; `facts` are its own, beside the stay's."""

    source: str
    topic: str
    stay: Stay
    by_user_id: int
    facts: dict[str, Any] = field(default_factory=dict)


@transaction
async def tell_event(event_id: int) -> int:
    """Tell both sides of a stay's event; how many notices were new. Run again, it tells nothing twice."""
    event = await StayEvent.filter(id=event_id).prefetch_related("stay").first()
    if event is None or event.act not in TELLINGS:  # the others are in SILENT
        return 0
    topic = event.act
    case = Case(f"event:{event.id}", topic, event.stay, event.by_user_id)
    told = await tell_sides(case, tells_operator=not _is_unheard(event))
    if topic in CHANGES:
        told += await _tell_approvers(event)
    if topic == "departed" and not event.facts.get("arrivals_known", True):
        told += await tell_sides(
            Case(f"event:{event.id}:unknown", "arrivals_unknown", event.stay, 0)
        )
    if event.to_state != event.from_state and event.to_state in {State.DECLINED, State.EXPIRED}:
        told += await _ask_about_the_rest(event)
    return told


async def _ask_about_the_rest(event: StayEvent) -> int:
    """Where a stay of several fell away, its union is asked what to do with those that stand."""
    trip = await rest_of_trip(event.stay)
    if not trip:
        return 0
    case = Case(f"event:{event.id}:rest", "trip_broken", event.stay, 0)
    union = await readers(event.stay.union_id, TELLINGS["trip_broken"].union)
    return await _tell(case, union, f"/union/trips/{trip}")


# What alters a stay that was approved. Beyond the tolerance approvers are asked first; within it they are told.
CHANGES = frozenset({"counter_accepted"})
BEFORE_AND_AFTER = frozenset({"was", "total", "was_heads"})


async def _tell_approvers(event: StayEvent) -> int:
    facts = {name: value for name, value in event.facts.items() if name in BEFORE_AND_AFTER}
    case = Case(f"event:{event.id}:approvers", "changed_as_approved", event.stay, event.by_user_id, facts)  # fmt: skip
    return await tell_sides(case)


def _is_unheard(event: StayEvent) -> bool:
    """The operator never heard of this hold: its end or its change is nothing to it."""
    ended = event.to_state in {State.EXPIRED, State.CANCELLED} and event.from_state == State.HELD
    changed = event.act == "amended" and event.to_state == State.HELD
    return (ended or changed) and event.stay.accepted_at is None


@transaction
async def tell_message(message_id: int) -> int:
    """Tell the other side that a message has come; its text stays on the page."""
    message = await Message.filter(id=message_id).prefetch_related("stay").first()
    if message is None:
        return 0
    stay = message.stay
    other = stay.operator_id if message.organisation_id == stay.union_id else stay.union_id
    case = Case(f"message:{message.id}", "message", stay, message.user_id)
    return await _tell(
        case, await readers(other, "stays.message", but=message.user_id), side_of(stay, other)
    )


@transaction
async def tell_approval(step_id: int) -> int:
    """Ask the approver of a step that is still open, and in their place whoever is their deputy today."""
    step = await ApprovalStep.filter(id=step_id, state="asked").prefetch_related("stay").first()
    if step is None:
        return 0
    asked, path = f"step:{step.id}", f"/union/approvals/{step.public_id}"
    union, approver = step.stay.union_id, step.approver_id
    deputies = await deputies_on(clock.today(), user_id=approver, organisation_id=union)
    told = await _tell(
        Case(asked, "approval_asked", step.stay, 0), await _named([approver], union), path
    )
    case = Case(f"{asked}:deputy", "approval_asked_instead", step.stay, 0)
    return told + await _tell(case, await _named(deputies - {approver}, union), path)


async def _named(user_ids: Iterable[int], organisation_id: int) -> list[Reader]:
    users = await User.filter(id__in=[*user_ids]).order_by("id")
    return [Reader(user.id, organisation_id, user.email, user.language) for user in users]


# What a reminder is about. A prolonged hold or a moved date is reminded of anew, the same one never.
DATES = {
    "hold_ending": "hold_expires_at",
    "contract_missing": "contract_due_on",
    "insurance_missing": "check_in",
    "names_due": "names_due_on",
    "release_ahead": "next_release_on",
}


@transaction
async def remind(stay_id: int, topic: str) -> int:
    """Remind both sides of a date of the stay, once for each date and person; how many notices were new."""
    stay = await Stay.get(id=stay_id)
    mark = getattr(stay, DATES[topic])
    return await tell_sides(Case(f"{topic}:{stay_id}:{mark}", topic, stay, 0))


async def tell_sides(case: Case, *, tells_operator: bool = True) -> int:
    telling, stay = TELLINGS[case.topic], case.stay
    union = await readers(stay.union_id, telling.union, but=case.by_user_id)
    wanted = telling.operator if tells_operator else ""
    operator = await readers(stay.operator_id, wanted, but=case.by_user_id)
    told = await _tell(case, union, side_of(stay, stay.union_id))
    return told + await _tell(case, operator, side_of(stay, stay.operator_id))


async def tell_party(case: Case, organisation_id: int, permission: str, path: str) -> int:
    """Tell those of one organisation who may `permission`, with the address that is theirs."""
    return await _tell(case, await readers(organisation_id, permission, but=case.by_user_id), path)


def side_of(stay: Stay, organisation_id: int) -> str:
    desk = "operator" if organisation_id == stay.operator_id else "union"
    return f"/{desk}/stays/{stay.public_id}"


async def _tell(case: Case, told: list[Reader], path: str) -> int:
    facts = {**await facts_of(case.stay.id), **case.facts}
    if not speaks_of(case.topic, facts):
        return 0
    new = 0
    by_mail = TELLINGS[case.topic].by_mail
    for reader in told:
        new += await tell_one(
            reader, source=case.source, topic=case.topic, path=path, facts=facts, by_mail=by_mail
        )
    if by_mail:
        await write_robot_letters(
            told, source=case.source, topic=case.topic, path=path, facts=facts
        )
    return new


async def tell_one(
    reader: Reader, *, source: str, topic: str, path: str, facts: dict[str, Any], by_mail: bool
) -> int:
    """Write one person's notice, and its letter where the telling wants one; 0 when it stood already."""
    made = await fetch(
        "INSERT INTO notices (public_id, user_id, organisation_id, source, topic, path, facts, made_at, read_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL) ON CONFLICT (user_id, source) DO NOTHING RETURNING id",
        public_id(), reader.user_id, reader.organisation_id, source, topic, path,
        json.dumps(facts, ensure_ascii=False), clock.now(),
    )  # fmt: skip
    if made and by_mail:
        await write_letter(reader, source=source, topic=topic, path=path, facts=facts)
        await write_text_message(reader, source=source, topic=topic, facts=facts)
    return len(made)


@transaction
async def tell_judgement(organisation_id: int) -> int:
    """Tell a union's administrators that it was verified, or refused and why."""
    union = await Organisation.get(id=organisation_id)
    facts = {"why": union.refused_why, "union": [union.name, union.name_en]}
    told = 0
    for reader in await readers(union.id, "team.manage"):
        told += await tell_one(
            reader, source=f"standing:{union.id}:{union.standing}", topic=union.standing, path="/union",
            facts=facts, by_mail=True,
        )  # fmt: skip
    return told


@transaction
async def tell_sign_up(organisation_id: int) -> int:
    """Tell those who verify that a union waits for them, unless it was judged meanwhile."""
    union = await Organisation.get(id=organisation_id)
    if union.standing != "unverified":
        return 0
    facts, told = {"union": [union.name, union.name_en]}, 0
    for federation in await first_verifiers(union.area_code):
        for reader in await readers(federation, "unions.verify"):
            told += await tell_one(
                reader, source=f"signed_up:{union.id}", topic="union_signed_up", facts=facts, by_mail=True,
                path=f"/federation/unions/{union.public_id}",
            )  # fmt: skip
    return told
