"""A person's own mobile number, sealed: for short messages that cannot wait, and shown to nobody else."""

import re

from booking.people.models import User
from sites.foundation import sealing
from sites.foundation.actor import Viewer
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

FORM = re.compile(r"1[3-9][0-9]{9}")


class PhoneMalformed(Refusal):
    code = "phone_malformed"
    kind = Kind.BAD_INPUT
    words = N_("Enter a mobile number of 11 digits, or leave it empty.")


@transaction
async def change_phone(number: str, *, viewer: Viewer) -> None:
    """Keep the number, or with an empty one forget it. Refused: PhoneMalformed."""
    plain = re.sub(r"[\s-]", "", number).removeprefix("+86")
    if plain and not FORM.fullmatch(plain):
        raise PhoneMalformed(field="phone")
    user = await User.get(id=viewer.actor.user_id)
    sealed = sealing.seal(plain, place=_place(user)) if plain else ""
    await User.filter(id=user.id).update(phone_sealed=sealed)


async def phone_of(user_id: int) -> str:
    """The number, for sending; empty where none was entered or the person is switched off."""
    user = await User.filter(id=user_id, is_active=True).first()
    if user is None or not user.phone_sealed:
        return ""
    return sealing.unseal(user.phone_sealed, place=_place(user))


def masked(number: str) -> str:
    return f"{number[:3]}****{number[-4:]}" if number else ""


def _place(user: User) -> str:
    return f"users|{user.public_id}|phone"
