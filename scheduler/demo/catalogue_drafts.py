"""The invented bases in the shape in which a base is enrolled."""

from calendar import monthrange
from datetime import date, time, timedelta

from scheduler.demo.catalogue import DemoPackage, DemoSeason, DemoSite
from sites.certification import CertificateDraft
from sites.listings import Inspection, Medical, RoomTypeDraft, SiteDraft, Terms, Tier
from sites.packages import BaseDraft, Extra, IncludedItem, PackageDraft, PriceDraft, ProgrammeDay

ISSUER, ISSUER_EN = "黄山市总工会", "Huangshan City Federation of Trade Unions"


def base_draft(site: DemoSite, *, operator_id: int | None, years: range) -> BaseDraft:
    """`years` are those for which the seasons' prices are written."""
    return BaseDraft(
        site=_site(site, operator_id=operator_id),
        certificate=CertificateDraft(
            number=site.certificate.number,
            batch=site.certificate.batch,
            grade=site.certificate.grade,
            valid_from=site.certificate.valid_from,
            valid_to=site.certificate.valid_to,
            issuer_name=ISSUER,
            issuer_name_en=ISSUER_EN,
        ),
        packages=tuple(_package(package, years) for package in _usual_first(site)),
    )


def _usual_first(site: DemoSite) -> list[DemoPackage]:
    return sorted(site.packages, key=lambda package: not package.by_default)


def _site(site: DemoSite, *, operator_id: int | None) -> SiteDraft:
    return SiteDraft(
        code=site.code, kind=site.kind, district_code=site.district_code,
        name=site.name, name_en=site.name_en, address=site.address, address_en=site.address_en,
        introduction=site.introduction, introduction_en=site.introduction_en,
        latitude=site.latitude, longitude=site.longitude, operator_id=operator_id,
        operator_name=site.operator.name, operator_name_en=site.operator.name_en,
        phone=site.phone, rail_minutes=site.minutes_to_station, altitude=site.altitude_m,
        dining_seats=site.dining_seats, meeting_seats=site.meeting_seats,
        reception_limit=site.reception_limit, booking_mode=site.booking_way,
        answer_hours=site.answer_hours, opens=_hour(site.answer_from),
        closes=_hour(site.answer_until), check_in_hour=site.check_in_hour,
        check_out_hour=site.check_out_hour, option_days=site.option_hold_days,
        facilities={facility.code: facility.count for facility in site.facilities},
        room_types=tuple(
            RoomTypeDraft(kind.code, kind.name, kind.name_en, kind.beds, kind.rooms, kind.area_m2)
            for kind in site.room_types
        ),
        medical=_medical(site), terms=_terms(site), inspected_on=site.inspection.on,
        inspection_result=site.inspection.result, inspection=_inspection(site), is_demo=True,
    )  # fmt: skip


def _medical(site: DemoSite) -> Medical:
    care = site.medical
    return Medical(
        hospital=care.hospital, hospital_en=care.hospital_en, hospital_grade=care.hospital_grade,
        hospital_km=care.hospital_km, hospital_minutes=care.hospital_minutes,
        room_from=_hour(care.room_from), room_until=_hour(care.room_until), nurses=care.nurses,
        first_aiders=care.first_aiders,
        defibrillators=tuple((place.place, place.place_en) for place in care.defibrillators),
    )  # fmt: skip


def _terms(site: DemoSite) -> Terms:
    rules = site.cancellation
    return Terms(
        tuple(Tier(tier.days_before, tier.percent) for tier in rules.tiers),
        rules.free_heads,
        rules.free_heads_until_days,
        rules.terms,
        rules.terms_en,
    )


def _inspection(site: DemoSite) -> Inspection:
    visit = site.inspection
    return Inspection(
        visit.note,
        visit.note_en,
        visit.food_grade,
        visit.food_on.isoformat(),
        visit.fire_on.isoformat(),
    )


# What every invented base adds for a price.
EXTRAS = (
    Extra("x1", "示例：随团导游", "Sample: a guide with the group", "group_day", 40_000),
    Extra("x2", "示例：市内大巴", "Sample: a coach in the city", "group_day", 160_000),
    Extra("x3", "示例：加保意外险", "Sample: more accident insurance", "person", 1_500),
)


def _package(package: DemoPackage, years: range) -> PackageDraft:
    return PackageDraft(
        code=package.code, theme=package.theme, name=package.name, name_en=package.name_en,
        min_nights=package.min_nights, max_nights=package.max_nights,
        min_group=package.min_group, max_group=package.max_group,
        prices=tuple(_price(season, year) for year in years for season in package.seasons),
        included=tuple(
            IncludedItem(item.code, item.count, item.fen, item.note, item.note_en)
            for item in package.included
        ),
        excluded=package.excluded,
        programme=tuple(
            ProgrammeDay(day.text, day.text_en, day.meals, day.drive_minutes, day.walk_km)
            for day in package.days
        ),
        single_supplement=package.single_supplement_fen,
        extras=EXTRAS,
    )  # fmt: skip


def _price(season: DemoSeason, year: int) -> PriceDraft:
    month, day = season.last
    # A season that ends on the 29th of February ends on the last day there is.
    last = date(year, month, min(day, monthrange(year, month)[1]))
    starts_on, ends_on = date(year, *season.first), last + timedelta(days=1)
    return PriceDraft(season.season, starts_on, ends_on, season.fen)


def _hour(value: time | None) -> str:
    return value.strftime("%H:%M") if value else ""
