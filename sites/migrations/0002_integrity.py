"""Keys and indexes, last of all: Tortoise's SQLite rebuilds drop every index that exists before them."""


from sites.migrations._operations import Migration as Base, indexes, kept_for_good, noting

UNIQUE = {
    "sites_code": "sites (code)",
    "room_types_code": "room_types (site_id, code)",
    "packages_code": "packages (site_id, code)",
    "package_prices_start": "package_prices (package_id, starts_on)",
    "certificates_number": "certificates (number)",
    "recognitions_pair": "recognitions (origin_code, host_code, starts_on)",
    "nights_one_row": "nights (site_id, room_type_id, date)",
    "receptions_one_row": "receptions (site_id, date)",
    "night_edits_public": "night_edits (public_id)",
    "price_edits_public": "price_edits (public_id)",
    "night_claims_open": "night_claims (holder, night_id) WHERE released_at IS NULL",
    "reception_claims_open": "reception_claims (holder, reception_id) WHERE released_at IS NULL",
    "pictures_public": "pictures (public_id)",
    "tenures_open": "tenures (site_id) WHERE ended_at IS NULL",
    "outside_calendars_public": "outside_calendars (public_id)",
    "outside_bookings_public": "outside_bookings (public_id)",
    "outside_bookings_open": "outside_bookings (calendar_id, uid, starts_on) WHERE removed_at IS NULL",
    "idempotency_one_use": "idempotency_keys (organisation_id, key)",
    "heartbeats_name": "heartbeats (name)",
    "sweep_runs_name": "sweep_runs (name)",
}
PLAIN = {
    "certificates_site": "certificates (site_id)",
    "nights_date": "nights (date, site_id)",
    "nights_kept": "nights (first_refusal_until) WHERE first_refusal_until IS NOT NULL",
    "night_claims_night": "night_claims (night_id)",
    "night_edits_site": "night_edits (site_id, made_at)",
    "price_edits_package": "price_edits (package_id, made_at)",
    "reception_claims_reception": "reception_claims (reception_id)",
    "pictures_site": "pictures (site_id)",
    "pictures_waiting": "pictures (added_at) WHERE state = 'waiting'",
    "outside_calendars_site": "outside_calendars (site_id)",
    "idempotency_age": "idempotency_keys (created_at)",
    "outbox_due": "outbox (due_at) WHERE done_at IS NULL AND dead_at IS NULL",
    "sites_operator": "sites (operator_id)",
    "tenures_site": "tenures (site_id)",
    "recorded_limits_site": "recorded_limits (site_id)",
    "changes_number": "changes (number)",
}


# What is kept in memory hangs on these (sites/foundation/editions.py).
NOTED = {
    "catalogue": (
        "sites", "room_types", "packages", "package_prices", "certificates", "recognitions",
        "pictures",
    ),
    "nights": ("nights", "receptions"),
}  # fmt: skip
# Which base a row is about, where it is not its `site_id`; 0 is none. And which tables are about days.
SUBJECTS = {
    "sites": "r.id",
    "package_prices": "(SELECT p.site_id FROM packages p WHERE p.id = r.package_id)",
    "recognitions": "0",
}
DATED = ("nights", "receptions")
UNCHANGEABLE = ("recorded_limits",)


class Migration(Base):
    dependencies = [("sites", "0001_initial")]
    operations = [
        indexes(UNIQUE, PLAIN),
        noting(NOTED, SUBJECTS, DATED),
        kept_for_good(*UNCHANGEABLE),
    ]
