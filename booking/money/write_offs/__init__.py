"""Write-offs: a payee gives up what nobody will pay. One person proposes, another agrees, and an entry of its own says so."""

from booking.money.write_offs.deciding import (
    agree_to_write_off,
    refuse_write_off,
    withdraw_write_off,
)
from booking.money.write_offs.links import (
    agree_by_link,
    link_to_write_off,
    refuse_by_link,
    write_off_behind,
)
from booking.money.write_offs.proposing import Preview, preview_write_off, propose_write_off
from booking.money.write_offs.reading import (
    WriteOffView,
    write_off_of,
    write_offs_of_stay,
    write_offs_waiting,
)
from booking.money.write_offs.refusals import (
    NothingToWriteOff,
    OwedChanged,
    WriteOffOutOfDate,
    WriteOffSettled,
    WriteOffUnknown,
    WriteOffWaits,
)

__all__ = [
    "NothingToWriteOff",
    "OwedChanged",
    "Preview",
    "WriteOffOutOfDate",
    "WriteOffSettled",
    "WriteOffUnknown",
    "WriteOffView",
    "WriteOffWaits",
    "agree_by_link",
    "agree_to_write_off",
    "link_to_write_off",
    "preview_write_off",
    "propose_write_off",
    "refuse_by_link",
    "refuse_write_off",
    "withdraw_write_off",
    "write_off_behind",
    "write_off_of",
    "write_offs_of_stay",
    "write_offs_waiting",
]
