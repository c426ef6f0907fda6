
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0011_former_addresses'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='newbody',
            constraint=models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('reorganisation', 'scheme', 'code'), name='new_body_code_once', violation_error_message='Another new body of the reorganisation has this code already.'),
        ),
    ]
