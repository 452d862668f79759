"""Whether a person may sleep in a room with those who are there, night by night; and why they do."""

from booking.rosters.rooming.guests import Guest, Room
from sites.foundation.language import N_

NOT_THERE, FULL, MIXED = "not_there", "full", "mixed"

WHY: dict[str, str] = {
    "empty": N_("Empty"),
    "bond": N_("Belong together"),
    "department": N_("Same department"),
    "same_sex": N_("Same sex"),
    "nights": N_("Same sex, different nights"),
    "staff": N_("The odd person beside a leader or driver"),
    "odd_single": N_("Odd person, alone without supplement"),
    "odd_staff": N_("Odd person, no leader or driver of the same sex"),
    "odd_ask": N_("Odd person, to be asked of the base"),
    "alone": N_("Room for one"),
    "sex_unknown": N_("Alone until the sex is known"),
    "mixed": N_("Men and women who do not belong together"),
}


def unfit(room: Room, guest: Guest) -> str:
    """Empty where the guest fits, else the first reason why not."""
    if not guest.nights <= room.slot.nights:
        return NOT_THERE
    together = [room.on(night) for night in guest.nights]
    if any(len(there) >= room.slot.beds for there in together):
        return FULL
    if any(not may_share((*there, guest)) for there in together):
        return MIXED
    return ""


def may_share(guests: tuple[Guest, ...]) -> bool:
    """Men with men, women with women, and whoever belongs together."""
    if len(guests) < 2:
        return True
    bonds, sexes = {guest.bond for guest in guests}, {guest.sex for guest in guests}
    return (len(bonds) == 1 and "" not in bonds) or (len(sexes) == 1 and "" not in sexes)


def is_sound(room: Room) -> bool:
    nights = {night for guest in room.guests for night in guest.nights}
    return nights <= room.slot.nights and all(
        len(room.on(night)) <= room.slot.beds and may_share(room.on(night)) for night in nights
    )


def why(room: Room, odd_rule: str) -> str:
    """The code of WHY that explains who is in this room."""
    guests = room.guests
    if not guests:
        return "empty"
    if len(guests) == 1:
        return _why_alone(room, odd_rule)
    if not is_sound(room):
        return "mixed"
    bonds = {guest.bond for guest in guests}
    if len(bonds) == 1 and "" not in bonds:
        return "bond"
    return _why_paired(guests)


def _why_paired(guests: tuple[Guest, ...]) -> str:
    if len({guest.kind == "crew" for guest in guests}) > 1:
        return "staff"
    if len({guest.nights for guest in guests}) > 1:
        return "nights"
    departments = {guest.department for guest in guests}
    return "department" if len(departments) == 1 and "" not in departments else "same_sex"


def _why_alone(room: Room, odd_rule: str) -> str:
    if room.slot.beds == 1:
        return "alone"
    return f"odd_{odd_rule}" if room.guests[0].sex else "sex_unknown"
