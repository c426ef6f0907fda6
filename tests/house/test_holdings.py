"""Whatever names a person is either held, so that it is handed over when they go, or says who did it, and stays.

A new field that refers to an account, or holds an e-mail address, stands here by hand: in STAYS with why nobody takes
it over, or it is the `whose` of a `Holding` that its subject declares in `holdings.py`.
"""

from django.apps import apps
from django.db.models import EmailField
from django.utils.module_loading import import_string

from core.subjects import our_apps
from partnerships.people.holdings import HOLDINGS
from partnerships.people.models import Membership, RoleHeld, User

DID_IT = "who did it: the record of an act is never written anew"
ITS_OWN = "the person's own, and goes or ends with the account or the role"
NOT_A_PERSON_HERE = "the address of a body, or of somebody without an account"

STAYS = {
    **dict.fromkeys(
        [
            "partnerships.PartnerSpell.marked_by",
            "partnerships.DuplicateSuggestion.decided_by",
            "partnerships.Merge.merged_by",
            "partnerships.Merge.undone_by",
            "partnerships.Merge.roles",
            "partnerships.Invitation.accepted_by",
            "partnerships.BoundaryAlert.noted_by",
            "partnerships.Reorganisation.carried_out_by",
            "partnerships.Reorganisation.ended_by",
            "partnerships.Reorganisation.roles",
            "partnerships.SheetMapping.saved_by",
            "partnerships.EntryChaser.sent_by",
            "partnerships.MemberSheet.sent_by",
            "partnerships.ReportSchedule.owner",
            "partnerships.ScheduleRun.membership",
            "core.ImportLine.resolved_by",
            "core.ImportRun.undone_by",
            "partnerships.Handover.membership",
            "partnerships.Handover.successor",
            "consultation.Consultation.proposed_by",
            "consultation.Consultation.published_by",
            "consultation.Extension.made_by",
            "consultation.QuestionWording.replaced_by",
            "consultation.Invitee.invited_by",
            "consultation.Response.entered_by",
            "consultation.ResponseVersion.finished_by",
            "consultation.ResponseVersion.submitted_by",
            "consultation.ResponseVersion.decided_by",
            "consultation.Consent.given_by",
            "consultation.Answer.edited_by",
            "compacts.SignupChaser.sent_by",
            "compacts.SignupTarget.day_decided_by",
            "commissioning.Contract.exception_asked_by",
            "commissioning.Contribution.sent_by",
            "commissioning.LineAnswer.answered_by",
            "commissioning.Override.asked_by",
            "commissioning.Override.confirmed_by",
            "commissioning.ReturnVersion.sent_by",
            "core.ImportRun.asked_by",
            "core.WorkRow.asked_by",
        ],
        DID_IT,
    ),
    **dict.fromkeys(
        [
            "partnerships.User.email",
            "partnerships.FormerAddress.user",
            "partnerships.FormerAddress.email",
            "partnerships.Membership.user",
            "partnerships.RoleHeld.membership",
            "partnerships.ApiToken.user",
            "partnerships.ApiToken.membership",
            "partnerships.Cover.membership",
            "partnerships.ScheduleReader.membership",
            "core.Reminder.user",
            "core.StoredFile.owner_user",
            "core.Mail.to_user",
            "core.Mail.to_address",
            "core.Mail.reply_to",
        ],
        ITS_OWN,
    ),
    **dict.fromkeys(
        [
            "partnerships.Organisation.email",
            "partnerships.Invitation.email",
            "partnerships.MemberLine.contact_email",
            "consultation.Respondent.email",
        ],
        NOT_A_PERSON_HERE,
    ),
}


def named() -> set[str]:
    """Every field of ours that refers to an account or one of its capacities, or holds an e-mail address."""
    models = [each for each in apps.get_models() if each._meta.app_config.name in our_apps()]
    found = set()
    for model in models:
        for field in model._meta.get_fields():
            refers = (
                field.is_relation and not field.auto_created and field.related_model in (User, Membership, RoleHeld)
            )
            if refers or isinstance(field, EmailField):
                found.add(f"{model._meta.label}.{field.name}")
    return found


def held() -> set[str]:
    """The fields that holdings name, each on its own model."""
    return {f"{each.rows().model._meta.label}.{each.whose.partition('__')[0]}" for each in HOLDINGS.values()}


def test_whatever_names_a_person_is_held_or_stays():
    assert (named() - held() - set(STAYS), held() & set(STAYS)) == (set(), set())
    assert set(STAYS) | held() <= named()


def test_every_kind_says_what_falls_to_whom():
    for each in HOLDINGS.values():
        assert (bool(each.called), bool(each.falls_to), callable(each.heirs)) == (True, True, True)
        assert hasattr(each.rows().model, "view_permission")
        assert import_string("partnerships.people.permissions.PERMISSIONS")[each.permission]
