"""One base: its certificate, the days on which the group finds room, packages, terms, care, place."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import bookable, surveying
from booking.web.offers import care_view, package_view, terms_view
from booking.web.offers.addresses import Address, address_of
from booking.web.offers.asked import Asked, read, typed
from booking.web.offers.box import box, closed
from booking.web.offers.cards import compare_address, stay_dates
from booking.web.offers.closed_bases import why_closed
from booking.web.offers.ground import city_name, ground, sender_of
from booking.web.offers.month_view import Picked, months
from booking.web.offers.rooms_age import pause, rooms_age
from booking.web.offers.structured import structured
from booking.web.showing import offer_in_words, rule_in_words, survey
from sites import certification, listings, packages, regions, search
from sites.foundation import clock
from sites.foundation.editions import CATALOGUE, NIGHTS
from sites.foundation.forms import Filled
from sites.foundation.kept_pages import kept_page
from sites.foundation.language import _, locale
from sites.foundation.pages import PUBLIC, page, route, viewer_of
from sites.listings.pictures import pictures_of
from sites.listings.vocabulary import BOOKING_WAY, KIND
from sites.regions.schematic import WIDE, MapPoint, place

A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Shown:
    """A base judged for what the address asks. `package` is the one that the box prices."""

    site: listings.SiteProfile
    sold: tuple[packages.PackageProfile, ...]
    package: packages.PackageProfile | None
    answer: search.Answer
    certificate: certification.CertificateRecord | None


async def show(request: Request) -> Response:
    """Nonsense in the address is said in the box; the base itself is shown all the same."""
    filled = read(request.query_params)
    asked = filled.value or Asked()
    shown = await _shown(request.path_params["code"], asked, request.query_params.get("package"))
    path, address = f"/sites/{shown.site.code}", _address(asked, shown)
    viewer, question = viewer_of(request), _question_of(asked, shown.answer)
    asker = await bookable(question, by=viewer.actor if viewer else None, sender=None)
    booking_box = closed(
        box(shown.site, shown.answer, asked, address=address), why_closed(asker, shown.answer)
    )
    picked = Picked(shown.answer.check_in, shown.answer.nights, asked.heads)
    return page(
        request, "pages/public/base.html", status=200 if filled.value else 422,
        site=shown.site, certificate=shown.certificate, answer=shown.answer, heads=asked.heads,
        reviews=await _reviews(shown.site.id), photographs=await pictures_of(shown.site.id), box=booking_box, structured=structured(shown.site, shown.certificate, origin=request.app.state.settings.origin),
        ground=await ground(
            await sender_of(request, asked.origin), check_in=asked.check_in, nights=shown.answer.nights,
            price=shown.answer.price, site=shown.site.card.district_code,
        ),
        calendar=await months(
            shown.site.id, wanted=request.query_params.get("month"), picked=picked, address=address, path=path
        ),
        **_words(shown), **_sold(shown, address, path, total=booking_box.total_fen), **_around(asked, shown, address, filled),
    )  # fmt: skip


async def _reviews(site_id: int) -> dict[str, Any] | None:
    """Of completed groups alone, with the numbers that they rest on; None while too few have answered."""
    found = await surveying.reviews_of(site_id)
    if found is None:
        return None
    return {"rows": survey.rows(found.sums), "stays": found.stays, "answers": found.sums.answers}


async def _shown(code: str, asked: Asked, wanted: str | None) -> Shown:
    site = await listings.profile(code)
    question = replace(
        asked.question(), districts=frozenset(), kinds=frozenset(), facilities=frozenset()
    )
    question = replace(question, theme="", rail_within=None, km_within=None)
    catalogue = await search.read_site(question, site.card)
    first = asked.check_in or clock.today()
    sold = await packages.packages(site.id, first=first, until=first + A_YEAR)
    chosen = next((one for one in sold if one.offer.code == wanted), None)
    if chosen:
        catalogue = replace(catalogue, offers={site.id: (chosen.offer,)})
        question = replace(question, nights=_within(chosen.offer, question.nights))
    answer = search.answer_for(question, catalogue, site.card)
    priced = next((one for one in sold if answer.offer and one.offer.id == answer.offer.id), None)
    return Shown(site, sold, chosen or priced, answer, answer.certificate)


def _within(offer: packages.Offer, nights: int) -> int:
    """A chosen package sets the length where the address asks for one that it does not have."""
    return min(max(nights, offer.min_nights), offer.max_nights)


def _address(asked: Asked, shown: Shown) -> Address:
    own = asked.model_copy(
        update={
            "district": [],
            "kind": [],
            "facility": [],
            "nights": shown.answer.nights,
            "until": None,
        }
    )
    pairs = address_of(own).pairs
    chosen = (("package", shown.package.offer.code),) if shown.package else ()
    return Address((*pairs, *chosen))


def _words(shown: Shown) -> dict[str, Any]:
    card = shown.site.card
    return {
        "kind": KIND[card.kind].say(),
        "district": regions.district(card.district_code).name_in(locale()),
        "booking_way": _booking_way(shown.site),
        "rule_words": rule_in_words(shown.site.waiting),
        "offer_words": offer_in_words(shown.site.waiting),
        "rooms_age": rooms_age(card),
        "pause": pause(card),
        "care": care_view.lines(shown.site),
    }


def _booking_way(site: listings.SiteProfile) -> str:
    """How it answers, and when its nights may be booked, where that is bounded."""
    way = BOOKING_WAY[site.card.booking_way].say()
    if site.book_from is not None:
        return _("%(way)s; nights can be booked from %(most)s to %(least)s days before them", way=way, most=site.book_from, least=site.book_until)  # fmt: skip
    if site.book_until:
        return _("%(way)s; nights can be booked until %(least)s days before them", way=way, least=site.book_until)  # fmt: skip
    return way


def _sold(shown: Shown, address: Address, path: str, *, total: int | None) -> dict[str, Any]:
    check_in, nights, package = shown.answer.check_in, shown.answer.nights, shown.package
    return {
        "packages": package_view.rows(
            shown.sold, chosen=package.offer if package else None, check_in=check_in,
            nights=nights, address=address, path=path,
        ),
        "package": package,
        "included": package_view.included(package) if package else [],
        "excluded": package_view.excluded(package) if package else [],
        "days": package_view.days(package, check_in=check_in, nights=nights) if package else [],
        "tiers": terms_view.tiers(shown.site, check_in=check_in, total=total),
        "shrinking": terms_view.shrinking(shown.site.terms, check_in=check_in),
    }  # fmt: skip


def _around(asked: Asked, shown: Shown, address: Address, filled: Filled[Asked]) -> dict[str, Any]:
    card = shown.site.card
    point = MapPoint(
        card.code, card.name, card.kind, card.district_code, card.latitude, card.longitude,
        label=KIND[card.kind].pin,
    )  # fmt: skip
    return {
        "typed": typed(filled),
        "errors": filled.errors,
        "asked": asked,
        "earliest": clock.today(),
        "city": city_name(asked.origin),
        "origin_options": regions.city_options(),
        "back": address.without("package").to("/sites"),
        "by_month": address.without("package").to("/months", site=card.code),
        "dates": _dates(shown.answer.check_in, shown.answer.nights),
        "compare": compare_address(asked, [card.code]),
        "map": WIDE,
        "pins": place([point], on=WIDE),
    }


def _question_of(asked: Asked, found: search.Answer) -> search.Question:
    """The stay that the answer is about."""
    starts = (found.check_in,) if found.check_in else ()
    return replace(asked.question(), starts=starts, nights=found.nights)


def _dates(check_in: date | None, nights: int) -> str:
    return stay_dates(check_in, nights) if check_in else ""


ROUTES = [route("/sites/{code}", needs=PUBLIC, get=kept_page(show, CATALOGUE, NIGHTS))]
