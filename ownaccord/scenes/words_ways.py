"""Words for ways around a gap, for each thing that can be wanted: somebody else, later, or at a distance.

They are there to be said, changed, or written into a plan by hand. Nothing takes them up by itself.
"""

from django.utils.translation import gettext_lazy as _

WAYS = {
    "presence": (
        _("A friend who was asked beforehand comes over for an hour, or keeps the evening free."),
        _("We sit together quietly the next evening, for half an hour."),
        _("A call stays open for a while, and nobody has to talk."),
    ),
    "closeness": (
        _("Somebody else is asked beforehand for a long hug; a warm blanket and a pillow lie ready."),
        _("We hold each other the next morning, when both of us have slept."),
        _("A message before sleep, and something of yours to hold."),
    ),
    "talk": (
        _("Somebody who may know is asked beforehand whether they have time to listen."),
        _("We talk about it tomorrow at a time that we name now, for half an hour."),
        _("Each of us writes down how it was, and sends it when they like."),
    ),
    "praise": (
        _("A friend is asked to send one kind sentence that evening. They need not know why."),
        _("We tell each other the next day one thing that was good."),
        _("A card with a kind sentence is written beforehand and lies ready."),
    ),
    "warmth": (
        _("Somebody at home runs a bath or puts the kettle on."),
        _("First some minutes of rest for both, then a warm drink."),
        _("A blanket, socks and a flask with something warm lie ready beforehand."),
    ),
    "food": (
        _("Somebody else cooks, or something is ordered for a set time."),
        _("We eat together the next morning."),
        _("Water and something to eat lie ready beforehand."),
    ),
    "alone": (
        _("Whoever does not want to be alone is with a friend for that time."),
        _("First half an hour together, then time alone until a time that we name."),
        _("In another room, with the door open, and a word when it is enough."),
    ),
    "distance": (
        _("A friend who was asked beforehand gets in touch the next day."),
        _("Not that night, but on the second day at a time that we name."),
        _("One word or a sign by message is enough, and it needs no answer."),
    ),
}
"""In this order: somebody else, later, prepared or at a distance."""
