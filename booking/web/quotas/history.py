"""An entry of a quota's history as sentences."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from booking.quotas import Version
from sites.foundation.formats import full_day, moment, number
from sites.foundation.language import N_, _

ACTS: dict[str, str] = {
    "made": N_("Made with %(limit)s"),
    "changed": N_("Changed"),
    "borrowed": N_("Borrowed %(amount)s from %(quota)s"),
    "lent": N_("Lent %(amount)s to %(quota)s"),
    "released": N_("Released on its day: %(amount)s unused"),
    "closed": N_("Closed: %(amount)s unused"),
}
CHANGED: dict[str, str] = {
    "name": N_("Name: %(was)s → %(is)s"),
    "starts_on": N_("First day: %(was)s → %(is)s"),
    "ends_on": N_("Last day: %(was)s → %(is)s"),
    "opens_at": N_("Opens: %(was)s → %(is)s"),
    "release_on": N_("Released on: %(was)s → %(is)s"),
    "origin_code": N_("Origin: %(was)s → %(is)s"),
}


def happened(version: Version) -> list[str]:
    """What was done, each in one line; the first line is the act itself."""
    return [_act(version), *_details(version)]


def _act(version: Version) -> str:
    amount, quota = number(abs(version.amount)), version.quota
    if version.act == "shared":
        if version.amount < 0:
            return _("Took %(amount)s back from %(quota)s", amount=amount, quota=quota)
        return _("Gave %(amount)s to %(quota)s", amount=amount, quota=quota)
    return _(ACTS[version.act], limit=number(version.ceiling), amount=amount, quota=quota)


def _details(version: Version) -> Iterator[str]:
    if version.was is not None and version.act not in {"released", "closed"}:
        yield _("Limit: %(was)s → %(is)s", **{"was": number(version.was), "is": number(version.ceiling)})  # fmt: skip
    others = False
    for name, was, is_ in version.changes:
        if name in CHANGED:
            yield _(CHANGED[name], **{"was": _said(name, was), "is": _said(name, is_)})
        else:
            others = True
    if others:
        yield _("Whom or what it counts")


def _said(name: str, value: object) -> str:
    if not value:
        return "–"
    text = str(value)
    if name == "opens_at":
        return moment(datetime.fromisoformat(text))
    if name == "ends_on":
        return full_day(date.fromisoformat(text) - timedelta(days=1))
    return full_day(date.fromisoformat(text)) if name in {"starts_on", "release_on"} else text
