"""From which version of its plan a priority is one, and which is without it: contracts serve what was endorsed."""

from django.db import migrations, models


def by_what_was_endorsed(apps, schema_editor):
    """Work it out from what each endorsed version keeps of its priorities, and from the days of the versions."""
    Plan, Priority = (apps.get_model("commissioning", name) for name in ("CommissioningPlan", "Priority"))
    for plan in Plan.objects.filter(priorities__isnull=False).distinct().prefetch_related("versions", "priorities"):
        versions = sorted(plan.versions.all(), key=lambda each: each.number)
        held = {each.number: {told["id"] for told in each.priorities_then} for each in versions if each.endorsed_on}
        for priority in plan.priorities.all():
            having = [number for number, keys in held.items() if priority.pk in keys]
            until = priority.dropped_on
            then = max((each.number for each in versions if until is None or each.begun_on <= until), default=1)
            priority.added_in = min(having, default=then)
            if until is not None:
                priority.dropped_in = max([then, *(number + 1 for number in having)])
            priority.save(update_fields=["added_in", "dropped_in"])


class Migration(migrations.Migration):

    dependencies = [
        ('commissioning', '0004_contracts_of_the_past'),
    ]

    operations = [
        migrations.AddField(
            model_name='priority',
            name='added_in',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='in the plan from version'),
        ),
        migrations.AddField(
            model_name='priority',
            name='dropped_in',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='no longer from version'),
        ),
        migrations.RunPython(by_what_was_endorsed, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='priority',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_in', None), ('dropped_on', None)), models.Q(('dropped_in__gte', models.F('added_in')), ('dropped_in__isnull', False), ('dropped_on__isnull', False)), _connector='OR'), name='priority_dropped_in_a_version', violation_error_message='It is dropped in a version of its plan, not before the one it came with.'),
        ),
    ]
