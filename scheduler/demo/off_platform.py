"""Invented groups that came without booking here: all of last year, some of this one, a few that are to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from booking.receptions import GroupDraft
from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.chance import chance
from scheduler.demo.unions import staffed_sites
from sites.foundation.amounts import Money
from sites.packages import Heads

LAST_YEAR, THIS_YEAR, COMING = 168, 28, 4
BUSY_MONTHS = (3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 10, 11)
LOCAL = "341000"
SENDERS = (
    ("姑苏丝绸进出口公司工会", "union", "320500"), ("临安竹业集团工会", "union", "330100"),
    ("浦江船舶配件厂工会", "union", "310000"), ("庐州汽车零部件公司工会", "union", "340100"),
    ("钟山电子研究所工会", "union", "320100"), ("甬江港务服务公司工会", "union", "330200"),
    ("嘉禾纺织印染公司工会", "union", "330400"), ("黄山区茶业公司工会", "union", LOCAL),
    ("屯溪公共交通公司工会", "union", LOCAL), ("江南假日旅行社", "agency", "320500"),
    ("申城职工旅行社", "agency", "310000"), ("湖州安吉白茶协会工会", "union", "330500"),
)  # fmt: skip
NIGHT_FEN = 420_00


@dataclass(frozen=True, slots=True)
class OffPlatform:
    """`number` names the group for good; `recorded_on` is the day on which somebody wrote it down."""

    number: int
    draft: GroupDraft
    recorded_on: date


def off_platform(today: date) -> Iterator[OffPlatform]:
    """By number. Of last year all are entered in January from a spreadsheet, of this year one by one."""
    january = date(today.year, 1, 12)
    for number in range(1, LAST_YEAR + 1):
        draft = _draft(number, _day_of(number, date(today.year, 1, 1), months=12), today)
        yield OffPlatform(number, draft, january)
    for number in range(LAST_YEAR + 1, LAST_YEAR + THIS_YEAR + 1):
        draft = _draft(number, _day_of(number, today, months=today.month), today)
        yield OffPlatform(number, draft, min(draft.check_out + timedelta(days=2), today))
    for number in range(LAST_YEAR + THIS_YEAR + 1, LAST_YEAR + THIS_YEAR + COMING + 1):
        day = today + timedelta(days=chance("off-platform-coming", number).randrange(12, 60))
        yield OffPlatform(number, _draft(number, day, today), today)


def _day_of(number: int, before: date, *, months: int) -> date:
    """An arrival in a month of the trade, early enough to have left before that day."""
    dice = chance("off-platform-day", number)
    year = before.year if months < 12 or before.month == 12 else before.year - 1
    month = dice.choice([one for one in BUSY_MONTHS if one <= months] or [1])
    return min(date(year, month, dice.randrange(1, 26)), before - timedelta(days=7))


def _draft(number: int, check_in: date, today: date) -> GroupDraft:
    dice = chance("off-platform", number)
    name, sender, origin = dice.choice(SENDERS)
    heads = Heads(dice.randrange(16, 45), dice.choice((0, 0, 0, 2, 4, 6)), dice.choice((1, 2, 2)))
    nights = dice.choice((2, 3, 3, 4, 4))
    paid = dice.random() < 0.8
    return GroupDraft(
        site=_site(number, today).code, check_in=check_in, nights=nights, name=f"{name}（示例）",
        sender=sender, origin_code=origin, heads=heads,
        income=Money(heads.total * nights * NIGHT_FEN) if paid else None,
        proof_number=f"示例-{check_in.year}-{number:03d}",
    )  # fmt: skip


def _site(number: int, today: date) -> DemoSite:
    """A third at the bases whose people can be signed in as."""
    dice, sites = chance("off-platform-site", number), demo_sites(today)
    staffed = [site for site in sites if site.code in staffed_sites()]
    return dice.choice(staffed if dice.random() < 0.35 else sites)
