import django.db.models.deletion
from django.db import migrations, models

from core.search import SearchIndex


class Migration(migrations.Migration):

    dependencies = [
        ('compacts', '0006_annual'),
        ('partnerships', '0004_standards_of_the_compact'),
    ]

    operations = [
        migrations.CreateModel(
            name='ComplianceCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('point', models.CharField(choices=[('issue', 'When it is issued'), ('negotiation', 'When it is negotiated'), ('agreement', 'When it is agreed')], max_length=12, verbose_name='when')),
                ('checked_on', models.DateField(verbose_name='checked on')),
            ],
            options={
                'verbose_name': 'check',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('point__in', ['issue', 'negotiation', 'agreement'])), name='compliance_point_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CompactCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('sort_name', models.CharField(editable=False, max_length=200)),
                ('search_text', models.TextField(default='', editable=False)),
                ('subject', models.CharField(choices=[('funding', 'Funding and procurement'), ('consultation', 'Consultation and policy'), ('volunteering', 'Volunteering'), ('bme', 'Black and minority ethnic groups'), ('community', 'Community groups')], max_length=20, verbose_name='what it is about')),
                ('about', models.TextField(help_text='In two or three sentences.', max_length=5000, verbose_name='what it asks')),
                ('source', models.CharField(blank=True, help_text='The document that promises or contains it.', max_length=300, verbose_name='where it comes from')),
                ('document', models.URLField(blank=True, help_text='The address of the document on the web.', max_length=300, verbose_name='where the text can be read')),
                ('explains', models.BooleanField(default=True, help_text='Whoever does not keep a part of it, and says why, still complies with it.', verbose_name='comply or explain')),
                ('due_on', models.DateField(blank=True, help_text='Where a document names only a month, enter the last day of it: before, nobody is surely late.', null=True, verbose_name='to be launched by')),
                ('launched_on', models.DateField(blank=True, null=True, verbose_name='launched on')),
                ('in_force_on', models.DateField(blank=True, help_text='Until then it advises; from then on it binds.', null=True, verbose_name='in force from')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawal_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it was withdrawn')),
                ('area', models.ForeignKey(blank=True, help_text='Leave empty for a Code of the national Compact.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='compact_codes', to='partnerships.area', verbose_name='locality')),
            ],
            options={
                'verbose_name': 'Code of good practice',
                'verbose_name_plural': 'Codes of good practice',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('subject__in', ['funding', 'consultation', 'volunteering', 'bme', 'community'])), name='code_subject_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('sort_name', ''), _negated=True)), name='code_has_title'),
                    models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('area', 'sort_name'), name='code_once_in_an_area', violation_error_message='This locality has a Code of that title already. Change that one instead.'),
                    models.UniqueConstraint(condition=models.Q(('area', None), ('withdrawn_on', None)), fields=('sort_name',), name='code_once_everywhere', violation_error_message='There is a national Code of that title already. Change that one instead.'),
                    models.CheckConstraint(condition=models.Q(('in_force_on', None), ('launched_on', None), ('in_force_on__gte', models.F('launched_on')), _connector='OR'), name='code_in_force_after_its_launch', violation_error_message='It cannot be in force before it is launched.'),
                    models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('launched_on', None), ('withdrawn_on__gte', models.F('launched_on')), _connector='OR'), name='code_withdrawn_after_its_launch', violation_error_message='It cannot be withdrawn before it was launched.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_reason', ''), ('withdrawn_on', None)), models.Q(('withdrawn_on__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='code_withdrawn_with_a_reason', violation_error_message='Say why it was withdrawn.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CodeCriterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('title', models.CharField(help_text='A statement that is true or not.', max_length=200, verbose_name='criterion')),
                ('asks', models.TextField(blank=True, max_length=2000, verbose_name='what it asks')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='compacts.compactcode')),
            ],
            options={
                'verbose_name': 'criterion',
                'verbose_name_plural': 'criteria',
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('code', 'number'), name='code_criterion_number_once'),
                    models.UniqueConstraint(fields=('code', 'title'), name='code_criterion_once', violation_error_message='The Code has this criterion already.'),
                    models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='code_criterion_has_title', violation_error_message='Enter the criterion.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CodeAdoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('adopted_on', models.DateField(verbose_name='adopted on')),
                ('evidence', models.TextField(help_text='What shows it: a minute, a letter, a page. Do not name people.', max_length=5000, verbose_name='evidence')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('end_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it ended')),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='declared void on')),
                ('void_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it is void')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes_adopted', to='partnerships.organisation', verbose_name='body')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='compacts.compactcode', verbose_name='Code')),
            ],
            options={
                'verbose_name': 'adoption of a Code',
                'verbose_name_plural': 'adoptions of Codes',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('adopted_on')), _connector='OR'), name='adoption_dates_in_order', violation_error_message='It cannot have ended before it began.'),
                    models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='adoption_has_evidence', violation_error_message='Enter what shows it.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on', None)), models.Q(('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='adoption_ends_with_a_reason', violation_error_message='Say why it ended.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_on', None)), models.Q(('voided_on__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='adoption_void_with_a_reason', violation_error_message='Say why it is void.'),
                    models.UniqueConstraint(condition=models.Q(('ended_on', None), ('voided_on', None)), fields=('code', 'organisation'), name='adoption_one_open', violation_error_message='This body has adopted the Code already.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='what it is about')),
                ('sort_name', models.CharField(editable=False, max_length=200)),
                ('search_text', models.TextField(default='', editable=False)),
                ('clause', models.CharField(blank=True, help_text='The clause or heading, where you know it.', max_length=200, verbose_name='which part of it')),
                ('about', models.TextField(help_text='Do not name people.', max_length=10000, verbose_name='what happened')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='when it happened')),
                ('raised_on', models.DateField(verbose_name='raised on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('outcome', models.CharField(blank=True, choices=[('breach', 'The Compact was broken'), ('partly', 'The Compact was broken in part'), ('kept', 'The Compact was kept'), ('settled', 'Settled between the two'), ('withdrawn', 'Withdrawn')], default='', max_length=12, verbose_name='outcome')),
                ('decision', models.TextField(blank=True, max_length=5000, verbose_name='what was decided')),
                ('learning', models.TextField(blank=True, max_length=5000, verbose_name='what was learned')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='learning published on')),
                ('against', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes_against', to='partnerships.organisation', verbose_name='raised against')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='compact_disputes', to='partnerships.area', verbose_name='locality')),
                ('code', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='compacts.compactcode', verbose_name='Code of good practice')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes_raised', to='partnerships.organisation', verbose_name='raised by')),
            ],
            options={
                'verbose_name': 'dispute',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'breach', 'partly', 'kept', 'settled', 'withdrawn'])), name='dispute_outcome_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('sort_name', ''), _negated=True), models.Q(('about', ''), _negated=True)), name='dispute_says_what', violation_error_message='Say what it is about, and what happened.'),
                    models.CheckConstraint(condition=models.Q(('raised_by', models.F('against')), _negated=True), name='dispute_with_another', violation_error_message='Name another organisation than the one that raises it.'),
                    models.CheckConstraint(condition=models.Q(('happened_on', None), ('happened_on__lte', models.F('raised_on')), _connector='OR'), name='dispute_happened_before_it_was_raised', violation_error_message='It cannot be raised before it happened.'),
                    models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('raised_on')), _connector='OR'), name='dispute_ends_after_it_was_raised', violation_error_message='It cannot have ended before it was raised.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('decision', ''), ('learning', ''), ('outcome', '')), models.Q(('closed_on__isnull', False), models.Q(('outcome', ''), _negated=True), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='dispute_ends_with_a_decision', violation_error_message='Say how it ended, and what was decided.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ('breach', 'partly')), _negated=True), models.Q(('learning', ''), _negated=True), _connector='OR'), name='dispute_breach_is_learned_from', violation_error_message='The Compact was broken: say what is learned from it.'),
                    models.CheckConstraint(condition=models.Q(('published_on', None), models.Q(('learning', ''), _negated=True), _connector='OR'), name='dispute_publishes_what_was_learned', violation_error_message='Enter what was learned before it is published.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DisputeStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.CharField(choices=[('informal', 'Between the two, informally'), ('group', 'Compact group'), ('panel', 'Disputes panel'), ('ombudsman', 'Ombudsman')], max_length=12, verbose_name='rung')),
                ('began_on', models.DateField(verbose_name='from')),
                ('due_on', models.DateField(verbose_name='to be dealt with by')),
                ('put_off_because', models.TextField(blank=True, max_length=2000, verbose_name='why more time was given')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('result', models.TextField(blank=True, max_length=5000, verbose_name='what came of it')),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='compacts.dispute')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('rung__in', ['informal', 'group', 'panel', 'ombudsman'])), name='dispute_step_rung_known'),
                    models.UniqueConstraint(fields=('dispute', 'rung'), name='dispute_step_rung_once'),
                    models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('dispute',), name='dispute_step_one_open'),
                    models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('began_on'))), name='dispute_step_due_after_it_began', violation_error_message='It cannot be due before it began.'),
                    models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('began_on')), _connector='OR'), name='dispute_step_ends_after_it_began', violation_error_message='It cannot have ended before it began on this rung.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('result', '')), models.Q(('ended_on__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='dispute_step_ends_with_a_result', violation_error_message='Say what came of it on this rung.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('kept', 'Kept'), ('not_kept', 'Not kept'), ('does_not_apply', 'Does not apply')], max_length=16, verbose_name='result')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='compacts.codecriterion')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='compacts.compliancecheck')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('result__in', ['kept', 'not_kept', 'does_not_apply'])), name='finding_result_known'),
                    models.UniqueConstraint(fields=('made_by', 'criterion'), name='finding_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('result', 'does_not_apply'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='finding_says_why_not_applicable', violation_error_message='Say why the criterion does not apply.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Scorecard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='what is checked')),
                ('sort_name', models.CharField(editable=False, max_length=200)),
                ('search_text', models.TextField(default='', editable=False)),
                ('kind', models.CharField(choices=[('tender', 'Tender'), ('contract', 'Contract'), ('grant', 'Grant'), ('agreement', 'Agreement between partners')], max_length=12, verbose_name='kind')),
                ('begun_on', models.DateField(verbose_name='begun on')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed on')),
                ('agreed_because', models.TextField(blank=True, max_length=2000, verbose_name='why it was agreed all the same')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='given up on')),
                ('drop_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it was given up')),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scorecards', to='compacts.agreement', verbose_name='agreement in the register')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scorecards', to='partnerships.area', verbose_name='locality')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scorecards_as_body', to='partnerships.organisation', verbose_name='public body')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scorecards', to='compacts.compactcode', verbose_name='Code of good practice')),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scorecards_as_provider', to='partnerships.organisation', verbose_name='provider')),
            ],
            options={
                'verbose_name': 'scorecard',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['tender', 'contract', 'grant', 'agreement'])), name='scorecard_kind_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('sort_name', ''), _negated=True)), name='scorecard_has_title', violation_error_message='Say what is checked.'),
                    models.CheckConstraint(condition=models.Q(('provider', None), models.Q(('provider', models.F('body')), _negated=True), _connector='OR'), name='scorecard_with_another', violation_error_message='Name another provider than the public body itself.'),
                    models.CheckConstraint(condition=models.Q(('agreed_on', None), ('agreed_on__gte', models.F('begun_on')), _connector='OR'), name='scorecard_agreed_after_it_was_begun', violation_error_message='It cannot be agreed before it was begun.'),
                    models.CheckConstraint(condition=models.Q(('agreed_on', None), ('dropped_on', None), _connector='OR'), name='scorecard_agreed_or_given_up', violation_error_message='It was agreed, so it is not given up.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('drop_reason', ''), ('dropped_on', None)), models.Q(('dropped_on__isnull', False), models.Q(('drop_reason', ''), _negated=True)), _connector='OR'), name='scorecard_given_up_with_a_reason', violation_error_message='Say why it was given up.'),
                ],
            },
        ),
        migrations.AddField(
            model_name='compliancecheck',
            name='scorecard',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='compacts.scorecard'),
        ),
        migrations.AddIndex(
            model_name='compactcode',
            index=models.Index(fields=['sort_name', 'id'], name='code_by_title'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(fields=['area', 'closed_on'], name='dispute_by_area'),
        ),
        migrations.AddIndex(
            model_name='disputestep',
            index=models.Index(condition=models.Q(('ended_on', None)), fields=['due_on'], name='dispute_step_by_due'),
        ),
        migrations.AddIndex(
            model_name='scorecard',
            index=models.Index(fields=['sort_name', 'id'], name='scorecard_by_title'),
        ),
        migrations.AddConstraint(
            model_name='compliancecheck',
            constraint=models.UniqueConstraint(fields=('scorecard', 'point'), name='compliance_check_once'),
        ),
        SearchIndex("compactcode"),
        SearchIndex("dispute"),
        SearchIndex("scorecard"),
    ]
