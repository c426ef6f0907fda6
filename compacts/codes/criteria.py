"""What a criterion of a Code can be about, so that records answer it (ADR 38)."""

from django.db import models


class CriterionSubject(models.TextChoices):
    """Subjects of criteria of which records can tell whether they are kept; of any other somebody says so by hand."""

    OUTCOMES = "outcomes", "Outcomes are stipulated"
    FULL_COST = "full_cost", "The price reflects the full cost"
    THREE_YEARS = "three_years", "It lasts three years or more"
    REPORTING = "reporting", "Reporting is proportionate"
    PERFORMANCE = "performance", "How performance is followed"
    REVIEW_AND_END = "review_and_end", "Review, notice and termination are agreed"
    NOTICE = "notice", "Notice of three months or more"
    FEEDBACK = "feedback", "How users are heard"
    ACCEPTED = "accepted", "Both sides accept the Code"
