"""Reorganisations, their lines and the bodies they create."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0008_imports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reorganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(help_text="What people call it, like 'Primary care trusts abolished'.", max_length=200)),
                ('first_day', models.DateField(help_text='The first day of the successors. It may be to come.', verbose_name='takes effect on')),
                ('basis', models.CharField(help_text='The Act, order or letter that says so, and where it stands.', max_length=200, verbose_name='legal basis or source')),
                ('boundaries', models.TextField(blank=True, help_text='In words: which area goes from whom to whom. Leave empty if none moves.', max_length=2000, verbose_name='boundaries that move')),
                ('state', models.CharField(choices=[('draft', 'Being prepared'), ('carried_out', 'Carried out'), ('undone', 'Undone'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=12)),
                ('prepared_on', models.DateField(editable=False, verbose_name='prepared on')),
                ('carried_out_on', models.DateField(blank=True, editable=False, null=True, verbose_name='carried out on')),
                ('ended_on', models.DateField(blank=True, editable=False, null=True, verbose_name='undone or withdrawn on')),
                ('end_reason', models.TextField(blank=True, editable=False, max_length=2000, verbose_name='why it was undone or withdrawn')),
                ('carried_out_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reorganisations_carried_out', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reorganisations_ended', to=settings.AUTH_USER_MODEL)),
                ('roles', models.ManyToManyField(editable=False, related_name='given_by_reorganisation', to='partnerships.roleheld')),
            ],
            options={
                'ordering': ['-first_day', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'carried_out', 'undone', 'withdrawn'])), name='reorganisation_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='reorganisation_named'), models.CheckConstraint(condition=models.Q(models.Q(('carried_out_on', None), ('state__in', ('draft', 'withdrawn'))), models.Q(('carried_out_on__isnull', False), ('state__in', ('carried_out', 'undone'))), _connector='OR'), name='reorganisation_carried_out_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on', None), ('state__in', ('draft', 'carried_out'))), models.Q(('ended_on__isnull', False), ('state__in', ('undone', 'withdrawn')), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='reorganisation_ended_with_reason', violation_error_message='Say why.')],
            },
        ),
        migrations.CreateModel(
            name='NewBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('scheme', models.CharField(blank=True, choices=[('ods', 'ODS code'), ('gss', 'GSS code'), ('charity', 'Charity number'), ('charity-sc', 'Scottish charity number'), ('charity-ni', 'Northern Ireland charity number'), ('company', 'Company number'), ('org-id', 'org-id'), ('council', 'Council code')], max_length=12, verbose_name='whose code')),
                ('code', models.CharField(blank=True, max_length=60)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='to_be_served', to='partnerships.area')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='to_be_created', to='partnerships.organisationkind')),
                ('organisation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='created_by', to='partnerships.organisation')),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='new_bodies', to='partnerships.reorganisation')),
            ],
            options={
                'verbose_name': 'new body',
                'verbose_name_plural': 'new bodies',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('reorganisation', 'name'), name='new_body_once', violation_error_message='A new body of this name stands in the reorganisation already.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='new_body_has_name'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), ('scheme', '')), models.Q(models.Q(('scheme', ''), _negated=True), models.Q(('code', ''), _negated=True)), _connector='OR'), name='new_body_code_of_a_scheme')],
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merger', 'Merged into'), ('split', 'Split into'), ('abolition', 'Abolished; its work passed to'), ('renaming', 'Renamed as')], max_length=10, verbose_name='what happens')),
                ('share', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='share (%)')),
                ('share_unknown', models.BooleanField(default=False, verbose_name='how much is not known')),
                ('closed_before', models.DateField(blank=True, null=True, verbose_name='last day before')),
                ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goes_in', to='partnerships.organisation')),
                ('descendant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='succeeds_in', to='partnerships.organisation')),
                ('lineage', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reorganisation_line', to='partnerships.lineage')),
                ('new', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='partnerships.newbody')),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='partnerships.reorganisation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['merger', 'split', 'abolition', 'renaming'])), name='reorganisation_line_kind_known'), models.CheckConstraint(condition=models.Q(('descendant__isnull', False), ('new__isnull', False), _connector='OR'), name='reorganisation_line_to_a_body'), models.CheckConstraint(condition=models.Q(('descendant', None), models.Q(('ancestor', models.F('descendant')), _negated=True), _connector='OR'), name='reorganisation_line_to_another', violation_error_message='A body does not succeed itself.'), models.CheckConstraint(condition=models.Q(('share', None), models.Q(('share__gt', 0), ('share__lte', 100), ('share_unknown', False)), _connector='OR'), name='reorganisation_line_share', violation_error_message='Give a share above 0 and up to 100%, or say that it is not known.'), models.UniqueConstraint(condition=models.Q(('descendant__isnull', False)), fields=('reorganisation', 'ancestor', 'descendant'), name='reorganisation_line_once'), models.UniqueConstraint(condition=models.Q(('new__isnull', False)), fields=('reorganisation', 'ancestor', 'new'), name='reorganisation_line_once_new')],
            },
        ),
    ]
