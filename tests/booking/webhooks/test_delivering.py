"""Deliveries: noted once, signed, tried again, given up, switched off, sent again; ids and states and nothing more."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import time, timedelta
from types import SimpleNamespace

import pytest

from booking import notices, rosters, stays, webhooks
from booking.notices.models import Notice
from booking.stays.models import StayEvent
from booking.webhooks import NotDelivered, Outside
from booking.webhooks.delivering import FAILURES_TO_OFF, LATER
from booking.webhooks.models import WebhookDelivery, WebhookEndpoint
from booking.webhooks.refusals import EndpointOff, EndpointUnknown, StillUnderWay
from scheduler.jobs import programs
from sites import calendar
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from sites.packages import Heads
from tests.booking.stays.changes import accept, amended, terms_of
from tests.booking.webhooks.receivers import Resolver, receiving
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.places import make_place

pytestmark = pytest.mark.usefixtures("database")


class Answers:
    """A sender that answers the next of these statuses; a word is how it fails."""

    def __init__(self, *outcomes: int | str) -> None:
        self.outcomes = list(outcomes)
        self.sent: list[tuple[Mapping[str, str], str]] = []

    async def send(self, _url: str, *, headers: Mapping[str, str], body: str) -> int:
        self.sent.append((headers, body))
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, str):
            raise NotDelivered(outcome)
        return outcome


async def listening(side: SimpleNamespace, *subjects: str) -> tuple[str, str]:
    return await webhooks.make_endpoint(
        "https://hooks.example.cn/", subjects or ("stays",), allowed=(), by=side.administrator
    )


async def noted(story: SimpleNamespace) -> int:
    events = await StayEvent.filter(stay_id=story.number).order_by("id")
    return sum([await webhooks.note_event(event.id) for event in events])


async def one_delivery() -> tuple[SimpleNamespace, WebhookDelivery, str]:
    union = await make_union()
    endpoint, secret = await listening(union)
    story = await made.held(union=union)
    assert await noted(story) == 1
    story.endpoint = endpoint
    return story, await WebhookDelivery.get(), secret


async def test_a_move_is_noted_once_for_each_side_that_listens() -> None:
    story = await made.confirmed()
    await listening(story.union)
    await listening(story.operator, "stays", "nights")
    other = await make_union()
    await listening(other)

    assert await noted(story) == 3 + 3 + 1  # held, submitted, confirmed; the hold took nights
    assert await noted(story) == 0
    assert await OutboxRow.filter(topic="webhook.send").count() == 7


async def test_a_message_has_ids_and_states_and_nothing_of_people() -> None:
    story = await made.held(contact="示例姓名")
    await listening(story.operator, "stays", "nights")
    await noted(story)
    bodies = [json.loads(row.body) for row in await WebhookDelivery.all().order_by("id")]

    assert [body["type"] for body in bodies] == ["stay.changed", "nights.changed"]
    assert bodies[0]["data"] == {"id": story.id, "state": "held", "previous_state": None}
    span = {"from": str(story.check_in), "to": str(story.check_out)}
    assert bodies[1]["data"] == {"site": story.place.code, **span}


async def test_changes_of_an_amendment_and_of_stay_nights_are_noted_with_the_nights_they_touch() -> (
    None
):
    story = await made.confirmed()
    await listening(story.operator, "stays", "nights")
    amendment = await amended(story, terms_of(story, nights=5))
    await accept(story, amendment)
    person = rosters.draft(name="示例甲", kind="worker")
    await stays.name_travellers(story.id, [person], by=story.union.organiser)
    with clock.moved_to(clock.at(story.check_in, time(20))):
        await made.counted(story, story.check_in, Heads(30))
    with clock.moved_to(clock.at(story.check_in + timedelta(days=5), time(10))):
        await stays.depart(story.id, by=story.operator.steward)
        await stays.present_account(story.id, by=story.operator.sales)
    events = StayEvent.filter(stay_id=story.number, act__not_in=["held", "submitted", "accepted", "confirmed"])  # fmt: skip
    for event in await events.order_by("id"):
        await webhooks.note_event(event.id)

    await programs.note_picked_up((await OutboxRow.get(topic="stay_nights.picked_up")).payload)

    bodies = [json.loads(row.body) for row in await WebhookDelivery.all().order_by("id")]
    longer = {"from": str(story.check_in), "to": str(story.check_in + timedelta(days=5))}
    assert [body["type"] for body in bodies] == [
        "amendment.changed", "nights.changed",
        "amendment.changed", "stay_nights.amended", "nights.changed",
        "stay.changed", "stay_nights.arrived", "stay.changed", "stay_nights.charged", "stay_nights.picked_up",
    ]  # fmt: skip
    assert bodies[0]["data"] == {"id": amendment, "stay": story.id, "state": "proposed"}
    assert bodies[1]["data"] == {"site": story.place.code, **longer}
    assert bodies[3]["data"] == bodies[-1]["data"] == {"stay": story.id, **longer}


async def test_a_receiver_on_this_machine_can_verify_what_came() -> None:
    union = await make_union()
    async with receiving() as receiver:
        _endpoint, secret = await webhooks.make_endpoint(
            receiver.url, ["stays"], allowed={"hooks.inside"}, by=union.administrator
        )
        await noted(await made.held(union=union))
        row = await WebhookDelivery.get()
        outside = Outside(allowed={"hooks.inside"}, resolve=Resolver(["127.0.0.1"]))
        assert await webhooks.deliver(row.id, attempt=1, sender=outside)

    head, body = receiver.heads[0], receiver.bodies[0]
    assert head["webhook-id"] == f"msg_{row.public_id}"
    signed = f"{head['webhook-id']}.{head['webhook-timestamp']}.{body}".encode()
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert head["webhook-signature"] == f"v1,{wanted}"
    assert (await WebhookDelivery.get()).state == "delivered"


async def test_while_a_secret_is_replaced_both_sign_for_a_day() -> None:
    story, row, _secret = await one_delivery()
    await webhooks.rotate_secret(story.endpoint, by=story.union.administrator)
    for days, signatures in ((0, 2), (2, 1)):
        sender = Answers(500)
        with clock.moved_to(clock.now() + timedelta(days=days)):
            await webhooks.deliver(
                row.id, attempt=(await WebhookDelivery.get()).attempts + 1, sender=sender
            )
        assert len(sender.sent[0][0]["webhook-signature"].split()) == signatures


async def test_an_attempt_is_made_once_however_often_its_job_runs() -> None:
    _story, row, _secret = await one_delivery()
    sender = Answers(204)
    assert await webhooks.deliver(row.id, attempt=1, sender=sender)
    assert not await webhooks.deliver(row.id, attempt=1, sender=sender)
    assert len(sender.sent) == 1


async def test_failures_are_tried_again_later_and_later_under_the_same_id_and_then_given_up() -> (
    None
):
    _story, row, _secret = await one_delivery()
    sender, now = Answers(500, "timeout", 302, 404, "no_public_address", 500), clock.now()
    with clock.moved_to(now):
        for attempt in range(1, len(LATER) + 2):
            await webhooks.deliver(row.id, attempt=attempt, sender=sender)

    waits = await OutboxRow.filter(topic="webhook.send").order_by("id")
    assert [one.due_at - now for one in waits[1:]] == list(LATER)
    assert len({headers["webhook-id"] for headers, _body in sender.sent}) == 1
    given_up = await WebhookDelivery.get()
    assert (given_up.state, given_up.attempts) == ("failed", len(LATER) + 1)


async def test_a_receiver_that_fails_long_enough_is_switched_off_and_its_people_are_told() -> None:
    story, row, _secret = await one_delivery()
    await WebhookEndpoint.all().update(failures=FAILURES_TO_OFF - 1)
    await webhooks.deliver(row.id, attempt=1, sender=Answers(500))

    endpoint = await WebhookEndpoint.get()
    assert endpoint.switched_off_at
    told = await OutboxRow.get(topic="webhook.switched_off")
    for _ in range(2):
        await notices.tell_webhook_off(
            told.payload["organisation"],
            endpoint=told.payload["endpoint"],
            since=told.payload["since"],
        )
    notice = await Notice.get(topic="webhook_off")
    assert notice.user_id == story.union.administrator.user_id
    assert not await webhooks.deliver(row.id, attempt=2, sender=Answers(204))
    assert (await WebhookDelivery.get()).state == "kept"
    with pytest.raises(EndpointOff):
        await webhooks.resend(story.endpoint, row.public_id, by=story.union.administrator)
    assert await noted(await made.held(union=story.union, starts_in=70)) == 0


async def test_gone_means_no_more_at_once_and_a_success_forgets_failures() -> None:
    story, row, _secret = await one_delivery()
    await WebhookEndpoint.all().update(failures=7)
    await webhooks.deliver(row.id, attempt=1, sender=Answers(204))
    assert (await WebhookEndpoint.get()).failures == 0
    await webhooks.resend(story.endpoint, row.public_id, by=story.union.administrator)
    await webhooks.deliver(row.id, attempt=2, sender=Answers(410))
    assert (await WebhookEndpoint.get()).switched_off_at


async def test_what_was_given_up_is_sent_again_by_hand_once_at_a_time() -> None:
    story, row, _secret = await one_delivery()
    by = story.union.administrator
    with pytest.raises(StillUnderWay):
        await webhooks.resend(story.endpoint, row.public_id, by=by)
    await WebhookDelivery.all().update(state="failed", attempts=9)
    await webhooks.resend(story.endpoint, row.public_id, by=by)
    assert await webhooks.deliver(row.id, attempt=10, sender=Answers(204))
    assert (await WebhookDelivery.get()).state == "delivered"


async def test_an_endpoint_is_its_organisations_alone() -> None:
    story, row, _secret = await one_delivery()
    other = (await make_union()).administrator
    for act in (
        webhooks.rotate_secret(story.endpoint, by=other),
        webhooks.switch_on(story.endpoint, by=other),
        webhooks.remove_endpoint(story.endpoint, by=other),
        webhooks.resend(story.endpoint, row.public_id, by=other),
        webhooks.endpoint_of(story.endpoint, by=other),
    ):
        with pytest.raises(EndpointUnknown):
            await act


async def test_in_the_demonstration_nothing_leaves_the_machine() -> None:
    chosen = webhooks.Chosen(allowed={"hooks.inside"}, demo=True)
    assert await chosen.send("https://hooks.example.cn/", headers={}, body="{}") == 204
    assert await chosen.send("https://fails.example.cn/", headers={}, body="{}") == 500


async def test_deliveries_are_forgotten_after_a_month() -> None:
    _story, row, _secret = await one_delivery()
    await webhooks.deliver(row.id, attempt=1, sender=Answers(204))
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert await webhooks.forget_old_deliveries() == 1


async def test_nights_that_an_operator_changes_are_told_once_to_its_programs() -> None:
    place = await make_place()
    await listening(place.operator, "nights")
    first = clock.today() + timedelta(days=20)
    selection = calendar.Selection(
        place.id, first, first + timedelta(days=2), frozenset(place.rooms.values())
    )
    await calendar.edit(selection, calendar.Change("stop"), by=place.operator.sales)
    told = await OutboxRow.get(topic="nights.changed")
    for _ in range(2):
        await programs.note_nights(told.payload)

    row = await WebhookDelivery.get()
    data = {"site": place.code, "from": str(first), "to": str(first + timedelta(days=2))}
    assert json.loads(row.body)["data"] == data
