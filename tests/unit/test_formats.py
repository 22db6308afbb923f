"""Numbers, dates, times and lists in three languages; what CLDR knows is compared with Babel."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from babel.dates import format_date, format_timedelta, get_day_names, get_month_names
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from soro_tutor import formats, i18n

DUSHANBE = timezone(timedelta(hours=5))
NOW = datetime(2026, 9, 15, 9, 0, tzinfo=UTC)  # 14:00 in Dushanbe
languages = st.sampled_from(i18n.LANGUAGES)


def plain(text: str) -> str:
    """Text with its no-break spaces as plain ones, as a person sees it."""
    return text.replace("\u00a0", " ")


@given(st.integers(-(10**12), 10**12), languages)
def test_whole_numbers_are_written_as_cldr_does(value: int, language: str) -> None:
    assert formats.number(value, language=language) == format_decimal(value, locale=language)


@given(st.decimals(-(10**9), 10**9, places=2), languages)
def test_fractions_are_written_as_cldr_does(value: Decimal, language: str) -> None:
    wanted = format_decimal(value + 0, locale=language)
    assert formats.number(value, language=language) == ("0" if wanted == "-0" else wanted)


@given(st.integers(0, 100), languages)
def test_per_cent_is_written_as_cldr_does(value: int, language: str) -> None:
    assert formats.percent(value / 100, language=language) == format_percent(value / 100, locale=language)


@pytest.mark.parametrize(
    ("value", "decimals", "tajik"),
    [
        (1234567.89, None, "1 234 567,89"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
        (3.0, 2, "3,00"),
        (3.0, None, "3"),
        (-0.0001, 2, "0,00"),
        (1e21, None, "1 000 000 000 000 000 000 000"),
    ],
)
def test_numbers_in_tajik(value: float, decimals: int | None, tajik: str) -> None:
    assert plain(formats.number(value, decimals, language="tg")) == tajik


def test_per_cent_in_tajik_stands_without_a_space() -> None:
    assert formats.percent(0.345, 1, language="tg") == "34,5%"


def test_money_is_written_in_somoni() -> None:
    assert plain(formats.somoni(12.5, language="tg")) == "12,50 сомонӣ"
    assert plain(formats.somoni(12, language="tg")) == "12 сомонӣ"
    assert plain(formats.somoni(1200.05, language="ru")) == "1 200,05 сомони"


@pytest.mark.parametrize(
    ("size", "tajik"),
    [
        (0, "0 байт"),
        (999, "999 байт"),
        (1024, "1 КБ"),
        (253_000_000, "241 МБ"),
        (2_700_000_000, "2,5 ГБ"),
        (8 * 2**30, "8 ГБ"),
        (5 * 2**40, "5 120 ГБ"),
    ],
)
def test_file_sizes(size: int, tajik: str) -> None:
    assert plain(formats.file_size(size, language="tg")) == tajik


def test_file_sizes_in_other_languages() -> None:
    assert plain(formats.file_size(2_700_000_000, language="ru")) == "2,5 ГБ"
    assert plain(formats.file_size(2_700_000_000, language="en")) == "2.5 GB"


def test_dates_and_times_are_local_and_in_24_hours() -> None:
    late = datetime(2026, 8, 31, 20, 5, tzinfo=UTC)
    assert formats.date(late, zone=DUSHANBE) == "01.09.2026"
    assert formats.time(late, zone=DUSHANBE) == "01:05"
    assert formats.date_in_words(late, zone=DUSHANBE, language="tg") == "1 сентябри соли 2026"
    assert formats.date_in_words(late, zone=DUSHANBE, language="ru") == "1 сентября 2026 года"
    assert formats.date_in_words(late, zone=DUSHANBE, language="en") == "1 September 2026"


def test_the_computers_own_zone_is_the_default() -> None:
    assert formats.time(NOW) == f"{NOW.astimezone():%H:%M}"


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formats.date(NOW.replace(tzinfo=None))


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int) -> None:
    day = datetime(2026, month, 9, 12, tzinfo=UTC)
    assert formats.date_in_words(day, language="ru") == format_date(day, "d MMMM y 'года'", locale="ru")
    assert formats.date_in_words(day, language="en") == format_date(day, "d MMMM y", locale="en")
    for language in ("ru", "en"):
        assert (
            formats.month_name(month, language=language)
            == get_month_names(context="stand-alone", locale=language)[month]
        )
    tajik = formats.month_name(month, language="tg")
    assert tajik == get_month_names(locale="tg")[month].lower()
    assert formats.date_in_words(day, language="tg") == f"9 {tajik}и соли 2026"


@pytest.mark.parametrize("weekday", range(7))
def test_every_weekday_has_its_name(weekday: int) -> None:
    for language in i18n.LANGUAGES:
        wanted = get_day_names(context="stand-alone", locale=language)[weekday]
        assert formats.weekday_name(weekday, language=language).lower() == wanted.lower()


def test_the_week_starts_on_monday() -> None:
    assert formats.weekday_name(formats.FIRST_WEEKDAY, language="tg") == "душанбе"


@pytest.mark.parametrize(
    ("ago", "tajik", "russian", "english"),
    [
        (timedelta(seconds=-30), "ҳозир", "только что", "just now"),
        (timedelta(seconds=59), "ҳозир", "только что", "just now"),
        (timedelta(minutes=1), "1 дақиқа пеш", "1 минуту назад", "1 minute ago"),
        (timedelta(minutes=5), "5 дақиқа пеш", "5 минут назад", "5 minutes ago"),
        (timedelta(minutes=22), "22 дақиқа пеш", "22 минуты назад", "22 minutes ago"),
        (timedelta(hours=3), "3 соат пеш", "3 часа назад", "3 hours ago"),
        (timedelta(hours=14, minutes=1), "дирӯз", "вчера", "yesterday"),
        (timedelta(days=1), "дирӯз", "вчера", "yesterday"),
        (timedelta(days=6), "6 рӯз пеш", "6 дней назад", "6 days ago"),
        (timedelta(days=7), "08.09.2026", "08.09.2026", "08.09.2026"),
        (timedelta(days=-2), "17.09.2026", "17.09.2026", "17.09.2026"),
    ],
)
def test_how_long_ago(ago: timedelta, tajik: str, russian: str, english: str) -> None:
    said = [
        plain(formats.relative_time(NOW - ago, NOW, zone=DUSHANBE, language=x)) for x in ("tg", "ru", "en")
    ]
    assert said == [tajik, russian, english]


def test_shortly_after_midnight_the_evening_is_yesterday() -> None:
    midnight = datetime(2026, 9, 15, 0, 30, tzinfo=DUSHANBE)
    assert (
        formats.relative_time(midnight - timedelta(hours=2), midnight, zone=DUSHANBE, language="tg")
        == "дирӯз"
    )
    minutes = formats.relative_time(midnight - timedelta(minutes=40), midnight, zone=DUSHANBE, language="tg")
    assert plain(minutes) == "40 дақиқа пеш"


@given(st.integers(1, 59), st.sampled_from(["ru", "en"]))
def test_plurals_of_minutes_are_those_of_cldr(minutes: int, language: str) -> None:
    ago = timedelta(minutes=minutes)
    wanted = format_timedelta(-ago, granularity="minute", threshold=60, add_direction=True, locale=language)
    assert plain(formats.relative_time(NOW - ago, NOW, language=language)) == plain(wanted)


@pytest.mark.parametrize(
    ("seconds", "tajik", "russian"),
    [
        (0, "1 сония", "1 секунду"),
        (3.2, "3 сония", "3 секунды"),
        (9.7, "10 сония", "10 секунд"),
        (19, "20 сония", "20 секунд"),
        (57, "55 сония", "55 секунд"),
        (58, "1 дақиқа", "1 минуту"),
        (130, "2 дақиқа", "2 минуты"),
        (3600, "60 дақиқа", "60 минут"),
        (7300, "2 соат", "2 часа"),
    ],
)
def test_waits_are_rounded_as_people_say_them(seconds: float, tajik: str, russian: str) -> None:
    assert plain(formats.duration(seconds, language="tg")) == tajik
    assert plain(formats.duration(seconds, language="ru")) == russian


@pytest.mark.parametrize(
    ("items", "tajik"), [([], ""), (["а"], "а"), (["а", "б"], "а ва б"), (["а", "б", "в"], "а, б ва в")]
)
def test_lists_in_tajik(items: list[str], tajik: str) -> None:
    assert formats.list_of(items, language="tg") == tajik


def test_lists_in_other_languages() -> None:
    assert formats.list_of(["а", "б", "в"], language="ru") == "а, б и в"
    assert formats.list_of(["a", "b", "c"], language="en") == "a, b and c"


def test_the_interface_language_is_the_default() -> None:
    before = i18n.language()
    try:
        i18n.use("tg")
        assert formats.list_of(["а", "б"]) == "а ва б"
        i18n.use("en")
        assert formats.list_of(["а", "б"]) == "а and б"
    finally:
        i18n.use(before)
