"""Words for kinds, roles and standings; the keys are what the tables keep."""

from sites.foundation.language import N_

UNIT_KINDS: dict[str, str] = {
    "public_body": N_("Party or government body"),
    "institution": N_("Public institution"),
    "soe": N_("State-owned enterprise"),
    "enterprise": N_("Other enterprise"),
}
# A purpose with its own quota, subsidy and eligibility.
PROGRAMMES: dict[str, str] = {
    "model_workers": N_("Model workers"),
    "front_line": N_("Front-line workers"),
    "sanitation": N_("Sanitation workers"),
    "new_year": N_("New Year stayers"),
}
DESKS: dict[str, str] = {
    "union": N_("Enterprise union"),
    "operator": N_("Base operator"),
    "federation": N_("Federation of the bases"),
    "partner": N_("Partner federation"),
    "agency": N_("Travel agency"),
    "service_centre": N_("Service centre"),
    "platform": N_("Platform"),
}
ROLES: dict[str, str] = {
    "organiser": N_("Organiser"),
    "approver": N_("Approver"),
    "finance": N_("Finance"),
    "viewer": N_("Viewer"),
    "administrator": N_("Administrator"),
    "steward": N_("Front desk"),
    "sales": N_("Sales"),
    "cashier": N_("Cashier"),
    "clerk": N_("Clerk"),
    "reviewer": N_("Reviewer"),
    "auditor": N_("Auditor"),
}
STANDINGS: dict[str, str] = {
    "imported": N_("Entered, not claimed"),
    "unverified": N_("Waiting for verification"),
    "verified": N_("Verified"),
    "refused": N_("Not verified"),
    "closed": N_("Closed"),
}
