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
    "/months": (Visit(NOBODY, "/months?heads=36"), Visit(NOBODY, f"/months?site={BASE}"), Visit(NOBODY, "/months?heads=480")),
    "/compare": (Visit(NOBODY, f"/compare?site={BASE}&site=HS-01-001&{TRIP}"),),
    "/about": (Visit(NOBODY, "/about"),),
    "/guide": (Visit(NOBODY, "/guide"),),
    "/accessibility": (Visit(NOBODY, "/accessibility"),),
    "/privacy": (Visit(NOBODY, "/privacy"),),
    "/open-data": (Visit(NOBODY, "/open-data"),),
    "/embed/sites": (Visit(NOBODY, "/embed/sites"), Visit(NOBODY, "/embed/sites?district=000000")),
    "/api/docs": (Visit(NOBODY, "/api/docs"),),
    "/interface": (Visit(NOBODY, "/interface"),),
    "/programs": (Visit(UNION, "/programs"), Visit(PLATFORM, "/programs")),
    "/programs/webhooks/{endpoint}": (Visit(UNION, "/programs/webhooks/{union_endpoint}"),),
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
        Visit(UNION, f"/union/hold?site={BASE}&check_in={{day}}&nights=2&workers=16&2-site=HS-01-006&2-check_in={{day}}&2-nights=2"),
        Visit(UNION, "/union/hold?trip={trip}"),
    ),
    "/union/batches": (Visit(UNION, f"/union/batches?site={BASE}&nights=2&1-check_in={{day}}&1-workers=30&2-check_in={{day}}&2-workers=900"),),
    "/union/batches/held": (Visit(UNION, "/union/batches/held?stay={held}&missed={day}~nights_taken"),),
    "/union/trips/{trip}": (Visit(UNION, "/union/trips/{trip}"), Visit(APPROVER, "/union/trips/{trip}")),
    "/union/trips/{trip}/submission": (Visit(UNION, "/union/trips/{trip}/submission"),),
    "/union/trips/{trip}/cancellation": (Visit(UNION, "/union/trips/{trip}/cancellation"),),
    "/union/waiting": (Visit(UNION, "/union/waiting"),),
    "/union/waiting/new": (Visit(UNION, f"/union/waiting/new?site={BASE}&check_in={{day}}&nights=2&heads=16"),),
    "/union/waiting/{wait}": (Visit(UNION, "/union/waiting/{wait}"), Visit(UNION, "/union/waiting/{freed}")),
    "/operator/inquiries": (Visit(SALES, "/operator/inquiries"),),
    "/operator/sites/{site}/waiting": (
        Visit(SALES, "/operator/sites/{site}/waiting"), Visit(STEWARD, "/operator/sites/{site}/waiting"),
    ),
    "/federation/waiting": (Visit(HOST, "/federation/waiting"),),
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
        Visit(SALES, "/operator/stays/{changed}"),
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
    "/operator/stays/{stay}/counter-offer": (
        Visit(SALES, "/operator/stays/{submitted}/counter-offer"),
        Visit(SALES, "/operator/stays/{submitted}/counter-offer?check_in={day}&nights=2&package=CARE&rooms-TWIN=19"),
        Visit(SALES, "/operator/stays/{confirmed}/counter-offer"),
    ),
    "/union/stays/{stay}/counter-offer": (
        Visit(UNION, "/union/stays/{offered}/counter-offer"), Visit(UNION, "/union/stays/{held}/counter-offer"),
    ),
    "/union/stays/{stay}/amendment": (
        Visit(UNION, "/union/stays/{confirmed}/amendment?fewer=1"),
        Visit(UNION, "/union/stays/{in_house}/amendment"),
        Visit(UNION, "/union/stays/{held}/amendment?by_night=1&check_in={day}&nights=2&workers=x", 422),
        Visit(UNION, "/union/stays/{changed}/amendment"),
        Visit(UNION, "/union/stays/{departed}/amendment"),
    ),
    "/operator/stays/{stay}/amendment": (
        Visit(SALES, "/operator/stays/{changed}/amendment"), Visit(SALES, "/operator/stays/{confirmed}/amendment"),
    ),
    "/operator/site/{site}/release": (
        Visit(SALES, "/operator/site/{site}/release"),
        Visit(SALES, "/operator/site/{site}/release?names_days=7&guaranteed=50&when-1=days&days-1=10&number-1=2&keep-1=spare"),
        Visit(SALES, "/operator/site/{site}/release?names_days=7&guaranteed=50&when-1=days&days-1=x", 422),
    ),
    "/operator/site/packages": (Visit(SALES, "/operator/site/packages"),),
    "/operator/site/{site}/packages/new": (Visit(SALES, f"/operator/site/{BASE}/packages/new"),),
    "/operator/site/{site}/packages/{package}": (Visit(SALES, "/operator/site/{site}/packages/{package}"),),
    "/operator/site/{site}/packages/{package}/prices": (
        Visit(SALES, "/operator/site/{site}/packages/{package}/prices?first_night={day}&last_night={day}&season=peak&fen=500"),
        Visit(SALES, "/operator/site/{site}/packages/{package}/prices?first_night=x&fen=1", 422),
    ),
    "/operator/site/{site}/pictures": (Visit(SALES, "/operator/site/{site}/pictures"),),
    "/operator/site/{site}/calendars": (Visit(SALES, "/operator/site/{site}/calendars"),),
    "/operator/site/figures": (Visit(SALES, "/operator/site/figures"), Visit(STEWARD, "/operator/site/figures?year=2024")),
    "/federation/pictures": (Visit(HOST, "/federation/pictures"),),
    "/operator/sites/{site}/calendar": (
        Visit(SALES, f"/operator/sites/{BASE}/calendar"), Visit(STEWARD, f"/operator/sites/{BASE}/calendar"),
    ),
    "/operator/sites/{site}/booking-window": (Visit(SALES, f"/operator/sites/{BASE}/booking-window"),),
    "/operator/sites/{site}/calendar/edit": (
        Visit(SALES, f"/operator/sites/{BASE}/calendar/edit?from={{day}}&to={{day}}&type=twin&act=stop"),
        Visit(SALES, f"/operator/sites/{BASE}/calendar/edit?from={{day}}&to={{day}}&act=set", 422),
    ),
    "/operator/sites/{site}/today": (
        Visit(SALES, f"/operator/sites/{BASE}/today"), Visit(STEWARD, f"/operator/sites/{BASE}/today?span=week"),
    ),
    "/federation": (Visit(HOST, "/federation"),),
    "/federation/register": (Visit(HOST, "/federation/register"), Visit(HOST, "/federation/register?q=none")),
    "/federation/register/{stay}": (Visit(HOST, "/federation/register/{stay}"),),
    "/federation/certificates": (Visit(HOST, "/federation/certificates"),),
    "/federation/acting": (Visit(HOST, "/federation/acting"),),
    "/federation/operators": (Visit(HOST, "/federation/operators"), Visit(HOST, "/federation/operators?show=all")),
    "/federation/operators/{site}": (
        Visit(HOST, "/federation/operators/{site}"), Visit(HOST, "/federation/operators/{site}?operator=nobody"),
    ),
    "/federation/cases": (Visit(HOST, "/federation/cases"), Visit(HOST, "/federation/cases?show=answered")),
    "/federation/cases/new": (Visit(HOST, "/federation/cases/new"),),
    "/federation/cases/{case}": (Visit(HOST, "/federation/cases/{case}"),),
    "/union/cases": (Visit(UNION, "/union/cases"), Visit(UNION, "/union/cases?show=late")),
    "/union/cases/new": (Visit(UNION, "/union/cases/new"),),
    "/union/cases/{case}": (Visit(UNION, "/union/cases/{case}"),),
    "/operator/cases": (Visit(SALES, "/operator/cases"),),
    "/operator/cases/{case}": (Visit(SALES, "/operator/cases/{case}"),),
    "/federation/unions": (Visit(HOST, "/federation/unions"), Visit(PARTNER, "/federation/unions?standing=verified")),
    "/federation/unions/{union}": (Visit(HOST, "/federation/unions/{waiting}"),),
    "/federation/unions/import": (Visit(HOST, "/federation/unions/import"),),
    "/federation/invitations": (Visit(HOST, "/federation/invitations"),),
    "/operator/receptions": (Visit(SALES, "/operator/receptions"), Visit(FINANCE, "/operator/receptions?year=2020")),
    "/operator/receptions/new": (Visit(STEWARD, "/operator/receptions/new"),),
    "/operator/receptions/import": (Visit(SALES, "/operator/receptions/import"),),
    "/operator/receptions/{group}": (Visit(SALES, "/operator/receptions/{group}"),),
    "/operator/receptions/{group}/correction": (Visit(SALES, "/operator/receptions/{group}/correction"),),
    "/operator/receptions/returns/{site}/{month}": (Visit(SALES, "/operator/receptions/returns/{site}/{month}"),),
    "/federation/quotas": (
        Visit(HOST, "/federation/quotas"), Visit(HOST, "/federation/quotas?state=over"), Visit(PARTNER, "/federation/quotas"),
    ),
    "/federation/quotas/new": (Visit(HOST, "/federation/quotas/new"), Visit(HOST, "/federation/quotas/new?parent={quota}")),
    "/federation/quotas/import": (Visit(HOST, "/federation/quotas/import"),),
    "/federation/quotas/{quota}": (Visit(HOST, "/federation/quotas/{quota}"),),
    "/federation/quotas/{quota}/change": (Visit(HOST, "/federation/quotas/{quota}/change"),),
    "/federation/quotas/{quota}/borrowing": (Visit(HOST, "/federation/quotas/{quota}/borrowing"),),
    "/federation/quotas/{quota}/closing": (Visit(HOST, "/federation/quotas/{quota}/closing"),),
    "/union/quotas": (Visit(UNION, "/union/quotas"),),
    "/federation/receptions": (Visit(HOST, "/federation/receptions?year=all"),),
    "/federation/receptions/new": (Visit(HOST, "/federation/receptions/new"),),
    "/federation/receptions/import": (Visit(HOST, "/federation/receptions/import"),),
    "/federation/receptions/{group}": (Visit(HOST, "/federation/receptions/{group}"),),
    "/federation/receptions/{group}/correction": (Visit(HOST, "/federation/receptions/{group}/correction"),),
    "/federation/figures/returns": (Visit(HOST, "/federation/figures/returns"),),
    "/federation/figures": (Visit(HOST, "/federation/figures"),),
    "/federation/figures/list": (Visit(HOST, "/federation/figures/list?number=people"),),
    "/federation/figures/periods": (Visit(HOST, "/federation/figures/periods"), Visit(HOST, "/federation/figures/periods?kind=year")),
    "/federation/figures/periods/{period}": (Visit(HOST, "/federation/figures/periods/{period}"),),
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
    "/account/phone": "/account", "/programs/tokens": "/programs", "/programs/webhooks": "/programs",
    "/programs/robots": "/programs", "/programs/webhooks/{endpoint}/secret": "/programs/webhooks/{endpoint}",
    "/programs/webhooks/{endpoint}/switch": "/programs/webhooks/{endpoint}",
    "/programs/webhooks/{endpoint}/removal": "/programs/webhooks/{endpoint}",
    "/account/acting": "/account", "/account/acting/end": "/account",
    "/union/cases/{case}/messages": "/union/cases/{case}", "/operator/cases/{case}/messages": "/operator/cases/{case}",
    "/federation/cases/{case}/messages": "/federation/cases/{case}", "/federation/cases/{case}/owner": "/federation/cases/{case}",
    "/federation/cases/{case}/handing": "/federation/cases/{case}", "/federation/cases/{case}/answer": "/federation/cases/{case}",
    "/account/profile": "/account", "/account/password": "/account", "/account/deputies": "/account",
    "/team/invitations": "/team", "/team/approval": "/team", "/team/deputies": "/team",
    "/team/{person}/roles": "/team/{person}", "/team/{person}/leaving": "/team/{person}",
    "/team/{person}/reset-link": "/team/{person}",
    "/federation/unions/{union}/refusal": "/federation/unions/{union}",
    "/federation/unions/import/confirmation": "/federation/unions/import",
    "/operator/receptions/{group}/withdrawal": "/operator/receptions/{group}",
    "/operator/receptions/import/confirmation": "/operator/receptions/import",
    "/operator/receptions/returns/{site}/{month}/confirmation": "/operator/receptions/returns/{site}/{month}",
    "/federation/receptions/{group}/withdrawal": "/federation/receptions/{group}",
    "/federation/receptions/import/confirmation": "/federation/receptions/import",
    "/federation/figures/periods/closing": "/federation/figures/periods",
    "/federation/quotas/import/confirmation": "/federation/quotas/import",
    "/union/stays/{stay}/waiting": "/union/stays/{stay}",
    "/union/waiting/{wait}/leaving": "/union/waiting/{wait}",
    "/union/waiting/{wait}/keeping": "/union/waiting/{wait}",
    "/union/waiting/{wait}/refusal": "/union/waiting/{wait}",
    "/operator/sites/{site}/waiting/rule": "/operator/sites/{site}/waiting",
    "/federation/waiting/priorities": "/federation/waiting",
    "/federation/waiting/priorities/end": "/federation/waiting",
    "/operator/stays/{stay}/acceptance": "/operator/stays/{stay}",
    "/operator/stays/{stay}/contract": "/operator/stays/{stay}",
    "/operator/stays/{stay}/counter-offer/withdrawal": "/operator/stays/{stay}",
    "/union/stays/{stay}/amendment/withdrawal": "/union/stays/{stay}/amendment",
    "/operator/stays/{stay}/amendment/acceptance": "/operator/stays/{stay}/amendment",
    "/operator/stays/{stay}/amendment/refusal": "/operator/stays/{stay}/amendment",
    "/union/stays/{stay}/counter-offer/acceptance": "/union/stays/{stay}/counter-offer",
    "/union/stays/{stay}/counter-offer/refusal": "/union/stays/{stay}/counter-offer",
    "/operator/site/{site}/calendars/feed": "/operator/site/{site}/calendars",
    "/operator/site/{site}/calendars/{calendar}": "/operator/site/{site}/calendars",
    "/federation/pictures/{picture}": "/federation/pictures",
    "/operator/stays/{stay}/departure": "/operator/stays/{stay}",
    "/operator/stays/{stay}/messages": "/operator/stays/{stay}",
    "/operator/stays/{stay}/papers": "/operator/stays/{stay}",
    "/operator/stays/{stay}/grant": "/operator/stays/{stay}",
    "/operator/sites/{site}/calendar/edits/{edit}/undo": "/operator/sites/{site}/calendar",
    "/operator/sites/{site}/today/rooms": "/operator/sites/{site}/today",
}  # fmt: skip

