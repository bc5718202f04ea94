import qabyldau.chain.rules
import qabyldau.core.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('chain', '0002_link_brought_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='link',
            name='why',
            field=qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True),
        ),
        migrations.AlterField(
            model_name='link',
            name='relation',
            field=models.CharField(choices=[('same_matter', 'same_matter'), ('worked_on_in', 'worked_on_in'), ('answered_by', 'answered_by'), ('brought_at', 'brought_at'), ('repeats', 'repeats')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'rejected'])), name='link_state_known'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('state', qabyldau.chain.rules.LinkState['SUGGESTED']), models.Q(('by_key', 'machine'), ('relation__in', ['same_matter', 'repeats']), _negated=True), _connector='OR'), name='link_judged_by_a_person'),
        ),
    ]
