"""What is told of a base's rooms: subject and sentence."""

from sites.foundation.language import N_

OF_ROOMS = {
    "rooms_unchecked": (
        N_("Say that the rooms are right: nobody has for a week"),
        N_(
            "Unions see how old your word is. Until you say it again, no group is confirmed at once; each waits for your answer."
        ),
    ),
}
