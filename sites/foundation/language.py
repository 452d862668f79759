"""The reader's language. Chinese is the default; the address alone decides it on the web."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations

CHINESE, ENGLISH = "zh_Hans_CN", "en"
LOCALES = (CHINESE, ENGLISH)
CATALOGUES = Path(__file__).parents[2] / "templates" / "locale"

_locale: ContextVar[str] = ContextVar("locale", default=CHINESE)


def N_(msgid: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark words for the catalogue; they are translated where they are shown."""
    return msgid


def _(msgid: str, **params: object) -> str:
    words = _catalogue(_locale.get()).gettext(msgid) if msgid else ""
    return words % params if params else words


def pgettext(context: str, msgid: str, **params: object) -> str:
    """For a word that means different things in different places: `context` says in which."""
    words = _catalogue(_locale.get()).pgettext(context, msgid)
    return words % params if params else words


def ngettext(one: str, many: str, n: int, **params: object) -> str:
    return plural(one, many, n) % {"num": n, **params}


def plural(one: str, many: str, n: int) -> str:
    """The plural form alone, its placeholders not yet filled."""
    return _catalogue(_locale.get()).ngettext(one, many, n)


def locale() -> str:
    return _locale.get()


def is_english() -> bool:
    return _locale.get() == ENGLISH


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let the block's words be in `language`; anything unknown is Chinese."""
    token = _locale.set(language if language in LOCALES else CHINESE)
    try:
        yield
    finally:
        _locale.reset(token)


def choose(chinese: str, english: str) -> str:
    """Of two texts kept side by side, the reader's; the other one where it is empty."""
    return (english or chinese) if is_english() else (chinese or english)


def read_catalogues() -> None:
    """Now, instead of at the first word."""
    for language in LOCALES:
        _catalogue(language)


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(str(CATALOGUES), [language], domain="messages")
