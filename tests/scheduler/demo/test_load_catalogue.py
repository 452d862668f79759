"""The demonstration's bases go on record whole, through the same verbs as any other list."""

from datetime import timedelta

from scheduler.demo.load_catalogue import DAYS_AHEAD, DAYS_BEHIND, load_catalogue
from sites import calendar, certification, recognition, search
from sites.foundation import clock


async def test_seventy_bases_with_papers_prices_and_nights_are_loaded_once(database: str) -> None:
    ids = await load_catalogue(operator_ids={})
    today = clock.today()
    papers = await certification.records()
    assert (len(ids), len(papers), len(await recognition.agreements())) == (70, 70, 12)
    asked = search.Question(starts=(today + timedelta(days=40),), nights=4, heads=20)
    found = await search.find(asked)
    assert found.total + found.others == 70
    assert found.total > 50
    assert all(one.price for one in found.fits)
    some = next(iter(ids.values()))
    span = {
        "first": today - timedelta(days=DAYS_BEHIND),
        "until": today + timedelta(days=DAYS_AHEAD),
    }
    assert all(night.limit != "not_opened" for night in await calendar.nights_of(some, **span))
    assert await load_catalogue(operator_ids={}) == ids
