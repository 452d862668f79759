"""A refusal as words in the reader's language."""

from sites.foundation.errors import Refusal
from sites.foundation.formats import written
from sites.foundation.language import _


def say(refusal: Refusal) -> str:
    params = {name: written(value) for name, value in refusal.params.items()}
    return _(type(refusal).words, **params) if params else _(type(refusal).words)
