"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from ownaccord.care import cooling_urls, dates_urls, follow_up_urls, ladder_urls, rhythm_urls

urlpatterns = [
    *follow_up_urls.urlpatterns, *rhythm_urls.urlpatterns, *cooling_urls.urlpatterns,
    *ladder_urls.urlpatterns, *dates_urls.urlpatterns,
]  # fmt: skip
