"""Everything that the outside decides, read once and checked in one go."""

import base64
import os
import secrets
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SECRETS = ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "METRICS_TOKEN", "DATABASE_URL", "REDIS_URL",
           "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "SMTP_URL", "SMS_URL")  # fmt: skip
KEY_BYTES = 32
CONFIGURATION_EXIT = 78


class Settings(BaseModel):
    """One frozen object, built by a composition root and passed down."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    data_dir: Path = Path("var")
    database_url: str = Field(default="", pattern=r"^(|sqlite://.+|postgres(ql)?://.+)$")
    redis_url: str = Field(default="", pattern=r"^(|(redis|rediss|unix)://.+)$")
    secret_key: str = Field(default="", pattern=r"^(|\S{32,200})$")
    field_keys: str = ""
    index_key: str = Field(default="", pattern=r"^(|.{16,200})$")
    metrics_token: str = ""
    base_url: str = Field(default="", pattern=r"^(|https?://[^/\s]+/?)$")
    allowed_hosts: str = Field(default="", pattern=r"^[^/\s:]*(, ?[^/\s:]+)*$")
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_api_base: str = ""
    payments: Literal["none", "twin", "stripe"] = "none"
    sms_url: str = Field(default="", pattern=r"^(|https?://.+)$")
    webhook_hosts: str = Field(default="", pattern=r"^[^/\s:]*(, ?[^/\s:]+)*$")
    smtp_url: str = Field(default="", pattern=r"^(|smtps?://.+)$")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    trusted_proxies: str = ""
    requests_per_minute: int = Field(default=1200, ge=10)
    demo: bool = False
    demo_clock_hours: int = Field(default=0, ge=0, le=24 * 400)
    log_format: Literal["", "console", "json"] = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("field_keys")
    @classmethod
    def _keys_that_seal(cls, given: str) -> str:
        for pair in filter(None, given.split(",")):
            name, _, key = pair.partition(":")
            if not name.strip() or len(base64.urlsafe_b64decode(key)) != KEY_BYTES:
                msg = "not a key"
                raise ValueError(msg)
        return given

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, given: str) -> str:
        for address in filter(None, given.split(",")):
            ip_network(address.strip())
        return given

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite://{self.data_dir.resolve() / 'tongxin.db'}"

    @property
    def origin(self) -> str:
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https")

    @property
    def hosts(self) -> frozenset[str]:
        named = {host.strip() for host in self.allowed_hosts.split(",") if host.strip()}
        return frozenset(
            named | {urlsplit(self.origin).hostname or ""} | (LOOPBACK if not named else set())
        )

    @property
    def inner_hosts(self) -> frozenset[str]:
        """Hosts of the own network to which webhooks may go, though their addresses are private."""
        return frozenset(host.strip() for host in self.webhook_hosts.split(",") if host.strip())

    @property
    def sealing_keys(self) -> dict[str, bytes]:
        pairs = (pair.split(":", 1) for pair in self.field_keys.split(",") if ":" in pair)
        return {name.strip(): base64.urlsafe_b64decode(key) for name, key in pairs}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the configuration. `given` is empty for secrets; `lacks` says what is missing.

    form: it is not what this setting takes; file: the named file cannot be read; folder: nothing can
    be kept there; keys: PostgreSQL brings its own; loopback, demo, stripe: it contradicts another.
    """

    name: str
    given: str = ""
    lacks: str = "form"


class Misconfigured(Exception):
    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.name}: {fault.lacks}" for fault in faults))
        self.faults = faults


def load(environment: dict[str, str] | None = None, *, make_keys: bool = True) -> Settings:
    """Read `.env` and the environment (which wins); raise all faults together."""
    given = {**_dotenv(Path(".env")), **(dict(os.environ) if environment is None else environment)}
    faults: list[Fault] = []
    values = {
        name: value
        for name in Settings.model_fields
        if (value := _value(name.upper(), given, faults)) != ""
    }
    settings = _sound_part(values, faults)
    told = {fault.name.removesuffix("_FILE") for fault in faults}
    faults += [fault for fault in contradictions(settings) if fault.name not in told]
    if not faults and make_keys:
        settings = _with_keys(settings, faults)
    if faults:
        raise Misconfigured(faults)
    return settings


def _value(name: str, given: dict[str, str], faults: list[Fault]) -> str:
    if name in given:
        return given[name].strip()
    path = given.get(f"{name}_FILE") if name in SECRETS else None
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        faults.append(Fault(f"{name}_FILE", given=path, lacks="file"))
        return ""


def _sound_part(values: dict[str, str], faults: list[Fault]) -> Settings:
    """The settings without those of wrong form, so that contradictions among the others are seen too."""
    try:
        return Settings.model_validate(values)
    except ValidationError as invalid:
        wrong = {str(error["loc"][0]) for error in invalid.errors(include_url=False)}
    for name in sorted(wrong):
        shown = "" if name.upper() in SECRETS else values[name]
        faults.append(Fault(name.upper(), given=shown))
    return Settings.model_validate({n: v for n, v in values.items() if n not in wrong})


def contradictions(settings: Settings) -> list[Fault]:
    """What each setting allows and another forbids."""
    return [*_exposed(settings), *_missing_keys(settings), *_missing_partner(settings)]


def _exposed(settings: Settings) -> list[Fault]:
    """Demonstration and pretended money stay at home."""
    if not settings.demo and settings.payments != "twin":
        return []
    told = [("HOST", settings.host, settings.host not in LOOPBACK),
            ("BASE_URL", settings.base_url, settings.base_url.startswith("https")),
            ("STRIPE_API_BASE", settings.stripe_api_base, settings.payments == "twin" and not _is_at_home(settings.stripe_api_base)),
            ("STRIPE_SECRET_KEY", "", settings.stripe_secret_key.startswith("sk_live"))]  # fmt: skip
    return [Fault(name, given, "loopback") for name, given, wrong in told if wrong]


def _is_at_home(address: str) -> bool:
    return not address or urlsplit(address).hostname in LOOPBACK


def _missing_keys(settings: Settings) -> list[Fault]:
    if not settings.database_url.startswith("postgres"):
        return []
    names = ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEY")
    return [Fault(name, lacks="keys") for name in names if not getattr(settings, name.lower())]


def _missing_partner(settings: Settings) -> list[Fault]:
    missing = []
    if settings.demo_clock_hours and not settings.demo:
        missing.append(Fault("DEMO", given="0", lacks="demo"))
    if settings.payments == "stripe":
        names = ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET")
        missing += [Fault(n, lacks="stripe") for n in names if not getattr(settings, n.lower())]
    return missing


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(path).items() if value is not None}


def _with_keys(settings: Settings, faults: list[Fault]) -> Settings:
    """On SQLite, missing keys are made once in DATA_DIR/keys (0600) and never remade."""
    if settings.database.startswith("postgres"):
        return settings
    field_key = f"k1:{base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"
    fresh = {
        "secret_key": secrets.token_hex(32),
        "field_keys": field_key,
        "index_key": secrets.token_hex(32),
    }
    try:
        made = {
            name: getattr(settings, name) or _kept(settings, name, value)
            for name, value in fresh.items()
        }
    except OSError:
        faults.append(Fault("DATA_DIR", given=str(settings.data_dir), lacks="folder"))
        return settings
    return settings.model_copy(update=made)


def _kept(settings: Settings, name: str, fresh: str) -> str:
    folder = settings.data_dir / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(fresh)
    return fresh
