from django.db import migrations, models
from django.db.models import F, Q


def fill(apps, schema_editor):
    """When each answer was last taken back; of those that count again only the trail still knows."""
    response, event = apps.get_model("consultation", "Response"), apps.get_model("core", "Event")
    response.objects.exclude(withdrawn_at=None).update(taken_back_at=F("withdrawn_at"))
    count_again = response.objects.filter(withdrawn_at=None).exclude(withdrawal_reason="")
    for pk in count_again.values_list("pk", flat=True):
        told = event.objects.filter(model="consultation.response", object_id=pk, verb="withdrew the answer")
        last = told.order_by("-pk").values_list("story_at", "at").first()
        if last is not None:
            response.objects.filter(pk=pk).update(taken_back_at=last[0] or last[1])


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0006_letters_are_searched"),
        ("core", "0007_reports_as_word_documents"),
    ]

    operations = [
        migrations.RemoveConstraint("response", "response_withdrawn_with_reason"),
        migrations.AddField(
            "response",
            "taken_back_at",
            models.DateTimeField(
                "last withdrawal",
                null=True,
                blank=True,
                help_text="Kept when something sent after it counts, because a later decision may let it stand again.",
            ),
        ),
        migrations.AddField(
            "response", "unmatched_at", models.DateTimeField("last match taken back", null=True, blank=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            "response",
            models.CheckConstraint(
                name="response_withdrawn_with_reason", condition=Q(taken_back_at=None) | ~Q(withdrawal_reason="")
            ),
        ),
        migrations.AddConstraint(
            "response",
            models.CheckConstraint(
                name="response_withdrawn_when_taken_back",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at=F("taken_back_at")),
            ),
        ),
    ]
