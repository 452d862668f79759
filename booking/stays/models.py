"""Tables of trips and their stays: what was promised, night by night, and everything that happened."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

STATES = (
    "'inquiry', 'held', 'submitted', 'confirmed', 'in_house', 'departed', 'no_show', "
    "'reconciled', 'settled', 'declined', 'expired', 'cancelled'"
)


class Trip(Model):
    # One departure: verdicts, quota, roster and papers belong to it. Most have one party and one stay.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="trips", on_delete=fields.RESTRICT
    )
    organisation_id: int
    origin_code = fields.CharField(max_length=6)
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    programme = fields.CharField(max_length=40, default="")
    created_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "trips"
        constraints = (CheckConstraint(check="starts_on < ends_on", name="trip_range"),)


class Party(Model):
    # One union in a trip. Heads = workers + family + crew.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="parties", on_delete=fields.RESTRICT
    )
    trip_id: int
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="parties", on_delete=fields.RESTRICT
    )
    organisation_id: int
    workers = fields.IntField()
    family = fields.IntField(default=0)
    crew = fields.IntField(default=0)

    class Meta:
        app = "booking"
        table = "parties"
        constraints = (
            CheckConstraint(check="workers >= 1 AND family >= 0 AND crew >= 0", name="party_heads"),
        )


class Stay(Model):
    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    reference = fields.CharField(max_length=8)
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="stays", on_delete=fields.RESTRICT
    )
    trip_id: int
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="stays_booked", on_delete=fields.RESTRICT
    )
    union_id: int
    operator: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="stays_received", on_delete=fields.RESTRICT
    )
    operator_id: int
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="stays", on_delete=fields.RESTRICT
    )
    site_id: int
    package: Any = fields.ForeignKeyField(
        "sites.Package", related_name="stays", on_delete=fields.RESTRICT
    )
    package_id: int
    check_in = fields.DateField()
    check_out = fields.DateField()
    state = fields.CharField(max_length=12)
    hold_kind = fields.CharField(max_length=10, default="option")
    hold_expires_at = fields.DatetimeField(null=True)
    is_prolonged = fields.BooleanField(default=False)
    counts_as_open = fields.BooleanField(default=False)
    answer_due_at = fields.DatetimeField(null=True)
    accepted_at = fields.DatetimeField(null=True)
    submitted_at = fields.DatetimeField(null=True)
    confirmed_at = fields.DatetimeField(null=True)
    contract_due_on = fields.DateField(null=True)
    contract_sealed_at = fields.DatetimeField(null=True)
    names_due_on = fields.DateField(null=True)
    next_release_on = fields.DateField(null=True)
    dispute_until = fields.DatetimeField(null=True)
    union_accepted_at = fields.DatetimeField(null=True)
    operator_accepted_at = fields.DatetimeField(null=True)
    arrivals_known = fields.BooleanField(default=False)
    was_cancelled = fields.BooleanField(default=False)
    account_presented_at = fields.DatetimeField(null=True)
    is_flagged = fields.BooleanField(default=False)
    reason = fields.CharField(max_length=30, default="")
    note = fields.CharField(max_length=600, default="")
    contact = fields.CharField(max_length=60, default="")
    price_minor = fields.IntField()
    kept_minor = fields.IntField(default=0)
    left_heads = fields.IntField(default=0)
    currency = fields.CharField(max_length=3, default="CNY")
    quote: dict[str, Any] = fields.JSONField(default=dict)
    frozen: dict[str, Any] = fields.JSONField(null=True)
    missing: list[str] = fields.JSONField(default=list)
    created_by_id = fields.IntField()
    created_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "stays"
        constraints = (
            CheckConstraint(check="check_in < check_out", name="stay_range"),
            CheckConstraint(check=f"state IN ({STATES})", name="stay_state"),
            CheckConstraint(check="price_minor >= 0", name="stay_price"),
            CheckConstraint(check="kept_minor >= 0 AND left_heads >= 0", name="stay_kept"),
            CheckConstraint(check="hold_kind IN ('option', 'checkout')", name="stay_hold_kind"),
            CheckConstraint(
                check="state <> 'held' OR hold_expires_at IS NOT NULL", name="stay_hold_has_an_end"
            ),
        )


class StayNight(Model):
    # Five numbers that never overwrite each other, in rooms and in heads. NULL means: not known yet.
    #
    # A new contracted version is a new row; the highest version counts. Heads lie on the first room
    # type's row of a night, because a bed has a room but a head has a night.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="nights", on_delete=fields.RESTRICT
    )
    stay_id: int
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="nights", on_delete=fields.RESTRICT
    )
    party_id: int
    room_type: Any = fields.ForeignKeyField(
        "sites.RoomType", related_name="stay_nights", on_delete=fields.RESTRICT
    )
    room_type_id: int
    date = fields.DateField()
    version = fields.IntField(default=1)
    contracted_rooms = fields.IntField()
    contracted_workers = fields.IntField(default=0)
    contracted_family = fields.IntField(default=0)
    contracted_crew = fields.IntField(default=0)
    reserved_rooms = fields.IntField()
    reserved_workers = fields.IntField(default=0)
    reserved_family = fields.IntField(default=0)
    reserved_crew = fields.IntField(default=0)
    picked_up_rooms = fields.IntField(null=True)
    picked_up_workers = fields.IntField(null=True)
    picked_up_family = fields.IntField(null=True)
    picked_up_crew = fields.IntField(null=True)
    arrived_rooms = fields.IntField(null=True)
    arrived_workers = fields.IntField(null=True)
    arrived_family = fields.IntField(null=True)
    arrived_crew = fields.IntField(null=True)
    charged_rooms = fields.IntField(null=True)
    charged_workers = fields.IntField(null=True)
    charged_family = fields.IntField(null=True)
    charged_crew = fields.IntField(null=True)

    class Meta:
        app = "booking"
        table = "stay_nights"
        constraints = (
            CheckConstraint(
                check="contracted_rooms >= 0 AND reserved_rooms >= 0 AND version >= 1",
                name="stay_night_counts",
            ),
        )


class StayEvent(Model):
    # Every move and act: who, when, from, to and why. Never changed, never deleted.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="events", on_delete=fields.RESTRICT
    )
    stay_id: int
    at = fields.DatetimeField()
    act = fields.CharField(max_length=30)
    from_state = fields.CharField(max_length=12, default="")
    to_state = fields.CharField(max_length=12)
    by_user_id = fields.IntField(default=0)
    by_organisation_id = fields.IntField(default=0)
    by_kind = fields.CharField(max_length=20)
    by_name = fields.CharField(max_length=60, default="")
    by_agent = fields.CharField(max_length=120, default="")
    reason = fields.CharField(max_length=30, default="")
    note = fields.CharField(max_length=600, default="")
    facts: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        app = "booking"
        table = "stay_events"


class Message(Model):
    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="messages", on_delete=fields.RESTRICT
    )
    stay_id: int
    at = fields.DatetimeField()
    user_id = fields.IntField()
    organisation_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    text = fields.CharField(max_length=2000)

    class Meta:
        app = "booking"
        table = "messages"


class ApprovalStep(Model):
    # One step of the approval inside the union, asked of one person, for one frozen offer.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="approvals", on_delete=fields.RESTRICT
    )
    stay_id: int
    round = fields.IntField(default=1)
    step = fields.IntField()
    approver_id = fields.IntField()
    state = fields.CharField(max_length=12)
    answered_by_id = fields.IntField(null=True)
    answered_at = fields.DatetimeField(null=True)
    asked_at = fields.DatetimeField()
    note = fields.CharField(max_length=300, default="")
    offer: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        app = "booking"
        table = "approval_steps"
        constraints = (
            CheckConstraint(check="step BETWEEN 1 AND 3", name="approval_step_number"),
            CheckConstraint(
                check="state IN ('waiting', 'asked', 'agreed', 'sent_back', 'handed_on', 'withdrawn')",
                name="approval_step_state",
            ),
        )


class Paper(Model):
    # An uploaded paper of a stay (signed approval, sealed contract). The stored name is random; `offer` is what
    # a signed approval was about.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="papers", on_delete=fields.RESTRICT
    )
    stay_id: int
    kind = fields.CharField(max_length=20)
    shown_name = fields.CharField(max_length=120)
    stored_name = fields.CharField(max_length=60)
    media_type = fields.CharField(max_length=40)
    size = fields.IntField()
    by_user_id = fields.IntField()
    by_organisation_id = fields.IntField()
    added_at = fields.DatetimeField()
    offer: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        app = "booking"
        table = "papers"


class FilingCounter(Model):
    # The last number that a federation's register gave in a quarter: a guarded counter.

    id = fields.IntField(primary_key=True)
    area_code = fields.CharField(max_length=6)
    year = fields.IntField()
    quarter = fields.IntField()
    given = fields.IntField(default=0)

    class Meta:
        app = "booking"
        table = "filing_counters"
        constraints = (
            CheckConstraint(check="quarter BETWEEN 1 AND 4", name="filing_counter_quarter"),
            CheckConstraint(check="given >= 0", name="filing_counter_given"),
        )


class Filing(Model):
    # A stay's entry in the federation's register, given with its confirmation and kept whatever comes.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="filings", on_delete=fields.RESTRICT
    )
    stay_id: int
    area_code = fields.CharField(max_length=6)
    year = fields.IntField()
    quarter = fields.IntField()
    serial = fields.IntField()
    filed_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "filings"
        constraints = (
            CheckConstraint(check="quarter BETWEEN 1 AND 4", name="filing_quarter"),
            CheckConstraint(check="serial >= 1", name="filing_serial"),
        )


class Call(Model):
    # Somebody of the federation telephoned about a stay's unanswered request.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="calls", on_delete=fields.RESTRICT
    )
    stay_id: int
    at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    note = fields.CharField(max_length=300, default="")

    class Meta:
        app = "booking"
        table = "calls"
