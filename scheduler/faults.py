"""A wrong configuration in words: every fault in one go, each with what is wanted and an example."""

from collections.abc import Iterable

from sites.foundation.language import N_, _
from sites.foundation.settings import Fault

FORM: dict[str, tuple[str, str]] = {
    "DATABASE_URL": (N_("the address of a SQLite file or a PostgreSQL database"), "postgres://tongxin:password@127.0.0.1:5432/tongxin"),
    "REDIS_URL": (N_("the address of a Redis server"), "redis://127.0.0.1:6379/0"),
    "SECRET_KEY": (N_("32 to 200 characters without spaces"), "0f1e…(64)"),
    "FIELD_KEYS": (N_("names with keys of 32 bytes in base64, newest first"), "k1:q83v…="),
    "INDEX_KEY": (N_("16 to 200 characters"), "9a8b…(64)"),
    "BASE_URL": (N_("the address that people type, without a path"), "https://retreats.example.cn"),
    "ALLOWED_HOSTS": (N_("names with commas, without scheme, port or path"), "retreats.example.cn"),
    "TRUSTED_PROXIES": (N_("IP addresses or networks with commas"), "127.0.0.1,10.0.0.0/8"),
    "PAYMENTS": (N_("none, twin or stripe"), "none"),
    "SMTP_URL": (N_("the address of a mail server"), "smtp://user:password@mail.example.cn:587"),
    "SMS_URL": (N_("a web address"), "https://sms.example.cn/send"),
    "PORT": (N_("a whole number from 1 to 65535"), "8000"),
    "REQUESTS_PER_MINUTE": (N_("a whole number from 10"), "1200"),
    "DEMO": (N_("0 or 1"), "1"),
    "DEMO_CLOCK_HOURS": (N_("a whole number of hours from 0 to 9600"), "24"),
    "LOG_FORMAT": (N_("console or json"), "json"),
    "LOG_LEVEL": (N_("DEBUG, INFO, WARNING or ERROR"), "INFO"),
}  # fmt: skip
LACKS: dict[str, tuple[str, str]] = {
    "file": (N_("the path of a file that can be read"), "/etc/tongxin/secrets/secret_key"),
    "folder": (N_("a folder that this user may write to"), "var"),
    "keys": (N_("a key of your own: with PostgreSQL none is made"), "python3 -c 'import secrets; print(secrets.token_hex(32))'"),
    "loopback": (N_("a setting that stays on this machine, because DEMO=1 or PAYMENTS=twin"), "HOST=127.0.0.1, DEMO=0, PAYMENTS=none"),
    "demo": (N_("1, because DEMO_CLOCK_HOURS moves the clock of the demonstration alone"), "1"),
    "stripe": (N_("the key that Stripe shows, because PAYMENTS=stripe"), "PAYMENTS=none"),
}  # fmt: skip


def listed(faults: Iterable[Fault]) -> str:
    """The whole message: a heading and one line for each fault."""
    lines = [f"  {_sentence(fault)}" for fault in faults]
    return "\n".join([_("The configuration is wrong. Nothing was started."), *lines])


def _sentence(fault: Fault) -> str:
    wanted, example = LACKS.get(fault.lacks) or FORM.get(fault.name, (N_("another value"), "-"))
    values = {"name": fault.name, "wanted": _(wanted), "example": example}
    if fault.given:
        return _(
            "%(name)s: given “%(given)s”; wanted: %(wanted)s; for example: %(example)s",
            given=fault.given,
            **values,
        )
    return _("%(name)s: wanted: %(wanted)s; for example: %(example)s", **values)
