"""Quotas of the demonstration: a year shared out among cities and one programme, one of them nearly spent, one over
its limit, one released, and one that opens next week. Limits follow what the story's groups take.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from booking import people, quotas, stays
from booking.quotas import QuotaDraft
from scheduler.demo.unions import demo_federations
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.observe import log

MADE, RELEASED, LOWERED, LENT, OPENS = (timedelta(days=days) for days in (75, 12, 30, 20, 7))
HANGZHOU, SHANGHAI, NANJING, SUZHOU, NINGBO, HEFEI = "330100", "310000", "320100", "320500", "330200", "340100"  # fmt: skip


@dataclass(frozen=True)
class Share:
    """A city's part of the year: what is left of it beside what its groups take; `manager` is a region's code."""

    name: str
    origin: str
    rest: int
    is_released: bool = False
    manager: str = ""


SHARES = (
    Share("上海市（示例）", SHANGHAI, 380),
    Share("杭州市（示例）", HANGZHOU, 1600, manager=HANGZHOU),
    Share("南京市（示例）", NANJING, 12),
    Share("苏州市（示例）", SUZHOU, 90),
    Share("宁波市（示例）", NINGBO, 240, is_released=True),
    Share("合肥市（示例）", HEFEI, 150),
)


async def keep_quotas(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing."""
    actors = {body.region_code: cast[body.email] for body in demo_federations()}
    host = actors[next(body.region_code for body in demo_federations() if body.is_host)]
    if await quotas.lines_for(host):
        return
    try:
        await _Maker(host, actors, today).make_all()
    except Refusal as refusal:
        log().warning("demonstration_refused", verb="keep_quotas", code=refusal.code)


@dataclass(frozen=True)
class _Maker:
    host: Actor
    partners: Mapping[str, Actor]
    today: date

    async def make_all(self) -> None:
        root = await self._root(self.today.year)
        shares = {one.origin: await self._share(root, one) for one in SHARES}
        await self._divide(shares[HANGZHOU])
        await self._lower(shares[SUZHOU])
        await self._lend(root, shares[SHANGHAI])
        await self._release()
        await self._root(self.today.year + 1)
        await self._nights()
        await self._new_year()

    async def _make(
        self, draft: QuotaDraft, *, parent: str = "", why: str, by: Actor | None = None
    ) -> str:
        return await quotas.make(
            draft, parent=parent, why=why, trips=stays.trips_taking, by=by or self.host
        )

    async def _taken(self, draft: QuotaDraft, *, parent: str = "") -> int:
        told = await quotas.preview_make(
            replace(draft, ceiling=0), parent=parent, trips=stays.trips_taking, by=self.host
        )
        return told.after.used + told.after.held

    async def _root(self, year: int) -> str:
        draft = QuotaDraft(
            f"{year} 年来源地区名额（示例）", 0, date(year, 1, 1), date(year, 12, 31)
        )
        limit = -(-(await self._taken(draft) + 4000) // 100) * 100
        with self._ago(MADE):
            return await self._make(replace(draft, ceiling=limit), why="年度计划（示例）")

    async def _share(self, root: str, share: Share) -> str:
        draft = QuotaDraft(share.name, 0, origin_code=share.origin)
        limit = await self._taken(draft, parent=root) + share.rest
        day = self.today - RELEASED if share.is_released else None
        manager = await self._manager(share)
        with self._ago(MADE):
            made = replace(draft, ceiling=limit, release_on=day, manager=manager)
            return await self._make(made, parent=root, why="按上年人数分配（示例）")

    async def _manager(self, share: Share) -> str:
        if not share.manager:
            return ""
        mine = await people.belongings(self.partners[share.manager].user_id)
        return mine[0].public_id

    async def _divide(self, city: str) -> None:
        """The city's own federation keeps a part for its front line."""
        draft = QuotaDraft("杭州一线职工（示例）", 300, programme="front_line")
        with self._ago(MADE - timedelta(days=3)):
            await self._make(
                draft, parent=city, why="一线职工优先（示例）", by=self.partners[HANGZHOU]
            )

    async def _lower(self, quota: str) -> None:
        page = await quotas.page_of(quota, by=self.host)
        taken = page.line.figures.used + page.line.figures.held
        with self._ago(LOWERED):
            await quotas.change(
                quota, replace(page.draft, ceiling=max(0, taken - 16), manager=""),
                why="年底计划取消，名额转给上海（示例）", seen=page.version, trips=stays.trips_taking, by=self.host,
            )  # fmt: skip

    async def _lend(self, root: str, quota: str) -> None:
        with self._ago(LENT):
            page = await quotas.page_of(quota, by=self.host)
            await quotas.borrow(
                quota, lender=root, amount=60, why="三季度用完，先借后还（示例）", seen=page.version, by=self.host,
            )  # fmt: skip

    async def _release(self) -> None:
        with self._ago(RELEASED):
            for quota_id in await quotas.releases_due():
                await quotas.release_by_date(quota_id)

    async def _nights(self) -> None:
        """A ceiling over one district, in workers' nights: with the cities' one it must allow too."""
        year = self.today.year
        draft = QuotaDraft(
            "黄山区承载人夜（示例）", 0, date(year, 1, 1), date(year + 1, 12, 31), unit="person_nights",
            district_code="341003",
        )  # fmt: skip
        limit = -(-(await self._taken(draft) + 6000) // 1000) * 1000
        with self._ago(MADE):
            await self._make(replace(draft, ceiling=limit), why="景区承载量（示例）")

    async def _new_year(self) -> None:
        """Opens at nine in a week: until then nobody holds of it."""
        year = self.today.year + 1
        opens = clock.at(self.today + OPENS, time(9))
        root = await self._make(
            QuotaDraft(
                f"{year} 年留黄过年（示例）", 1500, date(year, 1, 1), date(year, 3, 31),
                programme="new_year", opens_at=opens,
            ),
            why="春节专项（示例）",
        )  # fmt: skip
        for name, origin, limit in (
            ("上海市过年（示例）", SHANGHAI, 600),
            ("杭州市过年（示例）", HANGZHOU, 500),
        ):
            share = QuotaDraft(name, limit, origin_code=origin, release_on=date(year, 1, 20))
            await self._make(share, parent=root, why="春节专项（示例）")

    def _ago(self, span: timedelta) -> AbstractContextManager[None]:
        return clock.moved_to(clock.at(self.today - span, time(10, 30)))
