import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.conf import settings
from django.db import migrations, models

from core import tables


class Migration(tables.Migration):

    initial = True

    dependencies = [
        ('partnerships', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='OnceToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(unique=True)),
                ('used_at', models.DateTimeField()),
                ('user_id', models.BigIntegerField(null=True)),
                ('result_url', models.CharField(max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name='RetentionWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, help_text='The real moment.', verbose_name='when')),
                ('story_at', models.DateTimeField(help_text='The moment told, in a demonstration.', null=True, verbose_name='when in the story')),
                ('user_id', models.BigIntegerField(db_index=True, null=True, verbose_name='person')),
                ('membership_id', models.BigIntegerField(null=True, verbose_name='membership')),
                ('capacity', models.CharField(help_text='As what the person acted: role and organisation.', max_length=300)),
                ('channel', models.CharField(help_text='web, api, import, schedule or command.', max_length=20)),
                ('verb', models.CharField(max_length=50)),
                ('model', models.CharField(max_length=100)),
                ('object_id', models.BigIntegerField()),
                ('organisation_id', models.BigIntegerField(null=True, verbose_name='organisation acted for')),
                ('detail', models.JSONField(default=dict, help_text='What changed; of personal fields only that they did.')),
            ],
            options={
                'indexes': [models.Index(fields=['model', 'object_id', 'id'], name='event_of_thing')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Its name on disk.', unique=True)),
                ('original_name', models.CharField(help_text='What it was called where it came from, for display.', max_length=150)),
                ('content_type', models.CharField(help_text='What it is, judged by what is in it.', max_length=100)),
                ('size', models.PositiveBigIntegerField(help_text='In bytes.')),
                ('sha256', models.CharField(help_text='The fingerprint of its content.', max_length=64)),
                ('purpose', models.CharField(help_text='What it is for: import, export, report, document.', max_length=40)),
                ('created_at', models.DateTimeField()),
                ('kept_until', models.DateField(help_text='The last day on which it is kept.')),
                ('membership_id', models.BigIntegerField(blank=True, null=True, verbose_name='membership')),
                ('owner_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stored_files', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['kept_until'], name='file_kept_until')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='file_is_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='ReportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.SlugField(help_text='The name of the report.', max_length=80)),
                ('title', models.CharField(help_text='Its title when it was made.', max_length=200)),
                ('parameters', models.JSONField(blank=True, default=dict, help_text='What was asked: values by the name of the field.')),
                ('as_at', models.DateField(help_text='The day on which it is true.')),
                ('asked_by_id', models.BigIntegerField(null=True, verbose_name='asked by')),
                ('membership_id', models.BigIntegerField(null=True, verbose_name='membership')),
                ('capacity', models.CharField(help_text='As what the person asked.', max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('asked', 'Being made'), ('made', 'Made')], default='asked', max_length=10)),
                ('shortfall', models.CharField(blank=True, help_text='Why a form of it is missing, in a sentence.', max_length=300)),
                ('csv', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report_runs_as_csv', to='core.storedfile')),
                ('docx', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report_runs_as_docx', to='core.storedfile')),
                ('pdf', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report_runs_as_pdf', to='core.storedfile')),
                ('xlsx', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report_runs_as_xlsx', to='core.storedfile')),
            ],
            options={
                'verbose_name': 'kept report',
                'indexes': [models.Index(fields=['report', '-id'], name='report_runs')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'made'])), name='report_state_known'), models.CheckConstraint(condition=models.Q(('state', 'asked'), ('made_at__isnull', False), _connector='OR'), name='report_made_has_moment')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.SlugField(help_text='Which kind of file it is.', max_length=40)),
                ('file_name', models.CharField(max_length=255, verbose_name='file')),
                ('published_on', models.DateField(blank=True, help_text='As whoever sent it said.', null=True, verbose_name='published on')),
                ('given', models.JSONField(blank=True, default=dict, help_text='What else the kind of file was told, by name.')),
                ('capacity', models.CharField(max_length=300, verbose_name='as')),
                ('channel', models.CharField(max_length=20)),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('headings', models.JSONField(blank=True, default=list, help_text='The first row of the file, where it names columns.')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='rows in the file')),
                ('read', models.PositiveIntegerField(default=0)),
                ('created', models.PositiveIntegerField(default=0)),
                ('updated', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('doubtful', models.PositiveIntegerField(default=0, verbose_name='taken, but doubtful')),
                ('error', models.TextField(blank=True, help_text='Why it stopped, in a sentence.')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_runs', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_runs', to='core.storedfile')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed'])), name='import_state_known'), models.CheckConstraint(condition=models.Q(('read', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('created'), '+', models.F('updated')), '+', models.F('unchanged')), '+', models.F('refused')))), name='import_rows_accounted_for', violation_error_message='Some rows of the file are not accounted for.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('read', models.F('total')), _connector='OR'), name='import_done_is_whole'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running']), ('finished_at__isnull', False), _connector='OR'), name='import_finished_has_end')],
            },
        ),
        migrations.CreateModel(
            name='WorkRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(help_text='Which handler does it.', max_length=60)),
                ('args', models.JSONField(blank=True, default=dict, help_text='Numbers of records and plain values only.')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='waiting', max_length=10)),
                ('membership_id', models.BigIntegerField(blank=True, null=True, verbose_name='membership')),
                ('capacity', models.CharField(blank=True, help_text='As what the person asked.', max_length=300)),
                ('channel', models.CharField(help_text='Through what it was asked: web, api, schedule, command.', max_length=20)),
                ('key', models.CharField(blank=True, help_text='The same key is the same piece of work.', max_length=200, null=True, unique=True)),
                ('story_at', models.DateTimeField(blank=True, help_text='The moment told when it was asked, if any.', null=True)),
                ('not_before', models.DateTimeField(blank=True, help_text='It is not begun before this.', null=True)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, help_text='When the broker was last told.', null=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('beat_at', models.DateTimeField(blank=True, help_text='The last sign of life of a running one.', null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.PositiveIntegerField(default=0, help_text='Rises each time it is begun; whoever holds an older number has lost it.')),
                ('attempts', models.PositiveIntegerField(default=0, help_text='How often it was begun without getting further.')),
                ('done_count', models.PositiveIntegerField(default=0)),
                ('total_count', models.PositiveIntegerField(blank=True, null=True)),
                ('failed_count', models.PositiveIntegerField(default=0)),
                ('result', models.JSONField(blank=True, default=dict, help_text="What came of it: 'link', 'text', counts.")),
                ('error', models.TextField(blank=True, help_text='Why it failed, in a sentence.')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='work_rows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'piece of work',
                'verbose_name_plural': 'pieces of work',
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['state', 'sent_at'], name='work_unfinished'), models.Index(fields=['kind', '-id'], name='work_of_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed', 'cancelled'])), name='work_state_known'), models.CheckConstraint(condition=models.Q(('started_at', None), ('state', 'running'), _negated=True), name='work_running_has_start'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running']), ('finished_at__isnull', False), _connector='OR'), name='work_finished_has_end'), models.CheckConstraint(condition=models.Q(('total_count', None), ('done_count__lte', models.F('total_count')), _connector='OR'), name='work_done_within_total')],
            },
        ),
        migrations.CreateModel(
            name='ImportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='line in the file')),
                ('outcome', models.CharField(choices=[('refused', 'Refused'), ('doubtful', 'Taken, but doubtful'), ('corrected', 'Refused, corrected since')], max_length=10)),
                ('label', models.CharField(blank=True, max_length=300, verbose_name='what it is about')),
                ('reason', models.TextField()),
                ('raw', models.JSONField(default=list, verbose_name='the row as it came')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='put right')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='core.importrun')),
            ],
            options={
                'ordering': ['run', 'line', 'id'],
                'indexes': [models.Index(fields=['run', 'outcome', 'line', 'id'], name='import_lines_of_run')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['refused', 'doubtful', 'corrected'])), name='import_line_outcome_known'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'corrected'), _negated=True), ('resolved_at__isnull', False), _connector='OR'), name='import_line_corrected_has_date')],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_address', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField(help_text='Plain text.')),
                ('key', models.CharField(help_text='The same key is the same mail.', max_length=200, unique=True)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('held', 'Held (written in a story, never sent)')], default='waiting', max_length=10)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('last_error', models.CharField(blank=True, max_length=500)),
                ('to_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mails', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'failed', 'held'])), name='mail_state_known'), models.CheckConstraint(condition=models.Q(('sent_at', None), ('state', 'sent'), _negated=True), name='mail_sent_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('subject__contains', '\n'), _negated=True), models.Q(('subject__contains', '\r'), _negated=True)), name='mail_header_one_line')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deadline', models.CharField(help_text='The name of the kind of due date.', max_length=60)),
                ('object_id', models.BigIntegerField(help_text='The record that is due.')),
                ('due_date', models.DateField(help_text='A date that moves is reminded of anew.')),
                ('step', models.SmallIntegerField(help_text='How many days before; negative is after.')),
                ('superseded', models.BooleanField(default=False, help_text='Left out, because a later one was due too.')),
                ('created_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['due_date'], name='reminder_by_due_date')],
                'constraints': [models.UniqueConstraint(fields=('deadline', 'object_id', 'due_date', 'step', 'user'), name='reminder_once'), models.CheckConstraint(condition=models.Q(('deadline', ''), _negated=True), name='reminder_names_deadline')],
            },
        ),
    ]
