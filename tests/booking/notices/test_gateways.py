"""Short messages and group robots: what is sent, to whom, how often, and what the offline twins show."""

import asyncio
import base64
import hmac
import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from booking import notices, people, stays
from booking.notices import Channels, Mailbox
from booking.notices.gateways import NotTaken, Robots, TextMessages, TooSoon, short
from booking.notices.models import Letter, Robot
from booking.notices.robot_calls import A_MINUTE, RobotCall
from booking.notices.robots import RobotAddressUnfit, RobotSecretUnfit, RobotUnknown
from booking.people.models import User
from booking.people.phones import PhoneMalformed
from booking.stays.models import StayEvent
from sites.foundation import clock
from sites.foundation.actor import Actor, Viewer
from sites.foundation.identifiers import public_id
from sites.foundation.outbox import OutboxRow
from tests.booking.webhooks.receivers import receiving
from tests.factories import stays as made
from tests.factories.people import make_union

pytestmark = pytest.mark.usefixtures("database")
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123-4567-89ab"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=" + "0a" * 32
SECRET = "SEC" + "0a" * 32


def viewer_of(actor: Actor) -> Viewer:
    return Viewer(actor, actor.name, "", actor.kind, "/")


async def told_of_submission() -> SimpleNamespace:
    """An operator with a robot and a steward of sales with a number is told of a submission."""
    story = await made.held()
    await notices.add_robot("wecom", "示例群", WECOM, by=story.operator.administrator)
    await people.change_phone("139 0000 1234", viewer=viewer_of(story.operator.sales))
    await stays.submit(story.id, by=story.union.organiser)
    event = await StayEvent.get(stay_id=story.number, act="submitted")
    for _ in range(2):
        await notices.tell_event(event.id)
    return story


async def test_a_robot_gets_each_notice_once_and_a_number_only_what_cannot_wait() -> None:
    story = await told_of_submission()
    robot = await Letter.get(channel="robot")
    message = await Letter.get(channel="sms")

    assert "{origin}/operator/stays/" in robot.text
    assert story.reference in message.text
    assert message.address == f"user:{story.operator.sales.user_id}"
    user = await User.get(id=story.operator.sales.user_id)
    assert "13900001234" not in user.phone_sealed + message.text + message.address


async def test_the_twins_keep_what_would_have_gone_out_and_show_no_secret() -> None:
    await told_of_submission()
    channel = Channels(mail=Mailbox(), sms_url="https://sms.example.cn", demo=True)
    for letter in await Letter.all():
        assert await notices.deliver(letter.id, channel=channel, origin="http://x")

    shown = {line.channel: line for line in await notices.mailbox()}
    assert (shown["robot"].address, shown["robot"].is_sent) == ("示例群", True)
    assert shown["sms"].address == "139****1234"


async def test_a_gateway_gets_number_and_text_and_its_no_is_a_failure() -> None:
    await told_of_submission()
    message = await Letter.get(channel="sms")
    async with receiving(200, 500) as receiver:
        gateway = TextMessages(f"http://127.0.0.1:{receiver.port}/send")
        await gateway.send(message, text=message.text, html="")
        with pytest.raises(NotTaken):
            await gateway.send(message, text=message.text, html="")
    sent = json.loads(receiver.bodies[0])
    assert sent == {"id": message.public_id, "to": "13900001234", "text": message.text}


async def test_a_robot_speaks_twenty_times_a_minute_and_then_waits() -> None:
    await told_of_submission()
    robot = await Letter.get(channel="robot")
    channel = Channels(mail=Mailbox(), sms_url="", demo=True)
    for number in range(A_MINUTE):
        one = await copied(robot, source=f"other:{number}")
        assert await notices.deliver(one.id, channel=channel, origin="http://x")
    late = await copied(robot, source="late")

    assert not await notices.deliver(late.id, channel=channel, origin="http://x")
    again = await OutboxRow.filter(topic="mail.send").order_by("-id").first()
    assert again
    assert again.payload == {"letter_id": late.id}
    assert 30 <= (again.due_at - clock.now()).total_seconds() <= 61
    with clock.moved_to(again.due_at + timedelta(seconds=1)):
        assert await notices.deliver(late.id, channel=channel, origin="http://x")
    assert await RobotCall.all().count() == 1


