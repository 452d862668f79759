"""Puts the 70 invented bases on record through the public verbs, with a year and a half of nights."""

from collections.abc import Collection, Mapping
from datetime import date, time, timedelta

from booking import rules
from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.catalogue_drafts import base_draft
from sites import calendar, certification, listings, packages, recognition
from sites.foundation import clock
from sites.foundation.actor import SYSTEM

DAYS_BEHIND, DAYS_AHEAD = 180, 365


async def load_catalogue(
    *,
    operator_ids: Mapping[str, int] | None = None,
    today: date | None = None,
    opened: Collection[str] | None = None,
) -> dict[str, int]:
    """Bases, certificates, packages, prices, nights, recognition. Answers base ids by code.

    `operator_ids`: base code to the operator's organisation. `opened`: bases that get nights, else
    all. Bases come in one transaction; where they stand already, only what is missing is added.
    """
    today, operators = today or clock.today(), operator_ids or {}
    await recognition.record_known_agreements(by=SYSTEM)
    await rules.record_known_documents(by=SYSTEM)
    await rules.record_known_holidays(by=SYSTEM)
    sites = demo_sites(today)
    ids = {card.code: card.id for card in await listings.cards()}
    if not any(site.code in ids for site in sites):
        years = _years(today)
        drafts = [base_draft(s, operator_id=operators.get(s.code), years=years) for s in sites]
        made = await packages.enrol_all(drafts, by=SYSTEM)
        ids = {site.code: id_ for site, id_ in zip(sites, made, strict=True)}
    for site in sites:
        if opened is None or site.code in opened:
            await _open(ids[site.code], today=today)
        await _suspend(site, ids[site.code], today=today)
    return ids


async def _open(site_id: int, *, today: date) -> None:
    await calendar.roll_forward(
        site_id,
        since=today - timedelta(days=DAYS_BEHIND),
        until=today + timedelta(days=DAYS_AHEAD),
        by=SYSTEM,
    )


async def _suspend(site: DemoSite, site_id: int, *, today: date) -> None:
    paper = site.certificate
    if paper.suspended_on and await certification.is_valid(site_id, [today]):
        with clock.moved_to(clock.at(paper.suspended_on, time(10))):
            await certification.suspend(
                site_id, reason=paper.suspended_for, reason_en=paper.suspended_for_en, by=SYSTEM
            )


def _years(today: date) -> range:
    return range(
        (today - timedelta(days=DAYS_BEHIND)).year, (today + timedelta(days=DAYS_AHEAD)).year + 1
    )
