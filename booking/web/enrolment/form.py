"""The form with which a member signs up, and what of it becomes people: each field judged at its own place."""

from collections.abc import Mapping
from typing import Literal

from booking import rosters
from booking.rosters import TravellerDraft
from booking.rosters.enrolling import VERSION, SignUp
from sites.foundation.errors import Refusal
from sites.foundation.forms import Form, Line, NeededLine

FAMILY = (1, 2, 3)
# What a draft calls its fields, and what the form of one of the family calls them.
FIELDS = {
    "name": "name",
    "number": "number",
    "kind": "name",
    "sex": "number",
    "guardian": "guardian",
}


class SignUpForm(Form):
    name: NeededLine
    document: Literal["resident", "other"] = "resident"
    number: NeededLine
    phone: NeededLine
    department: Line = ""
    diet: Literal["", "vegetarian", "halal", "light", "low_sugar", "soft"] = ""
    room_mate: Line = ""
    consent: bool = False
    family_1_name: Line = ""
    family_1_number: Line = ""
    family_1_guardian: bool = False
    family_2_name: Line = ""
    family_2_number: Line = ""
    family_2_guardian: bool = False
    family_3_name: Line = ""
    family_3_number: Line = ""
    family_3_guardian: bool = False


def entry_of(form: SignUpForm) -> SignUp:
    """Refused: as `rosters.draft`, at the field of the person at fault."""
    member = rosters.draft(
        name=form.name, kind="worker", document=form.document, number=form.number, phone=form.phone
    )
    given = form.model_dump()
    family = tuple(
        _relative(given, place)
        for place in FAMILY
        if given[f"family_{place}_name"] or given[f"family_{place}_number"]
    )
    return SignUp(
        member, family, form.department, form.diet, form.room_mate, VERSION if form.consent else ""
    )


def _relative(given: Mapping[str, str], place: int) -> TravellerDraft:
    """Family shows resident numbers alone; whoever has another document is entered by the organiser."""
    own = {name: given[f"family_{place}_{name}"] for name in ("name", "number", "guardian")}
    try:
        return rosters.draft(
            name=own["name"],
            kind="family",
            number=own["number"],
            guardian_agrees=bool(own["guardian"]),
        )
    except Refusal as refusal:
        refusal.field = f"family_{place}_{FIELDS.get(refusal.field or '', 'name')}"
        raise
