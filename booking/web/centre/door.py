"""The service centre's side."""

from booking.web.side import Side

centre_route = Side("service_centre")
