from django.db import migrations

from qabyldau.history.append_only import guarded_anew


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0001_initial'),
    ]

    operations = [
        guarded_anew('casework_statechange'),
    ]
