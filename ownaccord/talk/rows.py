"""Between the posts of a thread and the rows that hold them."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from ownaccord.accounts.keys import encode
from ownaccord.core.thread import Stored, Topic
from ownaccord.spaces.epochs import macs_of
from ownaccord.talk.models import Post


def by_mark(space: str, epoch: int) -> Mapping[bytes, list[Stored]]:
    """Return every post of a space's epoch by what names its thread."""
    found: dict[bytes, list[Stored]] = defaultdict(list)
    for row in Post.objects.filter(space_id=space, epoch=epoch):
        found[bytes(row.mark)].append(_stored(row))
    return found


def count(topic: Topic) -> int:
    """Return how many rows of one thread there are."""
    return _of(topic).count()


def _of(topic: Topic) -> QuerySet[Post]:
    return Post.objects.filter(space_id=topic.view.space, epoch=topic.view.epoch, mark=topic.mark)


def _stored(row: Post) -> Stored:
    return Stored(
        str(row.author_id), row.number, bytes(row.previous), bytes(row.head), bytes(row.sealed_hash),
        None if row.sealed is None else bytes(row.sealed), macs_of(bytes(row.macs)),
    )  # fmt: skip


def store(topic: Topic, post: Stored) -> None:
    """Store a new post."""
    Post.objects.create(
        space_id=topic.view.space, epoch=topic.view.epoch, mark=topic.mark, author_id=post.author, number=post.number,
        previous=post.previous, head=post.head, sealed_hash=post.sealed_hash, sealed=post.sealed,
        macs=encode(dict(post.macs)),
    )  # fmt: skip


def erase(topic: Topic, author: str, number: int) -> bool:
    """Erase the words of a post for good; whether there were any. Its place stays."""
    return bool(_of(topic).filter(author_id=author, number=number, sealed__isnull=False).update(sealed=None))


def drop_before(space: str, epoch: int) -> None:
    """Remove what was said in earlier epochs: nobody can read it here any more, and whoever kept a key could."""
    Post.objects.filter(space_id=space, epoch__lt=epoch).delete()


def drop_space(space: str) -> None:
    """Remove every thread of a space."""
    Post.objects.filter(space_id=space).delete()
