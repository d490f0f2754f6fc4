"""Which posts are about the same things: tf-idf over their words and papers, kept in a table.

A post's terms are weighed when it is published, and its neighbours found then: readers only look
up. How rare a term is changes with every post; what is stored follows at the next publication of
either post, or with `related rebuild`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count

from blog.core.stop_words import STOP_WORDS
from blog.core.terms import term_of, words
from blog.core.text import fold
from blog.posts.failures import leaving_out
from blog.posts.locking import lock_relations
from blog.posts.rebuilding import Step, rebuild_in_batches
from blog.posts.references import referenced_ids

NAME = "related"
# More than is shown, so that one that is hidden leaves no gap.
KEPT, SHOWN = 8, 3
# Below this, two posts share no more than a few words of every language's small change.
LEAST = 0.02
_TITLE, _PAPER, _EVENT = 3, 4, 2
# A term of more than this share of the posts tells none of them apart; where there are few posts,
# a term of more than half of them.
_COMMON, _FEW = 0.1, 20
# What a post says beside these adds nothing to its neighbours but time.
_TELLING = 160


def relate(post: Any) -> None:
    """Make the rows of this post, and its place in the rows of others, as its live text says."""
    with transaction.atomic():
        lock_relations()
        if not post.live or post.alias_of_id:
            forget(post.pk)
            return
        _store_terms(post)
        if _refresh_few():
            return
        scores = _scores(post)
        _store_own(post.pk, scores)
        _enter_others(post.pk, scores)


def forget(pk: int) -> None:
    """Take a post out. Others that are left with too few find new ones."""
    related = _model("RelatedPost")
    with transaction.atomic():
        lock_relations()
        _model("PostTerm").objects.filter(post=pk).delete()
        related.objects.filter(post=pk).delete()
        sources = list(related.objects.filter(target=pk).values_list("post", flat=True))
        related.objects.filter(target=pk).delete()
        if _refresh_few():
            return
        rows = related.objects.filter(post__in=sources).values_list("post").annotate(Count("pk"))
        counts = dict(rows)
        poor = [source for source in sources if counts.get(source, 0) < SHOWN]
        for source in _model("PostPage").objects.live().filter(pk__in=poor):
            _store_own(source.pk, _scores(source))


def rebuild() -> Iterator[int]:
    """All from scratch; the number of posts that are done, as it grows."""
    posts = _model("PostPage").objects.live().filter(alias_of=None)
    for name in ("PostTerm", "RelatedPost"):
        _model(name).objects.exclude(post__in=posts).delete()
    _model("RelatedPost").objects.exclude(target__in=posts).delete()
    steps = [Step("terms", posts, _weigh_batch), Step("neighbours", posts, _relate_batch)]
    done = 0
    for step, count in rebuild_in_batches(NAME, steps):
        if step == "neighbours":
            done += count
            yield done


def _weigh_batch(posts: list[Any]) -> None:
    lock_relations()
    for post in posts:
        with leaving_out(post, "related"):
            _store_terms(post)


def _relate_batch(posts: list[Any]) -> int:
    lock_relations()
    for post in posts:
        _store_own(post.pk, _scores(post))
    return len(posts)


def weights_of(post: Any) -> dict[str, float]:
    """Term → weight; the squares of all weights together are one."""
    counts = _word_counts(post.plain_text, post.language)
    counts += _word_counts(f"{post.title}\n{post.standfirst}", post.language, _TITLE)
    for paper in referenced_ids(post.body.raw_data)["blog.Paper"]:
        counts[f"paper:{paper}"] += _PAPER
    if post.event_id:
        counts[f"event:{post.event_id}"] += _EVENT
    raw = {term: 1 + math.log(count) for term, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items()}


def _word_counts(text: str, language: str, times: int = 1) -> Counter[str]:
    """Stems as the search has them, apart by language: a Spanish "once" is no English one."""
    counts: Counter[str] = Counter()
    base = language.split("-")[0]
    for word, count in Counter(word.text for word in words(text)).items():
        if fold(word) in STOP_WORDS or word.isdigit():
            continue
        term = term_of(word, language)
        if len(term) > 1:
            counts[f"{base}:{term}"] += times * count
    return counts


def _store_terms(post: Any) -> None:
    """Some four hundred rows: as plain SQL in half the time that the ORM takes."""
    model = _model("PostTerm")
    model.objects.filter(post=post.pk).delete()
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} (post_id, term, weight) VALUES (%s, %s, %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(
            statement, [(post.pk, term, weight) for term, weight in weights_of(post).items()]
        )


def _scores(post: Any) -> list[tuple[int, float]]:
    """(post, score), best first, of live posts that are no translation of this one."""
    rows = _model("PostTerm").objects
    own = dict(rows.filter(post=post.pk).values_list("term", "weight"))
    frequency = dict(rows.filter(term__in=own).values_list("term").annotate(Count("pk")))
    total = rows.values("post").distinct().count()
    most = max(total * _COMMON, min(_FEW, total / 2), 2)
    telling = {
        term: own[term] * (math.log(1 + total / count) / math.log(1 + total)) ** 2
        for term, count in frequency.items()
        if 1 < count <= most
    }
    best = sorted(telling, key=lambda term: (-telling[term], term))[:_TELLING]
    scores: defaultdict[int, float] = defaultdict(float)
    for other, term, weight in _rows_of(best):
        if other != post.pk:
            scores[other] += weight * telling[term]
    for twin in _translations(post):
        scores.pop(twin, None)
    kept = [(pk, round(score, 9)) for pk, score in scores.items() if score >= LEAST]
    return sorted(kept, key=lambda item: (-item[1], item[0]))


def _rows_of(terms: list[str]) -> Iterator[tuple[int, str, float]]:
    """Some thousands of rows: without the ORM, which would take longer than the database."""
    if not terms:
        return
    table = connection.ops.quote_name(_model("PostTerm")._meta.db_table)
    signs = ", ".join(["%s"] * len(terms))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT post_id, term, weight FROM {table} WHERE term IN ({signs})", terms)  # noqa: S608
        yield from cursor.fetchall()


def _translations(post: Any) -> Iterable[int]:
    if not post.translation_group:
        return ()
    twins = _model("PostPage").objects.filter(translation_group=post.translation_group)
    return twins.values_list("pk", flat=True)


def _refresh_few() -> bool:
    """Among few posts one more changes what is rare at all: then all of them are done anew."""
    known = _model("PostTerm").objects.values("post").distinct()
    if known.count() > _FEW:
        return False
    for post in _model("PostPage").objects.filter(pk__in=known):
        _store_own(post.pk, _scores(post))
    return True


def _store_own(pk: int, scores: list[tuple[int, float]]) -> None:
    related = _model("RelatedPost")
    related.objects.filter(post=pk).delete()
    related.objects.bulk_create(
        related(post_id=pk, target_id=target, score=score) for target, score in scores[:KEPT]
    )


def _enter_others(pk: int, scores: list[tuple[int, float]]) -> None:
    """The other way round: where this post belongs among what others have."""
    related = _model("RelatedPost")
    related.objects.filter(target=pk).delete()
    found: dict[int, list[Any]] = {other: [] for other, _score in scores}
    for row in related.objects.filter(post__in=list(found)):
        found[row.post_id].append(row)
    new, gone = [], []
    for other, score in scores:
        rows = found[other]
        if len(rows) >= KEPT:
            if rows[-1].score >= score:
                continue
            gone.append(rows[-1].pk)
        new.append(related(post_id=other, target_id=pk, score=score))
    related.objects.filter(pk__in=gone).delete()
    related.objects.bulk_create(new)


def _model(name: str) -> Any:
    return apps.get_model("blog", name)
