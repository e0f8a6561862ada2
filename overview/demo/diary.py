"""A year of one person's days: work weeks with rest, leave, errands – and for some too little of the village."""

from datetime import date, timedelta

from overview.demo.calendar import rest_days

IN, OUT, TRAINED, LEAVE, ABSENT, REST = "in_village", "report_out", "training", "leave", "absent", "rest"
# share of days that count → how many people are like that: always there · steady · near the minimum · late · too late
PACES = {(0.90, 0.97): 3, (0.66, 0.78): 72, (0.575, 0.635): 13, (0.50, 0.545): 7, (0.30, 0.47): 5}
ERRANDS, NEGLIGENT = 0.03, 0.04


class Diarist:
    """Writes diaries over the same days for many people."""

    def __init__(self, world):
        self.dice = world.dice("diary")
        self.days = [world.wave + timedelta(days=n) for n in range((world.on - world.wave).days + 1)]
        self.free = rest_days(self.days)
        self.usual = [REST if free else IN for free in self.free]
        self.share = 1 - sum(self.free) / len(self.days)
        self.origin = world.wave.toordinal()
        self.new_year = max(date(world.on.year, 1, 1).toordinal() - self.origin, 0)

    def diary(self, first, last, trained):
        """Statuses of all days; only `first`..`last` (positions) will be used. `trained`: ordinals of training days."""
        said = list(self.usual)
        pace = self.dice.uniform(*self.dice.choices(list(PACES), list(PACES.values()))[0])
        if pace > self.share:
            self._stay(said, (pace - self.share) / (1 - self.share))
        else:
            self._leave(said, max(first, self.new_year), last, 1 - pace / self.share)
        self._sprinkle(said, first, last)
        for ordinal in trained:
            if 0 <= ordinal - self.origin < len(said):
                said[ordinal - self.origin] = TRAINED
        return said

    def _stay(self, said, share):
        """Works on some of the free days too, and takes a few days of leave."""
        for at, free in enumerate(self.free):
            if free and self.dice.random() < share:
                said[at] = IN
        self._away(said, self.dice.randrange(len(said)), self.dice.randint(2, 6), LEAVE)

    def _leave(self, said, first, last, share):
        """Long leave within the calendar year, in up to three parts, so that `share` of the days is missing."""
        parts = self.dice.randint(1, 3)
        for _ in range(parts if last > first else 0):
            self._away(said, self.dice.randint(first, last), int((last - first + 1) * share / parts), LEAVE)

    def _sprinkle(self, said, first, last):
        """Errands after a report-out; few people are absent without leave."""
        for at in range(first, last + 1):
            if said[at] is IN and self.dice.random() < ERRANDS:
                said[at] = OUT
        if self.dice.random() < NEGLIGENT:
            for _ in range(self.dice.randint(1, 3)):
                said[self.dice.randint(first, last)] = ABSENT

    def _away(self, said, start, length, status):
        for at in range(start, min(start + length, len(said))):
            said[at] = status
