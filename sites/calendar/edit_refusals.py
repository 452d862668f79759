"""Why an edit of nights is refused. Nothing of it was done then."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class TooFewForBooked(Refusal):
    code = "nights_below_booked"
    words = N_(
        "On %(night)s %(booked)s rooms are booked. Leave as many for sale; rooms that are out of order are recorded as such."
    )


class MoreThanTheHouse(Refusal):
    code = "nights_above_rooms"
    kind = Kind.BAD_INPUT
    words = N_(
        "On %(night)s there are %(rooms)s rooms of this type to sell. Enter at most as many."
    )


class MoreThanReceived(Refusal):
    code = "people_above_reception_limit"
    kind = Kind.BAD_INPUT
    words = N_("The base may receive at most %(most)s people on a day. Enter 0 to %(most)s.")


class LimitOutside(Refusal):
    code = "reception_limit_outside"
    kind = Kind.BAD_INPUT
    words = N_("Enter how many people the base may receive on a day, 1 to %(most)s.")


class LimitUnchanged(Refusal):
    code = "reception_limit_unchanged"
    words = N_("The base is on record for %(limit)s people already.")


class LimitChanged(Refusal):
    code = "reception_limit_changed"
    words = N_("Meanwhile somebody recorded %(limit)s people. Look at it again.")


class TooFewForPeople(Refusal):
    code = "people_below_booked"
    words = N_(
        "On %(night)s %(booked)s people are booked, and stay. Enter at least as many, or agree on other days with these groups first."
    )


class NoneLeftToTake(Refusal):
    code = "nights_none_left"
    words = N_("On %(night)s not so many rooms of this type are for sale as you take off.")


class StayLengthOutside(Refusal):
    code = "nights_stay_length"
    kind = Kind.BAD_INPUT
    words = N_("Enter a number of nights from %(least)s to %(most)s.")


class BookingDaysOutside(Refusal):
    code = "nights_booking_days"
    kind = Kind.BAD_INPUT
    words = N_("Enter a number of days from 0 to %(most)s.")


class BookingWindowUnfit(Refusal):
    code = "nights_booking_window"
    kind = Kind.BAD_INPUT
    words = N_(
        "These nights would be bookable from %(earliest)s days before and until %(latest)s days before: never. Let booking begin earlier than it ends."
    )


class NothingToChange(Refusal):
    code = "nights_unchanged"
    words = N_("Nothing to change: these nights are so already, or none of them is opened.")


class NightsOver(Refusal):
    code = "nights_over"
    kind = Kind.BAD_INPUT
    words = N_("Nights that are over cannot be changed. Begin with %(day)s or later.")


class TooManyNights(Refusal):
    code = "nights_too_many"
    kind = Kind.BAD_INPUT
    words = N_("Change at most %(most)s days at once. Choose a shorter time.")


class EditUnknown(Refusal):
    code = "edit_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such change.")


class UndoTimeOver(Refusal):
    code = "undo_time_over"
    words = N_("A change can be undone for %(seconds)s seconds. Change the nights again instead.")


class ChangedSince(Refusal):
    code = "nights_changed_since"
    words = N_("The night of %(night)s was changed since, so nothing was undone.")
