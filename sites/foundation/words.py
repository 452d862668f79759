"""A refusal as words in the reader's language."""

from sites.foundation.errors import Refusal
from sites.foundation.formats import written
from sites.foundation.language import N_, _


def say(refusal: Refusal) -> str:
    params = {name: written(value, name) for name, value in refusal.params.items()}
    words = _(type(refusal).words, **params) if params else _(type(refusal).words)
    if not refusal.about:
        return words
    what = _(N_(", ")).join(written(value) for value in refusal.about)
    return _(N_("%(what)s: %(words)s"), what=what, words=words)
