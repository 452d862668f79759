"""What happened becomes deliveries: once for each event and endpoint, with ids and states, never a person."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking import quotas
from booking.stays.models import StayEvent
from booking.stays.states import EFFECTS, State
from booking.webhooks.models import WebhookEndpoint
from sites.foundation import clock, outbox
from sites.foundation.database import fetch, transaction
from sites.foundation.identifiers import public_id
from sites.listings.models import Site


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
    """Note a stay's move for both sides; how many deliveries were new. Run again, it notes nothing twice."""
    event = await StayEvent.filter(id=event_id).prefetch_related("stay__site").first()
    if event is None or event.from_state == event.to_state:
        return 0
    return await _write(_notes_of(event))


async def note_nights(site_id: int, *, first: date, until: date, source: str) -> int:
    """Note for the operator that nights of a site changed by hand; `until` is the morning after the last."""
    site = await Site.get(id=site_id)
    if site.operator_id is None:
        return 0
    data = {"site": site.code, "from": first.isoformat(), "to": until.isoformat()}
    note = Note(site.operator_id, "nights", source, "nights.changed", clock.now(), data)
    return await _write([note])


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


def _notes_of(event: StayEvent) -> list[Note]:
    stay, source = event.stay, f"event:{event.id}"
    data = {
        "id": stay.public_id,
        "state": event.to_state,
        "previous_state": event.from_state or None,
    }
    told = [
        Note(side, "stays", source, "stay.changed", event.at, data)
        for side in (stay.union_id, stay.operator_id)
    ]
    if _takes(event.from_state) != _takes(event.to_state):
        span = {"site": stay.site.code, "from": str(stay.check_in), "to": str(stay.check_out)}
        told.append(
            Note(stay.operator_id, "nights", f"{source}:nights", "nights.changed", event.at, span)
        )
    return told


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
