"""The operator's side."""

from booking.web.side import Side

operator_route = Side("operator")
