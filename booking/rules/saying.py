"""What was found, what is allowed and what would pass: kept as values, said as words in the reader's language.

A value is `{"as": name, ...}`, JSON without words, so what was frozen in one language is read in the other.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from booking.rules.places import place_name
from sites.foundation.amounts import Money
from sites.foundation.formats import day, full_day, yuan
from sites.foundation.language import N_, _, ngettext, pgettext

Said = Mapping[str, Any]
NOTHING: Said = {}
_LEAP_YEAR = 2000

FACTS: dict[str, str] = {
    "destination": N_("the destination"),
    "listed": N_("whether the base is certified on every night"),
    "unit_kind": N_("the kind of unit"),
    "price_per_person": N_("the price a person"),
    "spent_this_year": N_("what was spent on the same person before, this year"),
    "family": N_("how many family members travel"),
    "insurance.cover": N_("the insured sum a person"),
    "insurance.medical": N_("the insured sum for medical care"),
    "years_since_last": N_("the years since the last retreat"),
    "service_years": N_("the years of service"),
    "no_show_before": N_("whether somebody stayed away from an earlier trip"),
    "single_lodging": N_("whether the group sleeps in one place only"),
    "organised_by": N_("who organises the trip"),
    "trips_this_year": N_("how many trips there were before, this year"),
    "days_this_year": N_("how many days there were before, this year"),
}
WORDS: dict[str, str] = {
    "not_given": N_("not stated"),
    "is_listed": N_("a certified base"),
    "not_listed": N_("no certificate valid on every night"),
    "listed_base": N_("only bases with a certificate valid on every night"),
    "choose_listed": N_("Choose a base whose certificate is valid on every night"),
    "one_lodging": N_("one place of lodging"),
    "more_lodgings": N_("more than one place of lodging"),
    "stay_in_one": N_("Stay at one base for the whole trip"),
    "by_union": N_("organised by the union"),
    "by_agency": N_("organised by an agency"),
    "by_individual": N_("travelling individually"),
    "by_group": N_("as a group; individually only with approval"),
    "make_group": N_("Travel as a group, or have the single trips approved"),
    "spent_up": N_("Nothing is left of this year's ceiling: travel next year"),
    "fewer_trips": N_("Travel next year, or put the trips together"),
    "no_family": N_("no family members"),
    "family_own_contract": N_("family at their own cost, by a contract of their own"),
    "family_own_cost": N_("family at their own cost, or at their own unit's"),
    "leave_family": N_("Travel without family members"),
    "separate_family": N_("Let the family pay, and sign a contract of their own"),
    "charge_family": N_("Let the family or its own unit pay"),
    "insured": N_("insured"),
    "not_insured": N_("not insured"),
    "insurance_each": N_("accident insurance for everybody"),
    "insure_each": N_("Insure everybody who travels"),
    "no_show_once": N_("somebody stayed away from an earlier trip"),
    "no_show_never": N_("nobody stayed away from an earlier trip"),
    "no_show_counts": N_("who stays away has used the entitlement"),
    "name_others": N_("Name others in the place of those who stayed away"),
    "congress_sets": N_("the ceiling is set by the workers' congress"),
    "own_ceiling": N_("the ceiling is on record"),
    "no_own_ceiling": N_("no decision of the workers' congress on record"),
    "record_ceiling": N_("Record the decision of the workers' congress among the union's own measures"),
}  # fmt: skip


def said(name: str, **values: Any) -> Said:
    return {"as": name, **values}


def words_of(value: Said) -> str:
    """Empty where there is nothing to say."""
    if not value:
        return ""
    name = value["as"]
    return _(WORDS[name]) if name in WORDS else _SAYINGS[name](value)


def fact_name(code: str) -> str:
    return _(FACTS[code])


def _join(words: list[str]) -> str:
    return _(N_(", ")).join(words)


def _money(minor: int) -> str:
    return yuan(Money(minor))


def _places(v: Said) -> str:
    return _join([place_name(code) for code in v["codes"]])


def _cover(v: Said) -> str:
    cover = _("%(sum)s a person", sum=_money(v["cover"])) if v["cover"] is not None else _("not stated")  # fmt: skip
    if "medical" not in v:
        return cover
    medical = _money(v["medical"]) if v["medical"] is not None else _("not stated")
    return _("%(cover)s, for medical care %(medical)s", cover=cover, medical=medical)


def _between(v: Said) -> str:
    return _("between %(first)s and %(last)s", first=_in_year(v["first"]), last=_in_year(v["last"]))


def _in_year(month_and_day: str) -> str:
    month, of_month = map(int, month_and_day.split("-"))
    return day(date(_LEAP_YEAR, month, of_month))


def _on(v: Said, name: str = "on") -> str:
    return full_day(date.fromisoformat(v[name]))


_SAYINGS: dict[str, Callable[[Said], str]] = {
    "days": lambda v: ngettext("%(num)d day", "%(num)d days", v["n"]),
    "days_in_all": lambda v: ngettext("%(num)d day in this year", "%(num)d days in this year", v["n"]),
    "working_days": lambda v: ngettext("%(num)d working day", "%(num)d working days", v["n"]),
    "days_merged": lambda v: _("%(days)s days for %(years)s years taken together", days=v["n"], years=v["years"]),
    "at_most_days": lambda v: ngettext("at most %(num)d day, travel included", "at most %(num)d days, travel included", v["n"]),
    "at_most_working_days": lambda v: ngettext("at most %(num)d working day", "at most %(num)d working days", v["n"]),
    "fewer_days": lambda v: ngettext("%(num)d day fewer", "%(num)d days fewer", v["n"]),
    "fewer_working_days": lambda v: ngettext("%(num)d working day fewer", "%(num)d working days fewer", v["n"]),
    "money": lambda v: _("%(sum)s a person", sum=_money(v["minor"])),
    "money_for_days": lambda v: ngettext("%(sum)s a person for %(num)d day", "%(sum)s a person for %(num)d days", v["days"], sum=_money(v["minor"])),
    "money_a_day": lambda v: ngettext("at most %(rate)s a person and day, %(sum)s for %(num)d day", "at most %(rate)s a person and day, %(sum)s for %(num)d days", v["days"], rate=_money(v["rate"]), sum=_money(v["minor"])),
    "money_a_trip": lambda v: _("at most %(sum)s a person and trip", sum=_money(v["minor"])),
    "money_a_year": lambda v: _("at most %(sum)s a person and year", sum=_money(v["minor"])),
    "money_years": lambda v: _("at most %(sum)s a person for %(years)s years taken together", sum=_money(v["minor"]), years=v["years"]),
    "money_in_year": lambda v: _("%(sum)s for this trip and %(spent)s before it, this year", sum=_money(v["minor"]), spent=_money(v["spent"])),
    "at_most_money": lambda v: _("At most %(sum)s a person", sum=_money(v["minor"])),
    "places": _places,
    "only_places": lambda v: _("only %(places)s", places=_places(v)),
    "go_to": lambda v: _("Choose a base in %(places)s", places=_places(v)),
    "years_since": lambda v: ngettext("%(num)d year since the last retreat", "%(num)d years since the last retreat", v["n"]),
    "years_between": lambda v: ngettext("at least %(num)d year since the last retreat", "at least %(num)d years since the last retreat", v["n"]),
    "wait_years": lambda v: ngettext("Wait %(num)d more year", "Wait %(num)d more years", v["n"]),
    "service": lambda v: ngettext("%(num)d year of service", "%(num)d years of service", v["n"]),
    "min_service": lambda v: ngettext("at least %(num)d year of service", "at least %(num)d years of service", v["n"]),
    "serve_years": lambda v: ngettext("%(num)d more year of service", "%(num)d more years of service", v["n"]),
    "family": lambda v: ngettext("%(num)d family member", "%(num)d family members", v["n"]),
    "cover": _cover,
    "min_cover": lambda v: _("at least %(cover)s", cover=_cover(v)),
    "insure_for": lambda v: _("Insure everybody for at least %(cover)s", cover=_cover(v)),
    "ends_on": lambda v: _("ends on %(date)s", date=_on(v)),
    "by_date": lambda v: _("over by %(day)s of the year", day=_in_year(v["on"])),
    "end_by": lambda v: _("End the trip by %(date)s", date=_on(v)),
    "dates": lambda v: _("%(first)s to %(last)s", first=_on(v, "first"), last=_on(v, "last")),
    "season": _between,
    "travel_in": lambda v: _("Travel %(season)s", season=_between(v)),
    "trips": lambda v: ngettext("%(num)d trip in this year", "%(num)d trips in this year", v["n"]),
    "at_most_trips": lambda v: ngettext("at most %(num)d trip a year", "at most %(num)d trips a year", v["n"]),
    "merged": lambda v: ngettext("%(num)d year in one trip", "%(num)d years in one trip", v["n"]),
    "at_most_merged": lambda v: ngettext("at most %(num)d year in one trip", "at most %(num)d years in one trip", v["n"]),
    "merge_fewer": lambda v: ngettext("Take at most %(num)d year together", "Take at most %(num)d years together", v["n"]),
    "state": lambda v: _("State %(facts)s", facts=_join([fact_name(code) for code in v["facts"]])),
}  # fmt: skip


def title_of(kind: str) -> str:
    """What a kind of rule is about."""
    return _TITLES[kind]() if kind in _TITLES else kind


_TITLES: dict[str, Callable[[], str]] = {
    "max_days": lambda: pgettext("kind of rule", "Days"),
    "max_cost_per_day": lambda: pgettext("kind of rule", "Cost a day"),
    "max_cost_per_trip": lambda: pgettext("kind of rule", "Cost of the trip"),
    "max_cost_per_year": lambda: pgettext("kind of rule", "Cost a year"),
    "max_cost_set_by_workers_congress": lambda: pgettext("kind of rule", "Ceiling of the workers' congress"),
    "territory": lambda: pgettext("kind of rule", "Territory"),
    "listed_site_only": lambda: pgettext("kind of rule", "Certified base"),
    "years_between": lambda: pgettext("kind of rule", "Years between trips"),
    "min_service_years": lambda: pgettext("kind of rule", "Years of service"),
    "family": lambda: pgettext("kind of rule", "Family"),
    "no_show_uses_entitlement": lambda: pgettext("kind of rule", "Staying away"),
    "insurance_required": lambda: pgettext("kind of rule", "Insurance"),
    "insurance_cover": lambda: pgettext("kind of rule", "Insured sum"),
    "single_lodging": lambda: pgettext("kind of rule", "Lodging"),
    "group_by_default": lambda: pgettext("kind of rule", "Travelling as a group"),
    "finish_by": lambda: pgettext("kind of rule", "Latest end"),
    "season": lambda: pgettext("kind of rule", "Season"),
    "split_trips": lambda: pgettext("kind of rule", "Split trips"),
    "merged_years": lambda: pgettext("kind of rule", "Merged years"),
}  # fmt: skip
