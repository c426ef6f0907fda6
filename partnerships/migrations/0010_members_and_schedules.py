"""Lists of members with their contacts, reports by schedule, and reminders to confirm an entry."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_events_stay_and_cache'),
        ('partnerships', '0009_reorganisations'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='mail',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations', to='core.mail'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='umbrella',
            field=models.ForeignKey(blank=True, help_text='The umbrella body that named this contact of its member.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts_invited', to='partnerships.organisation'),
        ),
        migrations.CreateModel(
            name='MemberSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voided_on', models.DateField(blank=True, editable=False, null=True, verbose_name='declared void on')),
                ('void_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it is void')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='sheet')),
                ('on', models.DateField(help_text='Memberships without a day of their own begin or change then.', verbose_name='as it stood on')),
                ('whole', models.BooleanField(default=False, verbose_name='This is the whole list: the membership of who is not on it ends the day before')),
                ('sent_on', models.DateField(verbose_name='sent on')),
                ('taken_in_on', models.DateField(blank=True, null=True, verbose_name='taken in on')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='member_sheets_sent', to=settings.AUTH_USER_MODEL)),
                ('umbrella', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='member_sheets', to='partnerships.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='MemberLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.PositiveIntegerField(verbose_name='line')),
                ('name', models.CharField(max_length=255)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('ods', models.CharField(blank=True, max_length=60, verbose_name='ODS code')),
                ('charity', models.CharField(blank=True, max_length=60, verbose_name='charity number')),
                ('company', models.CharField(blank=True, max_length=60, verbose_name='company number')),
                ('membership_class', models.CharField(choices=[('member', 'Member'), ('affiliate', 'Affiliate')], max_length=10, verbose_name='class')),
                ('starts', models.DateField(blank=True, null=True, verbose_name='from')),
                ('contact_name', models.CharField(blank=True, max_length=150, verbose_name='contact')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name="contact's e-mail address")),
                ('matched', models.CharField(choices=[('code', 'By its number'), ('name', 'By name and postcode'), ('hand', 'Chosen by hand'), ('added', 'Added to the register'), ('doubtful', 'Could be several'), ('unknown', 'Not in the register')], max_length=10, verbose_name='found')),
                ('not_invited', models.CharField(blank=True, max_length=400, verbose_name='why the contact was not invited')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='came back on')),
                ('return_reason', models.CharField(blank=True, max_length=300, verbose_name='why it came back')),
                ('invitation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='member_lines', to='partnerships.invitation')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='member_lines', to='partnerships.organisation')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='partnerships.membersheet')),
            ],
        ),
        migrations.CreateModel(
            name='ReportSchedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('report', models.SlugField(max_length=80)),
                ('title', models.CharField(max_length=200, verbose_name='report')),
                ('parameters', models.JSONField(blank=True, default=dict, verbose_name='asked with')),
                ('day', models.PositiveSmallIntegerField(verbose_name='day of the month')),
                ('capacity', models.CharField(max_length=300, verbose_name='scheduled as')),
                ('begun_on', models.DateField(verbose_name='begun on')),
                ('state', models.CharField(choices=[('running', 'Running'), ('paused', 'Paused'), ('ended', 'Ended')], default='running', max_length=10)),
                ('why', models.CharField(blank=True, max_length=400, verbose_name='why it is paused, or was ended')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('last_month', models.DateField(blank=True, help_text='The first day of the month.', null=True, verbose_name='last made for')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_schedules', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ScheduleReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_out_on', models.DateField(blank=True, null=True, verbose_name='got nothing on')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scheduled_reports', to='partnerships.membership')),
                ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='partnerships.reportschedule')),
            ],
        ),
        migrations.CreateModel(
            name='ScheduleRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='The first day of the month in which it was made.')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scheduled_runs', to='partnerships.membership')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scheduled', to='core.reportrun')),
                ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='partnerships.reportschedule')),
            ],
        ),
        migrations.CreateModel(
            name='EntryChaser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_on', models.DateField(verbose_name='asked on')),
                ('people', models.PositiveIntegerField(verbose_name='mails')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entry_chasers', to='partnerships.organisation')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_chasers_sent', to=settings.AUTH_USER_MODEL)),
                ('umbrella', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_chasers_for', to='partnerships.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-sent_on'], name='entry_chaser_last')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'sent_on'), name='entry_chaser_once_a_day', violation_error_message='This organisation was asked today already.')],
            },
        ),
        migrations.AddConstraint(
            model_name='membersheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_on', None)), models.Q(('voided_on__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='member_sheet_void_with_reason', violation_error_message='Say why it is void.'),
        ),
        migrations.AddConstraint(
            model_name='membersheet',
            constraint=models.CheckConstraint(condition=models.Q(('taken_in_on', None), ('voided_on', None), _connector='OR'), name='member_sheet_taken_or_void', violation_error_message='A list that was taken in is not set aside.'),
        ),
        migrations.AddConstraint(
            model_name='memberline',
            constraint=models.UniqueConstraint(fields=('sheet', 'number'), name='member_line_once'),
        ),
        migrations.AddConstraint(
            model_name='memberline',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('sheet', 'organisation'), name='member_line_of_one', violation_error_message='Another line of this list is that organisation already.'),
        ),
        migrations.AddConstraint(
            model_name='memberline',
            constraint=models.CheckConstraint(condition=models.Q(('membership_class__in', ['member', 'affiliate'])), name='member_line_class_known'),
        ),
        migrations.AddConstraint(
            model_name='memberline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('matched__in', ('doubtful', 'unknown')), ('organisation', None)), models.Q(('matched__in', ('code', 'name', 'hand', 'added')), ('organisation__isnull', False)), _connector='OR'), name='member_line_found_or_not'),
        ),
        migrations.AddConstraint(
            model_name='memberline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('return_reason', ''), ('returned_on', None)), models.Q(('returned_on__isnull', False), models.Q(('return_reason', ''), _negated=True)), _connector='OR'), name='member_line_return_with_reason', violation_error_message='Say why it came back.'),
        ),
        migrations.AddConstraint(
            model_name='reportschedule',
            constraint=models.CheckConstraint(condition=models.Q(('day__gte', 1), ('day__lte', 28)), name='schedule_day_of_every_month', violation_error_message='Choose a day from 1 to 28: every month has it.'),
        ),
        migrations.AddConstraint(
            model_name='reportschedule',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['running', 'paused', 'ended'])), name='schedule_state_known'),
        ),
        migrations.AddConstraint(
            model_name='reportschedule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended'), models.Q(('why', ''), _negated=True)), models.Q(('ended_on', None), ('state', 'paused'), models.Q(('why', ''), _negated=True)), models.Q(('ended_on', None), ('state', 'running'), ('why', '')), _connector='OR'), name='schedule_ended_has_day', violation_error_message='Say why it is ended.'),
        ),
        migrations.AddConstraint(
            model_name='schedulereader',
            constraint=models.UniqueConstraint(fields=('schedule', 'membership'), name='schedule_reader_once'),
        ),
        migrations.AddConstraint(
            model_name='schedulerun',
            constraint=models.UniqueConstraint(fields=('schedule', 'membership', 'month'), name='schedule_run_once'),
        ),
    ]
