import re
from pathlib import Path

import pytest

from booking import people
from booking.people.permissions import EVERYBODY, TABLE
from sites.foundation.actor import Actor

ROOT = Path(__file__).parents[3]
KNOWN = {
    "stays.see", "stays.book", "stays.approve", "stays.answer", "stays.receive", "stays.message",
    "stays.reconcile", "rosters.write", "rosters.see", "rosters.reveal", "money.see", "money.record", "money.pay", "money.approve",
    "calendar.see", "calendar.edit", "team.manage", "unions.verify", "organisations.invite",
    "sites.oversee", "stays.oversee", "partners.see", "jobs.see", "jobs.restart", "notices.see",
    "account.own", "receptions.see", "receptions.record", "figures.see", "periods.close", "pictures.judge", "sites.assign", "sites.limit", "rules.see", "rules.write",
    "filings.see", "cases.see", "cases.write", "cases.answer", "acting.use",
    "calls.note", "quotas.see", "quotas.manage", "waiting.prioritise", "audit.see",
    "subsidies.see", "subsidies.decide", "subsidies.approve", "mandates.see", "mandates.work",
}  # fmt: skip


def test_the_table_grants_known_permissions_and_every_permission_to_somebody() -> None:
    granted = {one for roles in TABLE.values() for grants in roles.values() for one in grants}
    assert granted == KNOWN


@pytest.mark.parametrize(
    ("permission", "holders"),
    [
        ("stays.book", {("union", "organiser"), ("union", "administrator")}),
        ("stays.approve", {("union", "approver")}),
        ("stays.answer", {("operator", "sales"), ("operator", "administrator")}),
        ("stays.receive", {("operator", "steward"), ("operator", "administrator")}),
        (
            "money.record",
            {
                ("operator", "finance"),
                *(("service_centre", role) for role in TABLE["service_centre"]),
            },
        ),
        (
            "money.approve",
            {
                (desk, role)
                for desk in ("operator", "service_centre")
                for role in ("finance", "administrator")
            },
        ),
        ("money.pay", {("union", "organiser"), ("union", "finance"), ("union", "administrator")}),
        (
            "rosters.reveal",
            {
                (desk, role)
                for desk, role in (
                    ("union", "organiser"),
                    ("union", "administrator"),
                    ("operator", "steward"),
                    ("operator", "administrator"),
                )
            },
        ),
        ("jobs.restart", {("platform", "administrator")}),
        ("audit.see", {("federation", "auditor")}),
        (
            "subsidies.approve",
            {
                (desk, role)
                for desk in ("federation", "partner")
                for role in ("finance", "administrator")
            },
        ),
        ("sites.oversee", {("federation", role) for role in TABLE["federation"]}),
        ("stays.oversee", {("partner", role) for role in TABLE["partner"]}),
    ],
)
def test_what_is_scarce_is_held_by_exactly_these_roles(
    permission: str, holders: set[tuple[str, str]]
) -> None:
    found = {
        (desk, role)
        for desk, roles in TABLE.items()
        for role, grants in roles.items()
        if permission in grants
    }
    assert found == holders


def test_an_administrator_never_approves_or_records_money_by_that_role_alone() -> None:
    """But at a service centre, which does nothing else than money."""
    for desk, roles in TABLE.items():
        assert "stays.approve" not in roles["administrator"]
        assert desk == "service_centre" or "money.record" not in roles["administrator"]


def test_everybody_owns_an_account_and_unknown_kinds_and_roles_get_nothing() -> None:
    assert all(grants >= EVERYBODY for roles in TABLE.values() for grants in roles.values())
    assert people.grants("union", ["king"]) == frozenset()
    assert people.grants("moon", ["administrator"]) == frozenset()
    assert people.grants("union", []) == frozenset()


def test_roles_add_up() -> None:
    both = people.grants("union", ["organiser", "approver"])
    assert both == TABLE["union"]["organiser"] | TABLE["union"]["approver"]


def test_demanding_what_was_not_granted_is_refused() -> None:
    actor = Actor(1, 1, "union", frozenset({"viewer"}), people.grants("union", ["viewer"]))
    people.demand(actor, "stays.see")
    with pytest.raises(people.NotGranted):
        people.demand(actor, "stays.book")


def test_every_permission_that_a_route_needs_is_in_the_table() -> None:
    sources = [*(ROOT / "booking/web").rglob("*.py"), *(ROOT / "sites/web").rglob("*.py")]
    needed = {
        one
        for path in sources
        for one in re.findall(r'needs="([a-z._]+)"', path.read_text("utf-8"))
    }
    assert needed - {"public"} <= KNOWN
    assert "team.manage" in needed


def test_the_table_in_the_documentation_is_this_one() -> None:
    """To write it anew: python -m tests.booking.people.test_permissions"""
    assert (ROOT / "docs/permissions.md").read_text("utf-8") == _document()


def _document() -> str:
    lines = [
        "# Who may see and do what",
        "",
        "Drawn from `booking/people/permissions.py`, the only place that decides. What is not listed is refused.",
        "A federation that hosts no bases stands under `partner`.",
    ]
    for desk, roles in TABLE.items():
        lines += ["", f"## {desk}", "", "| | " + " | ".join(roles) + " |"]
        lines += ["|---|" + "---|" * len(roles)]
        for permission in sorted(set().union(*roles.values())):
            marks = ["yes" if permission in grants else "" for grants in roles.values()]
            lines.append(f"| `{permission}` | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "docs/permissions.md").write_text(_document(), "utf-8")
