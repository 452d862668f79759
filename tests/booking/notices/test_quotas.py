"""Who is told of a quota: once for each opening, release and warning."""

from datetime import time, timedelta

import pytest

from booking import notices, quotas
from booking.notices.models import Letter, Notice
from booking.quotas.models import Quota
from scheduler.topics import topics_of
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from sites.foundation.settings import Settings
from sites.packages import Heads
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import change, make_quota
from tests.factories.stays import held

pytestmark = pytest.mark.usefixtures("database")
JOBS = topics_of(Settings())


async def run_jobs(topic: str) -> int:
    """What is posted under this topic, each twice; how many rows."""
    rows = await OutboxRow.filter(topic=topic)
    for row in (*rows, *rows):
        await JOBS[topic](row.payload)
    return len(rows)


async def told(topic: str) -> set[tuple[int, str]]:
    rows = await Notice.filter(topic=topic)
    return {(row.user_id, row.path) for row in rows}


async def test_an_opening_is_told_once_to_who_manages_it_and_to_the_unions_of_its_class():
    host, union, other = (
        await make_federation(),
        await make_union(),
        await make_union(region=NANJING),
    )
    opens = clock.now() + timedelta(days=2)
    made = await make_quota(
        host, ceiling=40, origin_code=HANGZHOU, opens_at=opens, name="杭州（示例）"
    )
    assert await quotas.openings_due() == []

    with clock.moved_to(opens):
        assert await quotas.openings_due() == [made.number]
        assert [await quotas.note_opening(made.number) for _ in range(2)] == [True, False]
        assert await quotas.openings_due() == []
        assert await run_jobs("quota.opened") == 1

    page = f"/federation/quotas/{made.id}"
    managers, booking = (host.clerk, host.administrator), (union.organiser, union.administrator)
    assert await told("quota_opened") == {(one.user_id, page) for one in managers} | {(one.user_id, "/union/quotas") for one in booking}  # fmt: skip
    assert await Letter.all().count() == 2
    assert other
    shown = (await notices.notices_of(union.organiser)).items[0]
    assert (shown.subject, shown.where) == ("名额“杭州（示例）”已开放", "杭州（示例）")


async def test_one_unions_own_quota_is_told_by_letter_and_one_for_everybody_to_nobody_but_its_federation():
    host, union = await make_federation(), await make_union()
    opens = clock.now() + timedelta(days=2)
    from booking.people.models import Organisation

    code = (await Organisation.get(id=union.organisation)).credit_code
    await make_quota(host, ceiling=40, union=code, opens_at=opens)
    await make_quota(host, ceiling=40, programme="new_year", opens_at=opens)
    with clock.moved_to(opens):
        for quota_id in await quotas.openings_due():
            await quotas.note_opening(quota_id)
        await run_jobs("quota.opened")
    assert await Notice.filter(path="/union/quotas").count() == 2
    assert await Letter.all().count() == 2 * 2 + 2


async def test_a_release_is_told_to_who_managed_the_share_and_to_who_gave_it():
    host, partner = await make_federation(), await make_federation(host=False)
    root = await make_quota(host, ceiling=100)
    day = clock.today() + timedelta(days=5)
    share = await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU, manager=partner.public_id, release_on=day)  # fmt: skip
    with clock.moved_to(clock.at(day, time(0, 1))):
        await quotas.release_by_date(share.number)
        assert await run_jobs("quota.released") == 1
    readers = {who for who, _path in await told("quota_released")}
    assert readers == {one.user_id for one in (host.clerk, host.administrator, partner.clerk, partner.administrator)}  # fmt: skip
    assert (await Notice.first()).facts["released"] == 40


async def test_a_warning_comes_once_and_again_when_the_limit_was_raised():
    host, place = await make_federation(), await make_place()
    made = await make_quota(host, ceiling=40)
    await held(place=place, heads=Heads(34), rooms={TWIN: 17})
    assert await quotas.nearly_spent() == []
    await change(made, ceiling=37)
    assert await quotas.nearly_spent() == [made.number]
    assert [await quotas.note_nearly_spent(made.number) for _ in range(2)] == [True, False]
    assert await quotas.nearly_spent() == []
    assert await run_jobs("quota.nearly_spent") == 1
    assert len(await told("quota_nearly_spent")) == 2
    await change(made, ceiling=36)
    assert await quotas.nearly_spent() == []
    await change(made, ceiling=100)
    assert (await Quota.get(id=made.number)).warned_at is None
