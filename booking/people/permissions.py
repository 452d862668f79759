"""The one table: what each role in each kind of organisation may see and do. What is not listed is refused.

A federation that is not the host of the bases stands under `partner`; `desk_of` tells which it is.
Every role may also do what `EVERYBODY` lists. docs/permissions.md is drawn from this file.
"""

from collections.abc import Iterable

from sites.foundation.actor import Actor
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

EVERYBODY = frozenset({"account.own", "notices.see"})

TABLE: dict[str, dict[str, frozenset[str]]] = {
    desk: {role: EVERYBODY | frozenset(granted.split()) for role, granted in roles.items()}
    for desk, roles in {
        "union": {
            "organiser": "stays.see stays.book stays.message stays.reconcile money.see money.pay"
            " rosters.write rosters.see rosters.reveal cases.see cases.write quotas.see rules.see",
            "approver": "stays.see stays.approve stays.message rosters.see money.see cases.see quotas.see rules.see",
            "finance": "stays.see money.see money.pay cases.see quotas.see rules.see",
            "viewer": "stays.see cases.see quotas.see rules.see",
            "administrator": "stays.see stays.book stays.message stays.reconcile money.see money.pay"
            " rosters.write rosters.see rosters.reveal team.manage cases.see cases.write quotas.see rules.see rules.write",
        },
        "operator": {
            "steward": "stays.see stays.receive stays.message rosters.see rosters.reveal calendar.see cases.see"
            " receptions.see receptions.record",
            "sales": "stays.see stays.answer stays.message stays.reconcile money.see"
            " calendar.see calendar.edit cases.see cases.write"
            " receptions.see receptions.record",
            "finance": "stays.see stays.reconcile money.see money.record money.approve receptions.see",
            "administrator": "stays.see stays.answer stays.receive stays.message stays.reconcile"
            " rosters.see rosters.reveal money.see money.approve calendar.see calendar.edit team.manage cases.see cases.write"
            " receptions.see receptions.record",
        },
        "federation": {
            "clerk": "sites.oversee partners.see calendar.see unions.verify organisations.invite waiting.prioritise"
            " filings.see cases.see cases.write cases.answer acting.use calls.note"
            " receptions.see receptions.record figures.see periods.close pictures.judge sites.assign sites.limit"
            " quotas.see quotas.manage rules.see rules.write subsidies.see subsidies.decide",
            "reviewer": "sites.oversee partners.see calendar.see filings.see cases.see"
            " receptions.see figures.see quotas.see rules.see subsidies.see",
            "viewer": "sites.oversee partners.see calendar.see filings.see cases.see"
            " receptions.see figures.see quotas.see rules.see subsidies.see",
            "administrator": "sites.oversee partners.see calendar.see unions.verify waiting.prioritise"
            " organisations.invite team.manage filings.see cases.see cases.write cases.answer acting.use calls.note"
            " receptions.see receptions.record figures.see periods.close pictures.judge sites.assign sites.limit"
            " quotas.see quotas.manage rules.see rules.write subsidies.see subsidies.decide subsidies.approve",
            "finance": "sites.oversee subsidies.see subsidies.decide subsidies.approve",
            "auditor": "audit.see figures.see filings.see receptions.see sites.oversee subsidies.see",
        },
        "partner": {
            "clerk": "partners.see stays.oversee unions.verify quotas.see quotas.manage rules.see rules.write"
            " subsidies.see subsidies.decide",
            "reviewer": "partners.see stays.oversee quotas.see rules.see subsidies.see",
            "viewer": "partners.see stays.oversee quotas.see rules.see subsidies.see",
            "administrator": "partners.see stays.oversee unions.verify organisations.invite"
            " team.manage quotas.see quotas.manage rules.see rules.write subsidies.see subsidies.decide subsidies.approve",
            "finance": "partners.see stays.oversee subsidies.see subsidies.decide subsidies.approve",
        },
        "agency": {
            "organiser": "mandates.see mandates.work",
            "administrator": "mandates.see mandates.work team.manage",
        },
        "service_centre": {
            "cashier": "stays.see money.see money.record",
            "finance": "stays.see money.see money.record money.approve",
            "administrator": "stays.see money.see money.record money.approve team.manage",
        },
        "platform": {
            "administrator": "jobs.see jobs.restart organisations.invite team.manage",
        },
    }.items()
}

# Roles that a new organisation's first person has.
FIRST_ROLES: dict[str, tuple[str, ...]] = {
    "union": ("administrator", "organiser"),
    "operator": ("administrator", "sales"),
    "agency": ("administrator", "organiser"),
}


class NotGranted(Refusal):
    code = "not_granted"
    kind = Kind.FORBIDDEN
    words = N_(
        "Your role does not include this. The administrator of your organisation can grant it."
    )


def grants(kind: str, roles: Iterable[str]) -> frozenset[str]:
    """The permissions of these roles together. `kind` is a desk: a partner federation's is `partner`."""
    table = TABLE.get(kind, {})
    return frozenset().union(*(table.get(role, frozenset()) for role in roles))


def desk_of(kind: str, *, is_host: bool) -> str:
    """The desk at which an organisation works: its kind, but for federations that host no bases."""
    return "partner" if kind == "federation" and not is_host else kind


def roles_of(desk: str) -> tuple[str, ...]:
    return tuple(TABLE[desk])


def first_roles(kind: str) -> tuple[str, ...]:
    return FIRST_ROLES.get(kind, ("administrator",))


def demand(by: Actor, permission: str) -> None:
    """Every verb of a person asks this first; NotGranted where the table says nothing."""
    if not by.may(permission):
        raise NotGranted
