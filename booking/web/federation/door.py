"""The host federation's side. What partner cities may not see, the table of roles keeps from them."""

from booking.web.side import Side

federation_route = Side("federation")
