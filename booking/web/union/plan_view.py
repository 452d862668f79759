"""A union's annual plan as its page and its sheet show it."""

from dataclasses import dataclass
from typing import Any

from booking import people, plans
from booking.insights.plan_progress import REACHED as STAGES
from booking.insights.plan_progress import (
    BatchProgress,
    Progress,
    Sums,
    planned,
    progress_of,
    taken,
)
from booking.plans import PlanPage
from booking.stays import YearTrip
from booking.web.showing import span
from booking.web.union.plan_words import REACHED, programme_words, territory_words
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.formats import amount, full_day, number
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href


@dataclass(frozen=True)
class BatchRow:
    """`where` is planned, `site` and `went` what became of it; `warns` says where the two differ."""

    number: int
    id: str
    day: str
    nights: str
    people: str
    where: str
    programme: str
    cost: str
    reached: str
    tone: str
    trip: str
    trip_id: str
    site: str
    dates: str
    came: str
    warns: str
    is_past: bool


@dataclass(frozen=True)
class OutsideRow:
    trip: str
    trip_id: str
    site: str
    dates: str
    people: str
    reached: str
    tone: str


@dataclass(frozen=True)
class PlanView:
    page: PlanPage
    progress: Progress | None
    rows: tuple[BatchRow, ...]
    outside: tuple[OutsideRow, ...]


async def view_of(year: int, *, by: Actor) -> PlanView:
    found = await plans.plan_page(year, by=by)
    own = await people.particulars_of(by.organisation_id)
    progress = await progress_of(found, area_code=own.area_code, by=by)
    if progress is None:
        return PlanView(found, None, (), ())
    return PlanView(
        found, progress, tuple(map(_row, progress.batches)), tuple(map(_outside, progress.outside))
    )


def _row(one: BatchProgress) -> BatchRow:
    batch, trip = one.batch, one.trip
    words, tone = REACHED[trip.reached if trip else ""]
    return BatchRow(
        one.number, batch.id, full_day(batch.day), ngettext("%(num)s night", "%(num)s nights", batch.nights),
        number(batch.people), territory_words(batch.territory), programme_words(batch.programme),
        amount(batch.fen) if batch.fen else "—", _(words), tone, _to(trip), trip.public_id if trip else "",
        _(", ").join(trip.sites) if trip else "", _dates(trip), number(trip.workers) if trip else "—",
        _("lies in another territory: %(where)s", where=territory_words(one.went_to)) if one.is_elsewhere else "",
        batch.day <= clock.today(),
    )  # fmt: skip


def _outside(trip: YearTrip) -> OutsideRow:
    words, tone = REACHED[trip.reached]
    return OutsideRow(
        _to(trip), trip.public_id, _(", ").join(trip.sites), _dates(trip), number(trip.workers), _(words), tone
    )  # fmt: skip


def _to(trip: YearTrip | None) -> str:
    return href(f"/union/stays/{trip.stay}") if trip else ""


def _dates(trip: YearTrip | None) -> str:
    return span(trip.starts_on, trip.ends_on) if trip else ""


def progress_table(progress: Progress) -> tuple[list[tuple[str, str]], list[list[str]], list[str]]:
    """Head, rows and foot: planned, how far the trips have come, and what of the plan is open."""
    head = [
        ("", ""), (_("Batches"), "n"), (_("People"), "n"), (_("Person-nights"), "n"), (_("Yuan, the union's part"), "n"),
    ]  # fmt: skip
    rows = [_sums(_("Planned"), progress.planned)]
    rows += [_sums(_(REACHED[stage][0]), progress.reached(stage)) for stage in STAGES]
    return head, rows, _sums(_("Held, confirmed and travelled together"), progress.taken)


def _sums(words: str, sums: Sums) -> list[str]:
    return [words, number(sums.batches), number(sums.people), number(sums.person_nights), amount(sums.fen) if sums.fen else "—"]  # fmt: skip


def by_kind(progress: Progress, name: str) -> list[list[str]]:
    """Programme or territory: what is planned for it, and how many of these people have a trip."""
    words = territory_words if name == "territory" else programme_words
    placed: dict[str, int] = {}
    for one in progress.batches:
        if one.trip:
            key = getattr(one.batch, name)
            placed[key] = placed.get(key, 0) + one.trip.workers
    sums = plans.sums_by(progress.content.batches, name)
    return [
        [words(key), number(count), number(heads), number(nights), number(placed.get(key, 0))]
        for key, (count, heads, nights) in sums.items()
    ]


def sheet_rows(progress: Progress) -> list[list[object]]:
    return [_sheet_row(one) for one in progress.batches]


def _sheet_row(one: BatchProgress) -> list[object]:
    batch, trip, sums = one.batch, one.trip, planned(one.batch)
    came = taken(trip) if trip else Sums()
    reached, _tone = REACHED[trip.reached if trip else ""]
    return [
        one.number, batch.day.isoformat(), batch.nights, batch.people, sums.person_nights, sums.fen / 100,
        territory_words(batch.territory), programme_words(batch.programme), _(reached),
        _(", ").join(trip.sites) if trip else "", trip.starts_on.isoformat() if trip else "",
        came.people, came.person_nights, came.fen / 100,
    ]  # fmt: skip


def context_of(view: PlanView) -> dict[str, Any]:
    """What the template wants beside the view itself."""
    progress = view.progress
    if progress is None:
        return {}
    head, rows, foot = progress_table(progress)
    kinds = [(_("Batches"), "n"), (_("People planned"), "n"), (_("Person-nights"), "n"), (_("People with a trip"), "n")]  # fmt: skip
    return {
        "table": (head, rows, foot),
        "kinds": [
            (_("By territory"), [(_("Territory"), ""), *kinds], by_kind(progress, "territory")),
            (_("By programme"), [(_("Programme"), ""), *kinds], by_kind(progress, "programme")),
        ],
        "free": [(row.id, _("Batch %(number)s, %(day)s", number=row.number, day=row.day)) for row in view.rows if not row.trip],
    }  # fmt: skip
