"""What is looked for again and again: "what is due now?", asked by state and time, never by tick."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from booking import cases, people, plans, quotas, receptions, rosters, stays, webhooks
from booking.money import online
from booking.stays import due, enrolling, insuring, pooling, surveying, waiting
from scheduler.jobs import kept, outside, told
from sites import calendar, listings
from sites.foundation import change_log, idempotency
from sites.foundation.observe import log

Run = Callable[[], Awaitable[int]]


@dataclass(frozen=True)
class Sweep:
    """A look every so often; `run` answers how much it found. Running it twice changes nothing more."""

    name: str
    every: timedelta
    run: Run


def each(
    due: Callable[[], Awaitable[Sequence[int]]], act: Callable[[int], Awaitable[object]]
) -> Run:
    """One act for each id that is due, each in its own transaction: a bad one never stops the rest."""

    async def run() -> int:
        ids = await due()
        for one in ids:
            try:
                await act(one)
            except Exception as fault:  # noqa: BLE001 - whatever is wrong with this id is not wrong with the next
                log().warning(
                    "sweep_item_failed", act=act.__name__, id=one, fault=type(fault).__name__
                )
        return len(ids)

    return run


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

TIMETABLE: tuple[Sweep, ...] = (
    Sweep("close_pools", MINUTE, each(pooling.pools_due, pooling.close_pool)),
    Sweep("expire_holds", MINUTE, each(due.holds_over, stays.expire)),
    Sweep("expire_unanswered", MINUTE, each(due.submissions_unanswered, stays.expire)),
    Sweep("expire_unconfirmed", 10 * MINUTE, each(due.submissions_unconfirmed, stays.expire)),
    Sweep("expire_without_deposit", 10 * MINUTE, each(due.deposits_over, stays.expire)),
    Sweep("remind_of_payments", HOUR, each(due.payments_near, told.remind_of_payment)),
    Sweep("warn_of_payments", HOUR, each(due.payments_over, told.warn_of_payment)),
    Sweep("lapse_counter_offers", MINUTE, each(due.counter_offers_over, stays.lapse)),
    Sweep("offer_freed_rooms", MINUTE, each(waiting.sites_to_offer, waiting.offer)),
    Sweep("lapse_waits", 10 * MINUTE, each(waiting.waits_over, waiting.lapse)),
    Sweep("confirm_accepted", 5 * MINUTE, each(due.submissions_accepted, stays.confirm)),
    Sweep("release_rooms", 10 * MINUTE, each(due.releases_due, stays.release_unnamed)),
    Sweep("depart", 10 * MINUTE, each(due.departures, stays.depart_by_date)),
    Sweep("present_accounts", HOUR, each(due.accounts_not_presented, stays.present_by_date)),
    Sweep("reconcile", 10 * MINUTE, each(due.windows_over, stays.reconcile_by_date)),
    Sweep("remind_of_holds", 10 * MINUTE, each(due.holds_ending_soon, told.remind_of_hold)),
    Sweep("remind_of_contracts", HOUR, each(due.contracts_missing, told.remind_of_contract)),
    Sweep("remind_of_insurance", HOUR, each(insuring.uninsured_soon, told.remind_of_insurance)),
    Sweep("remind_of_names", HOUR, each(due.names_due_soon, told.remind_of_names)),
    Sweep("fill_enrolments", 10 * MINUTE, each(enrolling.places_to_fill, enrolling.fill_enrolment)),
    Sweep(
        "remind_of_enrolments", HOUR, each(enrolling.enrolments_closing, told.remind_of_enrolment)
    ),
    Sweep("tell_of_members", HOUR, each(enrolling.enrolments_waiting, told.tell_of_members)),
    Sweep("remind_of_releases", HOUR, each(due.releases_soon, told.remind_of_release)),
    Sweep("remind_of_returns", DAY, each(receptions.returns_missing, told.remind_of_return)),
    Sweep("remind_of_rooms", HOUR, each(listings.stale_sites, told.remind_of_rooms)),
    Sweep("remind_of_cases", HOUR, each(cases.near, told.remind_of_case)),
    Sweep("mark_overdue_cases", 10 * MINUTE, each(cases.past, cases.mark_overdue)),
    Sweep("open_quotas", MINUTE, each(quotas.openings_due, quotas.note_opening)),
    Sweep("release_quotas", 10 * MINUTE, each(quotas.releases_due, quotas.release_by_date)),
    Sweep("warn_of_quotas", 10 * MINUTE, each(quotas.nearly_spent, quotas.note_nearly_spent)),
    Sweep("end_plans", HOUR, each(plans.plans_to_follow, plans.let_plan_end)),
    Sweep("expire_certificates", HOUR, kept.expire_certificates),
    Sweep("flag_uncertified", 10 * MINUTE, each(stays.wrongly_flagged, stays.flag_uncertified)),
    Sweep("read_outside_calendars", 10 * MINUTE, each(calendar.outside_due, outside.read_outside)),
    Sweep("extend_calendars", HOUR, each(kept.calendars_to_extend, kept.extend_calendar)),
    Sweep(
        "ask_about_payments", MINUTE, each(online.payments_to_ask_about, online.ask_about_payment)
    ),
    Sweep("ask_about_refunds", MINUTE, each(online.refunds_to_ask_about, online.ask_about_refund)),
    Sweep(
        "reconcile_online", HOUR, each(online.accounts_to_reconcile, online.ask_for_reconciliation)
    ),
    Sweep("forget_request_keys", HOUR, idempotency.forget_old),
    Sweep("forget_sign_in_tries", HOUR, people.forget_old_tries),
    Sweep("forget_sessions", DAY, people.forget_old_sessions),
    Sweep("forget_done_rows", DAY, kept.forget_done_rows),
    Sweep("forget_deliveries", DAY, webhooks.forget_old_deliveries),
    Sweep("forget_silent_workers", HOUR, kept.forget_silent_workers),
    Sweep("judge_surveys", HOUR, each(surveying.surveys_over, surveying.judge_survey)),
    Sweep("write_entitlements", HOUR, each(stays.entitlements_due, stays.entitle)),
    Sweep("forget_entitlements", DAY, rosters.forget_old_records),
    Sweep("shred_lists", HOUR, each(stays.lists_to_shred, stays.shred_list)),
    Sweep("shred_files", HOUR, each(stays.files_to_shred, stays.shred_files)),
    Sweep(
        "forget_roster_files", HOUR, each(rosters.roster_files.too_old, rosters.roster_files.forget)
    ),
    Sweep("forget_plan_files", HOUR, each(rosters.plan_files.too_old, rosters.plan_files.forget)),
    Sweep("forget_changes", 10 * MINUTE, change_log.forget_old),
)
