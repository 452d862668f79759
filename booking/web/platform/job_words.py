"""What each job and each sweep does, in words. A house test sees that none is forgotten."""

from sites.foundation.language import N_

JOBS: dict[str, str] = {
    "stay.submitted": N_("Confirm a submitted stay"),
    "stay.accepted": N_("Confirm an accepted stay"),
    "stay.moved": N_("Tell what happened to a stay"),
    "stay.message": N_("Tell of a message"),
    "approval.asked": N_("Ask an approver"),
    "money.received": N_("Tell of a payment"),
    "money.refund_ordered": N_("Tell of a refund that is due"),
    "money.refund_paid": N_("Tell of a refund that was paid"),
    "people.standing_changed": N_("Tell a union the federation's answer"),
    "people.handed_over": N_("Hand a person's stays to the successor"),
    "mail.send": N_("Send a letter"),
    "mail.link": N_("Write a letter with a one-time link"),
}

SWEEPS: dict[str, str] = {
    "expire_holds": N_("Holds past their time lapse"),
    "expire_unanswered": N_("Submissions without an answer lapse"),
    "confirm_accepted": N_("Accepted stays are confirmed"),
    "depart": N_("Groups depart on their last day"),
    "present_accounts": N_("Accounts are presented after a week of silence"),
    "reconcile": N_("Accounts are reconciled when their window is over"),
    "remind_of_holds": N_("Reminders of holds that end"),
    "lapse_counter_offers": N_("Counter-offers past their time lapse"),
    "remind_of_contracts": N_("Reminders of sealed contracts"),
    "remind_of_names": N_("Reminders of names"),
    "expire_certificates": N_("Certificates past their last day expire"),
    "flag_uncertified": N_("Stays without a valid certificate are flagged"),
    "extend_calendars": N_("Calendars are opened a year ahead"),
    "forget_request_keys": N_("Old request keys are deleted"),
    "forget_sign_in_tries": N_("Old sign-in tries are deleted"),
    "forget_sessions": N_("Ended sessions are deleted"),
    "forget_done_rows": N_("Jobs done a month ago are deleted"),
    "forget_silent_workers": N_("Heartbeats of stopped workers are deleted"),
}
