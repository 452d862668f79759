"""Every page is opened as every role: reading changes nothing, and each answer is what it should be."""

import html
import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.factories.people import session_of
from tests.house.routes.conftest import Enter
from tests.house.routes.digest import changed, digest
from tests.house.routes.map import Address, addresses, app_of
from tests.house.routes.test_routes import KINDS_OWN, values_for
from tests.house.routes.world import World

FORM = re.compile(r"<form.*?</form>", re.DOTALL)
LEADS = re.compile(r'<(?:a|form)\b[^>]*?\s(?:href|action)="(/(?!en[/"])[^"#?]*)')
# The demonstration's mailbox shows letters to everybody, each with its reader's own links.
LETTERS = {"/mailbox"}


def _is_kept_nowhere(one: Address, answer: Any) -> bool:
    """Pages of people who are signed in stay in no cache."""
    is_open = one.is_public or one.is_api or answer.status_code == 303
    return is_open or "no-store" in answer.headers.get("cache-control", "")


def _says_what_it_is(_one: Address, answer: Any) -> bool:
    kind = answer.headers.get("content-type", "")
    is_text = kind.startswith("text/")
    return answer.status_code == 303 or (bool(kind) and (not is_text or "charset=utf-8" in kind))


def _has_tokens_in_its_forms(_one: Address, answer: Any) -> bool:
    """A form without the field could never be sent; a form that reads needs none."""
    acts = [form for form in FORM.findall(answer.text) if 'method="post"' in form.split(">")[0]]
    return all('name="csrf"' in form for form in acts)


def _is_not_broken(_one: Address, answer: Any) -> bool:
    return int(answer.status_code) < 500


RULES: tuple[Callable[[Address, Any], bool], ...] = (
    _is_kept_nowhere,
    _says_what_it_is,
    _has_tokens_in_its_forms,
    _is_not_broken,
)


async def test_reading_changes_no_row_for_anybody_and_every_page_is_sound(
    world: World, enter: Enter, client: Any, database: str
) -> None:
    faults: list[str] = []
    every = list(addresses(app_of(client)))
    for name, actor in [("nobody", None), *world.people()]:
        visitor, values = await enter(actor), values_for(world, actor)
        before = digest(database)
        for one in _open_to(actor, client):
            answer = await visitor.get(one.filled(values))
            faults += [
                f"{name} {one.path}: {rule.__name__}" for rule in RULES if not rule(one, answer)
            ]
            faults += [
                f"{name} {one.path} leads to {to}" for to in closed(name, actor, one, answer, every)
            ]
        faults += [f"{name} changed {table}" for table in changed(before, digest(database))]
    assert not faults, "\n".join(faults)


async def test_the_fingerprint_sees_a_single_changed_row(world: World, database: str) -> None:
    before = digest(database)
    await session_of(world.union_a.viewer)

    assert changed(before, digest(database)) == ["sessions"]


async def test_head_answers_as_get_does_without_a_body_and_changes_nothing(
    world: World, enter: Enter, client: Any, database: str
) -> None:
    for actor in (None, world.union_a.administrator, world.operator_x.administrator):
        visitor, values = await enter(actor), values_for(world, actor)
        before = digest(database)
        for one in _open_to(actor, client):
            address = one.filled(values)
            head, shown = await visitor.client.head(address), await visitor.get(address)
            assert (head.status_code, head.content) == (shown.status_code, b""), one.path
            assert head.headers.get("content-type") == shown.headers.get("content-type"), one.path
        assert changed(before, digest(database)) == []


def closed(
    name: str, actor: Any, shown: Address, answer: Any, every: Sequence[Address]
) -> set[str]:
    """Addresses behind the page's links and forms that this person may not open; nobody is led to the way in."""
    kind = answer.headers.get("content-type", "")
    if actor is None or answer.status_code != 200 or shown.path in LETTERS or "html" not in kind:
        return set()
    drawn = {html.unescape(to) for to in LEADS.findall(answer.text)}
    return {
        to for to in drawn if not any(_opens(one, name, actor) for one in every if one.answers(to))
    }


def _opens(one: Address, name: str, actor: Any) -> bool:
    is_own = KINDS_OWN[one.path](name) if one.path in KINDS_OWN else one.is_of(actor)
    return one.is_public or one.is_api or (actor.may(one.needs) and is_own)


def _open_to(actor: Any, client: Any) -> list[Address]:
    return [
        one
        for one in addresses(app_of(client))
        if one.reads and (one.is_public or one.is_api or actor is None or actor.may(one.needs))
    ]
