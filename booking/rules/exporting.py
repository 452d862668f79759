"""Documents as a TOML file, in the shape in which they are read."""

import json
from collections.abc import Iterable
from typing import Any

from booking.rules.documents import Document


def as_toml(documents: Iterable[Document]) -> str:
    """Read back, it makes the same documents."""
    return "\n".join(_policy(document.values()) for document in documents)


def _policy(values: dict[str, Any]) -> str:
    own = [f"{name} = {_value(value)}" for name, value in values.items() if name != "rules"]
    rules = [f"  {_value(rule)}," for rule in values["rules"]]
    return "\n".join(["[[policy]]", *own, "rules = [", *rules, "]", ""])


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(one)}" for name, one in value.items()) + " }"
    # JSON's escapes are TOML's, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
