"""Why an endpoint or a delivery says no."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class EndpointUnknown(Refusal):
    code = "endpoint_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such endpoint in your organisation.")


class DeliveryUnknown(Refusal):
    code = "delivery_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such delivery at this endpoint.")


class SubjectsUnknown(Refusal):
    code = "subjects_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose at least one thing that the program is to be told of.")


class AddressUnfit(Refusal):
    code = "endpoint_address_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "Enter an address that begins with https:// and leads to a public server, without a user name and at most 300 characters long."
    )


class TooManyEndpoints(Refusal):
    code = "too_many_endpoints"
    words = N_("Your organisation has %(most)s endpoints. Remove one that is no longer used.")


class EndpointOff(Refusal):
    code = "endpoint_off"
    words = N_("This endpoint is switched off. Switch it on first.")


class StillUnderWay(Refusal):
    code = "delivery_under_way"
    words = N_("This delivery is still under way; it is tried again by itself.")
