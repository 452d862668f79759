"""Pages of whoever receives money: the same for every kind of payee."""

from starlette.routing import BaseRoute

from booking.web.payee.collections import ROUTES as COLLECTIONS
from booking.web.payee.invoice import ROUTES as INVOICE
from booking.web.payee.invoices import ROUTES as INVOICES
from booking.web.payee.red_letter import ROUTES as RED_LETTER
from booking.web.payee.settlements import ROUTES as SETTLEMENTS
from booking.web.payee.write_off import ROUTES as WRITE_OFF

ROUTES: list[BaseRoute] = [*INVOICES, *INVOICE, *RED_LETTER, *SETTLEMENTS, *COLLECTIONS, *WRITE_OFF]
