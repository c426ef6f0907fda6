import datetime
import django.db.models.deletion
from django.db import migrations, models

from core.search import SearchIndex

POSTGRESQL = [
    """
    CREATE FUNCTION compacts_draft_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'A draft is never rewritten.' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER compacts_draft_stays BEFORE UPDATE OF text, number, agreement_id ON compacts_agreementdraft
    FOR EACH ROW EXECUTE FUNCTION compacts_draft_stays()
    """,
]
POSTGRESQL_BACK = ["DROP TRIGGER compacts_draft_stays ON compacts_agreementdraft", "DROP FUNCTION compacts_draft_stays()"]
SQLITE = [
    """
    CREATE TRIGGER compacts_draft_stays BEFORE UPDATE OF text, number, agreement_id ON compacts_agreementdraft
    BEGIN SELECT RAISE(ABORT, 'A draft is never rewritten.'); END
    """
]
SQLITE_BACK = ["DROP TRIGGER compacts_draft_stays"]


def drafts_stay(apps, schema_editor):
    """What a draft says is what was sent out, compared and signed."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drafts_no_longer_stay(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('compacts', '0003_deadline'),
        ('core', '0002_events_stay_and_cache'),
        ('partnerships', '0004_standards_of_the_compact'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('sort_name', models.CharField(editable=False, max_length=200)),
                ('search_text', models.TextField(default='', editable=False)),
                ('kind', models.CharField(choices=[('joint', 'Joint agreement'), ('concordat', 'Concordat'), ('framework', 'Framework agreement'), ('memorandum', 'Memorandum of understanding'), ('protocol', 'Protocol')], default='joint', max_length=20, verbose_name='kind')),
                ('force', models.CharField(choices=[('intent', 'Statement of intent'), ('contractual', 'Contractual'), ('statutory', 'Statutory')], default='intent', max_length=20, verbose_name='what it binds to')),
                ('aims', models.TextField(help_text='What the partners want to reach together.', max_length=5000, verbose_name='aims')),
                ('values', models.TextField(blank=True, help_text='How they want to treat one another.', max_length=5000, verbose_name='values')),
                ('vision', models.TextField(blank=True, help_text='How it is to be one day.', max_length=5000, verbose_name='vision')),
                ('why_jointly', models.TextField(blank=True, help_text='Why they do it together rather than each alone.', max_length=5000, verbose_name='why jointly')),
                ('action_plan', models.TextField(blank=True, help_text='What is done by when. Name organisations, not people.', max_length=5000, verbose_name='action plan')),
                ('consulted_on', models.DateField(blank=True, null=True, verbose_name='sent out for consultation on')),
                ('latest', models.PositiveIntegerField(default=0, editable=False, verbose_name='number of the latest draft')),
                ('final_on', models.DateField(blank=True, editable=False, null=True, verbose_name='latest draft final since')),
                ('in_force_on', models.DateField(blank=True, editable=False, null=True, verbose_name='in force since')),
                ('published_on', models.DateField(blank=True, editable=False, null=True, verbose_name='open to everybody since')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('end_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it ended')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='partnerships.area', verbose_name='locality')),
            ],
            options={
                'verbose_name': 'agreement',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['joint', 'concordat', 'framework', 'memorandum', 'protocol'])), name='agreement_kind_known'),
                    models.CheckConstraint(condition=models.Q(('force__in', ['intent', 'contractual', 'statutory'])), name='agreement_force_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('sort_name', ''), _negated=True)), name='agreement_has_title', violation_error_message='Enter what the agreement is called.'),
                    models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('area', 'sort_name'), name='agreement_once_in_an_area', violation_error_message='This locality has an agreement of that title already. Add a draft to that one, or give this one another title.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('final_on', None), ('in_force_on', None)), ('latest__gt', 0), _connector='OR'), name='agreement_final_is_a_draft', violation_error_message='Add a draft first.'),
                    models.CheckConstraint(condition=models.Q(('consulted_on', None), ('in_force_on', None), ('in_force_on__gte', models.F('consulted_on')), _connector='OR'), name='agreement_consulted_before_in_force', violation_error_message='The consultation cannot begin after the agreement came into force. Enter an earlier day.'),
                    models.CheckConstraint(condition=models.Q(('ended_on', None), ('in_force_on', None), ('ended_on__gte', models.F('in_force_on')), _connector='OR'), name='agreement_ends_after_it_began', violation_error_message='It cannot end before it came into force. Enter a later day.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on', None)), models.Q(('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='agreement_ends_with_a_reason', violation_error_message='Say why it ended.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AgreementDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('text', models.TextField(help_text='The whole text, with an empty line between paragraphs.', max_length=100000, verbose_name='text')),
                ('note', models.CharField(blank=True, help_text='In a sentence, for people who read the one before.', max_length=300, verbose_name='what changed')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('final_on', models.DateField(blank=True, null=True, verbose_name='final since')),
                ('in_force_on', models.DateField(blank=True, null=True, verbose_name='in force since')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='open to everybody since')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='compacts.agreement')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('agreement', 'number'), name='agreement_draft_numbered_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('number__gt', 0)), name='agreement_draft_has_text', violation_error_message='Enter the text of the draft.'),
                    models.CheckConstraint(condition=models.Q(('in_force_on', None), ('final_on__isnull', False), _connector='OR'), name='agreement_draft_in_force_is_final', violation_error_message='Say first that the draft is final.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('final_on', None), ('final_on__gte', models.F('made_on')), _connector='OR'), models.Q(('in_force_on', None), ('in_force_on__gte', models.F('final_on')), _connector='OR')), name='agreement_draft_days_in_order', violation_error_message='A draft is made, then final, then in force. Enter a later day.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AgreementParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='compacts.agreement')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreement_parties', to='partnerships.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name_plural': 'agreement parties',
                'ordering': ['organisation__sort_name', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='agreement_party_dates_in_order', violation_error_message='The last day is before the first day.'),
                    models.UniqueConstraint(fields=('agreement', 'organisation'), name='agreement_party_once', violation_error_message='This organisation is a party to the agreement already.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AgreementRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('follows', 'follows'), ('supports', 'supports'), ('supersedes', 'takes the place of'), ('applies', 'applies')], max_length=12, verbose_name='how it stands to the other')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='compacts.agreement')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='related_to', to='compacts.agreement', verbose_name='the other agreement')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['follows', 'supports', 'supersedes', 'applies'])), name='agreement_relation_known'),
                    models.CheckConstraint(condition=models.Q(('agreement', models.F('other')), _negated=True), name='agreement_relation_to_another', violation_error_message='Choose another agreement: none follows, supports, applies or takes the place of itself.'),
                    models.UniqueConstraint(fields=('agreement', 'kind', 'other'), name='agreement_relation_once', violation_error_message='This is recorded already.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('to_commission', 'Commissioning'), ('to_provide', 'Providing')], max_length=15, verbose_name='kind of framework')),
                ('basis', models.CharField(choices=[('s31', 'Section 31, Health Act 1999'), ('s75', 'Section 75, NHS Act 2006')], max_length=5, verbose_name='legal basis')),
                ('pooled_budget', models.BooleanField(default=False, verbose_name='pooled budget')),
                ('joint_commissioning', models.BooleanField(default=False, verbose_name='lead or joint commissioning')),
                ('integrated_provision', models.BooleanField(default=False, verbose_name='integrated provision')),
                ('starts', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('starts_month_only', models.BooleanField(default=False, verbose_name='only the month of the first day is known')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('ends_month_only', models.BooleanField(default=False, verbose_name='only the month of the last day is known')),
                ('due_from', models.DateField(blank=True, null=True, verbose_name='planned from')),
                ('due_until', models.DateField(blank=True, null=True, verbose_name='planned until')),
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='framework', to='compacts.agreement')),
            ],
            options={
                'verbose_name': 'framework',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['to_commission', 'to_provide'])), name='framework_kind_known'),
                    models.CheckConstraint(condition=models.Q(('basis__in', ['s31', 's75'])), name='framework_basis_known'),
                    models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='framework_dates_in_order', violation_error_message='The last day is before the first day. Enter a later one.'),
                    models.CheckConstraint(condition=models.Q(('starts__isnull', False), models.Q(('due_from__isnull', False), ('due_until__isnull', False), ('ends', None)), _connector='OR'), name='framework_has_a_term_or_is_planned', violation_error_message='Enter its first day; or, where it is only planned, the first and the last day of the period in which it is due.'),
                    models.CheckConstraint(condition=models.Q(('due_from', None), ('due_until', None), ('due_until__gte', models.F('due_from')), _connector='OR'), name='framework_planned_in_order', violation_error_message='The period in which it is due ends before it begins. Enter a later day.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('starts_month_only', False), ('starts__isnull', False), _connector='OR'), models.Q(('ends_month_only', False), ('ends__isnull', False), _connector='OR')), name='framework_month_of_a_day', violation_error_message='Enter a day of the month, any day will do.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('basis', 's31'), _negated=True), ('starts', None), ('starts__lt', datetime.date(2007, 3, 1)), _connector='OR'), name='framework_section_31_until_2007', violation_error_message='Nothing begins under section 31 from 1 March 2007 on: section 75 of the NHS Act 2006 took its place. Choose section 75, or enter an earlier first day.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('basis', 's75'), _negated=True), ('starts', None), ('starts__gte', datetime.date(2007, 3, 1)), _connector='OR'), name='framework_section_75_from_2007', violation_error_message='Section 75 is in force from 1 March 2007 on. Choose section 31 of the Health Act 1999, or enter a later first day.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FundingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('direction', models.CharField(choices=[('added', 'Added'), ('withdrawn', 'Withdrawn')], max_length=10, verbose_name='what happened')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='amount a year (£)')),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('notice_on', models.DateField(verbose_name='notice given on')),
                ('takes_effect_on', models.DateField(verbose_name='takes effect on')),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='declared void on')),
                ('void_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it is void')),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding_changes', to='compacts.framework')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding_changes', to='compacts.agreementparty')),
            ],
            options={
                'verbose_name': 'change of funding',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('direction__in', ['added', 'withdrawn'])), name='funding_change_direction_known'),
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='funding_change_has_amount', violation_error_message='Enter an amount greater than nought. Say above whether it came or went.'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='funding_change_has_reason', violation_error_message='Say why the money came or went.'),
                    models.CheckConstraint(condition=models.Q(('takes_effect_on__gte', models.F('notice_on'))), name='funding_change_after_notice', violation_error_message='It cannot take effect before notice is given. Enter a later day.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_on', None)), models.Q(('voided_on__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='funding_change_void_with_a_reason', violation_error_message='Say why it is void.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('way', models.CharField(choices=[('here', 'Signed here'), ('paper', 'Signed on paper')], default='here', max_length=10, verbose_name='how')),
                ('name', models.CharField(help_text='Who signed.', max_length=150, verbose_name='name')),
                ('designation', models.CharField(help_text='For example Chief Executive.', max_length=150, verbose_name='designation')),
                ('authority', models.CharField(help_text="What allows them to sign: for example the board's decision of 12 March 2008.", max_length=300, verbose_name='authority')),
                ('signed_on', models.DateField(verbose_name='signed on')),
                ('recorded_on', models.DateField(verbose_name='recorded on')),
                ('kept_at', models.CharField(blank=True, max_length=300, verbose_name='where the signed paper is kept')),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='declared void on')),
                ('void_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it is void')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='compacts.agreementdraft')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='compacts.agreementparty')),
                ('scan', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='core.storedfile')),
            ],
            options={
                'ordering': ['signed_on', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('way__in', ['here', 'paper'])), name='signature_way_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('designation', ''), _negated=True), models.Q(('authority', ''), _negated=True)), name='signature_says_who', violation_error_message='Enter the name, the designation and the authority of whoever signed.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kept_at', ''), ('scan', None), ('way', 'here')), models.Q(('way', 'paper'), models.Q(('kept_at', ''), _negated=True)), _connector='OR'), name='signature_paper_is_kept', violation_error_message='Say where the signed paper is kept.'),
                    models.CheckConstraint(condition=models.Q(('recorded_on__gte', models.F('signed_on'))), name='signature_not_before_it_was_given', violation_error_message='Enter a day that has come: a signature is recorded once it is given.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_on', None)), models.Q(('voided_on__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='signature_void_with_a_reason', violation_error_message='Say why it is void.'),
                    models.UniqueConstraint(condition=models.Q(('voided_on', None)), fields=('draft', 'party'), name='signature_one_for_a_party', violation_error_message='This party has signed this draft already.'),
                ],
            },
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(fields=['sort_name', 'id'], name='agreement_by_title'),
        ),
        SearchIndex("agreement"),
        migrations.RunPython(drafts_stay, drafts_no_longer_stay),
    ]
