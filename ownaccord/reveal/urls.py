"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.reveal.views import answering, dealing

urlpatterns = [
    path("s/<space:space>/deck/", dealing.deck, name="deck"),
    path("s/<space:space>/deck/propose/", dealing.propose, name="deck-propose"),
    path("s/<space:space>/deck/take-up/", dealing.take_up, name="deck-take-up"),
    path("s/<space:space>/deck/aside/", dealing.put_aside, name="deck-aside"),
    path("s/<space:space>/deck/back/", dealing.take_back, name="deck-back"),
    path("s/<space:space>/deck/away/", dealing.put_away, name="deck-away"),
    path("s/<space:space>/deck/rest/", dealing.let_rest, name="deck-rest"),
    path("s/<space:space>/deck/seal/", answering.seal, name="deck-seal"),
    path("s/<space:space>/deck/answers/", answering.answers, name="deck-answers"),
    path("s/<space:space>/deck/answers/<slug:item>/", answering.answer, name="deck-answer"),
]
