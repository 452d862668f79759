"""Keys, indexes, and the triggers that keep money and history unchanged."""

from tortoise import migrations

from sites.migrations._operations import indexes, kept_for_good

UNIQUE = {
    "organisations_public": "organisations (public_id)",
    "organisations_credit_code": "organisations (credit_code)",
    "organisations_claim": "organisations (claim_index)",
    "users_public": "users (public_id)",
    "users_email": "users (email)",
    "memberships_open": "memberships (user_id, organisation_id, role) WHERE ended_at IS NULL",
    "sessions_token": "sessions (token_hash)",
    "one_time_links_token": "one_time_links (token_hash)",
    "api_tokens_token": "api_tokens (token_hash)",
    "feeds_token": "feeds (token_hash)",
    "feeds_one": "feeds (organisation_id, owner_id, kind, subject_id) WHERE revoked_at IS NULL",
    "trips_public": "trips (public_id)",
    "parties_public": "parties (public_id)",
    "parties_once": "parties (trip_id, organisation_id)",
    "stays_public": "stays (public_id)",
    "stays_reference": "stays (reference)",
    "stay_nights_one_row": "stay_nights (stay_id, party_id, room_type_id, date, version)",
    "approval_steps_public": "approval_steps (public_id)",
    "papers_public": "papers (public_id)",
    "travellers_public": "travellers (public_id)",
    "travellers_once": "travellers (party_id, id_index) WHERE id_index IS NOT NULL",
    "books_one": "books (payee_id, currency)",
    "accounts_one": "accounts (book_id, kind, subject)",
    "charges_public": "charges (public_id)",
    "charges_reference": "charges (reference)",
    "receipts_public": "receipts (public_id)",
    "receipts_voucher": "receipts (charge_id, voucher) WHERE voucher <> '' AND withdrawn_at IS NULL",
    "refund_orders_public": "refund_orders (public_id)",
    "notices_public": "notices (public_id)",
    "notices_once": "notices (user_id, source)",
    "letters_public": "letters (public_id)",
    "letters_once": "letters (source, channel, address)",
}
PLAIN = {
    "organisations_parent": "organisations (parent_id)",
    "memberships_organisation": "memberships (organisation_id)",
    "sessions_user": "sessions (user_id)",
    "sign_in_tries_account": "sign_in_tries (account_index, tried_at)",
    "sign_in_tries_address": "sign_in_tries (address_index, tried_at)",
    "deputies_user": "deputies (user_id, organisation_id)",
    "trips_organisation": "trips (organisation_id)",
    "stays_trip": "stays (trip_id)",
    "stays_union": "stays (union_id, check_in)",
    "stays_operator": "stays (operator_id, check_in)",
    "stays_site": "stays (site_id, check_in)",
    "stays_state": "stays (state, check_in)",
    "stays_holds_ending": "stays (hold_expires_at) WHERE state = 'held'",
    "stay_events_stay": "stay_events (stay_id)",
    "messages_stay": "messages (stay_id)",
    "approval_steps_stay": "approval_steps (stay_id)",
    "papers_stay": "papers (stay_id)",
    "travellers_party": "travellers (party_id)",
    "entries_book": "entries (book_id)",
    "entries_stay": "entries (stay_id)",
    "postings_entry": "postings (entry_id)",
    "postings_account": "postings (account_id)",
    "postings_stay": "postings (stay_id)",
    "charges_stay": "charges (stay_id)",
    "refund_orders_open": "refund_orders (charge_id) WHERE paid_on IS NULL AND withdrawn_at IS NULL",
    "charges_payee": "charges (payee_id)",
    "receipts_charge": "receipts (charge_id)",
    "refund_orders_charge": "refund_orders (charge_id)",
    "quotas_owner": "quotas (owner_id)",
    "quota_claims_trip": "quota_claims (trip_id)",
    "quota_claims_quota": "quota_claims (quota_id)",
    "notices_unread": "notices (user_id) WHERE read_at IS NULL",
    "letters_unsent": "letters (made_at) WHERE sent_at IS NULL",
}
UNCHANGEABLE = ("entries", "postings", "stay_events")


class Migration(migrations.Migration):
    dependencies = [("booking", "0001_initial"), ("sites", "0002_integrity")]
    operations = [
        indexes(UNIQUE, PLAIN),
        *(operation for table in UNCHANGEABLE for operation in kept_for_good(table)),
    ]
