"""Medical facts and safety of a base in lines: an icon, a short title, the facts."""

from datetime import date

from sites.foundation.formats import month
from sites.foundation.language import _, choose, ngettext
from sites.listings import Medical, SiteProfile
from sites.listings.vocabulary import FACILITY, HOSPITAL_GRADE

Line = tuple[str, str, str]

_DIETS = ("light_diet", "vegetarian", "halal")
_ACCESS = ("lift", "step_free", "ground_floor")


def lines(site: SiteProfile) -> list[Line]:
    """What is known of this base; nothing is shown that is not on record."""
    care = site.medical
    found = [_room(care), _defibrillators(care), _hospital(care), _food(site), _fire(site)]
    return [line for line in (*found, _access(site), _limit(site)) if line]


def _room(care: Medical) -> Line:
    if not care.room_from:
        text = ngettext(
            "%(num)d trained first-aider", "%(num)d trained first-aiders", care.first_aiders
        )
        return "medical", _("First-aid post"), text
    nurses = ngettext("%(num)d nurse on duty", "%(num)d nurses on duty", care.nurses)
    hours = _("%(since)s–%(until)s", since=care.room_from, until=care.room_until)
    return "medical", _("Medical room in the house"), f"{hours} · {nurses}"


def _defibrillators(care: Medical) -> Line | None:
    if not care.defibrillators:
        return None
    title = ngettext("%(num)d defibrillator", "%(num)d defibrillators", len(care.defibrillators))
    places = " · ".join(choose(zh, en) for zh, en in care.defibrillators)
    return "bolt", title, places


def _hospital(care: Medical) -> Line | None:
    if not care.hospital:
        return None
    grade = (
        HOSPITAL_GRADE[care.hospital_grade].say() if care.hospital_grade in HOSPITAL_GRADE else ""
    )
    title = _("Nearest hospital %(km)s km", km=f"{care.hospital_km:g}")
    by_car = ngettext("%(num)d minute by car", "%(num)d minutes by car", care.hospital_minutes)
    return (
        "phone",
        title,
        " · ".join(filter(None, (choose(care.hospital, care.hospital_en), grade, by_car))),
    )


def _food(site: SiteProfile) -> Line | None:
    visit = site.inspection
    if not visit.food_grade:
        return None
    diets = [FACILITY[code].say() for code in _DIETS if code in site.card.facilities]
    seen = _("inspected %(month)s", month=_month(visit.food_on)) if visit.food_on else ""
    return (
        "food",
        _("Food safety grade %(grade)s", grade=visit.food_grade),
        " · ".join(filter(None, (seen, *diets))),
    )


def _fire(site: SiteProfile) -> Line | None:
    seen = site.inspection.fire_on
    return ("fire", _("Fire inspection passed"), _month(seen)) if seen else None


def _access(site: SiteProfile) -> Line | None:
    rooms = site.card.facilities.get("accessible_rooms")
    others = [
        FACILITY[c].say(site.card.facilities[c]) for c in _ACCESS if c in site.card.facilities
    ]
    if not rooms and not others:
        return None
    title = FACILITY["accessible_rooms"].say(rooms) if rooms else _("Access")
    return "wheelchair", title, " · ".join(others)


def _limit(site: SiteProfile) -> Line:
    title = ngettext(
        "Receives up to %(num)d person", "Receives up to %(num)d people", site.card.reception_limit
    )
    return "people", title, _("All heads count; the limit is never exceeded")


def _month(iso: str) -> str:
    return month(date.fromisoformat(iso))
