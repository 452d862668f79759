"""What a member agrees to. A change of substance is a new version: the version that was read stays with each entry."""

from sites.foundation.language import N_

VERSION = "2026-11"
# Placeholders: union, days (kept after settlement).
PARAGRAPHS: tuple[str, ...] = (
    N_("%(union)s collects these data to organise this trip alone: rooms, meals, insurance, the register of guests that the law asks of every hotel, and the check whether each member is entitled."),
    N_("ID numbers and telephone numbers are kept encrypted and shown masked. The organiser looks at a full number only with a reason, which is recorded."),
    N_("The base reads names once the stay is confirmed, and numbers from the day before arrival until three days after departure. The insurer gets the list of those insured."),
    N_("%(days)s days after settlement everything is deleted. A record without name or number stays, so that the years between two retreats can be kept: a keyed hash, the union, the regions, the days."),
    N_("The program asks, by that hash, whether another retreat stands in your way. Your union learns only yes or no about other unions, never which or when."),
    N_("You may see what is held about you, have it corrected, and take your entry back at any time: by your personal link, or through your union."),
)  # fmt: skip
