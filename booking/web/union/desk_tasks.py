"""What a union does next, over all its stays: whatever has a date that is near, nearest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from booking.stays import State, StayLine
from booking.web.showing import Task, due_at, due_on, in_order, within_days
from sites.foundation import clock
from sites.foundation.formats import full_day
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href

ANSWER_DAYS = 7
NEVER = datetime.max.replace(tzinfo=UTC)


def desk_tasks(
    lines: list[StayLine], *, asked: Sequence[StayLine], books: bool, named: frozenset[str],
    offers: Mapping[str, datetime], freed: Mapping[str, str], corrections: Mapping[str, tuple[int, datetime]],
    answers: Sequence[Task] = (),
) -> tuple[Task, ...]:  # fmt: skip
    """All of them; approvals asked of the reader stand in front, with the end of the first hold. `named` are stays with all their names,
    `offers` the ends of open counter-offers by stay, `freed` the entries of waiting lists whose offer a stay is, `answers` what others wait for,
    `corrections` how many people of a list wait for a correction, and since when.
    """
    found = (
        [task for line in _each_hold_once(lines) for task in _of(line, named, freed)]
        if books
        else []
    )
    offered = [_offer(line, offers[line.public_id]) for line in lines if line.public_id in offers]
    wrong = [
        _correction(line, *corrections[line.public_id])
        for line in lines
        if line.public_id in corrections
    ]
    mine = [_approvals(asked)] if asked else []
    return in_order([*mine, *answers, *offered, *wrong, *found])


def _each_hold_once(lines: Iterable[StayLine]) -> Iterator[StayLine]:
    """Held stays of one trip are submitted together: the first to arrive speaks for all."""
    seen: set[str] = set()
    for line in sorted(lines, key=lambda one: one.check_in):
        if line.shown_state is State.HELD:
            if line.trip in seen:
                continue
            seen.add(line.trip)
        yield line


def asks_for_names(line: StayLine) -> bool:
    """Whether the date by which names are due is near or over."""
    due = line.names_due_on
    return line.state is State.CONFIRMED and due is not None and within_days(due)


def _approvals(asked: Sequence[StayLine]) -> Task:
    title = ngettext("%(num)s approval is asked of you", "%(num)s approvals are asked of you", len(asked))  # fmt: skip
    first = min(asked, key=lambda line: line.hold_expires_at or NEVER)
    about = _("%(site)s, %(day)s", site=first.site_name, day=full_day(first.check_in))
    task = due_at(
        title, about, first.hold_expires_at, action=_("Look at it"), href=href("/union/approvals")
    )
    return replace(task, at=clock.now())


def _offer(line: StayLine, until: datetime) -> Task:
    about = _("%(site)s, %(day)s", site=line.site_name, day=full_day(line.check_in))
    return due_at(
        _("Answer the base's counter-offer"), about, until,
        action=_("Compare and answer"), href=_to(line, "/counter-offer"),
    )  # fmt: skip


def _correction(line: StayLine, count: int, since: datetime) -> Task:
    title = ngettext("%(num)s person asks for a correction of their data", "%(num)s people ask for a correction of their data", count)  # fmt: skip
    about = _("%(site)s, %(day)s", site=line.site_name, day=full_day(line.check_in))
    return due_at(
        title, about, since + timedelta(days=ANSWER_DAYS), action=_("Open the list"), href=_to(line, "/roster")
    )  # fmt: skip


def _freed(line: StayLine, wait: str) -> Task:
    about = _("%(site)s, %(day)s", site=line.site_name, day=full_day(line.check_in))
    return due_at(
        _("Rooms came free: keep them or give them back"), about, line.hold_expires_at,
        action=_("Answer the offer"), href=href(f"/union/waiting/{wait}"),
    )  # fmt: skip


def _of(line: StayLine, named: frozenset[str], freed: Mapping[str, str]) -> Iterator[Task]:
    about = _("%(site)s, %(day)s", site=line.site_name, day=full_day(line.check_in))
    if line.shown_state is State.HELD and line.public_id in freed:
        yield _freed(line, freed[line.public_id])
    elif line.shown_state is State.HELD:
        yield due_at(
            _("Submit, or the hold ends"), about, line.hold_expires_at,
            action=_("Check and submit"), href=_to(line, "/submission"),
        )  # fmt: skip
    if line.state is State.CONFIRMED and _lacks_contract(line):
        yield due_on(
            _("Sealed contract is missing"), about, line.contract_due_on,
            action=_("Record it"), href=_to(line, "#papers"),
        )  # fmt: skip
    if asks_for_names(line) and line.public_id not in named:
        yield due_on(
            _("Names are due"), about, line.names_due_on,
            action=_("Complete the list"), href=_to(line, "/roster"),
        )  # fmt: skip
    if line.state is State.DEPARTED and line.account_presented_at:
        yield due_at(
            _("Check the account"), about, line.dispute_until,
            action=_("Look at it"), href=_to(line, "/account"),
        )  # fmt: skip


def _lacks_contract(line: StayLine) -> bool:
    due = line.contract_due_on
    return line.contract_sealed_at is None and due is not None and within_days(due)


def _to(line: StayLine, rest: str) -> str:
    return href(f"/union/stays/{line.public_id}{rest}")
