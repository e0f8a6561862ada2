"""The policy of places as care asks for it, each county looked up once."""

from core.models import CountyRule
from core.policy import policy_in_force


class Policies:
    """County → its policy on a day; the rules entered are read when first asked for."""

    def __init__(self, on):
        self.on, self.entered, self.known = on, None, {}

    def at(self, area):
        """The policy of the county an area lies in."""
        county = area[:6]
        if self.entered is None:
            self.entered = list(CountyRule.objects.in_force(self.on))
        if county not in self.known:
            self.known[county] = policy_in_force(county, self.on, self.entered)
        return self.known[county]