async def test_of_forty_letters_at_once_twenty_go_within_the_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await told_of_submission()
    robot, calls = await Letter.get(channel="robot"), []
    letters = [await copied(robot, source=f"burst:{number}") for number in range(2 * A_MINUTE)]

    async def posted(url: str, body: dict[str, Any]) -> dict[str, Any]:
        calls.append(url)
        await asyncio.sleep(0.05)
        return {"errcode": 0}

    monkeypatch.setattr("booking.notices.gateways._posted", posted)
    channel = Channels(mail=Mailbox(), sms_url="", demo=False)
    went = await asyncio.gather(
        *(notices.deliver(one.id, channel=channel, origin="http://x") for one in letters)
    )
    assert (sum(went), len(calls)) == (A_MINUTE, A_MINUTE)


async def test_nothing_is_said_to_a_service_that_does_not_listen_for_ten_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await told_of_submission()
    letter, calls = await Letter.get(channel="robot"), []

    async def posted(url: str, body: dict[str, Any]) -> dict[str, Any]:
        calls.append(url)
        return {"errcode": 130101}

    monkeypatch.setattr("booking.notices.gateways._posted", posted)
    for minutes in (0, 9):
        with clock.moved_to(clock.now() + timedelta(minutes=minutes)), pytest.raises(TooSoon):
            await Robots(demo=False).send(letter, text="示例", html="")
        assert len(calls) == 1
    with clock.moved_to(clock.now() + timedelta(minutes=11)), pytest.raises(TooSoon):
        await Robots(demo=False).send(letter, text="示例", html="")
    assert len(calls) == 2


def test_a_long_text_is_cut_to_what_a_robot_may_say_and_keeps_its_address() -> None:
    link = "https://example.cn/operator/stays/x"
    cut = short("团" * 900 + "\n" + link)

    assert len(cut.encode()) <= 2048
    assert cut.startswith("团" * 600)
    assert cut.endswith("…\n" + link)
    assert short("团次已提交\n" + link) == "团次已提交\n" + link


async def copied(letter: Letter, *, source: str) -> Letter:
    return await Letter.create(
        public_id=public_id(), source=source, channel="robot", address=letter.address,
        language=letter.language, subject="示例", text="示例", made_at=clock.now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "outcome"),
    [({"errcode": 0}, None), ({"errcode": 45009}, TooSoon), ({"errcode": 130101}, TooSoon),
     ({"errcode": 40000}, NotTaken), ({"errcode": 93000}, None)],
)  # fmt: skip
async def test_what_the_service_answers_is_understood(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, Any], outcome: type[Exception] | None
) -> None:
    await told_of_submission()
    letter, sent = await Letter.get(channel="robot"), []

    async def posted(url: str, body: dict[str, Any]) -> dict[str, Any]:
        sent.append((url, body))
        return said

    monkeypatch.setattr("booking.notices.gateways._posted", posted)
    way = Robots(demo=False).send(letter, text="示例", html="")
    if outcome:
        with pytest.raises(outcome):
            await way
    else:
        await way
    assert sent == [(WECOM, {"msgtype": "text", "text": {"content": "示例"}})]
    assert bool((await Robot.get()).removed_at) == (said["errcode"] == 93000)


class DingTalk:
    """The service's twin: takes what is signed for this hour and says the keyword, as its manual has it."""

    def __init__(self, secret: str, keyword: str) -> None:
        self.secret, self.keyword, self.taken = secret, keyword, [""]

    async def __call__(self, url: str, body: dict[str, Any]) -> dict[str, Any]:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        moment = asked.get("timestamp", "0")
        text = f"{moment}\n{self.secret}".encode()
        right = base64.b64encode(hmac.digest(self.secret.encode(), text, "sha256")).decode()
        is_fresh = abs(clock.now().timestamp() - int(moment) / 1000) < 3600
        said = body["text"]["content"]
        if not (is_fresh and asked.get("sign") == right and self.keyword in said):
            return {"errcode": 310000, "errmsg": "sign not match"}
        self.taken.append(said)
        return {"errcode": 0}


async def _letter_to_dingtalk(**settings: str) -> tuple[Letter, Actor]:
    story = await made.held()
    await notices.add_robot(
        "dingtalk", "示例群", DINGTALK, by=story.operator.administrator, **settings
    )
    await stays.submit(story.id, by=story.union.organiser)
    event = await StayEvent.get(stay_id=story.number, act="submitted")
    await notices.tell_event(event.id)
    return await Letter.get(channel="robot"), story.operator.administrator


