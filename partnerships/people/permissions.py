"""Who may do what: the whole product's matrix on this page.

One table from permission to roles. A permission is 'app.verb_noun', the verb that of the act. For each role stands the
rule that says on which rows; a role that is not listed may not. `VISITOR` is everybody, with an account or without;
`SIGNED_IN` is everybody with an account that may sign in.
"""

from partnerships.people.roles import Role
from partnerships.people.rules import (
    Everything,
    InArea,
    Is,
    IsNot,
    Known,
    Mine,
    NotFundedByMine,
    Own,
    Rule,
    StillThere,
    ThisCapacity,
)

VISITOR = "visitor"
SIGNED_IN = "signed in"

MEMBER, DRAFTER, APPROVER, ADMINISTRATOR = Role.MEMBER, Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR
COMMISSIONER, ANALYST, SECRETARIAT, AUDITOR = Role.COMMISSIONER, Role.ANALYST, Role.SECRETARIAT, Role.AUDITOR

ALL = Everything()
OF_MY_ORGANISATION = Own("organisation_id")
MY_ORGANISATION = Own("id")

Table = dict[str, Rule]


def to(roles: tuple[str, ...], rule: Rule = ALL) -> Table:
    """The same rule for several roles."""
    return dict.fromkeys(roles, rule)


EVERYBODY = to((VISITOR,))
ACCOUNT = to((SIGNED_IN,))
WITHIN = (MEMBER, DRAFTER, APPROVER, ADMINISTRATOR)
OFFICE = (COMMISSIONER, ANALYST, SECRETARIAT, AUDITOR)
ANY_ROLE = (*WITHIN, *OFFICE)

PUBLISHED = Known("published_at", "This has not been published yet.")
OF_MY_HOST = Own("host_id")
BEHIND_THE_WALL = NotFundedByMine("organisation_id", "consultation__opens_on")
VERSION_BEHIND_THE_WALL = NotFundedByMine("response__organisation_id", "response__consultation__opens_on")
SENDING = Is("model", "consultation.response") & Is("verb", "sent") & NotFundedByMine("organisation_id")
OF_THE_TRAIL = IsNot("model", "consultation.response") | SENDING
SENT_TO_MINE = Own("detail__host_id") & SENDING
SENT = Known("submitted_at", "This answer has not been sent.")

