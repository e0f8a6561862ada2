"""Teams 驻村工作队 and postings 驻村任职. The database itself refuses what the Opinion forbids (二(一))."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.scope import Scope, ScopedQuerySet
from teams.models.cadres import Cadre
from teams.models.places import Pairing, Village, span


class Seat(models.TextChoices):
    """席位: one first secretary (team leader) and one member from the paired unit, one member from the township."""

    FIRST_SECRETARY = "first_secretary", _("first secretary")
    UNIT_MEMBER = "unit_member", _("team member from the unit")
    TOWNSHIP_MEMBER = "township_member", _("team member from the township")


class TeamQuerySet(ScopedQuerySet):
    """Teams, in sentences."""

    def standing(self, on):
        """Those formed and not disbanded on a day."""
        return self.filter(Q(disbanded_on__isnull=True) | Q(disbanded_on__gt=on), formed_on__lte=on)

    def with_holders(self, on):
        """Each with `held`: how many of its seats are held on a day."""
        held = Q(postings__starts_on__lte=on) & (Q(postings__ends_on__isnull=True) | Q(postings__ends_on__gte=on))
        return self.annotate(held=models.Count("postings", filter=held))


# A village is served by one standing team, as its first or its second village; the second lies in the same township.
_ONE_TEAM_A_VILLAGE = """
    IF NEW.disbanded_on IS NOT NULL THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM teams_village WHERE id IN (NEW.village_id, NEW.second_village_id) ORDER BY id FOR UPDATE;
    IF EXISTS (
        SELECT 1 FROM teams_team
        WHERE id IS DISTINCT FROM NEW.id AND disbanded_on IS NULL
          AND (second_village_id = NEW.village_id OR village_id = NEW.second_village_id)
    ) THEN
        RAISE EXCEPTION 'a village is served by one team'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'village_has_one_team';
    END IF;
    IF NEW.second_village_id IS NOT NULL THEN
        SELECT area INTO first FROM teams_village WHERE id = NEW.village_id;
        SELECT area INTO second FROM teams_village WHERE id = NEW.second_village_id;
        IF left(first, 9) <> left(second, 9) THEN
            RAISE EXCEPTION 'both villages of a team lie in one township'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'second_village_nearby';
        END IF;
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Team(models.Model):
    """驻村工作队 of one village, or of two villages of one township paired with one unit: three seats."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="teams", verbose_name=_("village"))
    second_village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="second_teams", verbose_name=_("second village")
    )
    area = models.CharField(_("division code"), max_length=12)
    formed_on = models.DateField(_("formed"))
    disbanded_on = models.DateField(_("disbanded"), null=True, blank=True)

    objects = TeamQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("*village__pairings__unit",), account=("*postings__cadre__account",))

    class Meta:
        verbose_name = _("team")
        ordering = ("area",)
        constraints = [
            models.UniqueConstraint(
                fields=("village",), condition=Q(disbanded_on__isnull=True), name="village_has_one_team"
            ),
            models.UniqueConstraint(
                fields=("second_village",),
                condition=Q(disbanded_on__isnull=True),
                name="second_village_has_one_team",
            ),
            models.CheckConstraint(
                name="second_village_is_another",
                condition=Q(second_village__isnull=True) | ~Q(second_village=F("village")),
            ),
            models.CheckConstraint(name="team_area_never_empty", condition=Q(area__length=12)),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="team_area")]
        triggers = [
            pgtrigger.Trigger(
                name="one_team_a_village",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("village_id", "second_village_id", "disbanded_on"),
                declare=[("first", "varchar"), ("second", "varchar")],
                func=_ONE_TEAM_A_VILLAGE,
            )
        ]

    def __str__(self):
        return "、".join(str(one) for one in self.villages)

    @property
    def villages(self):
        """The village, or the two, that the team serves."""
        return [self.village, self.second_village] if self.second_village_id else [self.village]


class PostingQuerySet(ScopedQuerySet):
    """Postings, in sentences."""

    def current(self, on):
        """Those that hold on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def with_open_items(self, on):
        """Current ones with `open_items`: what of the checklist is not done; only those where something is not."""
        done = PostingCheck.objects.filter(posting=models.OuterRef("pk"))
        member = ~Q(cadre__party=Cadre.Party.NONE)
        lacks = {item: ~models.Exists(done.filter(item=item)) for item in PostingCheck.Item.values}
        lacks["party_relation"] = Q(lacks["party_relation"]) & member
        marks = [
            models.Case(models.When(lack, then=models.Value(item)), output_field=models.CharField())
            for item, lack in lacks.items()
        ]
        any_of = Q()
        for lack in lacks.values():
            any_of |= Q(lack)
        found = Func(
            *marks,
            template="ARRAY_REMOVE(ARRAY[%(expressions)s]::varchar[], NULL)",
            output_field=ArrayField(models.CharField()),
        )
        return self.current(on).filter(any_of).annotate(open_items=found)

    def touching(self, first, last):
        """Those that hold on any day of a span."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)


_RIGHT_SOURCE = """
    SELECT area INTO place FROM teams_team WHERE id = NEW.team_id;
    SELECT unit_id, area INTO sender, home FROM teams_cadre WHERE id = NEW.cadre_id;
    IF NEW.area <> place THEN
        RAISE EXCEPTION 'a posting lies where its team lies'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_right_place';
    END IF;
    IF NEW.seat = 'township_member' THEN
        IF sender IS NOT NULL OR home <> left(place, 9) THEN
            RAISE EXCEPTION 'the township seat is filled from the village''s own township'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_right_source';
        END IF;
    ELSIF NOT EXISTS (
        SELECT 1 FROM teams_pairing p JOIN teams_team t ON t.village_id = p.village_id
        WHERE p.id = NEW.pairing_id AND t.id = NEW.team_id AND p.unit_id = sender
    ) THEN
        RAISE EXCEPTION 'this seat is filled from the paired unit'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_right_source';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Posting(models.Model):
    """驻村任职: one cadre, one seat, one team, from–to. `ends_on` is open until the posting ends, and `end_kind` says how."""

    class EndKind(models.TextChoices):
        """结束方式."""

        TERM = "term", _("end of term")
        ADJUSTMENT = "adjustment", _("adjustment")
        RECALL = "recall", _("recall")

    team = models.ForeignKey(Team, models.PROTECT, related_name="postings", verbose_name=_("team"))
    area = models.CharField(_("division code"), max_length=12)
    seat = models.CharField(_("seat"), max_length=16, choices=Seat)
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="postings", verbose_name=_("cadre"))
    pairing = models.ForeignKey(
        Pairing, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pairing")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    end_kind = models.CharField(_("ended by"), max_length=10, choices=EndKind, blank=True)
    term_ends_on = models.DateField(_("end of term"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()
    # The unit is the one that sent the cadre, whoever employs them today.
    scope = Scope(area=("area",), unit=("pairing__unit",), account=("cadre__account",))

    class Meta:
        verbose_name = _("posting")
        ordering = ("area", "seat", "starts_on")
        constraints = [
            ExclusionConstraint(
                name="seat_has_one_holder",
                expressions=[
                    ("team", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    (span(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="cadre_in_one_posting",
                expressions=[("cadre", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="posting_dates_in_order", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="posting_end_says_how", condition=Q(ends_on__isnull=False) | Q(end_kind="")),
            models.CheckConstraint(name="posting_area_never_empty", condition=Q(area__length=12)),
            models.CheckConstraint(
                name="posting_seat_and_source",
                condition=Q(seat=Seat.TOWNSHIP_MEMBER, pairing__isnull=True)
                | Q(seat__in=[Seat.FIRST_SECRETARY, Seat.UNIT_MEMBER], pairing__isnull=False),
            ),
        ]
        indexes = [models.Index(OpClass("area", name="varchar_pattern_ops"), name="posting_area")]
        triggers = [
            pgtrigger.Trigger(
                name="right_source",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("team_id", "area", "seat", "cadre_id", "pairing_id"),
                declare=[("place", "varchar"), ("home", "varchar"), ("sender", "bigint")],
                func=_RIGHT_SOURCE,
            )
        ]

    def __str__(self):
        return f"{self.cadre} · {self.get_seat_display()} · {self.team}"

    @property
    def sender(self):
        """The unit or township that sent the cadre; it stays so when they belong elsewhere later (二(三))."""
        return self.pairing.unit if self.pairing else self.cadre.township

    @property
    def unit_id(self):
        """The unit that sent the cadre; None for the township's seat."""
        return self.pairing.unit_id if self.pairing else None

    @property
    def account_id(self):
        """The posted cadre's own account, if there is one."""
        return self.cadre.account_id


@pghistory.track()
class PostingCheck(models.Model):
    """驻村手续: one item of the checklist of a posting, done on a day (二(一), provision `team.relations`)."""

    class Item(models.TextChoices):
        """事项."""

        PARTY_RELATION = "party_relation", _("Party relation moved to the village branch")
        DUTIES_HANDED_OFF = "duties_handed_off", _("duties of the unit handed off")
        SALARY_KEPT = "salary_kept", _("administrative and salary relation kept at the unit")

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="checks", verbose_name=_("posting"))
    area = models.CharField(_("division code"), max_length=12)
    item = models.CharField(_("item"), max_length=20, choices=Item)
    done_on = models.DateField(_("done on"))
    note = models.CharField(_("remark"), max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(area=("area",), unit=("posting__pairing__unit",), account=("posting__cadre__account",))

    class Meta:
        verbose_name = _("item of a posting")
        ordering = ("posting", "item")
        constraints = [
            models.UniqueConstraint(fields=("posting", "item"), name="posting_item_once"),
            models.CheckConstraint(name="posting_check_area_never_empty", condition=Q(area__length=12)),
        ]
