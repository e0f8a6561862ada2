"""How care looks to machines: lines, what is due next, difficulties with help, injuries with the steps owed."""

from rest_framework import serializers

from support.models import Allowance, Checkup, Difficulty, Help, Injury, InjuryStep, Insurance, Visit

WHOSE = ("id", "posting", "name", "area")
ENTERED = ("entered_office", "entered_place", "entered_on", "struck_on", "struck_why")
_MONEY = {"max_digits": 10, "decimal_places": 2}


class LineShape(serializers.ModelSerializer):
    """A line of care: whose, who entered it, and whether it was struck."""

    name = serializers.CharField(source="posting.cadre.name", read_only=True)


class InsuranceShape(LineShape):
    """An insurance policy of one cadre."""

    class Meta:
        model = Insurance
        fields = (*WHOSE, "insurer", "policy_number", "starts_on", "ends_on", *ENTERED)
        read_only_fields = fields


class CheckupShape(LineShape):
    """A medical check-up; what was found is stored nowhere."""

    class Meta:
        model = Checkup
        fields = (*WHOSE, "planned_on", "place", "done_on", *ENTERED)
        read_only_fields = fields


class VisitShape(LineShape):
    """A visit of condolence or a talk."""

    class Meta:
        model = Visit
        fields = (*WHOSE, "kind", "day", "leader", "leader_title", "brought", *ENTERED)
        read_only_fields = fields


class AllowanceShape(LineShape):
    """An allowance of a month that was paid."""

    class Meta:
        model = Allowance
        fields = (*WHOSE, "kind", "month", "amount", "paid_on", "payer", "payer_name", *ENTERED)
        read_only_fields = fields


class DifficultyShape(LineShape):
    """A family difficulty."""

    times = serializers.IntegerField(read_only=True)

    class Meta:
        model = Difficulty
        fields = (*WHOSE, "kind", "since", "settled_on", "times", *ENTERED)
        read_only_fields = fields


class HelpShape(serializers.ModelSerializer):
    """Help given."""

    class Meta:
        model = Help
        fields = ("day", "what", "entered_place", "entered_on")
        read_only_fields = fields


class DifficultyWhole(DifficultyShape):
    """A family difficulty in words, with the help given."""

    helps = HelpShape(many=True, read_only=True)

    class Meta(DifficultyShape.Meta):
        fields = (*DifficultyShape.Meta.fields, "what", "helps")
        read_only_fields = fields


class StepShape(serializers.ModelSerializer):
    """A step owed after an injury or death on duty."""

    class Meta:
        model = InjuryStep
        fields = ("id", "kind", "owner_office", "owner_area", "owner_unit", "due_on", "done_on", "evidence", "paper")
        read_only_fields = fields


class InjuryShape(LineShape):
    """An injury or death on duty with the steps owed."""

    steps = StepShape(many=True, read_only=True)

    class Meta:
        model = Injury
        fields = (*WHOSE, "kind", "happened_on", "where", "what", "steps", *ENTERED)
        read_only_fields = fields


class CareShape(serializers.Serializer):
    """A posted cadre and what their care stands at."""

    id = serializers.IntegerField()
    name = serializers.CharField(source="cadre.name")
    area = serializers.CharField()
    seat = serializers.CharField()
    insured_until = serializers.DateField(allow_null=True)
    checkups_made = serializers.IntegerField()
    visits_made = serializers.IntegerField()
    talks_made = serializers.IntegerField()
    allowances_paid = serializers.IntegerField()


class RightShape(serializers.Serializer):
    """An allowance the cadre is entitled to, who pays it, and the months of the year in which it was not paid."""

    kind = serializers.CharField()
    payer = serializers.CharField()
    payer_name = serializers.CharField()
    unpaid = serializers.ListField(child=serializers.DateField())


class GapShape(serializers.Serializer):
    """Days without cover."""

    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class NextShape(serializers.Serializer):
    """What is due next."""

    kind = serializers.CharField()
    due_on = serializers.DateField()
    late = serializers.BooleanField()


class CareWhole(serializers.Serializer):
    """Everything about one cadre's care this year, as far as the caller may see it."""

    posting = serializers.IntegerField()
    rights = RightShape(many=True)
    gaps = GapShape(many=True)
    due = NextShape(many=True)
    insurances = InsuranceShape(many=True)
    checkups = CheckupShape(many=True)
    visits = VisitShape(many=True)


class PeopleBody(serializers.Serializer):
    """For whom: numbers of postings."""

    postings = serializers.ListField(child=serializers.IntegerField(min_value=1), max_length=2000, allow_empty=False)


class InsuranceBody(PeopleBody):
    """One policy for many."""

    insurer = serializers.CharField(max_length=80)
    policy_number = serializers.CharField(max_length=60)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class CheckupBody(PeopleBody):
    """A check-up of many, planned or done."""

    planned_on = serializers.DateField()
    place = serializers.CharField(max_length=80)
    done_on = serializers.DateField(required=False, allow_null=True)


class VisitBody(PeopleBody):
    """A visit or talk with one or many."""

    kind = serializers.ChoiceField(Visit.Kind.choices)
    day = serializers.DateField()
    leader = serializers.CharField(max_length=60)
    leader_title = serializers.CharField(max_length=60)
    brought = serializers.CharField(max_length=200, required=False, allow_blank=True)


class PaidItem(serializers.Serializer):
    """One allowance of one cadre."""

    posting = serializers.IntegerField(min_value=1)
    kind = serializers.ChoiceField(Allowance.Kind.choices)
    amount = serializers.DecimalField(**_MONEY)


class PaidBody(serializers.Serializer):
    """Allowances of a month (its first day) as paid on a day."""

    month = serializers.DateField()
    paid_on = serializers.DateField()
    paid = PaidItem(many=True, allow_empty=False)


class DoneBody(serializers.Serializer):
    """Which check-ups were done, and when."""

    checkups = serializers.ListField(child=serializers.IntegerField(min_value=1), max_length=2000, allow_empty=False)
    done_on = serializers.DateField()


class DifficultyBody(serializers.Serializer):
    """What troubles a family."""

    posting = serializers.IntegerField(min_value=1)
    kind = serializers.ChoiceField(Difficulty.Kind.choices)
    what = serializers.CharField(max_length=1000)
    since = serializers.DateField()


class HelpBody(serializers.Serializer):
    """Help given."""

    what = serializers.CharField(max_length=1000)
    day = serializers.DateField()


class DayBody(serializers.Serializer):
    """Settled on which day."""

    day = serializers.DateField()


class InjuryBody(serializers.Serializer):
    """What happened on duty."""

    posting = serializers.IntegerField(min_value=1)
    kind = serializers.ChoiceField(Injury.Kind.choices)
    happened_on = serializers.DateField()
    where = serializers.CharField(max_length=80)
    what = serializers.CharField(max_length=1000)


class StepBody(serializers.Serializer):
    """What shows that a step was done; `paper` is a file the caller has handed in."""

    evidence = serializers.CharField(max_length=1000)
    done_on = serializers.DateField()
    paper = serializers.IntegerField(required=False, allow_null=True, min_value=1)


class CountShape(serializers.Serializer):
    """How many were entered."""

    count = serializers.IntegerField()
