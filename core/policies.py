"""The policy of a place with the rules of its county, and of many counties on one day, each looked up once."""

from core.models import CountyRule
from core.policy import policy_in_force


def policy_at(area, on):
    """Everything in force at a place on a day, county rules included: one query. They are published; everybody may read them."""
    return policy_in_force(area, on, CountyRule.objects.in_force(on).above(area))


class Policies:
    """County → its policy on a day; the rules entered are read when first asked for."""

    def __init__(self, on):
        self.on, self.entered, self.known = on, None, {}

    def at(self, county):
        """The county's policy."""
        if self.entered is None:
            self.entered = list(CountyRule.objects.in_force(self.on))
        if county not in self.known:
            self.known[county] = policy_in_force(county, self.on, self.entered)
        return self.known[county]
