"""The acts of a group's way, one function each: who presses what, and what the pages then say."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from playwright.async_api import Browser

from booking.stays.states import State
from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from sites.foundation.clock import SHANGHAI
from tests.factories.resident_numbers import resident_number_for
from tests.journeys.person import PHONE, Person, sign_in, words

BASE = "HS-01-003"  # the first base with a staff of its own: the demonstration's buttons lead there
HANGZHOU = "330100"
PASSWORD = "four words on paper"
NAME = "示例同程工会"
# The congress sets an enterprise's ceiling; where no decision is on record, the union says why.
REASON = "示例说明：职代会决议会后补录"


@dataclass(frozen=True)
class Group:
    """Sixteen workers for two nights, from a Tuesday in two weeks or so."""

    check_in: date
    nights: int = 2
    heads: int = 16

    @property
    def check_out(self) -> date:
        return self.check_in + timedelta(days=self.nights)

    @property
    def query(self) -> str:
        return f"check_in={self.check_in}&nights={self.nights}&heads={self.heads}"

    def hours_until(self, day: date, hour: int) -> int:
        """From now to that hour in Shanghai, at least to it."""
        then = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
        return int((then - datetime.now(SHANGHAI)).total_seconds() // 3600) + 1


def group_in_two_weeks() -> Group:
    today = datetime.now(SHANGHAI).date()
    return Group(today + timedelta(days=14))


async def sign_up(union: Person, email: str, *, number: int = 7001, name: str = NAME) -> None:
    await union.open("/")
    await union.go_to("/sign-in")
    await union.go_to("/sign-up")
    code = credit_code(number, kind=GRASSROOTS_UNION, region_code=HANGZHOU)
    await union.fill(
        credit_code=code, name=name, region_code=HANGZHOU, unit_kind="enterprise",
        contact="示例组织者", email=email, password=PASSWORD,
    )  # fmt: skip
    await union.press("Sign up the union")
    assert union.page.url.endswith("/union/verification")


async def verify(federation: Person, *, name: str = NAME) -> None:
    await federation.open("/federation/unions")
    await federation.sees(name)
    await (
        federation.page.get_by_role("row", name=name)
        .or_(federation.page.get_by_role("listitem").filter(has_text=name))
        .get_by_role("link")
        .first.click()
    )
    await federation.press("Verify the union")
    await federation.reads("The union is verified and may hold rooms.")


async def name_an_approver(browser: Browser, union: Person, email: str) -> None:
    """Invited by a link that is shown once; then the first step of approval is theirs."""
    await union.open("/team")
    await union.fill(email=email, role="approver")
    await union.press("Make the link and send it")
    link = await union.page.inner_text("#copy-link")
    async with Person(browser, union.origin, size=PHONE) as approver:
        await approver.open(link.strip().removeprefix(union.origin))
        await approver.fill(name="示例审批人", password=PASSWORD)
        await approver.press("Accept the invitation")
    await union.open("/team")
    choice = union.page.locator('[name="step_1"] option', has_text="示例审批人")
    await union.fill(step_1=str(await choice.get_attribute("value")))
    await union.press("Save the steps")


async def search(union: Person, group: Group) -> None:
    """From the first page through the results to the base."""
    await union.open("/")
    await union.fill(check_in=str(group.check_in), nights=str(group.nights), heads=str(group.heads))
    async with union.page.expect_navigation():
        await union.page.locator("form.search-card button[type=submit]").click()
    assert "/sites?" in union.page.url
    await union.open(f"/sites/{BASE}?{group.query}")
    await union.reads("Fits")


async def hold(union: Person, group: Group, *, note: str = "") -> str:
    """From the base's page to the held stay: its address."""
    await union.go_to("/union/hold")
    await union.fill(
        check_in=str(group.check_in), nights=str(group.nights), workers=str(group.heads),
        family="0", crew="0", kind="option", note=note,
    )  # fmt: skip
    await union.press("Work out rooms and price")
    await union.press("Hold these rooms")
    await union.reads("The rooms are held.")
    await union.sees(words(State.HELD.words))
    return union.page.url.removeprefix(union.origin)


async def submit(union: Person, stay: str) -> None:
    await union.open(f"{stay}/submission")
    await union.fill(reason=REASON, agreed="1")
    await union.press("Submit now")
    await union.reads("Submitted. Price and terms are frozen.")


async def paste_names(union: Person, stay: str, heads: int) -> None:
    """Every traveller in one paste; numbers are invented and sound."""
    born = date(1985, 5, 1)
    lines = [f"示例{_chinese(n)}\t职工\t{resident_number_for(born)}" for n in range(1, heads + 1)]
    await union.open(f"{stay}/roster")
    await union.fill(lines="\n".join(lines))
    await union.press("Add all")
    await union.reads("%(named)s of %(heads)s people", named=heads, heads=heads)
    assert resident_number_for(born)[:14] not in await union.text()


async def come_back(union: Person, email: str) -> None:
    await sign_in(union, email, PASSWORD)


def _chinese(number: int) -> str:
    return "甲乙丙丁戊己庚辛壬癸"[number // 10] + "甲乙丙丁戊己庚辛壬癸"[number % 10]
