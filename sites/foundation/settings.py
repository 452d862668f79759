"""Everything that the outside decides, read once and checked in one go."""

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SECRETS = ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "METRICS_TOKEN", "DATABASE_URL", "REDIS_URL",
           "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "SMTP_URL", "SMS_URL")  # fmt: skip
CONFIGURATION_EXIT = 78


class Settings(BaseModel):
    """One frozen object, built by a composition root and passed down."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    data_dir: Path = Path("var")
    database_url: str = Field(default="", pattern=r"^(|sqlite://.+|postgres(ql)?://.+)$")
    redis_url: str = Field(default="", pattern=r"^(|(redis|rediss|unix)://.+)$")
    secret_key: str = Field(default="", max_length=200)
    field_keys: str = ""
    index_key: str = ""
    metrics_token: str = ""
    base_url: str = Field(default="", pattern=r"^(|https?://[^/\s]+/?)$")
    allowed_hosts: str = ""
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_api_base: str = ""
    payments: Literal["none", "twin", "stripe"] = "none"
    sms_url: str = ""
    smtp_url: str = Field(default="", pattern=r"^(|smtps?://.+)$")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    trusted_proxies: str = ""
    requests_per_minute: int = Field(default=1200, ge=10)
    demo: bool = False
    demo_clock_hours: int = Field(default=0, ge=0, le=24 * 400)
    log_format: Literal["", "console", "json"] = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="after")
    def _demonstration_stays_at_home(self) -> "Settings":
        playing = self.demo or self.payments == "twin"
        exposed = (
            self.host not in LOOPBACK
            or self.base_url.startswith("https")
            or self.stripe_secret_key.startswith("sk_live")
        )
        if playing and exposed:
            msg = "DEMO=1 and PAYMENTS=twin need a loopback HOST, no https BASE_URL, no live Stripe key"
            raise ValueError(msg)
        if self.demo_clock_hours and not self.demo:
            msg = "DEMO_CLOCK_HOURS moves the demonstration's clock only: it needs DEMO=1"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _postgres_brings_its_keys(self) -> "Settings":
        missing = [
            n.upper() for n in ("secret_key", "field_keys", "index_key") if not getattr(self, n)
        ]
        if self.database_url.startswith("postgres") and missing:
            msg = f"{', '.join(missing)}: required with PostgreSQL, e.g. SECRET_KEY=<64 hex digits>"
            raise ValueError(msg)
        return self

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
    def sealing_keys(self) -> dict[str, bytes]:
        pairs = (pair.split(":", 1) for pair in self.field_keys.split(",") if ":" in pair)
        return {name.strip(): base64.urlsafe_b64decode(key) for name, key in pairs}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the configuration: which setting, and what is wanted."""

    name: str
    wanted: str


class Misconfigured(Exception):
    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.name}: {fault.wanted}" for fault in faults))
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
    try:
        settings = Settings.model_validate(values)
    except ValidationError as invalid:
        faults += [_fault(dict(error)) for error in invalid.errors(include_url=False)]
    if faults:
        raise Misconfigured(faults)
    return _with_keys(settings) if make_keys else settings


def _value(name: str, given: dict[str, str], faults: list[Fault]) -> str:
    if name in given:
        return given[name].strip()
    path = given.get(f"{name}_FILE") if name in SECRETS else None
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError:
        faults.append(Fault(f"{name}_FILE", f"a readable file; {path} is not"))
        return ""


EXAMPLES = {
    "DATABASE_URL": "sqlite:///var/tongxin.db or postgres://user:password@host/name",
    "REDIS_URL": "redis://localhost:6379/0",
    "BASE_URL": "https://retreats.example.cn",
    "PORT": "a number from 1 to 65535, e.g. 8000",
    "PAYMENTS": "none, twin or stripe",
    "DEMO": "0 or 1",
    "SMTP_URL": "smtp://user:password@host:587",
    "LOG_FORMAT": "console or json",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
}


def _fault(error: dict[str, Any]) -> Fault:
    name = ".".join(str(part) for part in error["loc"]).upper() or "SETTINGS"
    wanted = EXAMPLES.get(name)
    text = str(error["msg"]).removeprefix("Value error, ")
    return Fault(name, f"{text} (wanted: {wanted})" if wanted else text)


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(path).items() if value is not None}


def _with_keys(settings: Settings) -> Settings:
    """On SQLite, missing keys are made once in DATA_DIR/keys (0600) and never remade."""
    if settings.database.startswith("postgres"):
        return settings
    field_key = f"k1:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"
    return settings.model_copy(
        update={
            "secret_key": settings.secret_key
            or _kept(settings, "secret_key", secrets.token_hex(32)),
            "field_keys": settings.field_keys or _kept(settings, "field_keys", field_key),
            "index_key": settings.index_key or _kept(settings, "index_key", secrets.token_hex(32)),
        }
    )


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
