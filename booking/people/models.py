"""Tables of organisations, people, what they are in them, and how they come in."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Organisation(Model):
    # A platform, federation, union, operator, agency or service centre. `open_holds` is a guarded counter.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    kind = fields.CharField(max_length=20)
    name = fields.CharField(max_length=120)
    name_en = fields.CharField(max_length=160, default="")
    parent: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="children", null=True, on_delete=fields.RESTRICT
    )
    parent_id: int | None
    area_code = fields.CharField(max_length=6, default="")
    district_code = fields.CharField(max_length=6, default="")
    is_host = fields.BooleanField(default=False)
    credit_code = fields.CharField(max_length=18, null=True)
    unit_kind = fields.CharField(max_length=20, default="")
    sector = fields.CharField(max_length=30, default="")
    standing = fields.CharField(max_length=12, default="unverified")
    verified_by_id = fields.IntField(null=True)
    verified_at = fields.DatetimeField(null=True)
    refused_why = fields.CharField(max_length=200, default="")
    claim_index = fields.CharField(max_length=64, null=True)
    open_holds = fields.IntField(default=0)
    hold_limit = fields.IntField(default=5)
    approval: dict[str, Any] = fields.JSONField(default=dict)
    is_demo = fields.BooleanField(default=False)
    created_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "organisations"
        constraints = (
            CheckConstraint(
                check="kind IN ('platform', 'federation', 'union', 'operator', 'agency', 'service_centre')",
                name="organisation_kind",
            ),
            CheckConstraint(
                check="standing IN ('imported', 'unverified', 'verified', 'refused', 'closed')",
                name="organisation_standing",
            ),
            CheckConstraint(
                check="0 <= open_holds AND open_holds <= hold_limit", name="organisation_open_holds"
            ),
        )


class User(Model):
    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    name = fields.CharField(max_length=60)
    email = fields.CharField(max_length=160)
    phone_sealed = fields.CharField(max_length=200, default="")
    password_hash = fields.CharField(max_length=200, default="")
    language = fields.CharField(max_length=12, default="zh_Hans_CN")
    is_active = fields.BooleanField(default=True)
    created_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "users"


class Membership(Model):
    # One role of one person in one organisation; it ends, it is never deleted.

    id = fields.IntField(primary_key=True)
    user: Any = fields.ForeignKeyField(
        "booking.User", related_name="memberships", on_delete=fields.RESTRICT
    )
    user_id: int
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="memberships", on_delete=fields.RESTRICT
    )
    organisation_id: int
    role = fields.CharField(max_length=20)
    since = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "memberships"


class Session(Model):
    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(max_length=64)
    user: Any = fields.ForeignKeyField(
        "booking.User", related_name="sessions", on_delete=fields.RESTRICT
    )
    user_id: int
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="sessions", on_delete=fields.RESTRICT
    )
    organisation_id: int
    acting_for_id = fields.IntField(null=True)
    agent = fields.CharField(max_length=80, default="")
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "sessions"


class OneTimeLink(Model):
    # An invitation, a lost password or a first set-up: hashed, single use, with an end.

    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(max_length=64)
    purpose = fields.CharField(max_length=12)
    email = fields.CharField(max_length=160, default="")
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="links", null=True, on_delete=fields.RESTRICT
    )
    organisation_id: int | None
    role = fields.CharField(max_length=20, default="")
    bases: list[str] = fields.JSONField(default=list)
    user: Any = fields.ForeignKeyField(
        "booking.User", related_name="links", null=True, on_delete=fields.RESTRICT
    )
    user_id: int | None
    made_by_id = fields.IntField(null=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "one_time_links"
        constraints = (
            CheckConstraint(
                check="purpose IN ('invite', 'reset', 'setup')", name="one_time_link_purpose"
            ),
        )


class SignInTry(Model):
    # A failed try, by keyed hash of the account and of the address: for throttling, not for people.

    id = fields.IntField(primary_key=True)
    account_index = fields.CharField(max_length=64)
    address_index = fields.CharField(max_length=64)
    tried_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "sign_in_tries"


class Deputy(Model):
    # Between two days, both included, `deputy` may approve in place of `user`.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="deputies", on_delete=fields.RESTRICT
    )
    organisation_id: int
    user: Any = fields.ForeignKeyField(
        "booking.User", related_name="deputised", on_delete=fields.RESTRICT
    )
    user_id: int
    deputy: Any = fields.ForeignKeyField(
        "booking.User", related_name="deputising", on_delete=fields.RESTRICT
    )
    deputy_id: int
    starts_on = fields.DateField()
    ends_on = fields.DateField()

    class Meta:
        app = "booking"
        table = "deputies"
        constraints = (CheckConstraint(check="starts_on <= ends_on", name="deputy_range"),)


class ApiToken(Model):
    # A program's bearer token: belongs to an organisation, has scopes, is shown once. `user` made it.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="tokens", on_delete=fields.RESTRICT
    )
    organisation_id: int
    user: Any = fields.ForeignKeyField(
        "booking.User", related_name="tokens", on_delete=fields.RESTRICT
    )
    user_id: int
    label = fields.CharField(max_length=60)
    token_hash = fields.CharField(max_length=64)
    scopes: list[str] = fields.JSONField(default=list)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(null=True)
    seen_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "api_tokens"
        constraints = (
            CheckConstraint(
                check="expires_at IS NULL OR created_at < expires_at", name="api_token_lifetime"
            ),
        )


class Feed(Model):
    # A secret, revocable address of a calendar for other programs. `owner_id` is a person's, 0 the organisation's own.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="feeds", on_delete=fields.RESTRICT
    )
    organisation_id: int
    owner_id = fields.IntField(default=0)
    kind = fields.CharField(max_length=12)
    subject_id = fields.IntField(default=0)
    token_hash = fields.CharField(max_length=64)
    made_by_id = fields.IntField()
    made_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "feeds"
        constraints = (CheckConstraint(check="kind IN ('groups', 'site')", name="feed_kind"),)


class ActingConsent(Model):
    # An operator or a union lets the host federation do its clerical acts (代办), both days included.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="acting_consents", on_delete=fields.RESTRICT
    )
    organisation_id: int
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    given_by_id = fields.IntField()
    given_at = fields.DatetimeField()
    revoked_by_id = fields.IntField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "acting_consents"
        constraints = (CheckConstraint(check="starts_on <= ends_on", name="acting_consent_range"),)
