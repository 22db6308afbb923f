"""Terms found in running text, whatever their endings and however they were typed."""

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.glossary import Glossary, Term


def term(tg: str, subject: Subject = Subject.MATHEMATICS) -> Term:
    return Term(tg, "ru", "en", "meaning", subject)


def names(glossary: Glossary, text: str, subject: Subject | None = None) -> list[str]:
    return [found.term.tg for found in glossary.find(text, subject)]


def test_a_term_is_found_with_its_endings() -> None:
    glossary = Glossary([term("масоҳат"), term("секунҷа"), term("катет")])
    assert names(glossary, "Масоҳати секунҷаҳоро аз рӯйи катетҳояш ёбед.") == ["масоҳат", "секунҷа", "катет"]


def test_the_longest_term_wins() -> None:
    glossary = Glossary([term("реша"), term("решаи муодила"), term("муодила")])
    assert names(glossary, "Решаи муодиларо ёбед.") == ["решаи муодила"]
    assert names(glossary, "Решаро ёбед.") == ["реша"]


def test_a_term_typed_without_its_letters_is_found() -> None:
    assert names(Glossary([term("ҳуқуқи инсон")]), "Хукуки инсон чист?") == ["ҳуқуқи инсон"]


def test_a_word_that_only_begins_like_a_term_is_none() -> None:
    assert names(Glossary([term("куб"), term("чистон")]), "Кубик чист?") == []


def test_of_two_alike_the_subjects_own_is_meant() -> None:
    glossary = Glossary([term("вазн", Subject.PHYSICS), term("вазн", Subject.TAJIK_LITERATURE)])
    found = glossary.find("Вазни шеър", Subject.TAJIK_LITERATURE)
    assert found[0].term.subject is Subject.TAJIK_LITERATURE


def test_a_term_is_marked_once() -> None:
    assert names(Glossary([term("адад")]), "Адади калон ва адади хурд") == ["адад"]


def test_where_a_term_stands_is_told() -> None:
    found = Glossary([term("шитоб")]).find("Ин шитоби ҷисм аст.")
    assert (found[0].start, found[0].end) == (3, 9)


def test_looking_up_reads_all_three_languages() -> None:
    glossary = Glossary([Term("реша", "корень", "root", "…", Subject.MATHEMATICS)])
    for word in ("реш", "КОР", "roo"):
        assert [hit.tg for hit in glossary.look_up(word)] == ["реша"]
    assert glossary.look_up("  ") == ()


def test_nothing_is_found_in_nothing() -> None:
    assert Glossary([]).find("Адад") == ()
    assert Glossary([term("адад")]).find("") == ()


def test_a_word_is_no_term_of_a_subject_that_means_something_else_by_it() -> None:
    glossary = Glossary([term("намуд", Subject.BIOLOGY), term("адад")])
    assert names(glossary, "Ададро ба намуди квадрат нависед.", Subject.MATHEMATICS) == ["адад"]
    assert names(glossary, "Ададро ба намуди каср нависед.", Subject.PHYSICS) == ["адад"]
    assert names(glossary, "Ин намуд нодир аст.", Subject.BIOLOGY) == ["намуд"]
