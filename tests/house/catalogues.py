"""`python -m tests.house.catalogues templates/locale NOW.pot`: are the words of both languages whole?

NOW.pot is freshly extracted from the source. Prints every fault and ends with 1 if there is one.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*[\d.]*([a-zA-Z])")
# Pages fill every sentence, one without placeholders too: there a bare sign breaks the page.
BARE = re.compile(r"%(?!%|\(\w+\)[#0\- +]*[\d.]*[a-zA-Z])")
# Its msgids are the English sentences: what is not translated there is said as it stands.
SPEAKS_FOR_ITSELF = "en"


def main(folder: Path, extracted: Path) -> int:
    now = _read(extracted)
    found = list(_template_faults(_read(folder / "tongxin.pot"), now=now))
    for path in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        language = path.parts[-3]
        found += [f"{language}: {fault}" for fault in faults(_read(path), now=now, of=language)]
    print("\n".join(found) or f"Catalogues are whole: {len(now)} messages.")
    return 1 if found else 0


def faults(catalogue: Catalog, *, now: Catalog, of: str) -> Iterator[str]:
    """Everything wrong with one language, beside the messages that the source has now."""
    yield from (f"not in the catalogue: {key}" for key in _ids(now) - _ids(catalogue))
    yield from (f"no longer in the source: {key}" for key in _ids(catalogue) - _ids(now))
    for message in catalogue:
        if message.id:
            yield from (f"{fault}: {message.id!r}" for fault in _message_faults(message, of=of))


def _message_faults(message: Message, *, of: str) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    texts = [text for text in _strings(message.string) if text]
    if len(texts) < len(_strings(message.string)) and of != SPEAKS_FOR_ITSELF:
        yield "not translated"
    yield from (f"placeholders differ in {text!r}" for text in texts if not _fits(text, message))
    yield from (f"a bare per cent sign in {text!r}" for text in texts if BARE.search(text.replace("%%", "")))  # fmt: skip


def _fits(text: str, message: Message) -> bool:
    """Every placeholder is known; one that each form of the message has is never left out."""
    forms = [set(PLACEHOLDER.findall(form)) for form in _strings(message.id)]
    used = set(PLACEHOLDER.findall(text))
    return set.intersection(*forms) <= used <= set.union(*forms)


def _template_faults(committed: Catalog, *, now: Catalog) -> Iterator[str]:
    if _ids(committed) != _ids(now):
        yield "tongxin.pot is not what the source says now: run `make words`"


def _ids(catalogue: Catalog) -> set[tuple[str, ...]]:
    return {(message.context or "", *_strings(message.id)) for message in catalogue if message.id}


def _strings(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value or ""] if isinstance(value, str | None) else list(value)


def _read(path: Path) -> Catalog:
    locale = path.parts[-3] if path.name == "messages.po" else None
    with path.open("rb") as file:
        return read_po(file, locale=locale)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