async def test_a_robot_that_asks_for_signature_and_keyword_gets_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = DingTalk(SECRET, "工会示例")
    monkeypatch.setattr("booking.notices.gateways._posted", service)
    letter, by = await _letter_to_dingtalk(secret=SECRET, keyword="工会示例")
    assert letter.text.startswith("【工会示例】")
    with clock.moved_to(clock.now() + timedelta(hours=3)):  # signed when it goes, not when written
        await Robots(demo=False).send(letter, text=letter.text, html="")
    assert service.taken[-1] == letter.text
    assert SECRET not in (await Robot.get()).secret_sealed
    (line,) = await notices.robots_of(by)
    assert (line.is_signed, line.keyword) == (True, "工会示例")


@pytest.mark.parametrize(
    "settings",
    [{}, {"secret": "SEC" + "1b" * 32, "keyword": "工会示例"}, {"secret": "SEC" + "0a" * 32}],
)
async def test_without_the_right_secret_or_the_keyword_the_service_takes_nothing(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]
) -> None:
    service = DingTalk(SECRET, "工会示例")
    monkeypatch.setattr("booking.notices.gateways._posted", service)
    letter, _by = await _letter_to_dingtalk(**settings)
    with pytest.raises(NotTaken, match="signing secret or keyword"):
        await Robots(demo=False).send(letter, text=letter.text, html="")
    assert service.taken == [""]


async def test_a_secret_belongs_to_dingtalk_and_is_whole() -> None:
    by = (await make_union()).administrator
    for kind, address, secret in (("wecom", WECOM, SECRET), ("dingtalk", DINGTALK, "0a" * 32), ("dingtalk", DINGTALK, SECRET + "\n")):  # fmt: skip
        with pytest.raises(RobotSecretUnfit):
            await notices.add_robot(kind, "示例", address, secret=secret, by=by)


@pytest.mark.parametrize(("code", "seconds"), [(130101, 600), (45009, 60)])
async def test_a_service_that_was_spoken_to_too_often_is_left_alone_as_long_as_it_is_deaf(
    monkeypatch: pytest.MonkeyPatch, code: int, seconds: int
) -> None:
    async def deaf(_url: str, _body: dict[str, Any]) -> dict[str, Any]:
        return {"errcode": code}

    monkeypatch.setattr("booking.notices.gateways._posted", deaf)
    letter, _by = await _letter_to_dingtalk()
    with pytest.raises(TooSoon) as told:
        await Robots(demo=False).send(letter, text=letter.text, html="")
    assert told.value.seconds == seconds


@pytest.mark.parametrize(
    ("kind", "address"),
    [("wecom", DINGTALK), ("dingtalk", WECOM), ("wecom", "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789"),
     ("wecom", "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=0123456789"),
     ("wecom", WECOM + "\n"), ("wecom", WECOM + "&x=1"), ("feishu", WECOM), ("wecom", "")],
)  # fmt: skip
async def test_only_addresses_of_the_two_services_are_taken(kind: str, address: str) -> None:
    with pytest.raises(RobotAddressUnfit):
        await notices.add_robot(kind, "示例", address, by=(await make_union()).administrator)


async def test_a_robot_is_its_organisations_alone_and_its_address_is_sealed() -> None:
    union, other = await make_union(), await make_union()
    await notices.add_robot("dingtalk", "示例群", DINGTALK, by=union.administrator)
    row = await Robot.get()
    assert "0a0a" not in row.address_sealed
    with pytest.raises(RobotUnknown):
        await notices.remove_robot(row.public_id, by=other.administrator)
    await notices.remove_robot(row.public_id, by=union.administrator)
    assert await notices.robots_of(union.administrator) == []


async def test_a_number_is_a_mobile_number_or_none() -> None:
    viewer = viewer_of((await make_union()).organiser)
    for wrong in ("1390000123", "23900001234", "abc", "139000012345"):
        with pytest.raises(PhoneMalformed):
            await people.change_phone(wrong, viewer=viewer)
    await people.change_phone("+86 139-0000-1234", viewer=viewer)
    assert await people.phone_of(viewer.actor.user_id) == "13900001234"
    await people.change_phone("", viewer=viewer)
    assert await people.phone_of(viewer.actor.user_id) == ""
