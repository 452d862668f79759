"""Programs are told which quota changed: who manages it, and the unions for whose class it is."""

import json

import pytest

from booking import quotas, stays, webhooks
from booking.webhooks.models import WebhookDelivery
from scheduler.jobs import programs
from sites.foundation.outbox import OutboxRow
from tests.booking.webhooks.test_delivering import listening
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union
from tests.factories.quotas import make_quota
from tests.factories.stays import held

pytestmark = pytest.mark.usefixtures("database")


async def deliver_all() -> list[tuple[int, str]]:
    """Every posted change, twice; who is told of which quota."""
    rows = await OutboxRow.filter(topic="quota.changed").order_by("id")
    for row in (*rows, *rows):
        await programs.note_quotas(row.payload)
    await OutboxRow.filter(topic="quota.changed").delete()
    found = await WebhookDelivery.all().prefetch_related("endpoint").order_by("id")
    told = [(one.endpoint.organisation_id, json.loads(one.body)) for one in found]
    await WebhookDelivery.all().delete()
    assert {body["type"] for _organisation, body in told} <= {"quota.changed"}
    assert all([*body["data"]] == ["id"] for _organisation, body in told)
    return [(organisation, body["data"]["id"]) for organisation, body in told]


async def test_a_claim_and_what_is_given_back_are_told_of_the_quota_and_of_all_above_it():
    host, union, other = (
        await make_federation(),
        await make_union(),
        await make_union(region=NANJING),
    )
    for side in (host, union, other):
        await listening(side, "quotas")
    root = await make_quota(host, ceiling=100)
    share = await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU)
    await deliver_all()

    story = await held(union=union)

    both = {
        (host.organisation, root.id),
        (host.organisation, share.id),
        (union.organisation, share.id),
    }
    told = await deliver_all()
    assert (set(told), len(told)) == (both, 3)
    await stays.cancel(story.id, fee_seen=(await stays.preview_cancellation(story.id, by=union.organiser)).fee, note="", by=union.organiser)  # fmt: skip
    assert set(await deliver_all()) == both


async def test_a_change_of_the_limit_is_told_and_whoever_listens_to_stays_alone_hears_nothing():
    host, union = await make_federation(), await make_union()
    await listening(host, "quotas")
    await listening(union, "stays")
    made = await make_quota(host, ceiling=100, origin_code=HANGZHOU)
    assert await deliver_all() == [(host.organisation, made.id)]
    await quotas.close(made.id, why="示例", seen=1, by=host.clerk)
    assert set(await deliver_all()) == {(host.organisation, made.id)}


def test_federations_and_unions_may_listen_to_quotas_and_bases_may_not():
    assert "quotas" in webhooks.subjects_of("federation")
    assert "quotas" in webhooks.subjects_of("union")
    assert "quotas" not in webhooks.subjects_of("operator")
