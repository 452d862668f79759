"""One English word, several meanings: a bare word that stands in unlike places has one Chinese word for all of them.

"Received" is 已收 of money and 接待 of groups. The catalogue knows a word by its English alone, so whoever
translates it for one page changes the other. A word of several meanings carries a context (`pgettext`);
the bare ones that more than one side or room uses stand in `shared_words.txt` with the meaning that they
have everywhere. A new one, or another Chinese word for one of them, fails here until somebody has looked.
"""

import io
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CHINESE = ROOT / "templates/locale/zh_Hans_CN/LC_MESSAGES/messages.po"
WORD = re.compile(r'(?<![\w])(?:_|N_)\(\s*"([A-Za-z-]+)"')
SOURCES = ("booking", "sites", "scheduler", "templates")


def test_a_word_of_unlike_places_is_listed_with_its_one_meaning() -> None:
    assert sorted(used() - set(listed())) == [], (
        "give it a context, or list what it means everywhere"
    )


def test_every_listed_word_is_still_shared() -> None:
    assert sorted(set(listed()) - used()) == []


def test_a_listed_word_has_the_chinese_that_was_looked_at() -> None:
    catalogue = read_po(io.BytesIO(CHINESE.read_bytes()))
    said = {str(one.id): one.string for one in catalogue if not one.context}
    assert {word: said[word] for word in listed()} == listed()


def test_a_word_is_found_in_code_and_pages_and_not_where_it_has_a_context() -> None:
    assert WORD.findall('_("From") pgettext("paper", "From") N_(\n "Left") _("Two words")') == ["From", "Left"]  # fmt: skip
    assert place_of("templates/pages/union/parts/a.html") == place_of("booking/web/union/a.py")
    assert place_of("templates/pages/operator/a.html") != place_of("booking/web/union/a.py")


def used() -> set[str]:
    """Bare words that stand in more than one place."""
    places: Mapping[str, set[str]] = defaultdict(set)
    for root in SOURCES:
        for path in (ROOT / root).rglob("*.*"):
            if path.suffix in {".py", ".html", ".txt"}:
                for word in WORD.findall(path.read_text("utf-8")):
                    places[word].add(place_of(str(path.relative_to(ROOT))))
    return {word for word, found in places.items() if len(found) > 1}


def place_of(path: str) -> str:
    """The side of a page or handler, else the room."""
    parts = path.split("/")
    if parts[:2] in (["templates", "pages"], ["booking", "web"]) and len(parts) > 3:
        return {"offers": "public"}.get(parts[2], parts[2])
    return "/".join(parts[:2])


def listed() -> dict[str, str]:
    lines = (Path(__file__).parent / "shared_words.txt").read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))
