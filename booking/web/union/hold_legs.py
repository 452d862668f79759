"""The stays of one hold form: the first as it always stood there, further bases of the same trip behind a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.datastructures import QueryParams

from booking import stays
from booking.stays import MOST_LEGS, HoldOrder
from booking.web.union.hold_form import EXTRA, ROOMS, HoldForm, rooms_typed
from sites import listings
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, judge
from sites.listings import SiteProfile, SiteUnknown

# What every stay of the form has for itself; everything else is asked once for all of them.
OWN = ("site", "check_in", "nights", "package")


@dataclass(frozen=True)
class LegForm:
    """One stay as it was typed. `filled` has plain names; on the page they stand behind `prefix`."""

    prefix: str
    site: SiteProfile
    filled: Filled[HoldForm]
    rooms: Mapping[str, int]

    @property
    def is_sound(self) -> bool:
        return self.filled.value is not None

    @property
    def order(self) -> HoldOrder:
        return replace(self.filled.sound.order(self.rooms), extras=self.extras)

    @property
    def extras(self) -> tuple[str, ...]:
        """Codes of what is ticked to be added; those of another package are not offered and fall away."""
        raw = self.filled.raw
        return tuple(
            name.removeprefix(EXTRA)
            for name, text in raw.items()
            if name.startswith(EXTRA) and text
        )

    def error(self, name: str) -> str:
        return self.filled.errors.get(name, "") if not self.prefix or _is_own(name) else ""


def prefix_of(number: int) -> str:
    """Of the stay in this place, counted from nothing."""
    return f"{number + 1}-" if number else ""


def _is_own(name: str) -> bool:
    return name in OWN or name.startswith((ROOMS, EXTRA))


async def legs_of(filled: Filled[HoldForm]) -> list[LegForm]:
    """All stays of the form, the first one too. Refused: SiteUnknown for the first; another unknown one is left out."""
    legs = [await _leg("", filled)]
    for number in range(1, MOST_LEGS):
        prefix = prefix_of(number)
        own = {name.removeprefix(prefix): text for name, text in filled.raw.items() if name.startswith(prefix)}  # fmt: skip
        if own.get("site"):
            try:
                legs.append(await _leg(prefix_of(len(legs)), _behind(filled, own)))
            except SiteUnknown:
                continue
    return legs


def _behind(first: Filled[HoldForm], own: Mapping[str, str]) -> Filled[HoldForm]:
    """A further stay's own fields, with those that the form asks once."""
    numbered = tuple(prefix_of(number) for number in range(1, MOST_LEGS))
    shared = {
        name: text
        for name, text in first.raw.items()
        if not _is_own(name) and not name.startswith(numbered)
    }
    return judge(QueryParams({**shared, **own}), HoldForm)


async def _leg(prefix: str, filled: Filled[HoldForm]) -> LegForm:
    site = await listings.profile(filled.raw.get("site", ""))
    rooms, wrong = rooms_typed(filled, site.room_types)
    for name, words in wrong.items():
        filled = filled.with_error(name, words)
    return LegForm(prefix, site, filled, rooms)


def with_base(legs: Sequence[LegForm], code: str, *, nights: str) -> Filled[HoldForm] | None:
    """A further stay that begins on the day on which the last one ends; None where its dates are not known."""
    last = legs[-1].filled.value
    if last is None:
        return None
    own = {"site": code, "check_in": last.check_out.isoformat(), "nights": nights}
    return _behind(legs[0].filled, own)


def following(legs: Sequence[LegForm]) -> list[LegForm]:
    """The same stays, each beginning where the one before it ends, as far as nights are known."""
    found = list(legs[:1])
    for leg in legs[1:]:
        before = found[-1].filled.value
        if before is None:
            return [*found, *legs[len(found) :]]
        raw = {**leg.filled.raw, "check_in": before.check_out.isoformat()}
        found.append(replace(leg, filled=judge(QueryParams(raw), HoldForm)))
    return found


def untimely(legs: Sequence[LegForm]) -> Refusal | None:
    """Why these stays are not one trip, as far as their dates are known."""
    try:
        stays.demand_one_trip(
            [
                stays.Leg(leg.filled.sound.check_in, leg.filled.sound.check_out)
                for leg in legs
                if leg.is_sound
            ]
        )
    except Refusal as refusal:
        return refusal
    return None


def without_tight_rooms(leg: LegForm) -> LegForm:
    """Where the typed rooms have too few beds for the heads now asked, they are proposed anew."""
    beds = sum(leg.rooms.get(kind.code, 0) * kind.beds for kind in leg.site.room_types)
    if leg.filled.value is None or beds >= leg.filled.value.heads.total:
        return leg
    raw = {name: text for name, text in leg.filled.raw.items() if not name.startswith(ROOMS)}
    return replace(leg, filled=replace(leg.filled, raw=raw), rooms={})
