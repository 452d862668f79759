"""Group stays: who books, what was promised, what is owed, and what happened."""

# The modules that hold tables, for the composition roots. `sites` first: its tables are referred to.
TABLES: dict[str, tuple[str, ...]] = {
    "sites": (
        "sites.foundation.outbox",
        "sites.foundation.idempotency",
        "sites.foundation.health",
        "sites.foundation.change_log",
        "sites.listings.models",
        "sites.listings.picture_model",
        "sites.listings.tenure_model",
        "sites.packages.models",
        "sites.certification.models",
        "sites.recognition.models",
        "sites.calendar.models",
        "sites.calendar.outside_models",
        "sites.calendar.limit_model",
    ),
    "booking": (
        "booking.people.models",
        "booking.cases.models",
        "booking.receptions.models",
        "booking.stays.models",
        "booking.stays.amendment_model",
        "booking.stays.waiting.models",
        "booking.stays.release_model",
        "booking.rosters.models",
        "booking.money.models",
        "booking.money.invoice_models",
        "booking.money.plan_models",
        "booking.money.bank_models",
        "booking.quotas.models",
        "booking.notices.models",
        "booking.webhooks.models",
    ),
}
