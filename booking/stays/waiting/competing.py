"""Which of several groups fit together: every largest set whose rooms and places are there on each night. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from sites.calendar import Wanted, Window, shortages
from sites.calendar.wanted import Place

MOST_TOGETHER = 10


def fitting_sets(groups: Sequence[Wanted], window: Window) -> tuple[tuple[int, ...], ...]:
    """Places in `groups`; the largest sets first. No set stands in another. Groups of one site only.

    Of more than MOST_TOGETHER groups only the first so many are combined.
    """
    fitting = [n for n, one in enumerate(groups[:MOST_TOGETHER]) if not shortages(window, one)]
    needs = {n: _needs(groups[n]) for n in fitting}
    free = {place: _free(window, place) for own in needs.values() for place in own}
    found: list[tuple[int, ...]] = []
    for size in range(len(fitting), 0, -1):
        for chosen in combinations(fitting, size):
            is_new = not any(set(chosen) <= set(larger) for larger in found)
            if is_new and _fit(free, (needs[n] for n in chosen)):
                found.append(chosen)
    return tuple(found)


def _needs(one: Wanted) -> Counter[Place]:
    """Rooms by type and night, and people by night (as room type 0)."""
    needs: Counter[Place] = Counter()
    for portion in (*one.places(), *one.rooms_by_night()):
        needs[portion.place] += portion.amount
    return needs


def _free(window: Window, place: Place) -> int:
    site_id, room_type_id, night = place
    site, day = window.sites[site_id], window.position(night)
    if room_type_id == 0:
        return site.nights[day].people
    return site.types[room_type_id].free[day] or 0


def _fit(free: dict[Place, int], needs: Iterable[Counter[Place]]) -> bool:
    together: Counter[Place] = Counter()
    for own in needs:
        together.update(own)
    return all(amount <= free[place] for place, amount in together.items())


def overlapping(groups: Sequence[Wanted]) -> list[list[int]]:
    """Places in `groups` that hang together by their nights at one site, each with all others of its chain."""
    order = sorted(range(len(groups)), key=lambda n: (groups[n].site_id, groups[n].check_in, n))
    chains: list[list[int]] = []
    ends: list[Wanted] = []
    for n in order:
        one = groups[n]
        if ends and ends[-1].site_id == one.site_id and one.check_in < ends[-1].check_out:
            chains[-1].append(n)
            if one.check_out > ends[-1].check_out:
                ends[-1] = one
        else:
            chains.append([n])
            ends.append(one)
    return [sorted(chain) for chain in chains]
