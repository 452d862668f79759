"""The eye for layout bites: each fault is told once, and a sound page has none."""

import pytest
from playwright.async_api import Browser, Page

from tests.journeys import layout

SOUND = """
  <p style="width:300px;border:1px solid">一行字</p>
  <p style="width:60px;overflow:auto">这一行字很长，可以横向滚动</p>
  <a><title>全称</title><b style="display:block;width:40px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">很长的名称</b></a>
  <svg viewBox="0 0 100 20" width="200"><text y="15" font-size="8">图中字</text>
    <g style="display:none"><text y="15" font-size="2">不显示</text></g></svg>
  <p style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">只读出来的话</p>
  <p style="writing-mode:vertical-rl;height:120px">竖排的字</p>
  <select><option>短</option></select>"""
BAD = {
    "px beyond": '<p style="width:60px;border:1px solid;white-space:nowrap">这一行字比边框宽</p>',
    "cut:": '<p style="width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">这一行字被截断</p>',
    "over others": '<div style="position:relative"><p style="margin:0">下面的字</p><p style="position:absolute;top:0;margin:0">上面的字</p></div>',
    "a letter a line": '<p style="width:18px;overflow:auto">一字一行的标题</p>',
    "9.0 px": '<p style="font-size:9px">太小的字</p>',
    "4.0 px": '<svg viewBox="0 0 400 20" width="200"><text y="15" font-size="8">图中字</text></svg>',
    "cut: «很长的一个选项": '<select style="width:60px"><option>很长的一个选项</option></select>',
}


async def test_a_sound_page_has_no_faults(browser: Browser) -> None:
    assert await layout.faults(await _shown(browser, SOUND)) == []


@pytest.mark.parametrize("told", BAD)
async def test_each_fault_is_told(browser: Browser, told: str) -> None:
    (fault,) = await layout.faults(await _shown(browser, BAD[told]))

    assert told in fault


async def test_large_print_asks_for_larger_words(browser: Browser) -> None:
    page = await _shown(browser, "<p style='font-size:16px'>正文</p>")
    await page.evaluate("() => document.documentElement.dataset.size = 'large'")

    assert await layout.faults(page) == ["16.0 px: «正文» in p"]


async def _shown(browser: Browser, body: str) -> Page:
    page = await browser.new_page()
    await page.set_content(f"<!doctype html><html lang=zh-Hans><body style='margin:0'>{body}")
    return page
