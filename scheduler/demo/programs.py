"""Programs of the demonstration: an invented union and an invented base have a token, a webhook and a group robot."""

from datetime import date, time, timedelta

from booking import notices, people, webhooks
from scheduler.demo.cast import desk_email
from scheduler.demo.founding import Cast
from scheduler.demo.unions import demo_unions, staffed_sites
from sites.foundation import clock
from sites.foundation.actor import Actor

SINCE = timedelta(days=40)
RECEIVER = "https://oa.example.cn/tongxin"
SIGNED = "https://oapi.dingtalk.com/robot/send?access_token=" + "0" * 64
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=00000000-0000-0000-0000-000000000000"


async def equip(cast: Cast, today: date) -> None:
    """Run again, it adds nothing. The tokens' own words are forgotten: whoever wants one makes one."""
    for by in (cast[demo_unions()[0].email], cast[desk_email(staffed_sites()[0])]):
        if not await people.tokens_of(by):
            with clock.moved_to(clock.at(today - SINCE, time(14, 20))):
                await _equip(by)


async def _equip(by: Actor) -> None:
    await people.make_token("示例办公系统", [*people.scopes_of(by.kind)], days=365, by=by)
    await webhooks.make_endpoint(RECEIVER, webhooks.subjects_of(by.kind), allowed=(), by=by)
    await notices.add_robot("wecom", "示例疗休养工作群", ROBOT, by=by)
    await notices.add_robot(
        "dingtalk", "示例工会委员群", SIGNED, secret="SEC" + "0" * 64, keyword="疗休养", by=by
    )
