"""Somebody with a keyboard and no mouse: Tab, arrows, Enter and Space, and at each stop the focus must be seen."""

from typing import NamedTuple

from playwright.async_api import Locator

from tests.journeys.person import Person, words

# Longer ways than this nobody walks.
MOST_STOPS = 150
# What has the focus, where it can be seen, and by what mark: an outline of its own or of its label, or the line of a pin.
SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const marked = (part) => part && ["", "::after"].some((pseudo) => outlined(getComputedStyle(part, pseudo)));
  const line = one.querySelector("circle, path");
  const points = [[0.5, 0.5], [0.05, 0.5], [0.95, 0.5], [0.5, 0.1], [0.5, 0.9]];
  const open = points.some(([x, y]) => {
    const top = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
    return top && (one.contains(top) || top.contains(one) || top.closest("label")?.control === one);
  });
  return {
    name: `${one.tagName} ${one.name || ""} ${(one.innerText || one.value || "").slice(0, 40)}`,
    marked: [one, one.labels?.[0], one.nextElementSibling].some(marked)
      || (one.ownerSVGElement && parseFloat(getComputedStyle(line).strokeWidth) >= 3),
    open,
  };
}"""


class Stop(NamedTuple):
    name: str
    marked: bool
    open: bool


class Keyboard:
    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page

    async def to(self, target: Locator) -> None:
        """Tab until it has the focus."""
        for _ in range(MOST_STOPS):
            await self.page.keyboard.press("Tab")
            stop = Stop(**await self.page.evaluate(SEEN))
            assert stop.marked, f"at {self.page.url} nobody sees the focus on {stop.name}"
            assert stop.open, f"at {self.page.url} the focus is out of sight on {stop.name}"
            if await target.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"at {self.page.url} no Tab leads to {target}")

    async def turn(self, target: Locator, key: str, *, until: str, most: int = 60) -> None:
        """An arrow, again and again, until the field has that value."""
        await self.to(target)
        for _ in range(most):
            if await target.input_value() == until:
                return
            await self.page.keyboard.press(key)
        raise AssertionError(f"{key} never made {target} {until}")

    async def enter(self) -> None:
        """Send the form from the field that has the focus."""
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def open(self, target: Locator, key: str = "Enter") -> None:
        """To a link or a button, and in; where the page asks once more, yes."""
        await self.to(target)
        asks = await target.get_attribute("data-confirm")
        async with self.page.expect_navigation():
            await self.page.keyboard.press(key)
            if asks:
                await self.to(self.page.locator("dialog button:not(.button-plain)"))
                await self.page.keyboard.press(key)

    async def press(self, msgid: str, key: str = "Enter") -> None:
        """The button with these words."""
        await self.open(self.page.get_by_role("button", name=words(msgid), exact=True).last, key)

    async def follow(self, msgid: str) -> None:
        """The link with these words."""
        await self.open(self.page.get_by_role("link", name=words(msgid)).first)