PERMISSIONS: dict[str, Table] = {
    # The house
    "core.view_public_page": EVERYBODY,
    "core.view_health": EVERYBODY,
    "core.use_sign_in": EVERYBODY,
    "core.use_account": ACCOUNT,
    "core.use_address_pages": {},  # nobody: the address is changed on a page of our own
    "core.view_home": EVERYBODY,
    "core.view_search": EVERYBODY,
    "core.view_due": to(ANY_ROLE),
    "core.view_calendar": EVERYBODY,  # by the secret address of one person's feed
    "core.view_reports": to(OFFICE),
    "core.view_report_run": to(OFFICE, Mine("asked_by_id") & ThisCapacity()),
    "core.view_own_file": to(ANY_ROLE, Mine("owner_user_id") & ThisCapacity()),
    "core.view_work": to((SECRETARIAT, AUDITOR)),
    "core.run_job": to((SECRETARIAT,)),
    "core.view_work_row": to(ANY_ROLE, Mine("asked_by_id")) | to((SECRETARIAT, AUDITOR)),
    "core.cancel_work": to(ANY_ROLE, Mine("asked_by_id")) | to((SECRETARIAT,)),
    "core.view_admin": to((SECRETARIAT,)),
    "core.view_demo_mail": EVERYBODY,  # the page itself exists in the demonstration only
    "core.choose_story": EVERYBODY,  # likewise
    # How an answer came about is its organisation's own; from outside, only that it was sent
    "core.view_event": to((SECRETARIAT, AUDITOR), OF_THE_TRAIL | OF_MY_ORGANISATION)
    | to((COMMISSIONER, ANALYST), SENT_TO_MINE | OF_MY_ORGANISATION)
    | to(WITHIN, OF_MY_ORGANISATION),
    # Partners
    "partnerships.view_organisation": EVERYBODY,
    "partnerships.export_organisation": to(ANY_ROLE),
    "partnerships.add_organisation": to((SECRETARIAT,)),
    "partnerships.update_organisation": to((SECRETARIAT,), InArea("area_id")) | to((ADMINISTRATOR,), MY_ORGANISATION),
    "partnerships.confirm_organisation": to((SECRETARIAT,), InArea("area_id")) | to((ADMINISTRATOR,), MY_ORGANISATION),
    "partnerships.mark_partner": to((SECRETARIAT,), InArea("area_id")),
    "partnerships.record_succession": to((SECRETARIAT,)),
    "partnerships.view_funding": to((SECRETARIAT, AUDITOR, COMMISSIONER)),
    "partnerships.record_funding": to((SECRETARIAT,)),
    "partnerships.view_import": to((SECRETARIAT, AUDITOR)),
    "partnerships.import_organisations": to((SECRETARIAT,)),
    "partnerships.upload_organisations": to((SECRETARIAT,)),
    "partnerships.edit_term": to((SECRETARIAT,)),
    "partnerships.view_term": EVERYBODY,
    # People
    "partnerships.view_people": to((SECRETARIAT, AUDITOR)) | to(WITHIN, MY_ORGANISATION),  # the list's page
    "partnerships.list_people": to((SECRETARIAT, AUDITOR)),
    "partnerships.view_membership": to((SECRETARIAT, AUDITOR)) | to(WITHIN, OF_MY_ORGANISATION),
    "partnerships.view_invitation": to((SECRETARIAT, AUDITOR)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.invite_person": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.withdraw_invitation": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.accept_invitation": EVERYBODY,
    "partnerships.update_membership": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.change_role": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.give_staff_role": to((SECRETARIAT,)),  # and prolong, end and revoke
    "partnerships.backdate_role": to((SECRETARIAT,)),
    "partnerships.remove_last_administrator": to((SECRETARIAT,)),
    "partnerships.reset_second_factor": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION & StillThere()),
    "partnerships.view_account": to((SECRETARIAT, AUDITOR)) | to((SIGNED_IN,), Mine("id")),
    "partnerships.update_account": to((SIGNED_IN,), Mine("id")),
    "partnerships.deactivate_account": to((SECRETARIAT,)),
    "partnerships.reactivate_account": to((SECRETARIAT,)),
    "partnerships.change_address": to((SIGNED_IN,), Mine("id")),
    "partnerships.end_session": to((SIGNED_IN,), Mine("user_id")),
    "partnerships.switch_capacity": ACCOUNT,
    "partnerships.make_api_key": to(ANY_ROLE, Mine("user_id")),
    "partnerships.revoke_api_key": to((SIGNED_IN,), Mine("user_id")),
    # Consultations
    "consultation.view_consultation": to((VISITOR,), PUBLISHED)
    | to((COMMISSIONER, ANALYST), PUBLISHED | OF_MY_HOST)
    | to((SECRETARIAT, AUDITOR)),
    "consultation.add_consultation": to((COMMISSIONER,), OF_MY_HOST) | to((SECRETARIAT,)),
    "consultation.edit_consultation": to((COMMISSIONER,), OF_MY_HOST) | to((SECRETARIAT,)),
    "consultation.publish_consultation": to((COMMISSIONER,), OF_MY_HOST) | to((SECRETARIAT,)),
    "consultation.withdraw_consultation": to((COMMISSIONER,), OF_MY_HOST) | to((SECRETARIAT,)),
    "consultation.answer_consultation": to((DRAFTER, APPROVER), PUBLISHED),
    "consultation.read_responses": to((COMMISSIONER, ANALYST), OF_MY_HOST) | to((SECRETARIAT, AUDITOR)),
    # Responses: an organisation's draft is its own; what it sent is read by the host's people, but not by its funders
    "consultation.view_response": to(WITHIN, OF_MY_ORGANISATION)
    | to((COMMISSIONER, ANALYST), SENT & Own("consultation__host_id") & BEHIND_THE_WALL)
    | to((SECRETARIAT, AUDITOR), SENT & BEHIND_THE_WALL),
    "consultation.view_version": to(WITHIN, Own("response__organisation_id"))
    | to((COMMISSIONER, ANALYST), SENT & Own("response__consultation__host_id") & VERSION_BEHIND_THE_WALL)
    | to((SECRETARIAT, AUDITOR), SENT & VERSION_BEHIND_THE_WALL),
    "consultation.export_response": to((COMMISSIONER, ANALYST), SENT & Own("consultation__host_id") & BEHIND_THE_WALL)
    | to((SECRETARIAT,), SENT & BEHIND_THE_WALL),
    "consultation.draft_response": to((DRAFTER, APPROVER), OF_MY_ORGANISATION),
    "consultation.submit_response": to((APPROVER,), OF_MY_ORGANISATION),
}
