"""What is told of each event, and to whom on each side: one table, nothing decided elsewhere."""

from dataclasses import dataclass

from sites.foundation.language import N_

UNION, OPERATOR = "union", "operator"


@dataclass(frozen=True)
class Telling:
    """`subject` and `text` are msgids. `union` and `operator` name the permission of those who are told;
    an empty one means that nobody on that side is. The one who acted is never told.
    """

    subject: str
    text: str
    union: str = ""
    operator: str = ""
    by_mail: bool = True


WHERE = N_("%(site)s, %(check_in)s to %(check_out)s, %(heads)s people, reference %(reference)s.")

TELLINGS: dict[str, Telling] = {
    "inquired": Telling(
        N_("A union asks whether it may come"), N_("%(union)s waits for your yes or no. Nothing is held yet."),
        operator="stays.answer",
    ),
    "granted": Telling(
        N_("The operator says yes: the rooms are held"),
        N_("The hold ends at %(hold_ends)s. Submit the stay before that; no second answer is needed."),
        union="stays.book",
    ),
    "granted_changed": Telling(
        N_("The operator says yes, on other terms: the rooms are held"),
        N_("Compare both on the page of the stay. The hold ends at %(hold_ends)s: submit it, or cancel it free of charge."),
        union="stays.book",
    ),
    "alternatives_told": Telling(
        N_("The nights went to another group; other dates or bases are free"),
        N_("Your inquiry stays listed with the base. Its page shows what is free now; with one click you join the waiting list instead."),
        union="stays.book",
    ),
    "kept_for_later": Telling(
        N_("The nights went to another group; your inquiry stays listed"),
        N_("Nothing else is free near your dates just now. On the page of the inquiry you join the waiting list with one click."),
        union="stays.book",
    ),
    "went_waiting": Telling(
        N_("A union waits instead of asking"), N_("Its inquiry is closed; it stands on your waiting list."),
        operator="stays.answer", by_mail=False,
    ),
    "counter_offered": Telling(
        N_("The operator makes a counter-offer: answer by %(offer_until)s"),
        N_("The page of the stay shows before and after. Without an answer the submission stands as it was."),
        union="stays.see",
    ),
    "counter_accepted": Telling(
        N_("The union accepted your counter-offer"), N_("The stay is confirmed as soon as nothing else is missing."),
        operator="stays.answer",
    ),
    "block_passed": Telling(
        N_("The approver let a rule pass that rests on a secondary source"),
        N_("The document and the reason stand on the page of the stay. You may submit it now."),
        union="stays.book",
    ),
    "changed_as_approved": Telling(
        N_("A stay changed within what you approved"),
        N_("%(was)s becomes %(total)s, %(was_heads)s people become %(heads)s. Nothing is asked of you; the page of the stay shows both."),
        union="stays.approve",
    ),
    "counter_refused": Telling(
        N_("The union refused your counter-offer: answer by %(answer_due)s"),
        N_("The submission stands as it was, and your time to answer goes on."), operator="stays.answer",
    ),
    "counter_lapsed": Telling(
        N_("The counter-offer lapsed"), N_("The submission stands as it was; the operator answers by %(answer_due)s."),
        union="stays.book", operator="stays.answer",
    ),
    "counter_withdrawn": Telling(
        N_("The operator took its counter-offer back"), N_("The submission stands as it was; the operator answers by %(answer_due)s."),
        union="stays.book",
    ),
    "amended": Telling(
        N_("The stay was changed"), N_("The page of the stay shows what it is now; what it was stands in its history."),
        union="stays.see", operator="stays.see", by_mail=False,
    ),
    "amendment_proposed": Telling(
        N_("A change of the stay is proposed: answer by %(offer_until)s"),
        N_("Before and after stand side by side. Without an answer everything stands as it was agreed."),
        union="stays.approve", operator="stays.answer",
    ),
    "amendment_accepted": Telling(
        N_("The operator agreed to your change"), N_("Price, contract and account follow; the page of the stay shows them."),
        union="stays.see",
    ),
    "amendment_refused": Telling(
        N_("The operator did not agree to your change"), N_("Everything stands as it was agreed. The reason is on the page of the stay."),
        union="stays.book",
    ),
    "amendment_lapsed": Telling(
        N_("The proposed change lapsed without an answer"), N_("Everything stands as it was agreed. Propose it again, or telephone."),
        union="stays.book", operator="stays.answer",
    ),
    "amendment_withdrawn": Telling(
        N_("The union took its proposed change back"), N_("Everything stands as it was agreed; nothing waits for you."),
        operator="stays.answer",
    ),
    "offered": Telling(
        N_("Rooms came free for you: answer by %(hold_ends)s"),
        N_("They are held for your group from the waiting list. Keep them or submit the stay before that, or give them back for the next group."),
        union="stays.book",
    ),
    "offer_kept": Telling(
        N_("The rooms from the waiting list are kept"), N_("The hold ends at %(hold_ends)s. Submit the stay before that."),
        union="stays.book", by_mail=False,
    ),
    "held": Telling(
        N_("Rooms are held"), N_("The hold ends at %(hold_ends)s. Submit the stay before that."),
        union="stays.book", by_mail=False,
    ),
    "prolonged": Telling(
        N_("The hold was prolonged"), N_("It now ends at %(hold_ends)s."), union="stays.book", by_mail=False
    ),
    "submitted": Telling(
        N_("A union submitted a stay: answer by %(answer_due)s"),
        N_("%(union)s waits for your answer. Without one the request lapses."), operator="stays.answer",
    ),
    "accepted": Telling(
        N_("The operator accepted"), N_("The stay is confirmed as soon as nothing else is missing."),
        union="stays.book", by_mail=False,
    ),
    "declined": Telling(
        N_("The operator declined"), N_("The rooms were released and nothing is owed. Look for another site or other dates."),
        union="stays.book",
    ),
    "confirmed": Telling(
        N_("The stay is confirmed"), N_("Next: the sealed contract by %(contract_due)s and the names by %(names_due)s."),
        union="stays.see", operator="stays.see",
    ),
    "something_missing": Telling(
        N_("The stay cannot be confirmed yet"), N_("The page of the stay says what is missing."),
        union="stays.book", operator="stays.answer",
    ),
    "expired": Telling(
        N_("The stay lapsed"), N_("The rooms were released. What you entered is kept: hold again, or look for another site."),
        union="stays.book", operator="stays.answer",
    ),
    "trip_broken": Telling(
        N_("A stay of your trip fell away: choose what to do with the rest"),
        N_("Its other stays stand. The page of the trip shows bases that are free instead, and what cancelling the rest costs."),
        union="stays.book",
    ),
    "cancelled": Telling(
        N_("The stay was cancelled"), N_("The rooms were released. The page of the stay shows what is owed or refunded."),
        union="stays.see", operator="stays.see",
    ),
    "arrived": Telling(N_("The group has arrived"), N_("The operator counted the first night."), union="stays.see", by_mail=False),
    "departed": Telling(
        N_("The stay is over: present the account"), N_("State what is charged for each night; the union then checks it."),
        operator="stays.reconcile",
    ),
    "left_early": Telling(
        N_("The group left before its last morning"),
        N_("The operator recorded it. Nights that were not slept are charged only as the frozen terms say; you check it with the account."),
        union="stays.see", operator="stays.reconcile",
    ),
    "no_show": Telling(
        N_("The operator recorded that the group did not come"),
        N_("The fee of the cancellation table applies. Answer on the page of the stay if this is wrong."), union="stays.see",
    ),
    "account_presented": Telling(
        N_("The account can be checked until %(dispute_until)s"),
        N_("Accept it, or send it back with a note. After that day it counts as accepted."), union="stays.reconcile",
    ),
    "force_majeure": Telling(
        N_("Force majeure was declared for nights of this stay"),
        N_("Cancelling costs nothing and everything paid goes back, or move the stay to other dates without a fee. The page of the stay says why."),
        union="stays.book", operator="stays.see",
    ),
    "line_disputed": Telling(
        N_("A line of the account is disputed: answer within seven days"),
        N_("The account of the stay shows which line, what it should be and why. It stands once this is settled."),
        union="stays.reconcile", operator="stays.reconcile",
    ),
    "dispute_answered": Telling(
        N_("The other side does not agree about a disputed line"), N_("The federation decides; the account shows the answer."),
        union="stays.reconcile", operator="stays.reconcile",
    ),
    "dispute_agreed": Telling(
        N_("A disputed line is settled: both sides agree"), N_("The charge was corrected by an entry of its own."),
        union="stays.reconcile", operator="stays.reconcile",
    ),
    "dispute_decided": Telling(
        N_("The federation decided about a disputed line"), N_("The account shows the decision; the charge was corrected by an entry of its own."),
        union="stays.reconcile", operator="stays.reconcile",
    ),
    "dispute_withdrawn": Telling(
        N_("A dispute was taken back"), N_("The line stands as it was presented."), union="stays.reconcile", operator="stays.reconcile",
    ),
    "account_returned": Telling(
        N_("The union sent the account back"), N_("Read the note, correct the count and present the account again."),
        operator="stays.reconcile",
    ),
    "reconciled": Telling(
        N_("The account is reconciled"), N_("What remains to be paid or refunded stands on the page of the stay."),
        union="stays.reconcile", operator="stays.reconcile",
    ),
    "settled": Telling(N_("The stay is settled"), N_("Everything is paid and invoiced."), union="stays.see"),
    "contract_sealed": Telling(
        N_("The sealed contract is recorded"), N_("Both sides can now find its date on the page of the stay."),
        union="stays.see", operator="stays.see", by_mail=False,
    ),
    "paper_added": Telling(
        N_("A paper was added"), N_("It stands on the page of the stay."), union="stays.see", operator="stays.see", by_mail=False
    ),
    "approved": Telling(
        N_("The stay is approved: submit it"), N_("All approvers agreed. Submit before the hold ends at %(hold_ends)s."),
        union="stays.book",
    ),
    "step_agreed": Telling(N_("An approver agreed"), N_("The next approver is asked."), union="stays.book", by_mail=False),
    "sent_back": Telling(N_("An approver sent the stay back"), N_("Read the note and ask again."), union="stays.book"),
    "approval_withdrawn": Telling(
        N_("An approval was withdrawn: ask again"),
        N_("Whoever was asked approves no more. Ask for approval again before the hold ends at %(hold_ends)s."), union="stays.book",
    ),
    "handed_on": Telling(N_("An approval was handed on"), N_("A colleague is asked instead."), union="stays.book", by_mail=False),
    "message": Telling(N_("A new message"), N_("Read and answer it on the page of the stay."), union="stays.message", operator="stays.message"),
    "hold_ending": Telling(
        N_("The hold ends within 24 hours"), N_("It ends at %(hold_ends)s. Submit the stay, or prolong the hold once."), union="stays.book"
    ),
    "contract_missing": Telling(
        N_("The sealed contract is missing"), N_("It was due on %(contract_due)s. The booking stands; record the contract."),
        union="stays.book", operator="stays.see",
    ),
    "payment_due": Telling(
        N_("A payment of %(total)s is due by %(due_on)s"), N_("The page of the stay says to whom and with which code."),
        union="money.see",
    ),
    "payment_overdue": Telling(
        N_("A payment of %(total)s was due by %(due_on)s"),
        N_("It has not been recorded as received. Pay it, or ask the base whether it came."), union="money.see", operator="money.see",
    ),
    "names_due": Telling(N_("The names are due on %(names_due)s"), N_("Enter who travels, so that the site can prepare rooms."), union="rosters.write"),
    "release_ahead": Telling(
        N_("Rooms without names go back after %(release_on)s"),
        N_("As the contract says. Enter the names until then, or propose a change; the page of the stay shows how many rooms it is."),
        union="stays.book", operator="stays.answer",
    ),
    "released": Telling(
        N_("Rooms without names went back to the base"),
        N_("As the contract says; what was contracted stands. The page of the stay shows night by night how many."),
        union="stays.see", operator="stays.see",
    ),
    "arrivals_unknown": Telling(
        N_("Nobody counted the arrivals"), N_("Record who came each night, or mark that the group did not come."), operator="stays.receive"
    ),
    "certificate_flag": Telling(
        N_("The site's certificate does not cover this stay"), N_("The booking stands. Both sides decide what to do; the federation can be asked."),
        union="stays.see", operator="stays.see",
    ),
    "money_received": Telling(
        N_("A payment was recorded"), N_("The page of the stay shows what is paid and what remains."),
        union="money.see", by_mail=False,
    ),
    "refund_ordered": Telling(
        N_("Money is to be paid back"), N_("The page of the stay shows how much and why."),
        union="money.see", operator="money.record",
    ),
    "insurance_missing": Telling(
        N_("The group arrives on %(check_in)s and its insurance lacks something"), N_("Record the policy, or write to each other what is missing."),
        union="rosters.write", operator="stays.receive",
    ),
    "prepared": Telling(
        N_("The agency has prepared your trip"), N_("Coach, insurance and list stand on the page of the stay. Approving and submitting are yours."),
        union="stays.book",
    ),
    "enrolment_closing": Telling(
        N_("Signing up for your group ends on %(ends_on)s"), N_("%(places)s places, %(taken)s taken. Remind the members who have not signed up; the page of the group has the link and the square."),
        union="rosters.write",
    ),
    "members_signed_up": Telling(
        N_("Members signed up and wait for your answer"), N_("%(waiting)s wait. Approve or decline them on the page “Sign-up” of the group."),
        union="rosters.see", by_mail=False,
    ),
    "received_uninsured": Telling(
        N_("The base received your group without complete insurance"), N_("Its reason stands on the page of the stay. Record the policy now."),
        union="rosters.write",
    ),
    "night_signed": Telling(
        N_("A night's head-count was signed"), N_("Look at it and sign it too, or say what differs."),
        union="rosters.write", operator="stays.receive", by_mail=False,
    ),
    "rooming_sent": Telling(
        N_("The union sent its rooming list"), N_("By room and by name, with meals and diets. It replaces the one before."),
        operator="stays.receive",
    ),
    "refund_paid": Telling(
        N_("A refund was paid"), N_("The page of the stay shows its date and voucher."), union="money.see", by_mail=False
    ),
    "invoice_requested": Telling(
        N_("An invoice is asked for"), N_("%(union)s names title, item and amount on the page of the charge. Upload the invoice there."),
        operator="money.record",
    ),
    "invoice_turned_down": Telling(
        N_("The payee cannot issue the invoice so"), N_("Read why on the page of the charge, and ask anew."), union="money.pay",
    ),
    "invoice_issued": Telling(
        N_("An invoice has come"), N_("Fetch it on the page of the charge, where what is still missing stands too."), union="money.pay",
    ),
    "invoice_waived": Telling(
        N_("The union needs no invoice"), N_("The reason stands on the page of the charge."), operator="money.record", by_mail=False,
    ),
    "acted_for": Telling(
        N_("%(agency)s acted for you"), N_("It was done on the telephone, as you consented. The page of the stay says what and by whom."),
        union="stays.book", operator="stays.answer",
    ),
    "pool_formed": Telling(
        N_("Your pooled group has come together: submit by %(hold_ends)s"),
        N_("Enough people are there. Each union submits its own stay; its price and rooms are kept until then."), union="stays.book",
    ),
    "pool_alone": Telling(
        N_("Too few people came to the pooled group; it goes on all the same"),
        N_("As was declared, the stays stand at their price. Submit yours by %(hold_ends)s, or cancel it free of charge."), union="stays.book",
    ),
    "pool_let_go": Telling(
        N_("Too few people came to the pooled group: the rooms went back"),
        N_("As was declared, nothing is held any more and nobody owes anything. Look for another group or other dates."), union="stays.book",
    ),
    "pool_turned_away": Telling(
        N_("The first union of the pooled group did not take you along"),
        N_("The reason stands on the page of the stay. Your rooms went back and you owe nothing."), union="stays.book",
    ),
    "correction_asked": Telling(
        N_("Somebody on a list asks for a correction of their data"),
        N_("Open the list of names: the person with the request is marked. Correct it, or refuse with a reason."), union="rosters.write",
    ),
    "approval_asked": Telling(
        N_("Your approval is asked"), N_("Agree, send back or hand on before the hold ends at %(hold_ends)s."), by_mail=True
    ),
    "approval_asked_instead": Telling(
        N_("Your approval is asked in a colleague's place"),
        N_("You stand in today. Agree, send back or hand on before the hold ends at %(hold_ends)s."), by_mail=True,
    ),
}  # fmt: skip

# Acts that stand in the history of a stay and are told to nobody.
SILENT = frozenset(
    {
        "card_closed",
        "card_written",
        "certificate_again",
        "comparison_kept",
        "coach_entered",
        "corrected",
        "correction_refused",
        "counted",
        "decision_written",
        "enrolment_closed",
        "enrolment_opened",
        "facts_stated",
        "held_link_made",
        "insured",
        "insurance_withdrawn",
        "listed",
        "mandate_granted",
        "mandate_revoked",
        "named",
        "pack_asked",
        "papers_shredded",
        "pool_opened",
        "replaced",
        "unnamed",
        "withdrew",
        "wrote_for",
    }
)

UNION_SIGNED_UP = {
    "union_signed_up": (
        N_("A union signed up and waits for you"),
        N_("Until you verify it, it holds nothing. Compare code and name with the register."),
    ),
}
UNION_JUDGED = {
    "verified": (N_("Your union is verified"), N_("You can hold rooms from now on.")),
    "refused": (N_("Your union was not verified"), N_("Reason: %(why)s. Correct it and ask your federation.")),
}  # fmt: skip
