"""Trips opened to members, trip cards, and what participants say afterwards."""

import functools
from json import dumps, loads

from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from sites.migrations._operations import CreateTables, Migration as Base, indexes, kept_for_good, noting_more

UNIQUE = {
    "enrolments_public": "enrolments (public_id)",
    "enrolments_open_one": "enrolments (party_id) WHERE closed_at IS NULL",
    "applications_public": "applications (public_id)",
    "applicants_public": "applicants (public_id)",
    "department_approvers_one": "department_approvers (organisation_id, department)",
    "trip_cards_public": "trip_cards (public_id)",
    "trip_cards_open_one": "trip_cards (party_id) WHERE closed_at IS NULL",
    "survey_answers_once": "survey_answers (stay_id, person)",
    "survey_results_stay": "survey_results (stay_id)",
    "survey_terms_one": "survey_terms (organisation_id)",
}
PLAIN = {
    "applications_enrolment": "applications (enrolment_id, id)",
    "applicants_application": "applicants (application_id)",
    "applicants_person": "applicants (id_index) WHERE id_index IS NOT NULL",
    "card_tries_card": "card_tries (card_id, id)",
    "survey_results_site": "survey_results (site_id)",
}
UNCHANGEABLE = ("card_tries", "survey_answers")
NOTED = {"catalogue": ("survey_results",)}


