"""What was asked: Stripe's nested form fields as dictionaries and lists, and checks of their names and forms."""

from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import parse_qsl

from scheduler.double.wrong import invalid, missing, unknown

Params = dict[str, Any]
MOST_METADATA, LONGEST_NAME, LONGEST_VALUE = 50, 40, 500


def nested(raw: str) -> Params:
    """`a[b][0]=c` becomes {"a": {"b": ["c"]}}."""
    tree: Params = {}
    for name, value in parse_qsl(raw, keep_blank_values=True):
        head, _bracket, rest = name.partition("[")
        path = [head, *(rest.removesuffix("]").split("][") if rest else ())]
        _put(tree, path, value)
    return {name: _listed(value) for name, value in tree.items()}


def _put(tree: Params, path: list[str], value: str) -> None:
    for step in path[:-1]:
        below = tree.setdefault(step, {})
        tree = below if isinstance(below, dict) else {}
    tree[path[-1] or str(len(tree))] = value


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(one) for name, one in value.items()}
    if inner and all(name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


def demand_known(params: Params, names: Collection[str]) -> None:
    for name in params:
        if name not in names:
            raise unknown(name)


def demand_present(params: Params, names: Iterable[str]) -> None:
    for name in names:
        if not params.get(name):
            raise missing(name)


def whole(params: Params, name: str, *, least: int = 1, most: int = 99_999_999) -> int:
    """An amount or an instant. Refused as Stripe refuses what is no integer, too small or too large."""
    given = str(params.get(name, ""))
    if not given.isascii() or not given.isdigit():
        raise invalid("integer", given)
    if not least <= int(given) <= most:
        raise invalid(name, f"must be from {least} to {most}")
    return int(given)


def metadata_of(params: Params) -> dict[str, str]:
    given = params.get("metadata") or {}
    if not isinstance(given, dict) or len(given) > MOST_METADATA:
        raise invalid("metadata", "up to 50 names")
    for name, value in given.items():
        if len(name) > LONGEST_NAME or len(str(value)) > LONGEST_VALUE:
            raise invalid(f"metadata[{name}]", "names up to 40 and values up to 500 characters")
    return {name: str(value) for name, value in given.items()}
