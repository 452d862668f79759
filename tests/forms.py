"""The forms of a page as a browser would send them: where to, with which hidden fields, and what can be filled in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

FIELDS = frozenset({"input", "select", "textarea", "button"})


@dataclass
class FormOnPage:
    """`action` is empty where the form sends to its page's own address."""

    action: str
    method: str
    id: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FormOnPage] = []
        self.elsewhere: list[tuple[str, dict[str, str]]] = []
        self._open: FormOnPage | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = FormOnPage(
                given.get("action", ""), given.get("method", "get").lower(), given.get("id", "")
            )
            self.forms.append(self._open)
        elif tag in FIELDS and "disabled" not in given and given.get("name"):
            if "form" in given:
                self.elsewhere.append((given["form"], given))
            elif self._open is not None:
                _take(self._open, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms_of(html: str) -> list[FormOnPage]:
    reader = _Reader()
    reader.feed(html)
    for form in reader.forms:
        for name, given in reader.elsewhere:
            if name == form.id:
                _take(form, given)
    return reader.forms


def posting_to(html: str, path: str, *, page: str) -> list[FormOnPage]:
    """Those forms of the page at address `page` that POST to `path`."""
    return [
        form
        for form in forms_of(html)
        if form.method == "post" and (urlsplit(form.action).path or page) == urlsplit(path).path
    ]


def hidden_of(html: str) -> dict[str, str]:
    """The hidden fields of all its forms that POST."""
    return {
        name: value
        for form in forms_of(html)
        if form.method == "post"
        for name, value in form.hidden.items()
    }


def _take(form: FormOnPage, given: dict[str, str]) -> None:
    form.names.add(given["name"])
    if given.get("type") == "hidden":
        form.hidden[given["name"]] = given.get("value", "")
