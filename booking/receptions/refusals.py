"""Why the reception ledger says no."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class GroupUnknown(Refusal):
    code = "recorded_group_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such record, or it is not yours to see.")


class NobodyCame(Refusal):
    code = "recorded_nobody"
    kind = Kind.BAD_INPUT
    words = N_("Enter at least one worker or family member.")


class NightsOutOfRange(Refusal):
    code = "recorded_nights"
    kind = Kind.BAD_INPUT
    words = N_("A group stays between 1 and %(most)s nights.")


class OriginUnknown(Refusal):
    code = "recorded_origin"
    kind = Kind.BAD_INPUT
    words = N_("Choose the city from which the group comes.")


class ProofMissing(Refusal):
    code = "recorded_without_proof"
    kind = Kind.BAD_INPUT
    words = N_("Name the number of a contract, invoice or list, or upload the paper.")


class BedsShort(Refusal):
    code = "recorded_beds_short"
    words = N_("On %(night)s the base has %(left)s free beds; the group has %(asked)s people.")


class ChangedMeanwhile(Refusal):
    code = "recorded_meanwhile"
    words = N_("Somebody corrected this record meanwhile. Look at it again before you change it.")


class RecordWithdrawn(Refusal):
    code = "recorded_withdrawn"
    words = N_("This record was withdrawn. Record the group anew if it came after all.")


class SiteStays(Refusal):
    code = "recorded_site_stays"
    words = N_("A record stays with its base. Withdraw it and record the group at the other base.")


class MonthNotOver(Refusal):
    code = "month_not_over"
    words = N_("This month is not over. Its list can be confirmed from %(day)s.")


class ListChanged(Refusal):
    code = "month_list_changed"
    words = N_("The list of this month has changed meanwhile. Look at it once more.")


class PeriodNotOver(Refusal):
    code = "period_not_over"
    words = N_("This period is not over. It can be closed from %(day)s.")


class PeriodClosed(Refusal):
    code = "period_closed"
    words = N_("This period is closed already.")


class LaterPeriodClosed(Refusal):
    code = "later_period_closed"
    words = N_("A later period is closed already. Corrections stand in the next one.")


class PeriodUnknown(Refusal):
    code = "period_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such closed period.")
