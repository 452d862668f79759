"""One base that nobody runs: its operator gave it up, and the federation has not yet found another."""

from collections.abc import Mapping
from datetime import date

from booking import people, stays
from scheduler.demo.catalogue import demo_sites
from scheduler.demo.unions import demo_federations, staffed_sites
from sites.foundation.actor import Actor


async def keep_unrun(cast: Mapping[str, Actor], today: date) -> None:
    """The last certified base at which no group is still to come. Run again, it takes back no second one."""
    by = cast[next(body.email for body in demo_federations() if body.is_host)]
    codes = [one.code for one in demo_sites(today) if one.code not in staffed_sites()]
    posts = [await people.post_of(code, by=by) for code in reversed(codes)]
    if any(post.operator_id is None for post in posts):
        return
    operators = {one.id: one.public_id for one in await people.operators(by=by)}
    for post in posts:
        if not await stays.remaining_at(post.site_id):
            seen = operators[post.operator_id or 0]
            await people.take_base_back(post.code, instead_of=seen, by=by)
            return
