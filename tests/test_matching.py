"""New actors meet the known ones that they may be, and are joined only where no third one speaks against it."""

from __future__ import annotations

from dashboard.store.matching import Candidate, Index, blocks, counted, match


def person(id: int, name: str, nation: str | None = None, role: str | None = None) -> Candidate:
    return Candidate(id, name, "person", nation, role)


def found(new: list[Candidate], known: Index) -> list[tuple[int, int, str]]:
    return [(m.a, m.b, m.strength) for m in match(new, known)]


def test_the_best_stands_first_and_says_why() -> None:
    index = Index([person(1, "A. Orlan"), person(2, "Ana Orlan"), person(3, "Anna Orlan")])
    matches = match([person(9, "Ana Orlan")], index)
    assert [(m.b, m.strength, m.why) for m in matches] == [
        (2, "strong", "same name"),
        (3, "weak", "given name spelt otherwise"),
        (1, "weak", "initial"),
    ]


def test_two_known_namesakes_of_two_nations_keep_a_third_from_both() -> None:
    index = Index([person(1, "Ana Orlan", "Lorvia"), person(2, "Ana Orlan", "Ketteria")])
    assert found([person(9, "Ana Orlan")], index) == [(9, 1, "weak"), (9, 2, "weak")]
    # Where one fits, the namesake of another nation is not put up; where none does, the nation may be misread.
    assert found([person(9, "Ana Orlan", "Lorvia")], index) == [(9, 1, "strong")]
    assert found([person(9, "Ana Orlan", "Casmer")], index) == [(9, 1, "weak"), (9, 2, "weak")]


def test_whom_a_joined_one_contradicts_is_not_joined_behind_its_back() -> None:
    index = Index([person(1, "Ana Orlan"), person(2, "Ana Orlan", "Lorvia")])
    index.join(2, 1)
    [only] = match([person(9, "Ana Orlan", "Ketteria")], index)
    assert only.strength == "weak"
    assert only.why == "same name, but joined with another: of Ketteria and of Lorvia"


def test_middle_names_of_joined_ones_count_too() -> None:
    index = Index([person(1, "Emil Orlan", "Lorvia"), person(2, "Emil W. Orlan", "Lorvia")])
    index.join(2, 1)
    assert found([person(9, "Emil H. W. Orlan", "Lorvia")], index) == [(9, 1, "weak")]


def test_several_joined_ones_are_one_proposal() -> None:
    index = Index([person(1, "Sergei Dravitsky"), person(2, "Sergey Dravitsky")])
    index.join(2, 1)
    assert found([person(9, "Sergey Dravitskiy")], index) == [(9, 2, "weak")]


def test_undoing_a_join_takes_it_out() -> None:
    index = Index([person(1, "Ana Orlan"), person(2, "Ana Orlan", "Lorvia")])
    index.join(2, 1)
    index.join(2, 2)
    assert found([person(9, "Ana Orlan", "Ketteria")], index) == [(9, 1, "strong")]
    index.remove(1)
    assert found([person(9, "Ana Orlan", "Ketteria")], index) == [(9, 2, "weak")]
    assert len(index) == 1


def test_who_is_kept_apart_is_never_matched_again() -> None:
    index = Index([person(1, "Ana Orlan"), person(2, "Ana Orlan", "Lorvia"), person(3, "Ana Orlan")])
    index.join(2, 1)
    index.keep_apart(3, 2)
    assert found([person(3, "Ana Orlan")], index) == []
    # A fourth would join both, whom the analyst keeps apart.
    assert found([person(9, "Ana Orlan")], index) == [(9, 1, "weak"), (9, 3, "weak")]


def test_one_article_tells_its_own_actors_apart() -> None:
    index = Index([person(1, "Emil Orlan", "Lorvia")])
    new = [person(8, "Emil W. Orlan", "Lorvia"), person(9, "Emil Orlan", "Lorvia")]
    assert found(new, index) == [(8, 1, "weak"), (9, 1, "strong")]


def test_a_bare_surname_is_put_up_for_few_bearers_only() -> None:
    bearers = [person(i, name) for i, name in enumerate(("Ana Orlan", "Emil Orlan", "Mara Orlan", "Jon Orlan"), 1)]
    assert found([person(9, "Orlan")], Index(bearers[:3])) == [(9, 1, "weak"), (9, 2, "weak"), (9, 3, "weak")]
    assert found([person(9, "Orlan")], Index(bearers)) == []
    bare = person(9, "Orlan")
    assert found(bearers[:1], Index([bare, bearers[1]])) == [(1, 9, "weak")]
    assert found(bearers[:1], Index([bare, *bearers[1:], person(7, "Ada Orlan")])) == []


def test_a_bare_surname_with_an_office_is_its_only_bearer_in_that_office() -> None:
    leader = person(1, "Viktor Malko", "Lorvia", "Lorvian President")
    assert found([person(9, "Malko", role="President")], Index([leader])) == [(9, 1, "strong")]
    assert found([person(9, "Malko", role="Lorvian leader")], Index([leader])) == [(9, 1, "strong")]
    # Without an office, with another, of another nation, or where two bear the name, it is for the analyst.
    assert found([person(9, "Malko")], Index([leader])) == [(9, 1, "weak")]
    assert found([person(9, "Malko", role="foreign minister")], Index([leader])) == [(9, 1, "weak")]
    assert found([person(9, "Malko", role="Casmeri president")], Index([leader])) == [(9, 1, "weak")]
    both = Index([leader, person(2, "Ada Malko", role="mayor")])
    assert found([person(9, "Malko", role="President")], both) == [(9, 1, "weak"), (9, 2, "weak")]


def test_a_bare_surname_that_is_settled_is_nobody_elses() -> None:
    index = Index([person(1, "Viktor Malko", "Lorvia", "Lorvian President"), person(2, "Malko", role="President")])
    assert found([person(9, "Ada Malko")], index) == [(9, 2, "weak")]
    index.join(2, 1)
    assert found([person(9, "Ada Malko")], index) == []


def test_a_full_name_never_joins_a_bare_one_by_itself() -> None:
    index = Index([person(1, "Malko", role="President")])
    assert found([person(9, "Viktor Malko", role="Lorvian President")], index) == [(9, 1, "weak")]


def test_an_index_that_holds_the_new_one_does_not_match_it_with_itself() -> None:
    index = Index([person(1, "Ana Orlan"), person(2, "Ana Orlan", "Lorvia")])
    index.join(2, 1)
    assert match([person(2, "Ana Orlan", "Lorvia")], index) == []


def test_adding_again_replaces() -> None:
    index = Index([person(1, "Ana Orlan")])
    index.add(person(1, "Mara Kessel"))
    assert match([person(9, "Ana Orlan")], index) == []
    assert found([person(9, "Mara Kessel")], index) == [(9, 1, "strong")]


def test_a_store_can_load_only_whom_it_needs() -> None:
    """What shares a block with the new one, and the bearers of a bare surname among those, give the same matches."""
    known = [person(i, name) for i, name in enumerate(("Orlan", "Ana Orlan", "Emil Orlan", "Jon Orlan", "Kessel"), 1)]
    for new in (person(9, "Ada Orlan"), person(9, "A. Orlan"), person(9, "Orlan"), person(9, "Mara Kessel")):
        mates = [k for k in known if blocks(k).filed & blocks(new).sought]
        bearers = [k for k in known if blocks(k).filed & counted(mates)]
        assert match([new], Index([*mates, *bearers])) == match([new], Index(known))
