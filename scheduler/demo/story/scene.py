"""Who acts in the story, and which stay each booking has become."""

import asyncio
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from booking import stays
from booking.money import InvoiceFile
from scheduler.demo.cast import approver_email, centre_email, desk_email
from scheduler.demo.founding import Cast
from scheduler.demo.story.act import Plot
from scheduler.demo.story.papers import keep_paper, sample_page, with_papers
from scheduler.demo.unions import demo_federations, operator_people
from sites.foundation.actor import Actor
from sites.foundation.idempotency import Key
from sites.packages import Heads

_STAFF = {(one.site_code, one.role): one.email for one in operator_people()}


class Scene:
    """The plots by booking number, the actors by mail address, and stays once they are held."""

    def __init__(
        self, some: Iterable[Plot], *, cast: Cast, today: date, uploads: Path | None = None
    ) -> None:
        some = tuple(some)
        self.plots = {plot.booking.number: plot for plot in some}
        self.uploads = uploads
        self.papered = with_papers(some) if uploads else ()
        self.cast = cast
        self.today = today
        self.stays: dict[int, str] = {}
        self.invoice: InvoiceFile | None = None
        self.lost: set[int] = set()
        self.inner: dict[int, int] = {}
        self.rooms: dict[int, dict[int, int]] = {}

    @property
    def clerk(self) -> Actor:
        """Of the federation that hosts the bases."""
        return self.cast[next(body.email for body in demo_federations() if body.is_host)]

    def organiser(self, plot: Plot) -> Actor:
        return self.cast[plot.union.email]

    def approver(self, plot: Plot) -> Actor:
        return self.cast[approver_email(plot.union)]

    def operator(self, plot: Plot, role: str) -> Actor:
        """Where nobody has just this role, the desk does everything."""
        return self.cast[_STAFF.get((plot.site.code, role), desk_email(plot.site.code))]

    def payee(self, plot: Plot, payee_id: int) -> Actor:
        """Who keeps the money of a charge: the base's finance person, or the centre's where it collects."""
        own, centre = self.operator(plot, "finance"), self.cast[centre_email()]
        return centre if payee_id == centre.organisation_id else own

    async def stay(self, plot: Plot) -> str:
        """The stay's public id. The key makes a second hold of the same booking the first one's answer."""
        number = plot.booking.number
        if number not in self.stays:
            self.stays[number] = await stays.hold(
                self._order(plot), by=self.organiser(plot), key=key_of(number, "hold")
            )
        return self.stays[number]

    async def paper(self, plot: Plot, kind: str) -> None:
        """Its paper of that kind, where the booking is one that has papers."""
        if self.uploads and plot.booking.number in self.papered:
            by = self.organiser(plot)
            await keep_paper(await self.stay(plot), kind, folder=self.uploads, by=by)

    async def sample_invoice(self) -> InvoiceFile:
        """One page for all invoices of the story; without a folder there is none to fetch."""
        if self.invoice is None:
            content = sample_page("SAMPLE invoice")
            stored = await asyncio.to_thread(stays.store, self.uploads, content) if self.uploads else ""  # fmt: skip
            self.invoice = InvoiceFile("发票（示例）.pdf", stored, "application/pdf", len(content))
        return self.invoice

    async def stay_id(self, plot: Plot) -> int:
        number = plot.booking.number
        if number not in self.inner:
            stay = await self.stay(plot)
            self.inner[number] = await stays.inner_id(stay, by=self.organiser(plot))
        return self.inner[number]

    async def rooms_of(self, plot: Plot) -> dict[int, int]:
        """How many rooms of which type the stay has, by the type's id."""
        number = plot.booking.number
        if number not in self.rooms:
            by = self.operator(plot, "steward")
            first, *_ = await stays.counts_of(await self.stay(plot), by=by)
            self.rooms[number] = {room.room_type_id: room.booked for room in first.rooms}
        return self.rooms[number]

    def _order(self, plot: Plot) -> stays.HoldOrder:
        booking = plot.booking
        return stays.HoldOrder(
            site=booking.site, package=booking.package, nights=booking.nights,
            check_in=self.today + timedelta(days=booking.check_in_day),
            rooms={line.room_type: line.rooms for line in booking.rooms},
            heads=Heads(booking.workers, booking.family, booking.crew),
            kind=booking.hold_kind, contact=plot.union.contact, programme=_programme(booking.number),
        )  # fmt: skip


def _programme(number: int) -> str:
    """Every sixth group travels for its front line, every eleventh with model workers."""
    return "front_line" if number % 6 == 0 else "model_workers" if number % 11 == 0 else ""


def key_of(number: int, act: str) -> Key:
    """Whatever is repeated after an interruption is found done."""
    return Key(f"demo-{number}-{act}", "demonstration")
