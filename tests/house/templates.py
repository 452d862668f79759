"""What a template may not hold: the faults of one source, as words."""

import re

from jinja2 import meta

from sites.foundation.rendering import environment

FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    # A block of data (JSON-LD) runs nothing, and the policy lets it stand.
    "an inline script": re.compile(
        r"<script\b(?![^>]*(?:\bsrc=|\btype=\"application/ld\+json\"))|javascript:", re.IGNORECASE
    ),
    "an inline event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an address of somebody else": re.compile(
        r"\b(?:src|srcset|action|poster|data)\s*=\s*[\"']\s*(?:https?:)?//"
        r"|<link\b[^>]*href\s*=\s*[\"']\s*(?:https?:)?//",
        re.IGNORECASE,
    ),
}
STYLE_FETCHES = re.compile(r"@import|url\(\s*(?![\"']?data:)", re.IGNORECASE)


def faults(source: str) -> list[str]:
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(source)]


def read_but_not_passed(source: str) -> set[str]:
    """The names that a component takes from nowhere: neither its arguments nor the house's globals."""
    made = environment()
    return meta.find_undeclared_variables(made.parse(source)) - set(made.globals)
