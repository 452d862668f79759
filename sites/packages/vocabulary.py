"""What a package may include, leave out and be about: closed lists, said in the reader's language."""

from sites.foundation.amounts import Money
from sites.foundation.formats import yuan
from sites.foundation.language import N_, _, ngettext
from sites.listings.terms import Term, by_code

SEASONS = (
    Term("low", N_("Low season")),
    Term("shoulder", N_("Shoulder season")),
    Term("peak", N_("Peak season")),
)

MEALS = (
    Term("breakfast", N_("Breakfast")),
    Term("lunch", N_("Lunch")),
    Term("dinner", N_("Dinner")),
)

THEMES = (
    Term("rest", N_("Rest")),
    Term("health", N_("Health")),
    Term("mountain", N_("Mountain")),
    Term("village", N_("Village life")),
    Term("tea", N_("Tea")),
    Term("craft", N_("Crafts")),
    Term("lake", N_("Lake")),
    Term("hot_spring", N_("Hot spring")),
)

INCLUDED = (
    Term("lodging", N_("Lodging in twin rooms"), lambda n: ngettext("%(num)s night in a twin room", "%(num)s nights in a twin room", n)),
    Term("breakfasts", N_("Breakfasts"), lambda n: ngettext("%(num)s breakfast", "%(num)s breakfasts", n)),
    Term("main_meals", N_("Main meals"), lambda n: ngettext("%(num)s main meal", "%(num)s main meals", n)),
    Term("activities", N_("Activities"), lambda n: ngettext("%(num)s activity", "%(num)s activities", n)),
    Term("tickets", N_("Entrance tickets"), lambda n: ngettext("%(num)s entrance ticket", "%(num)s entrance tickets", n)),
    Term("cableway", N_("Cableway"), lambda n: ngettext("%(num)s ride by cableway", "%(num)s rides by cableway", n)),
    Term("treatments", N_("Physiotherapy"), lambda n: ngettext("%(num)s session of physiotherapy", "%(num)s sessions of physiotherapy", n)),
    Term("baths", N_("Hot-spring baths"), lambda n: ngettext("%(num)s hot-spring bath", "%(num)s hot-spring baths", n)),
    Term("boat", N_("Boat trip"), lambda n: ngettext("%(num)s boat trip", "%(num)s boat trips", n)),
    Term("health_talk", N_("Health talk"), lambda n: ngettext("%(num)s health talk", "%(num)s health talks", n)),
    Term("body_check", N_("Basic body check")),
    Term("station_transfer", N_("Transfer from and to Huangshan North")),
    Term("local_coach", N_("Local coach"), lambda n: ngettext("Local coach on %(num)s day", "Local coach on %(num)s days", n)),
    Term("guide", N_("Guide"), lambda n: ngettext("Guide on %(num)s day", "Guide on %(num)s days", n)),
    Term("meeting_room", N_("Meeting room"), lambda n: ngettext("Meeting room for %(num)s half day", "Meeting room for %(num)s half days", n)),
    Term("insurance_cover", N_("Accident insurance")),
    Term("medical_cover", N_("Medical part of the accident insurance")),
)  # fmt: skip

EXCLUDED = (
    Term("rail", N_("Travel to and from Huangshan North")),
    Term("coach_from_home", N_("Coach from the unit's own city")),
    Term("single_supplement", N_("Single room supplement")),
    Term("family_costs", N_("Costs of family members, who sign their own contract")),
    Term("drinks", N_("Drinks and personal expenses")),
    Term("extra_tickets", N_("Tickets that are not named here")),
    Term("cableway", N_("Cableway of the scenic area")),
    Term("extra_treatments", N_("Treatments beyond those named here")),
)

SEASON, MEAL, THEME = by_code(SEASONS), by_code(MEALS), by_code(THEMES)
INCLUDES, EXCLUDES = by_code(INCLUDED), by_code(EXCLUDED)


def say_included(code: str, *, count: int | None = None, cover: Money | None = None) -> str:
    """An included item as one phrase; `cover` is an insured sum per person."""
    words = INCLUDES[code].say(count)
    return _("%(item)s, %(cover)s a person", item=words, cover=yuan(cover)) if cover else words
