"""Every kind of page with who sees it and where: a new address without a line here fails a test."""

from dataclasses import dataclass

UNION, APPROVER = "Union organiser", "Union approver"
SALES, STEWARD, FINANCE = "Base: sales", "Base: front desk", "Base: finance"
HOST, PARTNER, PLATFORM = "Huangshan federation", "Partner city federation", "Platform operator"
NOBODY = ""
BASE = "HS-01-003"
TRIP = "check_in={day}&nights=2&heads=16&origin=330100"


@dataclass(frozen=True)
class Visit:
    """`path` with the stage's ids in braces; `who` is a button of the demonstration, empty for nobody."""

    who: str
    path: str
    status: int = 200


KINDS: dict[str, tuple[Visit, ...]] = {
    "/": (Visit(NOBODY, "/"), Visit(UNION, "/")),
    "/sites": (Visit(NOBODY, "/sites"), Visit(NOBODY, f"/sites?{TRIP}"), Visit(NOBODY, "/sites?heads=480&check_in={day}&nights=2")),
    "/sites/{code}": (Visit(NOBODY, f"/sites/{BASE}"), Visit(NOBODY, f"/sites/{BASE}?{TRIP}")),
    "/compare": (Visit(NOBODY, f"/compare?site={BASE}&site=HS-01-001&{TRIP}"),),
    "/about": (Visit(NOBODY, "/about"),),
    "/guide": (Visit(NOBODY, "/guide"),),
    "/accessibility": (Visit(NOBODY, "/accessibility"),),
    "/privacy": (Visit(NOBODY, "/privacy"),),
    "/open-data": (Visit(NOBODY, "/open-data"),),
    "/embed/sites": (Visit(NOBODY, "/embed/sites"), Visit(NOBODY, "/embed/sites?district=000000")),
    "/api/docs": (Visit(NOBODY, "/api/docs"),),
    "/sign-in": (Visit(NOBODY, "/sign-in"),),
    "/sign-up": (Visit(NOBODY, "/sign-up"),),
    "/claim": (Visit(NOBODY, "/claim"),),
    "/forgotten": (Visit(NOBODY, "/forgotten"),),
    "/reset/{token}": (Visit(NOBODY, "/reset/{reset}"),),
    "/invitations/{token}": (Visit(NOBODY, "/invitations/{token}"),),
    "/mailbox": (Visit(NOBODY, "/mailbox"),),
    "/account": (Visit(UNION, "/account"), Visit(APPROVER, "/account")),
    "/account/switch": (Visit(UNION, "/account/switch"),),
    "/team": (Visit(UNION, "/team"), Visit(PLATFORM, "/team")),
    "/team/{person}": (Visit(UNION, "/team/{union_person}"),),
    "/notices": (Visit(UNION, "/notices"),),
    "/union": (Visit(UNION, "/union"), Visit(UNION, "/union?show=all")),
    "/union/documents": (Visit(UNION, "/union/documents"), Visit(APPROVER, "/union/documents?kind=other")),
    "/union/verification": (Visit(UNION, "/union/verification"),),
    "/union/hold": (
        Visit(UNION, f"/union/hold?site={BASE}&check_in={{day}}&nights=2&workers=16"),
        Visit(UNION, f"/union/hold?site={BASE}&check_in={{day}}&nights=2&workers=900"),
    ),
    "/union/approvals": (Visit(APPROVER, "/union/approvals"),),
    "/union/approvals/{step}": (Visit(APPROVER, "/union/approvals/{step}"),),
    "/union/stays/{stay}": (
        Visit(UNION, "/union/stays/{held}"),
        Visit(UNION, "/union/stays/{submitted}"),
        Visit(UNION, "/union/stays/{named}"),
        Visit(UNION, "/union/stays/{stay}"),
        Visit(UNION, "/union/stays/{reconciled}"),
    ),
    "/union/stays/{stay}/submission": (Visit(UNION, "/union/stays/{held}/submission"),),
    "/union/stays/{stay}/cancellation": (Visit(UNION, "/union/stays/{confirmed}/cancellation"),),
    "/union/stays/{stay}/account": (Visit(UNION, "/union/stays/{stay}/account"),),
    "/union/stays/{stay}/roster": (Visit(UNION, "/union/stays/{named}/roster"),),
    "/union/stays/{stay}/roster/{traveller}": (
        Visit(UNION, "/union/stays/{named}/roster/{traveller}"),
    ),
    "/operator": (Visit(SALES, "/operator"), Visit(STEWARD, "/operator"), Visit(FINANCE, "/operator")),
    "/operator/stays": (Visit(SALES, "/operator/stays"),),
    "/operator/stays/{stay}": (
        Visit(SALES, "/operator/stays/{submitted}"),
        Visit(SALES, "/operator/stays/{in_house}"),
        Visit(FINANCE, "/operator/stays/{stay}"),
    ),
    "/operator/stays/{stay}/decline": (Visit(SALES, "/operator/stays/{submitted}/decline"),),
    "/operator/stays/{stay}/arrivals": (Visit(STEWARD, "/operator/stays/{in_house}/arrivals"),),
    "/operator/stays/{stay}/no-show": (Visit(SALES, "/operator/stays/{missed}/no-show"),),
    "/operator/stays/{stay}/account": (Visit(SALES, "/operator/stays/{departed}/account"),),
    "/operator/stays/{stay}/settlement": (Visit(FINANCE, "/operator/stays/{reconciled}/settlement"),),
    "/operator/stays/{stay}/statement": (Visit(FINANCE, "/operator/stays/{stay}/statement"),),
    "/operator/money": (Visit(FINANCE, "/operator/money"),),
    "/operator/money/charges/{charge}/receipt": (
        Visit(FINANCE, "/operator/money/charges/{charge}/receipt"),
    ),
    "/operator/money/receipts/{receipt}/withdrawal": (
        Visit(FINANCE, "/operator/money/receipts/{receipt}/withdrawal"),
    ),
    "/operator/money/refunds/{refund}": (Visit(FINANCE, "/operator/money/refunds/{refund}"),),
    "/operator/site": (Visit(SALES, "/operator/site"),),
    "/federation": (Visit(HOST, "/federation"),),
    "/federation/unions": (Visit(HOST, "/federation/unions"), Visit(PARTNER, "/federation/unions?standing=verified")),
    "/federation/unions/{union}": (Visit(HOST, "/federation/unions/{waiting}"),),
    "/federation/unions/import": (Visit(HOST, "/federation/unions/import"),),
    "/federation/invitations": (Visit(HOST, "/federation/invitations"),),
    "/partner": (Visit(PARTNER, "/partner"),),
    "/partner/sites": (Visit(PARTNER, "/partner/sites"), Visit(PARTNER, "/partner/sites?recognised=no")),
    "/partner/groups": (Visit(PARTNER, "/partner/groups"), Visit(PARTNER, "/partner/groups?search=none")),
    "/partner/balance": (Visit(PARTNER, "/partner/balance"),),
    "/platform": (Visit(PLATFORM, "/platform"),),
    "/platform/jobs": (Visit(PLATFORM, "/platform/jobs"),),
}  # fmt: skip

