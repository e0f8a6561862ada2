"""Every address of the site with the row of our own county behind it."""

from django.urls import reverse

from tests.access import objects


def addresses(populated):
    """[(name, path, methods)]."""
    found = []
    for name, (_route, callback) in sorted(objects.routes().items()):
        _relation, arguments, _thing = objects.targets(name, populated)[0]
        found.append((name, reverse(name, kwargs=arguments), callback.door.methods))
    return found
