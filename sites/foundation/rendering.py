"""Jinja, set up once: words, formats and addresses are globals; data comes from the caller alone."""

import hashlib
from contextlib import suppress
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    select_autoescape,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from sites.foundation import formats, language
from sites.foundation.words import say

TEMPLATES = Path(__file__).parents[2] / "templates"
STATIC = TEMPLATES / "static"
# Every page takes the first sheet; the working sides take the second one too.
STYLES = {
    "house.css": (
        "tokens", "reset", "base", "layout", "button", "form", "top", "foot", "sheet", "badge", "table", "list",
        "progress", "calendar", "result", "map", "home", "search", "site", "paper", "large", "print",
    ),
    "desks.css": ("desk", "operator", "nights", "figures", "federation", "partner", "receptions", "rooming"),
}  # fmt: skip


def render(template: str, **context: Any) -> str:
    found = letters() if template.endswith(".txt") else environment()
    return found.get_template(template).render(**context)


def href(path: str, **query: object) -> str:
    """An address of this site in the reader's language."""
    prefix = "/en" if language.is_english() else ""
    kept = {name: value for name, value in query.items() if value not in (None, "", [])}
    return prefix + path + (f"?{urlencode(kept, doseq=True)}" if kept else "")


@cache
def static(path: str) -> str:
    """A file's address with its hash in it, so that it may be cached for good."""
    return f"/static/{hashlib.sha256(asset(path)).hexdigest()[:12]}/{path}"


@cache
def asset(path: str) -> bytes:
    """A static file's bytes. A style sheet is put together from its parts: one request, half the bytes."""
    if path in STYLES:
        return b"\n".join((STATIC / "css" / f"{part}.css").read_bytes() for part in STYLES[path])
    return (STATIC / path).read_bytes()


class CompiledTemplates(FileSystemBytecodeCache):
    """Kept beside their sources, as Python keeps its own; done without where nothing may be written.

    Jinja compiles anew what has changed in a source; the name says by whom and with which settings it was compiled.
    """

    def __init__(self, folder: Path) -> None:
        compiler = version("jinja2").encode() + Path(__file__).read_bytes()
        super().__init__(str(folder), f"%s-{hashlib.sha256(compiler).hexdigest()[:12]}.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def read_templates(*folders: str) -> None:
    """Compile those of some folders now, instead of at the first page."""
    for name in environment().list_templates(extensions=["html"]):
        if name.startswith(folders):
            environment().get_template(name)


@cache
def environment() -> Environment:
    """For pages. Their words are looked up without Jinja's way round: they are a third of a page's time."""
    made = letters().overlay()
    made.globals = {**made.globals, "_": _said, "gettext": _said, "pgettext": _said_there}
    return made


def _said(msgid: str, **params: object) -> Markup:
    return _words(language.locale(), msgid) % params


def _said_there(context: str, msgid: str, **params: object) -> Markup:
    return Markup(language.pgettext(context, msgid)) % params  # noqa: S704 - the catalogue is ours


@lru_cache(maxsize=8000)
def _words(locale: str, msgid: str) -> Markup:  # noqa: ARG001 - the catalogue's words hang on it
    return Markup(language._(msgid))  # noqa: S704 - the catalogue is ours


@cache
def letters() -> Environment:
    """For texts without markup."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        # There are so many and no more: none is compiled twice.
        cache_size=-1,
        bytecode_cache=CompiledTemplates(TEMPLATES / "__pycache__"),
        autoescape=select_autoescape(disabled_extensions=("txt",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language._, language.plural, newstyle=True
    )
    made.globals.update(pgettext=language.pgettext)
    made.globals.update(href=href, static=static, language=language.locale, choose=language.choose)
    made.globals.update(is_english=language.is_english, say=say)
    made.filters.update(
        day=formats.day, full_day=formats.full_day, weekday=formats.weekday, month=formats.month,
        moment=formats.moment, short_moment=formats.short_moment, to_the_second=formats.to_the_second,
        deadline=formats.deadline, short_deadline=formats.short_deadline, number=formats.number,
        yuan=formats.yuan, amount=formats.amount, written=formats.written,
    )  # fmt: skip
    return made