# The page of an act that was refused is a kind too.
NO = (Visit(NOBODY, "/nowhere", 404), Visit(STEWARD, "/operator/money/refunds/{refund}", 403))

# These draw the page of another address, so that a reload after a refused act finds it.
DRAWN_BY_ANOTHER = {
    "/account/profile": "/account", "/account/password": "/account", "/account/deputies": "/account",
    "/team/invitations": "/team", "/team/approval": "/team", "/team/deputies": "/team",
    "/team/{person}/roles": "/team/{person}", "/team/{person}/leaving": "/team/{person}",
    "/team/{person}/reset-link": "/team/{person}",
    "/federation/unions/{union}/refusal": "/federation/unions/{union}",
    "/federation/unions/import/confirmation": "/federation/unions/import",
    "/operator/stays/{stay}/acceptance": "/operator/stays/{stay}",
    "/operator/stays/{stay}/contract": "/operator/stays/{stay}",
    "/operator/stays/{stay}/departure": "/operator/stays/{stay}",
    "/operator/stays/{stay}/messages": "/operator/stays/{stay}",
    "/operator/stays/{stay}/papers": "/operator/stays/{stay}",
    "/operator/stays/{stay}/grant": "/operator/stays/{stay}",
}  # fmt: skip

# No pages: files, plain texts, data, and ways that only lead on.
NO_PAGES = {
    "/calendars/{feed}.ics",
    "/open-data/sites.csv", "/open-data/sites.json", "/sitemap.xml", "/sitemap-{part:int}.xml",
    "/partner/balance.xlsx", "/partner/groups.xlsx", "/partner/sites.xlsx",
    "/static/{digest}/{path:path}", "/art/{code}.svg", "/favicon.ico", "/robots.txt", "/size",
    "/healthz", "/readyz", "/metrics", "/notices/{notice}", "/union/stays/{stay}/copy",
    "/union/stays/{stay}/papers/{paper}", "/operator/stays/{stay}/papers/{paper}",
}  # fmt: skip


def visits() -> list[Visit]:
    return [visit for kind in KINDS.values() for visit in kind] + list(NO)
