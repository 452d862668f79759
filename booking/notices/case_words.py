"""What is told of a case, and to whom on each side. A notice names the case, never a person or what was written."""

from dataclasses import dataclass

from sites.foundation.language import N_


@dataclass(frozen=True)
class CaseTelling:
    """`subject` and `text` are msgids; each side's word is the permission of those who are told there."""

    subject: str
    text: str
    federation: str = ""
    union: str = ""
    operator: str = ""
    by_mail: bool = True


CASE_WHERE = N_("Case %(number)s, answer due on %(due_on)s.")

CASE_TELLINGS: dict[str, CaseTelling] = {
    "case_opened": CaseTelling(
        N_("A new case: %(number)s"), N_("It is to be answered by %(due_on)s. Take it on, or hand it to the base."),
        federation="cases.answer",
    ),
    "case_handed": CaseTelling(
        N_("The federation asks you about case %(number)s"), N_("Write what you know of it; the federation answers by %(due_on)s."),
        operator="cases.write",
    ),
    "case_message": CaseTelling(
        N_("A new message in case %(number)s"), N_("Read it on the page of the case."),
        federation="cases.answer", union="cases.write", operator="cases.write", by_mail=False,
    ),
    "case_answered": CaseTelling(
        N_("Case %(number)s is answered"), N_("The answer stands on the page of the case."),
        union="cases.see", operator="cases.see",
    ),
    "case_near": CaseTelling(
        N_("Case %(number)s is to be answered by %(due_on)s"), N_("Its last day is near. Answer it, or ask the base today."),
        federation="cases.answer",
    ),
    "case_overdue": CaseTelling(
        N_("Case %(number)s is overdue"), N_("It was to be answered by %(due_on)s. Answer it now."),
        federation="cases.answer",
    ),
}  # fmt: skip
