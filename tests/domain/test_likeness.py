"""How like two posts are."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.likeness import TELLING, Candidate, Weights, merged, rank_alike

STEMS = st.frozensets(st.sampled_from("абвгдежз"), max_size=8)
CANDIDATES = st.lists(st.tuples(STEMS, st.integers(0, 3)), max_size=12).map(
    lambda made: [Candidate(n, stems, rubrics) for n, (stems, rubrics) in enumerate(made)]
)


def candidate(post_id: int, words: str, rubrics: int = 0) -> Candidate:
    return Candidate(post_id, frozenset(words.split()), rubrics)


def test_a_rare_word_says_more_than_a_frequent_one():
    sample = [candidate(n, "частое") for n in range(20)] + [candidate(20, "частое редкое")]
    found = [candidate(30, "частое иное"), candidate(31, "редкое иное")]
    assert rank_alike({"частое", "редкое"}, found, Weights(sample), limit=5) == [31, 30]
    assert Weights(sample).most_telling({"частое", "редкое"})[0] == "редкое"


def test_a_shared_rubric_weighs_and_a_shared_word_weighs_more():
    found = [candidate(1, "иное", 2), candidate(2, "слово иное"), candidate(3, "слово иное", 1)]
    assert rank_alike({"слово"}, found, Weights(found), limit=5) == [3, 2, 1]


@given(stems=STEMS, found=CANDIDATES, limit=st.integers(1, 6))
def test_only_what_shares_something_is_alike_each_once(stems, found, limit):
    ranked = rank_alike(stems, found, Weights(found), limit=limit)
    sharing = {one.post_id for one in found if stems & one.stems or one.rubrics}
    assert len(ranked) == min(limit, len(sharing))
    assert set(ranked) <= sharing
    assert len(set(ranked)) == len(ranked)


@given(stems=STEMS, found=CANDIDATES)
def test_the_order_in_which_posts_are_found_changes_nothing(stems, found):
    weights = Weights(found)
    backwards = rank_alike(stems, found[::-1], weights, limit=6)
    assert rank_alike(stems, found, weights, limit=6) == backwards
    assert len(weights.most_telling(stems)) == min(len(stems), TELLING)
    assert merged(found, found) == found
