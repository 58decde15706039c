"""Words in a template say what Django's own tag says, the first time and each time after it, in each language."""

import pytest
from django.template import Context, Engine
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import trans_real

from ownaccord.lib.templatetags.i18n import Words

OURS = Engine(libraries={"i18n": "ownaccord.lib.templatetags.i18n"})
DJANGOS = Engine(libraries={"i18n": "django.templatetags.i18n"})
SAID = [
    '{% translate "Yes & no" %}', "{% translate \"It's 100 %\" %}", '{% trans "No" %}', '{% translate word %}',
    '{% translate "yes"|upper %}', '{% translate "Yes" noop %}', '{% translate "Yes" as said %}[{{ said }}]',
    '{% translate "May" context "month" %}', '{% autoescape off %}{% translate "Yes & no" %}{% endautoescape %}',
]  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_it_says_what_djangos_tag_says_each_time(said: str) -> None:
    ours, theirs = (engine.from_string("{% load i18n %}" + said) for engine in (OURS, DJANGOS))
    for language in ("en", "de", "en", "fr"):
        with translation.override(language):
            for word in ("Yes", "No", "<b>"):
                told = theirs.render(Context({"word": word}))
                assert ours.render(Context({"word": word})) == told != ""


def test_each_language_has_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    page = OURS.from_string('{% load i18n %}{% translate "Yes" %}')
    assert isinstance(page.nodelist[1], Words)
    with translation.override("de"):
        monkeypatch.setitem(trans_real.translation("de")._catalog._catalogs[0], "Yes", "Ja <3")
        assert page.render(Context()) == "Ja <3"
    with translation.override("en"):
        assert page.render(Context()) == "Yes"
    with translation.override("de"):
        assert page.render(Context()) == "Ja <3"


def test_every_page_of_the_house_has_it() -> None:
    assert type(get_template("frame.html").template.nodelist.get_nodes_by_type(Words)[0]) is Words
