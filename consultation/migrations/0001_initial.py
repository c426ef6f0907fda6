import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from core import tables


class Migration(tables.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('partnerships', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=200)),
                ('sort_name', models.CharField(editable=False, max_length=200)),
                ('search_text', models.TextField(default='', editable=False)),
                ('reference', models.CharField(editable=False, max_length=20, unique=True)),
                ('summary', models.TextField(blank=True, help_text='Two or three sentences, for people who do not know it yet.', verbose_name='what it is about')),
                ('contact_name', models.CharField(blank=True, max_length=150, verbose_name='who to ask')),
                ('contact_telephone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('who_may_answer', models.CharField(choices=[('organisations', 'Organisations'), ('everybody', 'Organisations and individuals')], default='organisations', max_length=15, verbose_name='who may answer')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('opens_month_only', models.BooleanField(default=False, help_text='For a consultation of the past whose document gives no day. Give the first day of the month.', verbose_name='only the month of opening is known')),
                ('closes_on', models.DateField(help_text='Answers are taken until 11:59pm on this day.', verbose_name='closes on')),
                ('opens_at', models.DateTimeField(editable=False)),
                ('closes_at', models.DateTimeField(editable=False, help_text='The instant from which answers come too late.')),
                ('shorter_reason', models.TextField(blank=True, help_text='Printed on the consultation and on its form. Needed where the time is shorter than the rule asks.', verbose_name='why it is shorter than the rule asks')),
                ('proposed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ready to be published')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawal_reason', models.TextField(blank=True, verbose_name='why it was withdrawn')),
                ('text_key', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Changes with every change of the document or the questions.')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='partnerships.organisation')),
                ('proposed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultations_proposed', to=settings.AUTH_USER_MODEL, verbose_name='said to be ready by')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultations_published', to=settings.AUTH_USER_MODEL)),
                ('standard', models.ForeignKey(blank=True, editable=False, help_text='The rule that held, where it is asked, on the day it opens.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='partnerships.standard', verbose_name='rule on its length')),
            ],
            options={
                'indexes': [models.Index(fields=['closes_on', 'id'], name='consultation_by_close'), models.Index(fields=['sort_name', 'id'], name='consultation_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on')), ('closes_at__gt', models.F('opens_at'))), name='consultation_closes_after_opening', violation_error_message='The closing day is before the opening day.'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('withdrawal_reason', ''), _negated=True), _connector='OR'), name='consultation_withdrawn_with_reason'), models.CheckConstraint(condition=models.Q(('published_by', None), ('proposed_by', None), models.Q(('published_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='consultation_published_by_a_second_person', violation_error_message='Somebody other than the person who said it is ready publishes it.'), models.CheckConstraint(condition=models.Q(('proposed_at', None), ('proposed_by__isnull', False), _connector='OR'), name='consultation_proposed_by_somebody'), models.CheckConstraint(condition=models.Q(('who_may_answer__in', ['organisations', 'everybody'])), name='consultation_who_may_answer_known')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('old_closes_on', models.DateField(verbose_name='it was to close on')),
                ('closes_on', models.DateField(verbose_name='it closes on')),
                ('reopened', models.BooleanField(default=False, help_text='It had closed already.', verbose_name='opened again')),
                ('reason', models.TextField(help_text="Shown on the consultation's page, and in the mail to everybody concerned.")),
                ('made_at', models.DateTimeField()),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='consultation.consultation')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultations_extended', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'number'), name='extension_number_once'), models.CheckConstraint(condition=models.Q(('closes_on__gt', models.F('old_closes_on'))), name='extension_is_later'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='extension_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='Invitee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invited_at', models.DateTimeField(verbose_name='invited')),
                ('mailed', models.PositiveSmallIntegerField(default=0, help_text='To how many addresses it went.', verbose_name='mails sent')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='first opened')),
                ('chased_at', models.DateTimeField(blank=True, null=True, verbose_name='last reminded')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitees', to='consultation.consultation')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultation_invitations', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invited_to_consultations', to='partnerships.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['consultation', 'organisation'], name='invitee_by_consultation')],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'organisation'), name='invitee_once'), models.CheckConstraint(condition=models.Q(('opened_at', None), ('opened_at__gte', models.F('invited_at')), _connector='OR'), name='invitee_opened_after_inviting')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.SlugField(max_length=20)),
                ('number', models.CharField(max_length=10, verbose_name='number shown')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('heading', 'A heading: its parts are answered'), ('yes_no', 'Yes or no, and why'), ('choose_one', 'Choose one'), ('choose_many', 'Choose all that apply'), ('long_text', 'In your own words'), ('number', 'A number'), ('date', 'A date'), ('file', 'A file')], max_length=12)),
                ('text', models.TextField(verbose_name='question')),
                ('help_text', models.TextField(blank=True, verbose_name='help')),
                ('wording', models.PositiveSmallIntegerField(default=1, editable=False, help_text='Counts the wordings since it was published; answers say which they saw.')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawal_reason', models.TextField(blank=True, verbose_name='why it is not asked any more')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='consultation.consultation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='consultation.question')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('consultation', 'key'), name='question_key_once'), models.UniqueConstraint(fields=('consultation', 'position'), name='question_position_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['heading', 'yes_no', 'choose_one', 'choose_many', 'long_text', 'number', 'date', 'file'])), name='question_kind_known'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='question_not_its_own_part'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('withdrawal_reason', ''), _negated=True), _connector='OR'), name='question_withdrawn_with_reason')],
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=20)),
                ('label', models.CharField(max_length=200)),
                ('position', models.PositiveSmallIntegerField()),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='consultation.question')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('question', 'key'), name='choice_key_once'), models.UniqueConstraint(fields=('question', 'position'), name='choice_position_once')],
            },
        ),
        migrations.CreateModel(
            name='QuestionWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(verbose_name='question')),
                ('help_text', models.TextField(blank=True, verbose_name='help')),
                ('replaced_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=300, verbose_name='why it was corrected')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_wordings', to='consultation.question')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions_reworded', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('question', 'number'), name='wording_number_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='wording_replaced_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Respondent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organisation', 'An organisation'), ('individual', 'An individual')], max_length=12)),
                ('name', models.CharField(help_text='Of the organisation, or of the individual.', max_length=255, verbose_name='name')),
                ('charity_number', models.CharField(blank=True, max_length=20)),
                ('person', models.CharField(blank=True, max_length=150, verbose_name='who wrote it')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='e-mail address confirmed')),
            ],
            options={
                'indexes': [models.Index(fields=['email'], name='respondent_by_email')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['organisation', 'individual'])), name='respondent_kind_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='respondent_has_name'), models.CheckConstraint(condition=models.Q(('confirmed_at', None), models.Q(('email', ''), _negated=True), _connector='OR'), name='respondent_confirmed_an_address')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('account', 'On this site, with an account'), ('guest', 'On this site, without an account'), ('email', 'By e-mail'), ('post', 'By post'), ('paper_form', 'On the paper form'), ('telephone', 'By telephone')], default='account', max_length=12, verbose_name='how it came')),
                ('is_letter', models.BooleanField(default=False, help_text='It need not follow the questions.', verbose_name='in letter form')),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('started_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='last sent')),
                ('counts', models.BooleanField(default=False, editable=False, verbose_name='counts')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('matched_at', models.DateTimeField(blank=True, null=True, verbose_name='matched with the register')),
                ('unmatched_at', models.DateTimeField(blank=True, null=True, verbose_name='last match taken back')),
                ('taken_back_at', models.DateTimeField(blank=True, help_text='Kept when something sent after it counts, because a later decision may let it stand again.', null=True, verbose_name='last withdrawal')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('withdrawal_reason', models.TextField(blank=True, verbose_name='why it was withdrawn')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='void')),
                ('void_reason', models.TextField(blank=True, verbose_name='why it is void')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='consultation.consultation')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses_entered', to=settings.AUTH_USER_MODEL, verbose_name='keyed in by')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='partnerships.organisation')),
                ('respondent', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='response', to='consultation.respondent')),
            ],
            options={
                'indexes': [models.Index(fields=['consultation', 'submitted_at', 'id'], name='response_by_sending'), models.Index(condition=models.Q(('counts', True)), fields=['consultation', 'submitted_at', 'id'], name='response_counted')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('channel', 'account')), fields=('consultation', 'organisation'), name='response_own_once_per_organisation'), models.UniqueConstraint(condition=models.Q(('counts', True), ('organisation__isnull', False)), fields=('consultation', 'organisation'), name='response_one_counts_per_organisation'), models.CheckConstraint(condition=models.Q(('channel__in', ['account', 'guest', 'email', 'post', 'paper_form', 'telephone'])), name='response_channel_known'), models.CheckConstraint(condition=models.Q(('organisation__isnull', False), ('respondent__isnull', False), _connector='OR'), name='response_of_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'account'), _negated=True), ('organisation__isnull', False), _connector='OR'), name='response_own_has_organisation'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'guest'), _negated=True), ('respondent__isnull', False), _connector='OR'), name='response_guest_has_respondent'), models.CheckConstraint(condition=models.Q(models.Q(('channel__in', ('account', 'guest')), ('entered_by', None), ('received_on', None)), models.Q(('channel__in', ['email', 'post', 'paper_form', 'telephone']), ('entered_by__isnull', False), ('received_on__isnull', False)), _connector='OR'), name='response_keyed_by_somebody'), models.CheckConstraint(condition=models.Q(('taken_back_at', None), models.Q(('withdrawal_reason', ''), _negated=True), _connector='OR'), name='response_withdrawn_with_reason'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at', models.F('taken_back_at')), _connector='OR'), name='response_withdrawn_when_taken_back'), models.CheckConstraint(condition=models.Q(('voided_at', None), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='response_void_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='GuestLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='consultation.response')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='guest_link_expires_later')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150)),
                ('added_at', models.DateTimeField()),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='attachment', to='core.storedfile')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='consultation.response')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ResponseVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='said to be finished')),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('capacity', models.CharField(blank=True, max_length=300, verbose_name='submitted as')),
                ('letter', models.TextField(blank=True, help_text='For an answer in letter form.', verbose_name='what the letter says')),
                ('late', models.BooleanField(default=False, verbose_name='received late')),
                ('late_verdict', models.CharField(blank=True, choices=[('', 'Not decided yet'), ('accepted', 'Accepted: it counts'), ('refused', 'Not accepted: it does not count')], default='', max_length=10, verbose_name='decision')),
                ('late_reason', models.TextField(blank=True, verbose_name='reason of the decision')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('search_text', models.TextField(default='', editable=False, help_text="The letter's words, once it is sent.")),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='late_answers_decided', to=settings.AUTH_USER_MODEL)),
                ('finished_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts_finished', to=settings.AUTH_USER_MODEL)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='consultation.response')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses_submitted', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('response', 'number'), name='version_number_once'), models.UniqueConstraint(condition=models.Q(('submitted_at', None)), fields=('response',), name='version_one_draft'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('finished_by', None)), models.Q(('finished_at__isnull', False), ('finished_by__isnull', False)), _connector='OR'), name='version_finished_by_somebody'), models.CheckConstraint(condition=models.Q(('submitted_at', None), models.Q(('capacity', ''), _negated=True), _connector='OR'), name='version_sent_by_somebody'), models.CheckConstraint(condition=models.Q(('late', False), ('submitted_at__isnull', False), _connector='OR'), name='version_late_was_sent'), models.CheckConstraint(condition=models.Q(('late_verdict__in', ['', 'accepted', 'refused'])), name='version_verdict_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('late_verdict', '')), models.Q(('decided_at__isnull', False), ('late', True), models.Q(('late_verdict', ''), _negated=True), models.Q(('late_reason', ''), _negated=True)), _connector='OR'), name='version_decided_with_reason')],
            },
        ),
        migrations.AddField(
            model_name='response',
            name='counted_version',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counted_for', to='consultation.responseversion'),
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(choices=[('with_name', 'Publish our answer with our name'), ('without_name', 'Publish our answer without our name'), ('not_at_all', 'Do not publish our answer')], max_length=12)),
                ('wording', models.PositiveSmallIntegerField(help_text='Which edition of the question was answered.')),
                ('words', models.TextField(help_text='The sentence that was agreed to.')),
                ('given_at', models.DateTimeField()),
                ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents_given', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='consent', to='consultation.responseversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('choice__in', ['with_name', 'without_name', 'not_at_all'])), name='consent_choice_known')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('yes', models.BooleanField(blank=True, null=True, verbose_name='yes or no')),
                ('several', models.JSONField(blank=True, help_text='The numbers of all choices that apply.', null=True, verbose_name='choices')),
                ('number', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                ('day', models.DateField(blank=True, null=True, verbose_name='date')),
                ('text', models.TextField(blank=True)),
                ('wording', models.PositiveSmallIntegerField(default=1, help_text='Which wording of the question was answered.')),
                ('edition', models.PositiveIntegerField(default=1)),
                ('edited_at', models.DateTimeField()),
                ('search_text', models.TextField(default='', editable=False, help_text='Written once the version is sent.')),
                ('edited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers_edited', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='core.storedfile')),
                ('choice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='consultation.choice')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='consultation.question')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='consultation.responseversion')),
            ],
            options={
                'indexes': [models.Index(fields=['question', 'version'], name='answer_by_question')],
                'constraints': [models.UniqueConstraint(fields=('version', 'question'), name='answer_once'), models.CheckConstraint(condition=models.Q(('choice', None), ('yes', None), _connector='OR'), name='answer_one_kind')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True, help_text='Paragraphs, lists and links; written as Markdown.')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='consultation.consultation')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'number'), name='section_number_once')],
            },
        ),
        migrations.AddField(
            model_name='question',
            name='section',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions', to='consultation.section'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('counted_version', None), ('submitted_at__isnull', False), _connector='OR'), name='response_counted_was_sent'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('counts', False), models.Q(('counted_version__isnull', False), ('voided_at__isnull', True), ('withdrawn_at__isnull', True)), _connector='OR'), name='response_counts_by_a_version'),
        ),
    ]
