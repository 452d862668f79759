"""How old the operator's word is that its rooms are right, for those who choose a base."""

from sites.foundation.language import _, ngettext
from sites.listings import SiteCard


def rooms_age(card: SiteCard) -> str:
    days = card.rooms_age
    if days is None:
        return _("rooms not yet confirmed")
    if days == 0:
        return _("rooms confirmed today")
    return ngettext("rooms confirmed %(num)s day ago", "rooms confirmed %(num)s days ago", days)


def pause(card: SiteCard) -> str:
    """Why a base that confirms at once does not do so now; else nothing."""
    if card.booking_way == card.booking_mode:
        return ""
    return _("It confirms at once again as soon as it has confirmed its rooms.")
