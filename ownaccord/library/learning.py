"""Lessons: which there are, one of them, and each of its steps. Nobody is led on, and nothing is counted or kept.

What somebody puts on a list of their own is kept in their vault; that page is the profile's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import open_page
from ownaccord.catalogue.lessons import Lesson, Step, StepKind, load_lessons, numbered
from ownaccord.catalogue.phrases import PhraseGroup, load_phrases
from ownaccord.library import reading

KINDS: Mapping[StepKind, Any] = {
    StepKind.READ: gettext_lazy("To read"),
    StepKind.TRY: gettext_lazy("To try"),
    StepKind.REFLECT: gettext_lazy("To think about"),
}


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One step as its page shows it. `groups`: phrases that go with it, by the numbers of their kinds. `to`: the next,
    0 after the last.
    """

    what: Step
    kind: str
    groups: tuple[tuple[int, PhraseGroup], ...]
    to: int

    @property
    def reflects(self) -> bool:
        """Whether it asks to think about something."""
        return self.what.kind is StepKind.REFLECT

    @property
    def tries(self) -> bool:
        """Whether it asks to try something."""
        return self.what.kind is StepKind.TRY


@require_safe
@open_page
def lessons(request: HttpRequest) -> HttpResponse:
    """Every lesson."""
    return reading.page(request, "lessons", lessons=load_lessons())


@require_safe
@open_page
def lesson(request: HttpRequest, lesson: int) -> HttpResponse:
    """One lesson, with its steps. A number that has none is not there."""
    found = _found(lesson)
    steps = [_step(found, at) for at in range(1, len(found.steps) + 1)]
    return reading.page(request, "lesson", lesson=found, steps=steps)


@require_safe
@open_page
def step(request: HttpRequest, lesson: int, at: int) -> HttpResponse:
    """One step."""
    found = _found(lesson)
    if not 0 < at <= len(found.steps):
        raise Http404
    return reading.page(request, "lesson_step", lesson=found, step=_step(found, at))


def _found(number: int) -> Lesson:
    found = numbered(number)
    if found is None:
        raise Http404
    return found


def _step(lesson: Lesson, at: int) -> LessonStep:
    each = lesson.steps[at - 1]
    groups = tuple((n, group) for n, group in enumerate(load_phrases(), start=1) if group.kind in each.phrases)
    return LessonStep(each, str(KINDS[each.kind]), groups, at + 1 if at < len(lesson.steps) else 0)
