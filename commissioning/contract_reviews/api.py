"""Contract reviews and their findings in the API. The lists come with the registers."""

from django.urls import path
from rest_framework import serializers

from commissioning.contract_reviews import actions
from commissioning.contract_reviews.models import ContractReview, ReviewFinding
from commissioning.contract_reviews.reading import FINDINGS, REVIEWS
from commissioning.contracts.api_shapes import MAY_MISS, VERSION, key
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.plans.models import CommissioningPlan
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

REVIEW = ("version", "contract", *actions.ENTRY, "planned_on", "voided_on", "void_reason")
FINDING = ("version", "review", *actions.FINDING, "done_on", "note")


class ContractReviewIn(serializers.ModelSerializer):
    """A review that was held."""

    class Meta:
        model = ContractReview
        fields = actions.ENTRY
        validators = ()


class ContractReviewEdit(serializers.ModelSerializer):
    """What is to change of it."""

    version = serializers.IntegerField(help_text=VERSION)

    class Meta:
        model = ContractReview
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {name: {"required": False} for name in actions.ENTRY}


class ContractReviewVoid(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class ReviewFindingIn(serializers.ModelSerializer):
    """A finding and what follows from it."""

    owner = key(Organisation, **MAY_MISS)

    class Meta:
        model = ReviewFinding
        fields = actions.FINDING
        validators = ()


class ReviewFindingEdit(ReviewFindingIn):
    """What is to change of it."""

    version = serializers.IntegerField(help_text=VERSION)

    class Meta(ReviewFindingIn.Meta):
        fields = ("version", *actions.FINDING)
        extra_kwargs = {name: {"required": False} for name in actions.FINDING}


class ReviewFindingFinish(serializers.Serializer):
    """When it was done, and what came of it."""

    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ReviewFindingUse(serializers.Serializer):
    """Which plan used it, and where."""

    plan = serializers.PrimaryKeyRelatedField(queryset=CommissioningPlan.objects.all())
    where = serializers.CharField(max_length=300)


def on_review(does, takes, gives=REVIEW):
    """The address of an act on a review."""
    return act_api(actions.EDIT, does, REVIEWS, "review", takes=takes, gives=gives)


def on_finding(permission, does, takes):
    """The address of an act on a finding."""
    return act_api(permission, does, FINDINGS, "finding", takes=takes, gives=FINDING)


urlpatterns = [
    path("contracts/<int:pk>/reviews/record/",
         act_api(actions.REVIEW, actions.record_contract_review, CONTRACTS, "contract", takes=ContractReviewIn,
                 gives=("version", "review_on")), name="api_contract_review_record"),
    path("contracts/reviews/<int:pk>/edit/", on_review(actions.edit_contract_review, ContractReviewEdit),
         name="api_contract_review_edit"),
    path("contracts/reviews/<int:pk>/void/", on_review(actions.void_contract_review, ContractReviewVoid),
         name="api_contract_review_void"),
    path("contracts/reviews/<int:pk>/findings/add/", on_review(actions.add_finding, ReviewFindingIn),
         name="api_finding_add"),
    path("contracts/findings/<int:pk>/edit/",
         on_finding(actions.EDIT_FINDING, actions.edit_finding, ReviewFindingEdit), name="api_finding_edit"),
    path("contracts/findings/<int:pk>/finish/",
         on_finding(actions.FINISH, actions.finish_finding, ReviewFindingFinish), name="api_finding_finish"),
    path("contracts/findings/<int:pk>/use/", on_finding(actions.USE, actions.use_finding, ReviewFindingUse),
         name="api_finding_use"),
]  # fmt: skip
