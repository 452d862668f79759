"""Somebody at a browser: opens, fills in, presses by the words of the catalogue, and reads what the page says."""

from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from playwright.async_api import Browser, Page, ViewportSize

from sites.foundation.language import CHINESE, _, speaking

T = TypeVar("T")

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


def words(msgid: str, **params: object) -> str:
    """The Chinese of a msgid, as the pages say it. A msgid that no page has any more is a fault of the test."""
    with speaking(CHINESE):
        said = _(msgid)
    assert said != msgid, f"not in the catalogue: {msgid}"
    return said % params if params else said


def in_chinese(write: Callable[[T], str], value: T) -> str:
    """A value as Chinese pages write it: `in_chinese(day, check_in)`."""
    with speaking(CHINESE):
        return write(value)


class Person:
    """`async with Person(browser, house.url) as union:`; keeps cookies of its own."""

    def __init__(
        self, browser: Browser, origin: str, *, size: ViewportSize = DESK, scripts: bool = True
    ) -> None:
        self.browser, self.origin, self.size, self.scripts = browser, origin, size, scripts
        self.page: Page

    async def __aenter__(self) -> "Person":
        self.context = await self.browser.new_context(
            viewport=self.size,
            base_url=self.origin,
            locale="zh-CN",
            java_script_enabled=self.scripts,
        )
        self.page = await self.context.new_page()
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if error:
            error.add_note(f"--- the page at {self.page.url} says:\n{(await self.text())[:3000]}")
        await self.context.close()

    async def open(self, path: str) -> None:
        answer = await self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    async def fill(self, **fields: str) -> None:
        """Each field by its name, whatever kind it is."""
        for name, value in fields.items():
            await self._set(f'[name="{name}"]:not([type=hidden])', value)

    async def press(self, msgid: str, **params: object) -> None:
        """The button with these words; where the page asks once more, yes."""
        button = self.page.get_by_role("button", name=words(msgid, **params), exact=True).last
        async with self.page.expect_navigation():
            asks = self.scripts and await button.get_attribute("data-confirm")
            await button.click()
            if asks:
                await self.page.locator("dialog button:not(.button-plain)").click()

    async def follow(self, msgid: str, **params: object) -> None:
        """The link with these words."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("link", name=words(msgid, **params)).first.click()

    async def go_to(self, href: str) -> None:
        """A link on this page that leads there; without one, people could not get there."""
        async with self.page.expect_navigation():
            await self.page.locator(f'a[href*="{href}"]:visible').first.click()

    async def text(self) -> str:
        return _plain(await self.page.inner_text("body"))

    async def reads(self, msgid: str, **params: object) -> None:
        """The page says this, in Chinese."""
        wanted = _plain(words(msgid, **params))
        assert wanted in await self.text(), f"the page does not say: {wanted}"

    async def sees(self, value: str) -> None:
        assert _plain(value) in await self.text(), f"the page does not show: {value}"

    async def value_of(self, name: str) -> str:
        field = self.page.locator(f'[name="{name}"]:not([type=hidden])').first
        return await field.input_value()

    async def _set(self, selector: str, value: str) -> None:
        field = self.page.locator(selector).first
        kind = await field.get_attribute("type")
        if kind == "radio":
            await self.page.locator(f'{selector}[value="{value}"]').check(force=True)
        elif kind == "checkbox":
            await field.check(force=True)
        elif await self.page.locator(f"select{selector}").count():
            await field.select_option(value)
        else:
            await field.fill(value)


def _plain(text: str) -> str:
    """Without the space that layout puts between words."""
    return "".join(text.split())


async def sign_in(who: Person, email: str, password: str) -> None:
    await who.open("/sign-in")
    await who.fill(email=email, password=password)
    await who.press("Sign in")


async def enter_as(who: Person, role: str) -> None:
    """By the demonstration's button for that role (a msgid)."""
    await who.open("/sign-in")
    await who.press(role)
