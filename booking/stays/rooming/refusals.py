"""Why a rooming list says no."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class RoomingChanged(Refusal):
    code = "rooming_changed"
    words = N_("Somebody else changed the rooming list meanwhile. This page shows it as it is now.")


class RoomFull(Refusal):
    code = "room_full"
    words = N_("All beds of this room are taken. Swap with somebody there, or choose another room.")


class SexesMixed(Refusal):
    code = "sexes_mixed"
    words = N_(
        "Men and women share a room only where they belong together. Write the same word into “belongs to” of both."
    )


class RoomNotThere(Refusal):
    code = "room_not_there"
    words = N_("The group does not have this room on every night of this person.")


class RoomLocked(Refusal):
    code = "room_locked"
    words = N_("This room is locked. Unlock it first.")


class NotOnTheList(Refusal):
    code = "not_on_rooming_list"
    kind = Kind.BAD_INPUT
    words = N_("This person or room is not on the rooming list. Load the page again.")


class NothingToUndo(Refusal):
    code = "nothing_to_undo"
    words = N_("There is no earlier version of this rooming list.")


class NobodyLodged(Refusal):
    code = "nobody_lodged"
    words = N_("The rooming list is empty. Lay people into rooms first.")