# No pages: files, plain texts, data, and ways that only lead on.
NO_PAGES = {
    "/calendars/{feed}.ics",
    "/calendars/bases/{feed}.ics",
    "/pictures/{picture}/{size}.jpg",
    "/operator/site/figures/origins.xlsx", "/operator/site/figures/months.xlsx", "/operator/site/figures/refusals.xlsx",
    "/open-data/sites.csv", "/open-data/sites.json", "/sitemap.xml", "/sitemap-{part}.xml",
    "/operator/receptions/list.xlsx", "/operator/receptions/import/template.xlsx", "/operator/receptions/{group}/proof",
    "/federation/receptions/list.xlsx", "/federation/receptions/import/template.xlsx", "/federation/receptions/{group}/proof",
    "/federation/figures/list.xlsx", "/federation/figures/periods/{period}/table.xlsx",
    "/federation/origins.xlsx", "/federation/arrivals.xlsx", "/federation/certificates.xlsx", "/federation/register.xlsx",
    "/federation/cases.xlsx", "/federation/quotas.xlsx",
    "/partner/balance.xlsx", "/partner/groups.xlsx", "/partner/sites.xlsx",
    "/static/{digest}/{path:path}", "/art/{code}.svg", "/favicon.ico", "/robots.txt", "/size",
    "/healthz", "/readyz", "/metrics", "/notices/{notice}", "/union/stays/{stay}/copy",
    "/union/stays/{stay}/papers/{paper}", "/operator/stays/{stay}/papers/{paper}", "/operator/sites",
}  # fmt: skip


def visits() -> list[Visit]:
    return [visit for kind in KINDS.values() for visit in kind] + list(NO)
