"""The operator's side: requests with their clocks, its groups, arrivals, accounts, money and bases."""

from starlette.routing import BaseRoute

from booking.web.banking import banking_routes
from booking.web.disputes import dispute_routes
from booking.web.force_majeure import force_majeure_routes
from booking.web.online import online_routes
from booking.web.operator.account import ROUTES as ACCOUNT
from booking.web.operator.amendment import ROUTES as AMENDMENT
from booking.web.operator.answer import ROUTES as ANSWER
from booking.web.operator.arrivals import ROUTES as ARRIVALS
from booking.web.operator.booking_window import ROUTES as BOOKING_WINDOW
from booking.web.operator.calendar import ROUTES as CALENDAR
from booking.web.operator.calendar_edit import ROUTES as CALENDAR_EDIT
from booking.web.operator.calendars import ROUTES as CALENDARS
from booking.web.operator.check_in import ROUTES as CHECK_IN
from booking.web.operator.contract import ROUTES as CONTRACT
from booking.web.operator.counter_offer import ROUTES as COUNTER_OFFER
from booking.web.operator.departure import ROUTES as DEPARTURE
from booking.web.operator.desk import ROUTES as DESK
from booking.web.operator.door import operator_route
from booking.web.operator.early_departure import ROUTES as EARLY_DEPARTURE
from booking.web.operator.feed import ROUTES as FEED
from booking.web.operator.figures import ROUTES as FIGURES
from booking.web.operator.inquiries import ROUTES as INQUIRIES
from booking.web.operator.insurance import ROUTES as INSURANCE
from booking.web.operator.message import ROUTES as MESSAGE
from booking.web.operator.money import ROUTES as MONEY
from booking.web.operator.no_show import ROUTES as NO_SHOW
from booking.web.operator.packages import ROUTES as PACKAGES
from booking.web.operator.papers import ROUTES as PAPERS
from booking.web.operator.payment import ROUTES as PAYMENT
from booking.web.operator.payouts import ROUTES as PAYOUTS
from booking.web.operator.pictures import ROUTES as PICTURES
from booking.web.operator.prices import ROUTES as PRICES
from booking.web.operator.receipt import ROUTES as RECEIPT
from booking.web.operator.refund import ROUTES as REFUND
from booking.web.operator.release import ROUTES as RELEASE
from booking.web.operator.rooming import ROUTES as ROOMING
from booking.web.operator.rooms_today import ROUTES as ROOMS_TODAY
from booking.web.operator.roster import ROUTES as ROSTER
from booking.web.operator.settlement import ROUTES as SETTLEMENT
from booking.web.operator.signature import ROUTES as SIGNATURE
from booking.web.operator.site import ROUTES as SITE
from booking.web.operator.statement import ROUTES as STATEMENT
from booking.web.operator.stay import ROUTES as STAY
from booking.web.operator.stay_list import ROUTES as STAY_LIST
from booking.web.operator.waiting import ROUTES as WAITING

ROUTES: list[BaseRoute] = [
    *DESK,
    *STAY_LIST,
    *STAY,
    *ANSWER,
    *COUNTER_OFFER,
    *AMENDMENT,
    *RELEASE,
    *CONTRACT,
    *ARRIVALS,
    *ROSTER,
    *ROOMING,
    *INSURANCE,
    *CHECK_IN,
    *SIGNATURE,
    *DEPARTURE,
    *NO_SHOW,
    *EARLY_DEPARTURE,
    *ACCOUNT,
    *dispute_routes(operator_route, "operator"),
    *force_majeure_routes(operator_route, "operator", needs="calendar.edit"),
    *SETTLEMENT,
    *MESSAGE,
    *PAPERS,
    *MONEY,
    *RECEIPT,
    *REFUND,
    *banking_routes(operator_route, "/operator/money"),
    *online_routes(operator_route, "/operator/money"),
    *STATEMENT,
    *PAYOUTS,
    *SITE,
    *PACKAGES,
    *PRICES,
    *PAYMENT,
    *PICTURES,
    *CALENDARS,
    *FEED,
    *FIGURES,
    *CALENDAR,
    *CALENDAR_EDIT,
    *BOOKING_WINDOW,
    *ROOMS_TODAY,
    *WAITING,
    *INQUIRIES,
]
