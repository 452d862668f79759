"""Group robots of a chat (WeCom, DingTalk): an organisation's notices go there too, as the short text, twenty a minute."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.notices.audience import Reader
from booking.notices.letters import post_letter
from booking.notices.models import Robot
from booking.notices.robot_security import SECRET, signed, with_keyword
from booking.notices.wording import words_of
from booking.people import demand
from booking.people.models import Organisation
from sites.foundation import clock, sealing
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id, public_id
from sites.foundation.language import CHINESE, N_, speaking
from sites.foundation.rendering import href

KINDS: dict[str, str] = {"wecom": N_("WeCom group robot"), "dingtalk": N_("DingTalk group robot")}
# The addresses that these services give out; nothing else is ever called.
ADDRESSES = {
    "wecom": re.compile(r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=[A-Za-z0-9-]{8,80}"),
    "dingtalk": re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=[A-Za-z0-9]{8,120}"),
}  # fmt: skip
MOST = 5
LONGEST_KEYWORD = 30
NEEDS = "team.manage"


class RobotUnknown(Refusal):
    code = "robot_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such robot in your organisation.")


class RobotAddressUnfit(Refusal):
    code = "robot_address_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "Copy the robot's whole address from the group's settings; it belongs to the service that you chose."
    )


class RobotSecretUnfit(Refusal):
    code = "robot_secret_unfit"
    kind = Kind.BAD_INPUT
    words = N_("A signing secret begins with SEC and belongs to a DingTalk robot. Copy it whole.")


class TooManyRobots(Refusal):
    code = "too_many_robots"
    words = N_("Your organisation has %(most)s robots. Remove one that is no longer used.")


@dataclass(frozen=True)
class RobotLine:
    public_id: str
    kind: str
    label: str
    is_signed: bool
    keyword: str
    created_at: datetime


@transaction
async def add_robot(
    kind: str, label: str, address: str, *, secret: str = "", keyword: str = "", by: Actor
) -> None:
    """Send the organisation's notices to that group from now on.

    `secret` and `keyword` are what the group's settings ask for, if they do. Needs `team.manage`. Refused:
    RobotAddressUnfit, RobotSecretUnfit, TooManyRobots.
    """
    demand(by, NEEDS)
    if kind not in ADDRESSES or not ADDRESSES[kind].fullmatch(address):
        raise RobotAddressUnfit(field="address")
    if secret and not (kind == "dingtalk" and SECRET.fullmatch(secret)):
        raise RobotSecretUnfit(field="secret")
    # The row's lock makes two administrators count one after the other.
    await Organisation.filter(id=by.organisation_id).select_for_update(no_key=True).first()
    if await _living(by.organisation_id).count() >= MOST:
        raise TooManyRobots(most=MOST)
    name = public_id()
    await Robot.create(
        public_id=name, organisation_id=by.organisation_id, kind=kind, label=label[:60],
        address_sealed=sealing.seal(address, place=_place(name, "address")),
        secret_sealed=sealing.seal(secret, place=_place(name, "secret")) if secret else "",
        keyword=keyword[:LONGEST_KEYWORD], created_at=clock.now(),
    )  # fmt: skip


@transaction
async def remove_robot(robot: str, *, by: Actor) -> None:
    """Nothing more goes to that group. Needs `team.manage`. Refused: RobotUnknown."""
    demand(by, NEEDS)
    own = _living(by.organisation_id).filter(public_id=robot)
    if not is_public_id(robot) or not await own.update(removed_at=clock.now()):
        raise RobotUnknown


async def robots_of(by: Actor) -> list[RobotLine]:
    demand(by, NEEDS)
    rows = await _living(by.organisation_id).order_by("id")
    return [
        RobotLine(row.public_id, row.kind, row.label, bool(row.secret_sealed), row.keyword, row.created_at)
        for row in rows
    ]  # fmt: skip


async def write_robot_letters(
    told: Sequence[Reader], *, source: str, topic: str, path: str, facts: dict[str, Any]
) -> None:
    """The short text for each robot of the side that is told, once for each source; in the caller's transaction."""
    demand_transaction()
    if not told:
        return
    for robot in await _living(told[0].organisation_id):
        with speaking(CHINESE):  # a group has no language of its own
            words = words_of(topic, facts)
            text = "\n".join((words.subject, words.where, words.text, "{origin}" + href(path)))
        await post_letter(
            source=source, address=robot.public_id, language=CHINESE, subject=words.subject,
            text=with_keyword(text, robot.keyword), html="", channel="robot",
        )  # fmt: skip


async def address_of(robot: str) -> str:
    """The robot's secret address, signed for now where it asks for that; empty when it was removed meanwhile."""
    row = await Robot.filter(public_id=robot, removed_at=None).first()
    if row is None:
        return ""
    address = sealing.unseal(row.address_sealed, place=_place(robot, "address"))
    kept = row.secret_sealed
    secret = sealing.unseal(kept, place=_place(robot, "secret")) if kept else ""
    return signed(address, secret, at=clock.now())


async def forget_robot(robot: str) -> None:
    """The group removed it: the service says that there is no such robot any more."""
    await Robot.filter(public_id=robot, removed_at=None).update(removed_at=clock.now())


def _living(organisation_id: int) -> Any:
    return Robot.filter(organisation_id=organisation_id, removed_at=None)


def _place(robot: str, what: str) -> str:
    return f"robots|{robot}|{what}"
