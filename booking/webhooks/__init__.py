"""Telling programs what happened: an organisation's endpoints, signed deliveries, and how each went."""

from booking.webhooks.delivering import deliver
from booking.webhooks.endpoints import make_endpoint, remove_endpoint, rotate_secret, switch_on
from booking.webhooks.log import (
    DeliveryLine,
    EndpointLine,
    endpoint_of,
    endpoints_of,
    forget_old_deliveries,
    resend,
)
from booking.webhooks.noting import note_event, note_nights, note_picked_up, note_quotas, note_wait
from booking.webhooks.sending import Chosen, NotDelivered, Outside, Sender, Twin
from booking.webhooks.subjects import SUBJECTS, subjects_of

__all__ = [
    "SUBJECTS",
    "Chosen",
    "DeliveryLine",
    "EndpointLine",
    "NotDelivered",
    "Outside",
    "Sender",
    "Twin",
    "deliver",
    "endpoint_of",
    "endpoints_of",
    "forget_old_deliveries",
    "make_endpoint",
    "note_event",
    "note_nights",
    "note_picked_up",
    "note_quotas",
    "note_wait",
    "remove_endpoint",
    "resend",
    "rotate_secret",
    "subjects_of",
    "switch_on",
]
