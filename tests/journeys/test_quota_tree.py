"""The federation folds its tree of quotas by keyboard, finds it folded again, and changes a share beside it."""

from playwright.async_api import Browser

from tests.journeys import axe
from tests.journeys.person import Person, enter_as
from tests.servers.processes import Tongxin

ROWS = "table[data-folds] tbody tr[data-depth]:visible"


async def test_rows_fold_under_their_quota_and_a_share_is_changed_beside_the_tree(
    browser: Browser, open_house: Tongxin
) -> None:
    async with Person(browser, open_house.url) as clerk:
        await enter_as(clerk, "Huangshan federation")
        await clerk.open("/federation/quotas")
        page = clerk.page
        every = await page.locator(ROWS).count()
        inner = page.locator("[data-fold]").nth(1)
        await inner.focus()
        await page.keyboard.press("Enter")
        folded = await page.locator(ROWS).count()
        assert 0 < folded < every
        assert await inner.get_attribute("aria-expanded") == "false"
        await page.reload()
        assert await page.locator(ROWS).count() == folded
        await page.locator("tr", has_text="上海市（示例）").first.locator(".quota-edit").click()
        await page.locator("#panel").get_by_label("总额").fill("7")
        await page.locator("#panel button[value=look]").click()
        await page.wait_for_load_state()
        assert await page.get_by_role("button", name="保存第").count() == 1
        assert await axe.violations(page) == []
