"""The facts and the history of one entry in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from booking.people import PROGRAMMES
from booking.stays.waiting import WaitHappening, WaitLine, WaitSite
from booking.web.showing import wait_dates
from booking.web.showing.key_facts import Fact, heads_in_words
from sites.foundation.formats import full_day, moment
from sites.foundation.language import N_, _

ACTS: dict[str, str] = {
    "joined": N_("Joined the waiting list"),
    "passed": N_("%(site)s: passed by a group that fits; %(passed)s of at most %(most)s times"),
    "held_up": N_("%(site)s: rooms came free, but could not be held"),
    "offered": N_("%(site)s: rooms came free and are held for the group"),
    "kept": N_("%(site)s: the rooms are kept"),
    "left": N_("Left the waiting list"),
    "lapsed": N_("The time on the waiting list ran out"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    at: datetime
    words: str
    who: str
    note: str = ""
    move: bool = False


def wait_facts(line: WaitLine) -> list[Fact]:
    found = [
        (_("Nights"), wait_dates(line), ""),
        (_("People"), heads_in_words(line.heads), ""),
        (_("Joined"), moment(line.joined_at), ""),
        (_("Waits until"), full_day(line.waits_until), ""),
    ]
    if line.programme:
        found.append((_("Programme"), _(PROGRAMMES.get(line.programme, line.programme)), ""))
    return found


def rooms_in_words(asked: WaitSite, kinds: Mapping[str, str]) -> str:
    """`kinds` are names of room types by code."""
    words = _(", ").join(f"{kinds.get(code, code)} {count}" for code, count in asked.rooms.items())
    if not words:
        return _("any rooms with beds for all")
    return (
        _("%(rooms)s, or other rooms with beds for all", rooms=words) if asked.any_rooms else words
    )


def happenings_of_wait(events: Iterable[WaitHappening]) -> list[Happening]:
    return [
        Happening(
            one.at, _(ACTS[one.act], site=one.site_name, **_numbers(one)), _who(one),
            move=one.act != "passed",
        )
        for one in events
    ]  # fmt: skip


def _numbers(one: WaitHappening) -> dict[str, object]:
    return {name: one.facts.get(name, "") for name in ("passed", "most")}


def _who(one: WaitHappening) -> str:
    if one.by_agent:
        return _("%(name)s, acting for it (%(agency)s)", name=one.by_name, agency=one.by_agent)
    return one.by_name or _("the program")
