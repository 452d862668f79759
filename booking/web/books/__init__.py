"""Books of money: the payee's trial balance and its postings, statements of organisations, and the auditor's view of all."""

from booking.web.books.audit import ROUTES as AUDIT
from booking.web.books.own import ROUTES as OWN
from booking.web.books.statement import ROUTES as STATEMENT

ROUTES = [*OWN, *STATEMENT, *AUDIT]
