"""What happened becomes deliveries: once for each event and endpoint, with ids and states, never a person."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking import quotas
from booking.stays.models import Stay, StayEvent
from booking.stays.states import EFFECTS, State
from booking.stays.waiting.models import WaitEvent, WaitPlace
from booking.webhooks.models import WebhookEndpoint
from booking.webhooks.stay_acts import AMENDMENTS, CLAIMING, STAY_NIGHTS
from sites.foundation import clock, outbox
from sites.foundation.database import fetch, transaction
from sites.foundation.identifiers import public_id
from sites.listings.models import Site

PICKED_UP = "stay_nights.picked_up"


@dataclass(frozen=True)
class Note:
    """One thing that an organisation's programs may want to know. `source` makes it unique."""

    organisation_id: int
    subject: str
    source: str
    kind: str
    at: datetime
    data: dict[str, Any]

    @property
    def body(self) -> str:
        told = {"type": self.kind, "timestamp": _iso(self.at), "data": self.data}
        return json.dumps(told, separators=(",", ":"))


async def note_event(event_id: int) -> int:
    """Note for both sides what happened to a stay, its nights or an amendment of it; how many deliveries were
    new. Run again, it notes nothing twice.
    """
    event = await StayEvent.filter(id=event_id).prefetch_related("stay__site").first()
    if event is None:
        return 0
    return await _write(notes_of(event))


async def note_nights(site_id: int, *, first: date, until: date, source: str) -> int:
    """Note for the operator that nights of a site changed by hand; `until` is the morning after the last."""
    site = await Site.get(id=site_id)
    if site.operator_id is None:
        return 0
    data = {"site": site.code, "from": first.isoformat(), "to": until.isoformat()}
    note = Note(site.operator_id, "nights", source, "nights.changed", clock.now(), data)
    return await _write([note])


async def note_picked_up(stay_id: int, *, source: str) -> int:
    """Note for both sides that others are named on nights of a stay; how many deliveries were new."""
    stay = await Stay.get(id=stay_id)
    span = {"from": stay.check_in.isoformat(), "to": stay.check_out.isoformat()}
    data = {"stay": stay.public_id, **span}
    sides = (stay.union_id, stay.operator_id)
    return await _write([Note(one, "stays", source, PICKED_UP, clock.now(), data) for one in sides])


# Only these change what an entry is; the others are told to people.
WAIT_MOVES = frozenset({"joined", "offered", "left", "lapsed"})


async def note_wait(event_id: int) -> int:
    """Note for the union that its entry moved, and for the bases that their list did; how many deliveries were new."""
    event = await WaitEvent.get(id=event_id).prefetch_related("wait")
    if event.act not in WAIT_MOVES:
        return 0
    source, kind, wait = f"wait:{event.id}", "waiting.changed", event.wait
    state = "waiting" if event.act == "joined" else event.act
    data = {"id": wait.public_id, "state": state}
    notes = [Note(wait.union_id, "waiting", source, kind, event.at, data)]
    for place in await WaitPlace.filter(wait_id=wait.id).prefetch_related("site"):
        if place.site.operator_id:
            own = {"site": place.site.code}
            notes.append(Note(place.site.operator_id, "waiting", f"{source}:{place.site_id}", kind, event.at, own))  # fmt: skip
    return await _write(notes)


async def note_quotas(quota_ids: list[int], *, source: str) -> int:
    """Note that quotas changed, and with them all above: for who manages them and the unions that draw from them."""
    if not await WebhookEndpoint.exists(removed_at=None, switched_off_at=None):
        return 0
    at, notes = clock.now(), list[Note]()
    for quota_id in await quotas.with_all_above(quota_ids):
        about = await quotas.concerned(quota_id)
        told = (about.owner_id, *await _listening(about.unions))
        notes += [
            Note(
                one, "quotas", f"{source}:{quota_id}", "quota.changed", at, {"id": about.public_id}
            )
            for one in told
        ]
    return await _write(notes)


