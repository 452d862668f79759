"""What is told of write-offs, and of money that a payer's bank took back: subject and sentence."""

from sites.foundation.language import N_

OF_WRITE_OFFS = {
    "write_off_asked": (
        N_("A write-off waits for your answer"),
        N_("%(payee)s wants to write off %(total)s that %(union)s owes, payment reference %(code)s. Read the reason, and agree or say no."),
    ),
    "write_off_to_confirm": (
        N_("May this be written off?"),
        N_("%(payee)s wants to write off %(total)s that %(union)s owes, payment reference %(code)s. It has no second person for that: agree or say no."),
    ),
    "write_off_agreed": (
        N_("A write-off was agreed to"),
        N_("%(total)s that %(union)s owed, payment reference %(code)s, are written off. If money comes later, it counts again."),
    ),
    "write_off_refused": (
        N_("A write-off was refused"),
        N_("%(total)s that %(union)s owes, payment reference %(code)s, stay owed. The page says why."),
    ),
    "written_off": (
        N_("The payee has written off what you owed"),
        N_("%(payee)s asks no more for %(total)s, payment reference %(code)s. The statement shows it."),
    ),
    "owed_again": (
        N_("A payment was taken back, and is owed again"),
        N_("The bank took %(total)s back that was paid online to %(payee)s, payment reference %(code)s. It is owed again; the statement shows it."),
    ),
    "owed_no_more": (
        N_("A payment that was taken back stands again"),
        N_("The bank gave %(total)s back to %(payee)s, payment reference %(code)s. It counts as paid again; the statement shows it."),
    ),
}  # fmt: skip
