"""Certificates in the order in which they run out, with the groups that are booked beyond their last day."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.federation.door import federation_route
from booking.web.showing.download import download
from sites import certification, listings
from sites.foundation import clock
from sites.foundation.language import N_, _, locale
from sites.foundation.pages import page
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href
from sites.foundation.spreadsheet import Sheet
from sites.listings import SiteCard
from sites.regions import districts

ADDRESS, SIZE, SOON_DAYS = "/federation/certificates", 30, 90
STATUSES: dict[str, str] = {
    "certified": N_("valid"),
    "expired": N_("expired"),
    "suspended": N_("suspended"),
    "revoked": N_("revoked"),
    "applied": N_("applied"),
    "under_review": N_("under review"),
    "noticed": N_("noticed"),
}


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """The newest certificate of a base. `after`: groups and heads booked on nights beyond its last day."""

    site: SiteCard
    district: str
    number: str
    batch: int
    status: str
    valid_from: date
    valid_to: date
    days: int
    after: tuple[int, int]

    @property
    def runs_out(self) -> bool:
        return self.status == "certified" and 0 <= self.days <= SOON_DAYS

    @property
    def status_words(self) -> str:
        return _(STATUSES[self.status])


async def certificate_rows() -> list[CertificateRow]:
    """Valid ones by their last day, then those that are valid no more."""
    cards, names = await listings.cards(), {one.code: one.name_in(locale()) for one in districts()}
    kept, today = await certification.records(), clock.today()
    newest = {card.id: kept[card.id][0] for card in cards if card.id in kept}
    after = await stays.booked_beyond({site_id: one.valid_to for site_id, one in newest.items()})
    rows = [
        CertificateRow(
            card, names.get(card.district_code, ""), one.number, one.batch, one.status,
            one.valid_from, one.valid_to, (one.valid_to - today).days, after.get(card.id, (0, 0)),
        )
        for card in cards
        if (one := newest.get(card.id))
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.status != "certified", row.valid_to, row.site.code))


async def show(request: Request) -> Response:
    soon = request.query_params.get("show") == "soon"
    every = await certificate_rows()
    running = [row for row in every if row.runs_out]
    shown = cut(
        running if soon else every, number=number_from(request.query_params.get("page")), size=SIZE
    )
    tabs = [
        (_("All"), href(ADDRESS), not soon, len(every)),
        (_("Run out within 90 days"), href(ADDRESS, show="soon"), soon, len(running)),
    ]
    kept = {"show": "soon" if soon else ""}
    return page(
        request, "pages/federation/certificates.html", shown=shown, tabs=tabs,
        previous=href(ADDRESS, **kept, page=shown.number - 1) if shown.number > 1 else "",
        next=href(ADDRESS, **kept, page=shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


async def sheet(_request: Request) -> Response:
    head = (
        _("Base"), _("Code"), _("District"), _("Certificate number"), _("Batch"), _("State"), _("First day"),
        _("Last day"), _("Days left"), _("Groups booked beyond"), _("People booked beyond"),
    )  # fmt: skip
    rows = [
        (
            row.site.name, row.site.code, row.district, row.number, row.batch, row.status_words,
            row.valid_from, row.valid_to, row.days, *row.after,
        )
        for row in await certificate_rows()
    ]  # fmt: skip
    return await download(_("Certificates"), Sheet(_("Certificates"), head, rows))


ROUTES = [
    federation_route(ADDRESS, needs="sites.oversee", get=show),
    federation_route(f"{ADDRESS}.xlsx", needs="sites.oversee", get=sheet),
]