async def _listening(organisation_ids: tuple[int, ...]) -> list[int]:
    """Those among many that have an endpoint at all."""
    there = WebhookEndpoint.filter(organisation_id__in=organisation_ids, removed_at=None)
    rows = await there.values("organisation_id") if organisation_ids else []
    return sorted({int(row["organisation_id"]) for row in rows})


def notes_of(event: StayEvent) -> list[Note]:
    """For both sides, whoever of them listens."""
    stay = event.stay
    moves = event.from_state != event.to_state
    told = [("stay.changed", _moved(event))] if moves else []
    told += [(type_, data) for type_, data in _of_nights(event)]
    notes = [
        Note(side, "stays", _source(event, type_), type_, event.at, data)
        for type_, data in told
        for side in (stay.union_id, stay.operator_id)
    ]
    frees = event.act in CLAIMING or _takes(event.from_state) != _takes(event.to_state)
    if frees:
        data = {"site": stay.site.code, **_span(event)}
        source = f"event:{event.id}:nights"
        notes.append(
            Note(stay.operator_id, "nights", source, "nights.changed", event.at, data)
        )  # fmt: skip
    return notes


def _source(event: StayEvent, type_: str) -> str:
    return f"event:{event.id}" if type_ == "stay.changed" else f"event:{event.id}:{type_}"


def _moved(event: StayEvent) -> dict[str, Any]:
    previous = event.from_state or None
    return {"id": event.stay.public_id, "state": event.to_state, "previous_state": previous}


def _of_nights(event: StayEvent) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    if event.act in AMENDMENTS and "amendment" in event.facts:
        what = {"id": event.facts["amendment"], "stay": event.stay.public_id}
        found.append(("amendment.changed", {**what, "state": AMENDMENTS[event.act]}))
    if event.act in STAY_NIGHTS:
        what = {"stay": event.stay.public_id, **_span(event)}
        found.append((f"stay_nights.{STAY_NIGHTS[event.act]}", what))
    return found


def _span(event: StayEvent) -> dict[str, str]:
    """The nights of the stay, those that it had before and those that an amendment wants."""
    own = (event.stay.check_in.isoformat(), event.stay.check_out.isoformat())
    spans = [own, *(event.facts[name] for name in ("span", "span_was") if name in event.facts)]
    return {"from": min(first for first, _ in spans), "to": max(last for _, last in spans)}


def _takes(state: str) -> bool:
    return bool(state) and EFFECTS[State(state)].takes_nights


async def _write(notes: list[Note]) -> int:
    """Most organisations have no endpoint: then nobody waits for a transaction."""
    told = {note.organisation_id for note in notes}
    listening = WebhookEndpoint.filter(
        organisation_id__in=told, removed_at=None, switched_off_at=None
    )
    endpoints = await listening.values("id", "organisation_id", "subjects")
    pairs = [
        (one["id"], note)
        for note in notes
        for one in endpoints
        if one["organisation_id"] == note.organisation_id and note.subject in one["subjects"]
    ]
    return await _write_deliveries(pairs) if pairs else 0


@transaction
async def _write_deliveries(pairs: list[tuple[int, Note]]) -> int:
    new = 0
    for endpoint_id, note in pairs:
        made = await fetch(
            "INSERT INTO webhook_deliveries (public_id, endpoint_id, source, body, subject, state, attempts, "
            "last_status, last_fault, made_at, tried_at, due_at) "
            "VALUES ($1, $2, $3, $4, $5, 'waiting', 0, NULL, '', $6, NULL, $6) "
            "ON CONFLICT (endpoint_id, source) DO NOTHING RETURNING id",
            public_id(), endpoint_id, note.source, note.body, note.kind, clock.now(),
        )  # fmt: skip
        for row in made:
            await outbox.post("webhook.send", {"delivery_id": row["id"], "attempt": 1})
        new += len(made)
    return new


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
