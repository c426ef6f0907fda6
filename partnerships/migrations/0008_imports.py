"""What the columns of a sheet mean, and entries of the register that are void because their import was undone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.search import SearchIndexAgain


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0007_people_who_go'),
    ]

    operations = [
        migrations.CreateModel(
            name='SheetMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(help_text="Like 'Members of the forum'.", max_length=100, verbose_name='name of the sheet')),
                ('headings', models.JSONField(default=list, verbose_name='headings of the sheet')),
                ('columns', models.JSONField(default=dict, verbose_name='what its columns mean')),
                ('kind', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheet_mappings', to='partnerships.organisationkind')),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheet_mappings', to=settings.AUTH_USER_MODEL)),
                ('saved_on', models.DateField(verbose_name='saved on')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('name',), name='sheet_mapping_once', violation_error_message='A sheet of this name has just been saved. Look at it first.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='sheet_mapping_has_name', violation_error_message='Enter a name.')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='void_reason',
            field=models.TextField(blank=True, max_length=2000, verbose_name='why it is void'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='voided_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='declared void on'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_on', None)), models.Q(('voided_on__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='organisation_void_with_a_reason', violation_error_message='Say why it is void.'),
        ),
        migrations.AlterModelOptions(
            name='partnerspell',
            options={'ordering': ['-starts'], 'verbose_name': 'mark as a partner here', 'verbose_name_plural': 'marks as a partner here'},
        ),
        SearchIndexAgain('organisation'),
    ]
