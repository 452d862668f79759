"""Why a line cannot be disputed, answered or decided."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class DisputeUnknown(Refusal):
    code = "dispute_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such dispute, or it is not yours to see.")


class WindowOver(Refusal):
    code = "dispute_window_over"
    words = N_("Lines can be disputed while the account is open to be checked. That time is over, or has not begun.")  # fmt: skip


class LineUnknown(Refusal):
    code = "dispute_line_unknown"
    kind = Kind.BAD_INPUT
    words = N_("The account has no such line.")


class LineDisputed(Refusal):
    code = "line_disputed"
    words = N_("This line is disputed already.")


class NothingDisputed(Refusal):
    code = "nothing_disputed"
    kind = Kind.BAD_INPUT
    words = N_("Enter another amount than the one that the line shows.")


class DisputeClosed(Refusal):
    code = "dispute_closed"
    words = N_("This dispute is closed. Load the page again.")


class NotYoursToAnswer(Refusal):
    code = "not_yours_to_answer"
    words = N_("The other side answers this dispute.")


class AnswerFirst(Refusal):
    code = "dispute_unanswered"
    words = N_("The other side may still answer until %(until)s.")


class AccountDisputed(Refusal):
    code = "account_disputed"
    words = N_("Lines of the account are disputed. What the group owes is settled there; say there that nobody came.")  # fmt: skip


class DisputesOpen(Refusal):
    code = "disputes_open"
    words = N_("Lines of the account are disputed. It stands once they are settled, or taken back.")
