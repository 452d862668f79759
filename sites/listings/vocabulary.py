"""What a retreat base may be, have and be near: the closed lists behind its profile and filters."""

from dataclasses import dataclass

from sites.foundation.language import N_, ngettext
from sites.listings.terms import Term, by_code


@dataclass(frozen=True, slots=True)
class SiteKind(Term):
    """`pin` is the one character on the map; `promise` one line about all bases of the kind."""

    pin: str = ""
    promise: str = ""


SITE_KINDS = (
    SiteKind("hotel", N_("Hotel"), pin="酒", promise=N_("The whole group under one roof, with halls")),
    SiteKind("village", N_("Village"), pin="村", promise=N_("White walls, dark tiles, by the water")),
    SiteKind("tea_garden", N_("Tea garden"), pin="茶", promise=N_("Pick and make tea, sleep on the hill")),
    SiteKind("sanatorium", N_("Sanatorium"), pin="疗", promise=N_("Rehabilitation, clinic in the house")),
    SiteKind("scenic_area", N_("Scenic area"), pin="景", promise=N_("Climb among clouds, near the gate")),
    SiteKind("hot_spring", N_("Hot spring"), pin="泉", promise=N_("Bathing and therapy in all seasons")),
    SiteKind("lakeside", N_("Lakeside"), pin="湖", promise=N_("Paths along the shore, and boats")),
    SiteKind("culture", N_("Culture"), pin="文", promise=N_("Academies and living crafts")),
)  # fmt: skip

ROOM_KINDS = (
    Term("twin", N_("Twin room")),
    Term("king", N_("King room")),
    Term("family", N_("Family room")),
    Term("suite", N_("Suite")),
)

BOOKING_WAYS = (
    Term("instant", N_("Confirmed at once")),
    Term("accept", N_("The base answers in time")),
    Term("ask", N_("Ask first")),
)

HOSPITAL_GRADES = (
    Term("3A", N_("Grade 3A hospital")),
    Term("2A", N_("Grade 2A hospital")),
    Term("1A", N_("Township health centre")),
)

FACILITIES = (
    Term("lift", N_("Lift"), lambda n: ngettext("%(num)s lift", "%(num)s lifts", n)),
    Term(
        "accessible_rooms",
        N_("Accessible rooms"),
        lambda n: ngettext("%(num)s accessible room", "%(num)s accessible rooms", n),
    ),
    Term("step_free", N_("Step-free from door to dining room")),
    Term("ground_floor", N_("Rooms on the ground floor")),
    Term("clinic", N_("Medical room in the house")),
    Term("aed", N_("Defibrillator"), lambda n: ngettext("%(num)s defibrillator", "%(num)s defibrillators", n)),
    Term("night_nurse", N_("Nurse on call at night")),
    Term("physiotherapy", N_("Physiotherapy rooms")),
    Term("health_check", N_("Health check centre")),
    Term("meeting_50", N_("Meeting room for 50 or more")),
    Term("meeting_100", N_("Meeting room for 100 or more")),
    Term("coach_parking_45", N_("Parking for 45-seat coaches")),
    Term("ev_charging", N_("Charging points"), lambda n: ngettext("%(num)s charging point", "%(num)s charging points", n)),
    Term("invoice", N_("VAT invoice issued")),
    Term("wifi", N_("Wi-Fi everywhere")),
    Term("heating", N_("Heated in winter")),
    Term("laundry", N_("Laundry")),
    Term("vegetarian", N_("Vegetarian table")),
    Term("halal", N_("Halal table")),
    Term("light_diet", N_("Low-salt and low-sugar meals")),
    Term("pool", N_("Hot-spring pool")),
    Term("gym", N_("Gym")),
    Term("reading_room", N_("Reading room")),
    Term("table_games", N_("Table tennis and chess room")),
    Term("workshop", N_("Craft workshop")),
    Term("tea_room", N_("Tea room")),
    Term("boat_pier", N_("Boat pier")),
    Term("trail", N_("Walking trail from the door")),
)  # fmt: skip

_LISTS = (SITE_KINDS, ROOM_KINDS, BOOKING_WAYS, HOSPITAL_GRADES, FACILITIES)

KIND = {kind.code: kind for kind in SITE_KINDS}
ROOM_KIND, BOOKING_WAY, HOSPITAL_GRADE, FACILITY = (by_code(terms) for terms in _LISTS[1:])
