"""A text as a square to scan, drawn into the page."""

from markupsafe import Markup


def square(text: str, *, scale: int = 4) -> Markup:
    """An address or a code. The library comes at first use."""
    import segno

    drawn = segno.make(text, error="m", micro=False).svg_inline(scale=scale, border=2)
    return Markup(drawn)  # noqa: S704 - modules of a square, drawn by us
