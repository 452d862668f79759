"""Where a person's number and phone are sealed, and how they are opened again."""

from booking.rosters.models import Traveller
from sites.foundation import sealing


def place_of(traveller: str, column: str) -> str:
    """Where a value is sealed: copied to another row it will not open."""
    return f"travellers|{traveller}|{column}"


def index_of(document: str, number: str) -> str:
    return sealing.index_of(f"{document}|{number}")


def sealed(traveller: str, column: str, text: str) -> str:
    return sealing.seal(text, place=place_of(traveller, column)) if text else ""


def opened(row: Traveller, column: str) -> str:
    """`column` is id or phone; empty where nothing is kept."""
    kept: str = getattr(row, f"{column}_sealed")
    return sealing.unseal(kept, place=place_of(row.public_id, column)) if kept else ""
