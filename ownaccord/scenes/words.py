"""The sentences of this room: what happened after a form. None says whose doing it was."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "draft-kept": _("Kept, for you alone. Nobody else sees it until you put it on the table."),
    "draft-gone": _("Let go. Nobody has seen it."),
    "draft-taken": _("Taken from the table into your own draft. What lies there stays as it is."),
    "tabled": _("On the table. The others see it the next time they look here, and owe no answer."),
    "yes": _("Said, for now. It counts for two hours, and you can still say “not today”."),
    "not-today": _("Not today. Nothing was spent, and nobody owes a reason."),
    "stopped": _("It had begun just now. It is over, on every device, and nobody owes a reason."),
    "started": _("It has begun."),
    "again": _("On the table once more. Everybody says yes anew, or does not."),
    "put-back": _("Put back: what your yes held is yours to give again."),
    "rehearsed": _("Noted for you: the red reached every device."),
    "drill": _("You are in the rehearsal with this device."),
    "carried": _("This device counts for you now, too."),
    "rehearse": _("Nothing changed. Rehearse the stop once, on the devices that carry it, before a first scene."),
    "missing": _("Nothing changed. A device that carries signals is not here. Open this page on it first."),
    "look": _("Nothing changed. Something in the plan is not in force as it stands there; it needs another look."),
    "others-first": _(
        "Nothing changed. What the last scene spent is not noted everywhere yet. This time the others say yes first."
    ),
    "their-word": _("Nothing changed. After a red, who pressed it opens the next beginning, if they want one."),
    "scene": _("Nothing changed. From the first yes until a day after a scene only tightening works."),
    "not-now": _("Nothing changed. While this space starts anew, nothing can be planned or started."),
    "busy": _("Nothing changed. It is not as it was when you looked; this is how it stands now."),
}

AFTER = {
    "kept": _("Kept, for you alone."),
    "nothing": _("Nothing was kept. That is fine, too."),
    "let-go": _("Let go. It is not kept any more."),
}

AT_HAND = {
    "warmth": _("A blanket, something warm to put on, a warm drink"),
    "food": _("Water, and something to eat"),
    "presence": _("Somewhere to sit or lie side by side"),
    "closeness": _("Room to be close, and a word that says enough"),
    "talk": _("Time with nothing after it"),
    "praise": _("A kind word that is meant"),
    "alone": _("A room or a corner for whoever wants to be alone, and a time to look in"),
    "distance": _("When and how you will hear from each other"),
}
