"""Imports that can be undone, with what each did, and refused rows that are corrected or set aside."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_events_stay_and_cache'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='records', to='core.importrun')),
                ('model', models.CharField(max_length=100)),
                ('object_id', models.BigIntegerField()),
                ('made', models.BooleanField(default=False)),
                ('event', models.BigIntegerField(blank=True, null=True)),
                ('before', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('added', models.JSONField(blank=True, default=dict)),
                ('replaced', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'model', 'object_id'], name='import_records_of_run')],
            },
        ),
        migrations.AlterModelOptions(
            name='importline',
            options={'ordering': ['run', 'line', 'id'], 'verbose_name': 'refused row'},
        ),
        migrations.RemoveConstraint(
            model_name='importline',
            name='import_line_outcome_known',
        ),
        migrations.RemoveConstraint(
            model_name='importline',
            name='import_line_corrected_has_date',
        ),
        migrations.RemoveConstraint(
            model_name='importrun',
            name='import_state_known',
        ),
        migrations.AddField(
            model_name='importline',
            name='corrected',
            field=models.JSONField(blank=True, default=list, verbose_name='the row as it was corrected'),
        ),
        migrations.AddField(
            model_name='importline',
            name='resolution',
            field=models.TextField(blank=True, max_length=2000, verbose_name='what became of it'),
        ),
        migrations.AddField(
            model_name='importline',
            name='resolved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_lines_resolved', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importrun',
            name='as_at',
            field=models.DateField(blank=True, help_text='How old what the file says is.', null=True, verbose_name='facts as at'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='undo_reason',
            field=models.TextField(blank=True, max_length=2000, verbose_name='why it was undone'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='undone_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='undone'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports_undone', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='importline',
            name='outcome',
            field=models.CharField(choices=[('refused', 'Refused'), ('doubtful', 'Taken, but doubtful'), ('corrected', 'Refused, corrected since'), ('aside', 'Refused, set aside')], max_length=10),
        ),
        migrations.AlterField(
            model_name='importrun',
            name='error',
            field=models.TextField(blank=True, help_text='Why it stopped, or could not be undone, in a sentence.'),
        ),
        migrations.AlterField(
            model_name='importrun',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('undoing', 'Being undone'), ('undone', 'Undone')], default='waiting', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='importline',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['refused', 'doubtful', 'corrected', 'aside'])), name='import_line_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='importline',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['refused', 'doubtful']), ('resolved_at__isnull', False), _connector='OR'), name='import_line_corrected_has_date'),
        ),
        migrations.AddConstraint(
            model_name='importline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'aside'), _negated=True), models.Q(('resolution', ''), _negated=True), _connector='OR'), name='import_line_aside_with_reason', violation_error_message='Say why it is set aside.'),
        ),
        migrations.AddConstraint(
            model_name='importrun',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed', 'undoing', 'undone'])), name='import_state_known'),
        ),
        migrations.AddConstraint(
            model_name='importrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['undoing', 'undone']), _negated=True), models.Q(('undo_reason', ''), _negated=True), _connector='OR'), name='import_undone_with_reason', violation_error_message='Say why it is undone.'),
        ),
        migrations.AddConstraint(
            model_name='importrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at__isnull', False), _connector='OR'), name='import_undone_has_end'),
        ),
    ]
