"""The page of the rooming list: its summary, the rooms floor by floor, and where somebody picked up may lie."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.rosters.rooming import WHY
from booking.stays import rooming
from booking.stays.rooming import GuestView, RoomingChanged, RoomingPage, RoomView
from booking.web.union.door import stay_id
from booking.web.union.may import may_of
from sites.foundation.errors import Refusal
from sites.foundation.language import N_, _, ngettext
from sites.foundation.pages import actor_of, page
from sites.foundation.words import say

PAGE = "pages/union/rooming.html"
ODD_WORDS: dict[str, str] = {
    "single": N_("The base lets the odd person sleep alone without supplement."),
    "staff": N_("The base puts the odd person beside a leader or driver of the same sex."),
    "ask": N_("Ask the base about the odd person: alone may cost a supplement."),
}


@dataclass(frozen=True)
class Floor:
    """Rooms under one heading: a floor once the doors are numbered, else a room type."""

    title: str
    rooms: tuple[RoomView, ...]


@dataclass(frozen=True)
class Summary:
    title: str
    number: int
    line: str


async def draw_rooming(
    request: Request, *, refusal: Refusal | None = None, picked: str = ""
) -> Response:
    """The page; after a refused act with its words and status."""
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    picked = picked or request.query_params.get("pick", "")
    if isinstance(refusal, RoomingChanged):
        picked = ""
    may = may_of(found, by=actor)
    shown = await rooming.rooming_of(stay_id(request), by=actor, picked=picked if may.name else "")
    return page(
        request, PAGE, status=refusal.status if refusal else 200, stay=found, line=found.line, may=may,
        rooming=shown, refusal=say(refusal) if refusal else "", floors=floors_of(shown),
        summaries=summaries_of(shown), why=_words(WHY), odd=_(ODD_WORDS[shown.odd_rule]),
        locked=sum(room.is_locked for room in shown.rooms),
    )  # fmt: skip


def floors_of(shown: RoomingPage) -> tuple[Floor, ...]:
    """The highest floor first, as a house is seen."""
    floors: dict[tuple[int, str], list[RoomView]] = {}
    for room in shown.rooms:
        floors.setdefault(_floor_of(room), []).append(room)
    return tuple(
        Floor(title, tuple(sorted(rooms, key=lambda room: room.number)))
        for (_height, title), rooms in sorted(floors.items(), key=lambda one: -one[0][0])
    )


def _floor_of(room: RoomView) -> tuple[int, str]:
    storey = room.number[:-2]
    if storey.isascii() and storey.isdigit():
        return int(storey), _("Floor %(floor)s", floor=int(storey))
    return 0, room.type_name


def summaries_of(shown: RoomingPage) -> tuple[Summary, ...]:
    everybody = [*shown.left, *(guest for room in shown.rooms for guest in room.guests)]
    bonds = [guest for guest in everybody if guest.bond]
    care = [guest for guest in everybody if guest.care]
    sexes = {"m": _("Men"), "f": _("Women"), "": _("Sex not known")}
    told = [
        Summary(title, len(people), _rooms_told(shown, people))
        for sex, title in sexes.items()
        if (people := [guest for guest in everybody if guest.sex == sex and not guest.bond])
    ]
    if bonds:
        told.append(Summary(_("Belong together"), len(bonds), _rooms_told(shown, bonds)))
    if care:
        told.append(
            Summary(
                _("To look after"), len(care), _("; ").join(f"{g.name}: {g.care}" for g in care[:3])
            )
        )
    return tuple(told)


def _rooms_told(shown: RoomingPage, people: list[GuestView]) -> str:
    ids = {guest.id for guest in people}
    theirs = [room for room in shown.rooms if any(guest.id in ids for guest in room.guests)]
    rooms = ngettext("%(num)s room", "%(num)s rooms", len(theirs))
    alone = sum(len(room.guests) == 1 for room in theirs)
    if not alone:
        return rooms
    return _("%(rooms)s, %(alone)s alone", rooms=rooms, alone=alone)


def _words(table: dict[str, str]) -> dict[str, Any]:
    return {code: _(msgid) for code, msgid in table.items()}
