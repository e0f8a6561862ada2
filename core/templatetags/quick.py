"""`{% translate "…" %}` in a table row is asked a thousand times a page: a plain one is looked up once per language."""

from django import template
from django.templatetags.i18n import do_translate
from django.utils.translation import get_language


class Remembered(template.Node):
    """A translation without variables: what it says in a language never changes while the program runs."""

    def __init__(self, node):
        self.node, self.said = node, {}

    def render(self, context):
        """The sentence, from memory after the first time."""
        language = get_language()
        if language not in self.said:
            self.said[language] = self.node.render(context)
        return self.said[language]


def translate(parser, token):
    """Django's own tag; remembered where it is nothing but one quoted sentence."""
    words = token.split_contents()
    plain = len(words) == 2 and words[1][0] in "\"'" and words[1][-1] == words[1][0]
    node = do_translate(parser, token)
    return Remembered(node) if plain else node
