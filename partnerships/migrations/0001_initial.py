import core.clock
import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models

from core import tables


class Migration(tables.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=150)),
                ('telephone', models.CharField(blank=True, max_length=30)),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('date_joined', models.DateTimeField(default=core.clock.true_now, verbose_name='account made')),
                ('calendar_key', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='secret part of the calendar address')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_any_case')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('nation', 'Nation'), ('region', 'Region'), ('county', 'County or unitary area'), ('district', 'District')], max_length=10)),
                ('gss_code', models.CharField(blank=True, max_length=9, null=True, unique=True, verbose_name='GSS code')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='partnerships.area')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='area_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(condition=models.Q(('gss_code', None)), fields=('name', 'kind'), name='area_named_once')],
            },
        ),
        migrations.CreateModel(
            name='AreaServed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service', to='partnerships.area')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='area_served_dates_in_order', violation_error_message='The last day is before the first day.')],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('sort_name', models.CharField(editable=False, max_length=200)),
                ('search_text', models.TextField(default='', editable=False)),
                ('kind', models.CharField(choices=[('board', 'Board'), ('cabinet', 'Cabinet'), ('committee', 'Committee'), ('partnership', 'Partnership'), ('executive_group', 'Executive group'), ('working_group', 'Working group'), ('panel', 'Panel'), ('office', 'Team or office')], max_length=20, verbose_name='kind')),
                ('purpose', models.TextField(help_text='In two or three sentences. Do not name people.', max_length=5000, verbose_name='what it is for')),
                ('end_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it ended')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='partnerships.area', verbose_name='locality')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='partnerships.body', verbose_name='answers to')),
            ],
            options={
                'indexes': [models.Index(fields=['sort_name', 'id'], name='body_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='body_dates_in_order', violation_error_message='The last day is before the first day.'), models.CheckConstraint(condition=models.Q(('kind__in', ['board', 'cabinet', 'committee', 'partnership', 'executive_group', 'working_group', 'panel', 'office'])), name='body_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('sort_name', ''), _negated=True)), name='body_has_name', violation_error_message='Enter what it is called.'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='body_answers_to_another', violation_error_message='It cannot answer to itself. Choose another, or leave it empty.'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ends', None)), models.Q(('ends__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='body_ends_with_a_reason', violation_error_message='Say why it ended.')],
                'verbose_name': 'board or group',
                'verbose_name_plural': 'boards and groups',
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voided_on', models.DateField(blank=True, editable=False, null=True, verbose_name='declared void on')),
                ('void_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it is void')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('reference', models.CharField(help_text='The number of the minute, or of the item on the agenda.', max_length=60, verbose_name='minute')),
                ('what', models.TextField(help_text='In a sentence or two. Do not name people.', max_length=5000, verbose_name='what was decided')),
                ('outcome', models.CharField(choices=[('agreed', 'Agreed'), ('not_agreed', 'Not agreed'), ('deferred', 'Deferred')], default='agreed', max_length=12, verbose_name='outcome')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='partnerships.body', verbose_name='board or group')),
            ],
            options={
                'verbose_name': 'decision',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_on', None)), models.Q(('voided_on__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='decision_void_with_a_reason', violation_error_message='Say why it is void.'), models.CheckConstraint(condition=models.Q(('outcome__in', ['agreed', 'not_agreed', 'deferred'])), name='decision_outcome_known'), models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('reference', ''), _negated=True)), name='decision_says_what', violation_error_message='Enter what was decided, and in which minute it stands.'), models.UniqueConstraint(condition=models.Q(('voided_on', None)), fields=('body', 'decided_on', 'reference'), name='decision_once', violation_error_message='This minute is recorded already. Change that decision instead.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job_title', models.CharField(blank=True, max_length=150)),
                ('added_at', models.DateTimeField(default=core.clock.now)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='partnerships.area')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'area'), name='membership_once_per_area')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('digest', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('token_key', models.CharField(db_index=True, max_length=25)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('expiry', models.DateTimeField(blank=True, null=True)),
                ('label', models.CharField(max_length=100, verbose_name='what it is for')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to='partnerships.membership')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=255)),
                ('sort_name', models.CharField(editable=False, max_length=255)),
                ('search_text', models.TextField(default='', editable=False)),
                ('code', models.CharField(blank=True, default='', editable=False, max_length=30, verbose_name='main code')),
                ('opened', models.DateField(blank=True, null=True)),
                ('closed', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('about', models.TextField(blank=True, verbose_name='what it does')),
                ('address', models.CharField(blank=True, max_length=400)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address for the public')),
                ('website', models.URLField(blank=True, max_length=300)),
                ('income', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='latest yearly income (£)')),
                ('income_year_end', models.DateField(blank=True, null=True, verbose_name='year ending')),
                ('is_partner', models.BooleanField(default=False, editable=False, verbose_name='partner here')),
                ('confirmed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='last confirmed')),
                ('confirm_by', models.DateField(blank=True, editable=False, null=True, verbose_name='confirm by')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='home_of', to='partnerships.area')),
                ('areas', models.ManyToManyField(related_name='served_by', through='partnerships.AreaServed', to='partnerships.area')),
            ],
            options={
                'indexes': [models.Index(fields=['sort_name', 'id'], name='organisation_by_name'), models.Index(fields=['code', 'id'], name='organisation_by_code'), models.Index(fields=['area', 'sort_name', 'id'], name='organisation_by_area'), models.Index(condition=models.Q(('is_partner', True)), fields=['sort_name', 'id'], name='organisation_partners'), models.Index(condition=models.Q(('is_partner', True)), fields=['confirm_by'], name='organisation_to_confirm')],
                'constraints': [models.CheckConstraint(condition=models.Q(('opened', None), ('closed', None), ('closed__gte', models.F('opened')), _connector='OR'), name='organisation_dates_in_order', violation_error_message='The last day is before the day it opened.'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('sort_name', ''), _negated=True)), name='organisation_has_name')],
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='partnerships.organisation'),
        ),
        migrations.CreateModel(
            name='Lineage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merger', 'Merged into'), ('split', 'Split into'), ('abolition', 'Abolished; its work passed to'), ('renaming', 'Renamed as')], max_length=10)),
                ('on', models.DateField(help_text='The first day of the successor.', verbose_name='from')),
                ('share', models.DecimalField(blank=True, decimal_places=2, help_text='How much of the ancestor passed to this successor. Empty where it is not known.', max_digits=5, null=True, verbose_name='share of the ancestor (%)')),
                ('source', models.CharField(blank=True, max_length=200)),
                ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='partnerships.organisation')),
                ('descendant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='partnerships.organisation')),
            ],
            options={
                'verbose_name_plural': 'lineage',
                'ordering': ['on'],
                'constraints': [models.UniqueConstraint(fields=('ancestor', 'descendant'), name='lineage_once'), models.CheckConstraint(condition=models.Q(('ancestor', models.F('descendant')), _negated=True), name='lineage_to_another'), models.CheckConstraint(condition=models.Q(('kind__in', ['merger', 'split', 'abolition', 'renaming'])), name='lineage_kind_known'), models.CheckConstraint(condition=models.Q(('share', None), models.Q(('share__gt', 0), ('share__lte', 100)), _connector='OR'), name='lineage_share_possible')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=150)),
                ('roles', models.JSONField(help_text='Codes of the roles offered.')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('invited_at', models.DateTimeField(default=core.clock.now)),
                ('expires_at', models.DateTimeField()),
                ('expires_on', models.DateField(verbose_name='last day on which it can be accepted')),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_accepted', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='partnerships.area')),
                ('invited_by', models.ForeignKey(blank=True, help_text='Empty where whoever keeps the server sent it, by a command.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_sent', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='partnerships.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('area', None), ('organisation__isnull', False)), models.Q(('area__isnull', False), ('organisation', None)), _connector='OR'), name='invitation_to_one_thing'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None), _connector='OR'), name='invitation_accepted_or_withdrawn'), models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), fields=('email', 'organisation'), name='invitation_one_waiting'), models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), fields=('email', 'area'), name='invitation_one_waiting_for_area')],
            },
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('scheme', models.CharField(choices=[('ods', 'ODS code'), ('gss', 'GSS code'), ('charity', 'Charity number'), ('charity-sc', 'Scottish charity number'), ('charity-ni', 'Northern Ireland charity number'), ('company', 'Company number'), ('org-id', 'org-id'), ('council', 'Council code')], max_length=12)),
                ('value', models.CharField(max_length=60)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='partnerships.organisation')),
            ],
            options={
                'ordering': ['scheme', 'value'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='identifier_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(fields=('scheme', 'value'), name='identifier_once', violation_error_message='Another organisation in the register already has this code.'), models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='identifier_has_value'), models.CheckConstraint(condition=models.Q(('scheme__in', ['ods', 'gss', 'charity', 'charity-sc', 'charity-ni', 'company', 'org-id', 'council'])), name='identifier_scheme_known')],
            },
        ),
        migrations.CreateModel(
            name='Funding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('funded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funded_by', to='partnerships.organisation')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funds', to='partnerships.organisation')),
            ],
            options={
                'verbose_name_plural': 'funding',
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='funding_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('funder', 'funded'), name='funding_once'), models.CheckConstraint(condition=models.Q(('funder', models.F('funded')), _negated=True), name='funding_of_another')],
            },
        ),
        migrations.CreateModel(
            name='Described',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='described', to='partnerships.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='described_dates_in_order', violation_error_message='The last day is before the first day.')],
            },
        ),
        migrations.AddField(
            model_name='body',
            name='host',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bodies_hosted', to='partnerships.organisation', verbose_name='convened by'),
        ),
        migrations.AddField(
            model_name='areaserved',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas_served', to='partnerships.organisation'),
        ),
        migrations.CreateModel(
            name='OrganisationKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=100)),
                ('plural', models.CharField(max_length=100)),
                ('sector', models.CharField(choices=[('nhs', 'NHS'), ('council', 'Local government'), ('voluntary', 'Voluntary and community'), ('independent', 'Independent'), ('other', 'Other public body')], max_length=12)),
                ('is_public_body', models.BooleanField(default=False, verbose_name='public body')),
                ('role_text', models.TextField(blank=True, verbose_name='what such bodies do')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='kind_dates_in_order', violation_error_message='The last day is before the first day.'), models.CheckConstraint(condition=models.Q(('sector__in', ['nhs', 'council', 'voluntary', 'independent', 'other'])), name='kind_sector_known')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='partnerships.organisationkind'),
        ),
        migrations.CreateModel(
            name='KindSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kinds', to='partnerships.organisation')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spells', to='partnerships.organisationkind')),
            ],
            options={
                'ordering': ['starts'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='kind_spell_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('organisation',), name='kind_spell_one_open')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('name', models.CharField(max_length=255)),
                ('kind', models.CharField(choices=[('former', 'Former name'), ('also', 'Also known as'), ('short', 'Short name')], max_length=10)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='partnerships.organisation')),
            ],
            options={
                'ordering': ['-starts', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='name_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(fields=('organisation', 'name', 'kind'), name='name_once')],
            },
        ),
        migrations.CreateModel(
            name='PartnerSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='partners_marked', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_spells', to='partnerships.organisation')),
            ],
            options={
                'ordering': ['-starts'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='partner_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('organisation',), name='partner_once')],
            },
        ),
        migrations.CreateModel(
            name='RoleHeld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('role', models.CharField(choices=[('member', 'Member'), ('drafter', 'Drafter'), ('approver', 'Approver'), ('administrator', 'Organisation administrator'), ('commissioner', 'Commissioner'), ('analyst', 'Analyst'), ('secretariat', 'Forum secretariat'), ('auditor', 'Auditor')], max_length=20)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='partnerships.membership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='role_dates_in_order', violation_error_message='The last day is before the first day.'), models.CheckConstraint(condition=models.Q(('role__in', ['member', 'drafter', 'approver', 'administrator', 'commissioner', 'analyst', 'secretariat', 'auditor'])), name='role_is_known'), models.UniqueConstraint(condition=models.Q(('ends', None), ('revoked_at', None)), fields=('membership', 'role'), name='role_held_once')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('voided_on', models.DateField(blank=True, editable=False, null=True, verbose_name='declared void on')),
                ('void_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it is void')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('post', models.CharField(blank=True, help_text='Such as Chief Executive, or Director of Public Health. Do not name the person.', max_length=150, verbose_name='post')),
                ('capacity', models.CharField(choices=[('chair', 'Chair'), ('member', 'Member'), ('adviser', 'Adviser'), ('observer', 'Observer')], default='member', max_length=10, verbose_name='capacity')),
                ('appointed', models.CharField(blank=True, help_text='In brief: elected by the Forum, by virtue of the post.', max_length=300, verbose_name='how appointed')),
                ('ended_with_it', models.BooleanField(default=False, editable=False, verbose_name='ended with the board or group')),
                ('ends_otherwise', models.DateField(blank=True, editable=False, null=True, verbose_name='last day before that')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnerships.body', verbose_name='board or group')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnerships.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'seat',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_on', None)), models.Q(('voided_on__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='seat_void_with_a_reason', violation_error_message='Say why it is void.'), models.CheckConstraint(condition=models.Q(('ends_otherwise', None), ('ended_with_it', True), _connector='OR'), name='seat_ends_otherwise_where_it_ended_with_it'), models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='seat_dates_in_order', violation_error_message='The last day is before the first day.'), models.CheckConstraint(condition=models.Q(('capacity__in', ['chair', 'member', 'adviser', 'observer'])), name='seat_capacity_known'), models.CheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('post', ''), _negated=True), _connector='OR'), name='seat_of_somebody', violation_error_message='Enter the organisation, the post, or both.'), models.UniqueConstraint(condition=models.Q(('capacity', 'chair'), ('ends', None), ('voided_on', None)), fields=('body',), name='seat_one_chair', violation_error_message='It has a chair already. End that seat first, or give this one another capacity.'), models.UniqueConstraint(condition=models.Q(('ends', None), ('voided_on', None)), fields=('body', 'organisation', 'post'), name='seat_once', violation_error_message='This seat is recorded already. Change that one instead.'), models.UniqueConstraint(condition=models.Q(('ends', None), ('organisation', None), ('voided_on', None)), fields=('body', 'post'), name='seat_of_a_post_once', violation_error_message='This seat is recorded already. Change that one instead.')],
            },
        ),
        migrations.CreateModel(
            name='Standard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('consultation_length', 'Time to answer a consultation'), ('reply_after_consultation', 'Time to reply after a consultation'), ('notice_of_ending_funding', 'Notice before funding ends')], max_length=30, verbose_name='what it is about')),
                ('amount', models.PositiveSmallIntegerField(help_text='For example 12, for 12 weeks.', verbose_name='how much')),
                ('unit', models.CharField(choices=[('weeks', 'weeks'), ('months', 'months'), ('days', 'days')], max_length=10, verbose_name='counted in')),
                ('words', models.TextField(help_text='As people read it: what is asked, and what else is allowed.', verbose_name='in words')),
                ('source', models.CharField(help_text='The document that asks for it.', max_length=300, verbose_name='where it comes from')),
                ('area', models.ForeignKey(blank=True, help_text='Leave empty for a rule that holds everywhere. A local rule goes before a national one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='standards', to='partnerships.area', verbose_name='where it holds')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='standard_dates_in_order', violation_error_message='The last day is before the first day.'), models.CheckConstraint(condition=models.Q(('kind__in', ['consultation_length', 'reply_after_consultation', 'notice_of_ending_funding'])), name='standard_kind_known'), models.CheckConstraint(condition=models.Q(('unit__in', ['weeks', 'months', 'days'])), name='standard_unit_known'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='standard_has_amount', violation_error_message='Enter a number greater than 0.'), models.UniqueConstraint(condition=models.Q(('area__isnull', False), ('ends', None)), fields=('kind', 'area'), name='standard_one_open_in_an_area', violation_error_message='There is such a standard already. Enter its last day first.'), models.UniqueConstraint(condition=models.Q(('area', None), ('ends', None)), fields=('kind',), name='standard_one_open_everywhere', violation_error_message='There is such a standard already. Enter its last day first.')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('vocabulary', models.CharField(choices=[('client_group', 'Client group'), ('geography', 'Community of geography'), ('interest', 'Community of interest'), ('identity', 'Community of identity'), ('led_by', 'Led by'), ('serves', 'Serves'), ('specialism', 'Specialism'), ('contribution', 'Contribution'), ('size', 'Size band')], max_length=20)),
                ('code', models.SlugField(max_length=60)),
                ('title', models.CharField(max_length=120)),
                ('explanation', models.CharField(blank=True, max_length=300)),
                ('income_from', models.DecimalField(blank=True, decimal_places=2, help_text='For size bands only.', max_digits=14, null=True, verbose_name='income from (£)')),
            ],
            options={
                'ordering': ['vocabulary', 'title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='term_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(fields=('vocabulary', 'code'), name='term_once_per_vocabulary'), models.CheckConstraint(condition=models.Q(('vocabulary__in', ['client_group', 'geography', 'interest', 'identity', 'led_by', 'serves', 'specialism', 'contribution', 'size'])), name='term_vocabulary_known')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='size',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations_of_size', to='partnerships.term'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='terms',
            field=models.ManyToManyField(related_name='organisations', through='partnerships.Described', to='partnerships.term'),
        ),
        migrations.AddField(
            model_name='described',
            name='term',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='partnerships.term'),
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('kind', models.CharField(choices=[('part_of', 'is part of'), ('acts_for', 'acts for')], max_length=10)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='partnerships.organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tied_to', to='partnerships.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='tie_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('organisation', 'other', 'kind'), name='tie_once'), models.CheckConstraint(condition=models.Q(('organisation', models.F('other')), _negated=True), name='tie_to_another')],
            },
        ),
        migrations.CreateModel(
            name='UmbrellaMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(blank=True, help_text='The first day. Leave empty if it is not known.', null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, help_text='The last day. Leave empty while it goes on.', null=True, verbose_name='to')),
                ('membership_class', models.CharField(choices=[('member', 'Member'), ('affiliate', 'Affiliate')], max_length=10, verbose_name='class')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='umbrellas', to='partnerships.organisation')),
                ('umbrella', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='umbrella_members', to='partnerships.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='umbrella_dates_in_order', violation_error_message='The last day is before the first day.'), models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('member', 'umbrella'), name='umbrella_once'), models.CheckConstraint(condition=models.Q(('member', models.F('umbrella')), _negated=True), name='umbrella_of_others')],
            },
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area', None), ('organisation__isnull', False)), models.Q(('area__isnull', False), ('organisation', None)), _connector='OR'), name='membership_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'organisation'), name='membership_once_per_organisation'),
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('area', 'host', 'sort_name'), name='body_once_at_a_host', violation_error_message='Whoever convenes it has one of that name already. Change that one instead.'),
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.UniqueConstraint(condition=models.Q(('ends', None), ('host', None)), fields=('area', 'sort_name'), name='body_once_in_an_area', violation_error_message='This locality has one of that name already. Change that one instead.'),
        ),
        migrations.AddConstraint(
            model_name='areaserved',
            constraint=models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('organisation', 'area'), name='area_served_once'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['kind', 'sort_name', 'id'], name='organisation_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='described',
            constraint=models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('organisation', 'term'), name='described_once'),
        ),
    ]
