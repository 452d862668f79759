"""Papers that the program draws up, for both sides of a stay: the list, one on the screen, and the same as PDF."""

from booking.web.documents.stay import ROUTES

__all__ = ["ROUTES"]
