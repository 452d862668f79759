"""Subsidies of both kinds of federations: of the bases' host, and of partner cities for their own unions."""

from booking.web.side import Side

ROOT = "/federation/subsidies"
federation_route = Side("federation")