class Migration(Base):
    dependencies = [("booking", "0010_plans")]
    operations = [
        CreateTables([
        ops.CreateModel(
            name='DepartmentApprover',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('booking.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name='department_approvers', on_delete=OnDelete.RESTRICT)),
                ('department', fields.CharField(max_length=40)),
                ('user_id', fields.IntField()),
                ('set_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
            ],
            options={'table': 'department_approvers', 'app': 'booking', 'constraints': [CheckConstraint(check="department <> ''", name='department_named')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Enrolment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('party', fields.ForeignKeyField('booking.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='enrolments', on_delete=OnDelete.RESTRICT)),
                ('places', fields.IntField()),
                ('family_most', fields.IntField(default=0)),
                ('closes_on', fields.DateField()),
                ('note', fields.CharField(default='', max_length=300)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('opened_by_id', fields.IntField()),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'enrolments', 'app': 'booking', 'constraints': [CheckConstraint(check='places BETWEEN 1 AND 5000', name='enrolment_places'), CheckConstraint(check='family_most BETWEEN 0 AND 3', name='enrolment_family')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Application',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('enrolment', fields.ForeignKeyField('booking.Enrolment', source_field='enrolment_id', db_constraint=True, to_field='id', related_name='applications', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(max_length=10)),
                ('heads', fields.IntField()),
                ('department', fields.CharField(default='', max_length=40)),
                ('diet', fields.CharField(default='', max_length=12)),
                ('room_mate', fields.CharField(default='', max_length=60)),
                ('eligibility', fields.CharField(default='clear', max_length=10)),
                ('consent', fields.CharField(max_length=20)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('answered_by', fields.CharField(default='', max_length=60)),
                ('why', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'applications', 'app': 'booking', 'constraints': [CheckConstraint(check="state IN ('asked', 'listed', 'approved', 'declined', 'withdrawn')", name='application_state'), CheckConstraint(check='heads BETWEEN 1 AND 4', name='application_heads'), CheckConstraint(check="eligibility IN ('clear', 'own', 'elsewhere')", name='application_eligibility')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Applicant',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('application', fields.ForeignKeyField('booking.Application', source_field='application_id', db_constraint=True, to_field='id', related_name='applicants', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=8)),
                ('name', fields.CharField(max_length=60)),
                ('sex', fields.CharField(default='', max_length=1)),
                ('document', fields.CharField(default='resident', max_length=10)),
                ('id_sealed', fields.CharField(default='', max_length=200)),
                ('id_index', fields.CharField(null=True, max_length=64)),
                ('id_masked', fields.CharField(default='', max_length=20)),
                ('phone_sealed', fields.CharField(default='', max_length=200)),
                ('phone_masked', fields.CharField(default='', max_length=20)),
                ('guardian_agrees', fields.BooleanField(default=False)),
                ('traveller', fields.CharField(default='', max_length=32)),
            ],
            options={'table': 'applicants', 'app': 'booking', 'constraints': [CheckConstraint(check="kind IN ('worker', 'family')", name='applicant_kind'), CheckConstraint(check="document IN ('resident', 'other')", name='applicant_document')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TripCard',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('public_id', fields.CharField(max_length=32)),
                ('party', fields.ForeignKeyField('booking.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='trip_cards', on_delete=OnDelete.RESTRICT)),
                ('meets_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('meeting_point', fields.CharField(default='', max_length=160)),
                ('coach', fields.CharField(default='', max_length=120)),
                ('leader', fields.CharField(default='', max_length=60)),
                ('leader_phone_sealed', fields.CharField(default='', max_length=200)),
                ('note', fields.CharField(default='', max_length=600)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'trip_cards', 'app': 'booking', 'constraints': [CheckConstraint(check="closed_at IS NULL OR leader_phone_sealed = ''", name='trip_card_closed_is_empty')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CardTry',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('card', fields.ForeignKeyField('booking.TripCard', source_field='card_id', db_constraint=True, to_field='id', related_name='tries', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('traveller', fields.CharField(default='', max_length=32)),
            ],
            options={'table': 'card_tries', 'app': 'booking', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='survey_answers', on_delete=OnDelete.RESTRICT)),
                ('person', fields.CharField(max_length=64)),
                ('overall', fields.IntField()),
                ('route', fields.IntField(null=True)),
                ('meals', fields.IntField(null=True)),
                ('sights', fields.IntField(null=True)),
                ('lodging', fields.IntField(null=True)),
                ('service', fields.IntField(null=True)),
                ('on_day', fields.DateField()),
            ],
            options={'table': 'survey_answers', 'app': 'booking', 'constraints': [CheckConstraint(check='overall BETWEEN 1 AND 5 AND (route IS NULL OR route BETWEEN 1 AND 5) AND (meals IS NULL OR meals BETWEEN 1 AND 5) AND (sights IS NULL OR sights BETWEEN 1 AND 5) AND (lodging IS NULL OR lodging BETWEEN 1 AND 5) AND (service IS NULL OR service BETWEEN 1 AND 5)', name='survey_answer_range')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SurveyResult',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('stay', fields.ForeignKeyField('booking.Stay', source_field='stay_id', db_constraint=True, to_field='id', related_name='survey_results', on_delete=OnDelete.RESTRICT)),
                ('site', fields.ForeignKeyField('sites.Site', source_field='site_id', db_constraint=True, to_field='id', related_name='survey_results', on_delete=OnDelete.RESTRICT)),
                ('answers', fields.IntField()),
                ('overall_sum', fields.IntField()),
                ('parts', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('threshold', fields.IntField()),
                ('is_below', fields.BooleanField(default=False)),
                ('judged_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'survey_results', 'app': 'booking', 'constraints': [CheckConstraint(check='answers >= 1 AND overall_sum BETWEEN answers AND 5 * answers', name='survey_result_sums'), CheckConstraint(check='threshold BETWEEN 0 AND 100', name='survey_result_threshold')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SurveyTerm',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('organisation', fields.ForeignKeyField('booking.Organisation', source_field='organisation_id', db_constraint=True, to_field='id', related_name='survey_terms', on_delete=OnDelete.RESTRICT)),
                ('threshold', fields.IntField()),
                ('least', fields.IntField()),
                ('set_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by_user_id', fields.IntField()),
            ],
            options={'table': 'survey_terms', 'app': 'booking', 'constraints': [CheckConstraint(check='threshold BETWEEN 0 AND 100 AND least BETWEEN 3 AND 100', name='survey_term_numbers')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ]),
        indexes(UNIQUE, PLAIN),
        noting_more(NOTED),
        kept_for_good(*UNCHANGEABLE),
    ]
