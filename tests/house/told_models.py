"""What the models of the interface say of themselves stands in the OpenAPI document: their docstrings and the
descriptions of their fields are messages too, a paragraph each.
"""

import ast
from collections.abc import Iterator
from typing import Any, BinaryIO

from babel.messages.extract import extract_python

Message = tuple[int, str | None, str | tuple[str, ...], list[str]]


def extract(file: BinaryIO, keywords: Any, tags: Any, options: Any) -> Iterator[Message]:
    """A method for pybabel: what any module has, and what its models say."""
    yield from extract_python(file, keywords, tags, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        for words in _told(node):
            yield node.lineno, None, words, []  # type: ignore[attr-defined]  # both kinds have a line


def _told(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ClassDef) and node.bases and not node.decorator_list:
        return paragraphs(ast.get_docstring(node) or "")
    if isinstance(node, ast.keyword) and node.arg == "description":
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return paragraphs(node.value.value) if is_text else []  # type: ignore[attr-defined]
    return []


def paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
