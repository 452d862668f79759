"""Why something cannot be written off."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class WriteOffUnknown(Refusal):
    code = "write_off_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such write-off, or it is not yours to see.")


class NothingToWriteOff(Refusal):
    code = "nothing_to_write_off"
    words = N_("Nothing is owed of this charge, so there is nothing to write off.")


class OwedChanged(Refusal):
    code = "owed_changed"
    words = N_("Meanwhile %(owed)s are owed. Look at the new amount first.")


class WriteOffWaits(Refusal):
    code = "write_off_waits"
    words = N_("A write-off of this charge waits for an answer already.")


class WriteOffSettled(Refusal):
    code = "write_off_settled"
    words = N_("This write-off was answered or taken back already. Load the page again.")


class WriteOffOutOfDate(Refusal):
    code = "write_off_out_of_date"
    words = N_("By now %(owed)s are owed, not what was proposed. Take the proposal back and make a new one.")  # fmt: skip
