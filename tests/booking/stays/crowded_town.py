"""The town with what makes it scarce: quotas that change, a waiting list, and unions that want several stays at once."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from booking import quotas, stays
from booking.stays import waiting
from booking.stays.models import Stay
from booking.stays.waiting.models import Wait
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.packages import Heads
from tests.booking.stays import stories
from tests.booking.stays.town import Town
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import WHY, change, make_quota, node

SWEEPS = [
    (waiting.sites_to_offer, waiting.offer), (waiting.waits_over, waiting.lapse),
    (quotas.releases_due, quotas.release_by_date),
]  # fmt: skip
PROGRAMMES = ["", "front_line"]


class CrowdedTown(Town):
    """A quota over all of it with a share for one programme; a second house nearby; both keep a list."""

    @initialize()
    def open(self) -> None:
        super().open()
        self.other = self.run(make_place(reception_limit=40))
        host = self.run(make_federation())
        self.whole = self.run(make_quota(host, ceiling=90, origin_code=HANGZHOU))
        self.share = self.run(
            make_quota(host, parent=self.whole, ceiling=30, programme="front_line")
        )
        self.waits: list[SimpleNamespace] = []
        self.unions.append(self.run(make_union(region=NANJING)))
        for ahead in (1, 4, 7):  # a full house: whoever comes now has to wait
            start = clock.day_of(self.now) + timedelta(days=ahead)
            full = self.run(stays.hold(self._order(self.other, start, 3, 38, ""), by=self.unions[2].organiser))  # fmt: skip
            self._remember(full, self.unions[2])
        self.run(self.watch.look())  # a new base is told to nobody

    @rule(is_share=st.booleans(), ceiling=st.integers(0, 140))
    def set_ceiling(self, is_share: bool, ceiling: int) -> None:
        self._dare(change(self.share if is_share else self.whole, ceiling=ceiling))

    @rule(amount=st.integers(1, 30))
    def borrow(self, amount: int) -> None:
        async def lend() -> None:
            row = await node(self.share)
            await quotas.borrow(self.share.id, lender=self.whole.id, amount=amount, why=WHY, seen=row.version, by=self.share.owner.clerk)  # fmt: skip

        self._dare(lend())

    @rule(
        union=st.integers(0, 1), ahead=st.integers(0, 8), nights=st.integers(1, 3), workers=st.integers(10, 40),
        both=st.booleans(), programme=st.sampled_from(PROGRAMMES),
    )  # fmt: skip
    def join_the_list(self, union: int, ahead: int, nights: int, workers: int, both: bool, programme: str) -> None:  # fmt: skip
        start = clock.day_of(self.now) + timedelta(days=ahead)
        order = waiting.WaitOrder(
            (self.other.code, self.place.code) if both else (self.other.code,), start, start + timedelta(days=nights + 1),
            nights, Heads(workers), {TWIN: -(-workers // 2)}, any_rooms=True, programme=programme,
        )  # fmt: skip
        by = self.unions[union].organiser
        if made := self._dare(waiting.join(order, by=by)):
            self.waits.append(SimpleNamespace(id=made, by=by, union=self.unions[union]))

    @rule(which=st.integers(0, 20), answer=st.sampled_from([waiting.keep, waiting.decline, waiting.leave]))  # fmt: skip
    def answer_an_offer(self, which: int, answer: Any) -> None:
        if self.waits:
            one = self.waits[which % len(self.waits)]
            kept = self._dare(answer(one.id, by=one.by))
            if kept and answer is waiting.keep:
                self._remember(kept, one.union)

    @rule(
        union=st.integers(0, 1), ahead=st.integers(0, 6), nights=st.tuples(st.integers(1, 3), st.integers(1, 3)),
        workers=st.integers(2, 30), programme=st.sampled_from(PROGRAMMES),
    )  # fmt: skip
    def hold_a_trip(self, union: int, ahead: int, nights: tuple[int, int], workers: int, programme: str) -> None:  # fmt: skip
        """Both houses, one after the other."""
        first = clock.day_of(self.now) + timedelta(days=ahead)
        starts = (first, first + timedelta(days=nights[0]))
        orders = [
            self._order(place, start, length, workers, programme)
            for place, start, length in zip((self.place, self.other), starts, nights, strict=True)
        ]
        made = self._dare(stays.hold_trip(orders, by=self.unions[union].organiser))
        for stay_id in self.run(_stays_of(made.trip)) if made else ():
            self._remember(stay_id, self.unions[union])

    @rule(union=st.integers(0, 1), ahead=st.integers(0, 6), workers=st.integers(2, 30), whole=st.booleans(), programme=st.sampled_from(PROGRAMMES))  # fmt: skip
    def hold_batches(self, union: int, ahead: int, workers: int, whole: bool, programme: str) -> None:  # fmt: skip
        """Two groups of one plan, the second a day later."""
        first = clock.day_of(self.now) + timedelta(days=ahead)
        orders = [self._order(self.place, first + timedelta(days=n), 2, workers, programme) for n in (0, 1)]  # fmt: skip
        made = self._dare(stays.hold_batches(orders, whole=whole, by=self.unions[union].organiser))
        for batch in made or ():
            if batch.stay:
                self._remember(batch.stay, self.unions[union])

    @rule(which=st.integers(0, 30), union=st.integers(0, 1), workers=st.integers(30, 40))
    def wait_until_one_lets_go(self, which: int, union: int, workers: int) -> None:
        """As a list is meant to go: somebody waits for just those nights, they come free, and are offered."""
        story = self.stories[which % len(self.stories)]
        first = max(0, (story.check_in - clock.day_of(self.now)).days)
        self.join_the_list(union, first, min(3, len(story.nights)), workers, False, "")
        self._try(which, stories.cancel)
        self.sweep_the_scarce()

    @rule()
    def sweep_the_scarce(self) -> None:
        for look, job in SWEEPS:
            for number in self.run(look()):
                self.run(job(number))

    @invariant()
    def what_lists_have_reached_is_noted(self) -> None:
        if hasattr(self, "waits"):
            self.reached |= {f"wait {state}" for state in self.run(_wait_states())}

    def _order(self, place: SimpleNamespace, start: Any, nights: int, workers: int, programme: str) -> stays.HoldOrder:  # fmt: skip
        return stays.HoldOrder(
            place.code, "CARE", start, nights, {TWIN: -(-workers // 2)}, Heads(workers), programme=programme
        )  # fmt: skip

    def _dare(self, act: Any) -> Any:
        """What the verb answers; nothing where it refuses."""
        try:
            return self.run(act)
        except Refusal:
            return None

    def _remember(self, stay_id: str, union: SimpleNamespace) -> None:
        row = self.run(_row(stay_id))
        place = next(one for one in (self.place, self.other, self.asking) if one.id == row.site_id)
        nights = [row.check_in + timedelta(days=n) for n in range((row.check_out - row.check_in).days)]  # fmt: skip
        self.stories.append(
            SimpleNamespace(
                id=stay_id, number=row.id, union=union, place=place, operator=place.operator,
                check_in=row.check_in, nights=nights,
            )
        )  # fmt: skip


async def _row(stay_id: str) -> Stay:
    return await Stay.get(public_id=stay_id)


async def _stays_of(trip: str) -> list[str]:
    return [str(one) for one in await Stay.filter(trip__public_id=trip).order_by("id").values_list("public_id", flat=True)]  # fmt: skip


async def _wait_states() -> list[str]:
    return [str(state) for state in await Wait.all().values_list("state", flat=True)]
