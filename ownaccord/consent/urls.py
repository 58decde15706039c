"""The addresses of this room; ids only, no words that say what it is about."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.consent.views import changed, endings, history, items, map, paper, pausing, positions, waiting, wishes

urlpatterns = [
    path("pause/lift/", pausing.pause_lift, name="pause-lift"),
    path("s/<space:space>/map/", map.consent_map, name="map"),
    path("s/<space:space>/map/paper/", paper.map_on_paper, name="map-paper"),
    path("s/<space:space>/map/data/", paper.map_as_data, name="map-data"),
    path("s/<space:space>/seen/", map.seen, name="seen"),
    path("s/<space:space>/items/", items.items, name="items"),
    path("s/<space:space>/search/", items.look_for, name="search"),
    path("s/<space:space>/categories/<slug:category>/", items.category, name="category"),
    path("s/<space:space>/categories/<slug:category>/open/", items.open_category, name="open-category"),
    path("s/<space:space>/categories/<slug:category>/close/", items.close_category, name="close-category"),
    path("s/<space:space>/items/<slug:item>/", items.item, name="item"),
    path("s/<space:space>/items/<slug:item>/read/", items.read_card, name="read-card"),
    path("s/<space:space>/items/<slug:item>/positions/", positions.take_position, name="take-position"),
    path("s/<space:space>/items/<slug:item>/tighten/", positions.tighten, name="tighten"),
    path("s/<space:space>/items/<slug:item>/tell/", positions.tell_limit, name="tell-limit"),
    path("s/<space:space>/items/<slug:item>/keep/", positions.keep_to_myself, name="keep-to-myself"),
    path("s/<space:space>/items/<slug:item>/renew/", positions.renew, name="renew"),
    path("s/<space:space>/items/<slug:item>/<slug:side>/", positions.state, name="state"),
    path("s/<space:space>/changed/", changed.changed_cards, name="changed"),
    path("s/<space:space>/changed/seen/", changed.changed_seen, name="changed-seen"),
    path("s/<space:space>/changed/let-go/", changed.let_go, name="let-go"),
    path("s/<space:space>/wishes/", wishes.wishes, name="wishes"),
    path("s/<space:space>/wishes/still-so/", wishes.still_so, name="still-so"),
    path("s/<space:space>/wishes/let-go/", wishes.drop_wish, name="drop-wish"),
    path("s/<space:space>/wait/", waiting.wait, name="wait"),
    path("s/<space:space>/wait/still-so/", waiting.wait_still_so, name="wait-still-so"),
    path("s/<space:space>/wait/let-go/", waiting.drop_wait, name="drop-wait"),
    path("s/<space:space>/history/", history.history, name="history"),
    path("s/<space:space>/pause/", pausing.space_pause, name="space-pause"),
    path("s/<space:space>/lift/", pausing.lift, name="lift"),
    path("s/<space:space>/reaffirm/", endings.reaffirm, name="reaffirm"),
    path("s/<space:space>/leave/", endings.leave, name="leave"),
]
