"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.talk.views import firm, noticed, own_words, terms, threads, ways

urlpatterns = [
    path("s/<space:space>/talk/", threads.talk, name="talk"),
    path("s/<space:space>/talk/<slug:item>/", threads.thread, name="talk-thread"),
    path("s/<space:space>/talk/<slug:item>/erase/", threads.erase, name="talk-erase"),
    path("s/<space:space>/beside/", threads.beside, name="beside"),
    path("s/<space:space>/beside/erase/", threads.erase_beside, name="beside-erase"),
    path("s/<space:space>/cards/<slug:card>/", threads.card, name="card-talk"),
    path("s/<space:space>/cards/<slug:card>/erase/", threads.erase_card, name="card-talk-erase"),
    path("s/<space:space>/talk/<slug:item>/terms/", terms.put_down, name="talk-terms"),
    path("s/<space:space>/talk/<slug:item>/take/", terms.take, name="talk-take"),
    path("s/<space:space>/talk/<slug:item>/words/", own_words.of_item, name="talk-words"),
    path("s/<space:space>/line/", threads.repair, name="repair"),
    path("s/<space:space>/line/erase/", threads.erase_repair, name="repair-erase"),
    path("s/<space:space>/ways/", ways.ways, name="ways"),
    path("s/<space:space>/ways/own/", ways.own, name="ways-own"),
    path("s/<space:space>/ways/own/erase/", ways.erase_own, name="ways-own-erase"),
    path("s/<space:space>/ways/<slug:item>/", ways.way, name="way"),
    path("s/<space:space>/ways/<slug:item>/erase/", ways.erase, name="way-erase"),
    path("s/<space:space>/ways/<slug:item>/firm/", firm.item, name="way-firm"),
    path("me/noticed/", noticed.noticed, name="noticed"),
    path("me/noticed/erase/", noticed.erase, name="noticed-erase"),
    path("me/noticed/keep/", noticed.keep, name="noticed-keep"),
    path("me/firm/", firm.firm, name="firm"),
    path("me/firm/back/", firm.back, name="firm-back"),
]
