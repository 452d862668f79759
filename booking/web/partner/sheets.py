"""The partner city's figures, groups and catalogue as sheets to take along."""

from collections.abc import Sequence

from booking.insights.balance import Balance, Tally
from booking.people import region_name
from booking.stays import OverseenStay, Travel
from booking.web.partner.recognised import Row
from sites.foundation.formats import month
from sites.foundation.language import _, pgettext
from sites.foundation.spreadsheet import Sheet


def balance_sheets(seen: Balance) -> tuple[Sheet, ...]:
    return _by_month(seen), _by_city(seen), _group_by_group(seen.travels, region=seen.region_code)


def _by_month(seen: Balance) -> Sheet:
    rows = [(month(one.first), *_both(one.sent, one.received)) for one in seen.months]
    whole = (_("Together"), *_both(seen.sent, seen.received))
    return Sheet(_("By month"), (_("Month"), *_heads()), (*rows, whole))


def _by_city(seen: Balance) -> Sheet:
    rows = [
        (one.region_code, region_name(one.region_code), *_both(one.sent, one.received))
        for one in seen.counterparts
    ]
    return Sheet(_("By city"), (_("City code"), _("City"), *_heads()), rows)


def _heads() -> tuple[str, ...]:
    return (
        _("Groups sent"), _("People sent"), _("Workers among them"), _("Person-nights out"),
        _("Groups received"), _("People received"), _("Workers received"), _("Person-nights in"),
    )  # fmt: skip


def _both(sent: Tally, received: Tally) -> tuple[int, ...]:
    return tuple(
        number
        for one in (sent, received)
        for number in (one.groups, one.people, one.workers, one.person_nights)
    )


def _group_by_group(travels: Sequence[Travel], *, region: str) -> Sheet:
    head = (
        _("Direction"), _("Reference"), _("Union"), _("Credit code"), _("From"), _("Base"), _("Code of the base"),
        _("Telephone of the base"), _("To"), _("Arrival"), _("Departure"), _("People"), _("Workers"), _("Person-nights"),
    )  # fmt: skip
    rows = [
        (
            _("sent") if one.origin_code == region else _("received"),
            one.reference, one.union_name, one.credit_code, region_name(one.origin_code), one.site_name,
            one.site_code, one.site_phone, region_name(one.host_code), one.check_in, one.check_out,
            one.heads.total, one.heads.workers, one.person_nights(one.check_in, one.check_out),
        )
        for one in travels
    ]  # fmt: skip
    return Sheet(_("Group by group"), head, rows)


def group_sheet(groups: Sequence[OverseenStay]) -> Sheet:
    head = (
        _("Reference"), _("Union"), _("Credit code"), _("Base"), _("Code of the base"), _("Telephone of the base"),
        _("Arrival"), _("Departure"), _("People"), _("Workers"), _("State"),
    )  # fmt: skip
    rows = [
        (
            one.reference, one.union_name, one.credit_code, one.site_name, one.site_code, one.site_phone,
            one.check_in, one.check_out, one.heads, one.workers, _(one.shown_state.words),
        )
        for one in groups
    ]  # fmt: skip
    return Sheet(_("Groups"), head, rows)


def catalogue_sheet(rows: Sequence[Row]) -> Sheet:
    head = (
        _("Code of the base"), _("Base"), _("District or county"), _("Kind"), _("Certificate number"), _("Valid from"),
        _("Valid to"), pgettext("column", "Recognised"), _("Reason"), _("Source"),
    )  # fmt: skip
    return Sheet(
        _("Bases"), head,
        [
            (
                one.card.code, one.card.name, one.district, one.kind, one.number, one.valid_from, one.valid_to,
                _("yes") if one.is_recognised else _("no"), one.reason, one.source,
            )
            for one in rows
        ],
    )  # fmt: skip
