"""Organisations, the people in them, what they may do, and how they come in."""

from booking.people.account import Account, change_password, change_profile, own_account
from booking.people.acting import (
    CLERICAL,
    Consent,
    Principal,
    begin_acting,
    consents_of,
    demand_principal,
    end_acting,
    give_consent,
    principals,
    revoke_consent,
)
from booking.people.api_tokens import (
    TokenLine,
    TokenUnknown,
    make_token,
    revoke_token,
    tokens_of,
)
from booking.people.approval import Approval, approval_of, set_approval
from booking.people.areas import Area, area_of, city_federations, first_verifiers, region_name
from booking.people.belonging import Belonging, Entered, belongings, switch
from booking.people.claiming import Claim, claim_imported
from booking.people.demonstration import DEMO_ROLES, enter_demonstration, invented_people
from booking.people.deputies import Absence, Standin, deputies_on, end_deputy, set_deputy, standins
from booking.people.feeds import (
    FeedUnknown,
    OpenFeed,
    feed_made_at,
    make_feed,
    open_feed,
    revoke_feed,
)
from booking.people.founding import Founded, NewOrganisation, NewPerson, found
from booking.people.importing import ClaimSlip, import_unions, preview_unions
from booking.people.invitations import Invitation, accept_invitation, invite, look_at_invitation
from booking.people.links import Issued, LinkDead, LinkLetter, letter_of
from booking.people.open_holds import (
    HoldsNotEnough,
    TooManyHolds,
    UnionNotVerified,
    give_back_open_hold,
    may_hold,
    share_open_holds,
    take_open_hold,
)
from booking.people.organisation_invitations import Guest, invite_organisation, kinds_of_guests
from booking.people.particulars import Particulars, particulars_of
from booking.people.payees import Payee, payees, unit_title
from booking.people.permissions import NotGranted, demand, desk_of, grants, roles_of
from booking.people.phones import change_phone, masked, phone_of
from booking.people.programs import Program, program_of
from booking.people.recall import actor_of_member, recall
from booking.people.resets import (
    create_first_administrator,
    look_at_reset,
    make_reset_link,
    request_reset,
    reset_password,
)
from booking.people.running import (
    OperatorLine,
    OperatorUnknown,
    give_base,
    operators,
    post_of,
    take_base_back,
)
from booking.people.scopes import SCOPES, scopes_of
from booking.people.sessions import (
    OwnSession,
    forget_old_sessions,
    own_sessions,
    revoke_other_sessions,
    revoke_session,
    sign_out,
)
from booking.people.sign_in import SignInRefused, sign_in
from booking.people.sign_up import SignUp, sign_up
from booking.people.taking_up import BaseGone, operators_by_code
from booking.people.team import Member, change_roles, member_of, members, remove_member
from booking.people.throttle import TooManyTries, forget_old_tries
from booking.people.union_sheet import ListedUnion, UnionList
from booking.people.verification import (
    Standing,
    UnionRow,
    refuse_union,
    standing_of,
    union_of_area,
    unions_of_area,
    verify_union,
)
from booking.people.vocabulary import DESKS, PROGRAMMES, ROLES, STANDINGS, UNIT_KINDS

__all__ = [
    "CLERICAL",
    "DEMO_ROLES",
    "DESKS",
    "PROGRAMMES",
    "ROLES",
    "SCOPES",
    "STANDINGS",
    "UNIT_KINDS",
    "Absence",
    "Account",
    "Approval",
    "Area",
    "BaseGone",
    "Belonging",
    "Claim",
    "ClaimSlip",
    "Consent",
    "Entered",
    "FeedUnknown",
    "Founded",
    "Guest",
    "HoldsNotEnough",
    "Invitation",
    "Issued",
    "LinkDead",
    "LinkLetter",
    "ListedUnion",
    "Member",
    "NewOrganisation",
    "NewPerson",
    "NotGranted",
    "OpenFeed",
    "OperatorLine",
    "OperatorUnknown",
    "OwnSession",
    "Particulars",
    "Payee",
    "Principal",
    "Program",
    "SignInRefused",
    "SignUp",
    "Standin",
    "Standing",
    "TokenLine",
    "TokenUnknown",
    "TooManyHolds",
    "TooManyTries",
    "UnionList",
    "UnionNotVerified",
    "UnionRow",
    "accept_invitation",
    "actor_of_member",
    "approval_of",
    "area_of",
    "begin_acting",
    "belongings",
    "change_password",
    "change_phone",
    "change_profile",
    "change_roles",
    "city_federations",
    "claim_imported",
    "consents_of",
    "create_first_administrator",
    "demand",
    "demand_principal",
    "deputies_on",
    "desk_of",
    "end_acting",
    "end_deputy",
    "enter_demonstration",
    "feed_made_at",
    "first_verifiers",
    "forget_old_sessions",
    "forget_old_tries",
    "found",
    "give_back_open_hold",
    "give_base",
    "give_consent",
    "grants",
    "import_unions",
    "invented_people",
    "invite",
    "invite_organisation",
    "kinds_of_guests",
    "letter_of",
    "look_at_invitation",
    "look_at_reset",
    "make_feed",
    "make_reset_link",
    "make_token",
    "masked",
    "may_hold",
    "member_of",
    "members",
    "open_feed",
    "operators",
    "operators_by_code",
    "own_account",
    "own_sessions",
    "particulars_of",
    "payees",
    "phone_of",
    "post_of",
    "preview_unions",
    "principals",
    "program_of",
    "recall",
    "refuse_union",
    "region_name",
    "remove_member",
    "request_reset",
    "reset_password",
    "revoke_consent",
    "revoke_feed",
    "revoke_other_sessions",
    "revoke_session",
    "revoke_token",
    "roles_of",
    "scopes_of",
    "set_approval",
    "set_deputy",
    "share_open_holds",
    "sign_in",
    "sign_out",
    "sign_up",
    "standing_of",
    "standins",
    "switch",
    "take_base_back",
    "take_open_hold",
    "tokens_of",
    "union_of_area",
    "unions_of_area",
    "unit_title",
    "verify_union",
]
