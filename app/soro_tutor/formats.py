"""Numbers, dates, times, waits, sizes and lists as Tajik, Russian and English write them.

The words stand here as data, not in gettext and not from Babel: CLDR's Tajik is poor ('3 d', '1 Сентябр'), a
month name or a plural form is no sentence for a translator, and without Babel's locale files the window
opens sooner. The tests compare what CLDR does know (numbers, Russian and English names) with Babel. Every
function takes a language of i18n.LANGUAGES and falls back to the interface's. Moments are aware datetimes
and are shown in `zone`, by default the computer's own.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from soro_tutor import i18n

FIRST_WEEKDAY = 0  # Monday, in the whole country, whatever the interface's language

_NO_BREAK = "\u00a0"
_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words.

    A noun has as many forms as the language has plurals; the Russian ones are accusative, which both
    '1 минуту назад' and 'займёт 1 минуту' need.
    """

    group: str
    point: str
    percent: str
    months: tuple[str, ...]
    months_in_date: tuple[str, ...]
    date_in_words: str
    weekdays: tuple[str, ...]
    second: tuple[str, ...]
    minute: tuple[str, ...]
    hour: tuple[str, ...]
    day: tuple[str, ...]
    ago: str
    now: str
    yesterday: str
    last_and: str
    sizes: tuple[str, str, str, str]
    somoni: str


def _row(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_TAJIK_MONTHS = _row("январ феврал март апрел май июн июл август сентябр октябр ноябр декабр")
_ENGLISH_MONTHS = _row(
    "January February March April May June July August September October November December"
)

_WORDS = {
    "tg": _Words(
        group=_NO_BREAK,
        point=",",
        percent="%",
        months=_TAJIK_MONTHS,
        months_in_date=tuple(f"{month}и" for month in _TAJIK_MONTHS),
        date_in_words="{day} {month} соли {year}",
        weekdays=_row("душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе якшанбе"),
        second=("сония",),
        minute=("дақиқа",),
        hour=("соат",),
        day=("рӯз",),
        ago="{wait} пеш",
        now="ҳозир",
        yesterday="дирӯз",
        last_and="ва",
        sizes=("байт", "КБ", "МБ", "ГБ"),
        somoni="сомонӣ",
    ),
    "ru": _Words(
        group=_NO_BREAK,
        point=",",
        percent=f"{_NO_BREAK}%",
        months=_row("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
        months_in_date=_row(
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        ),
        date_in_words="{day} {month} {year} года",
        weekdays=_row("понедельник вторник среда четверг пятница суббота воскресенье"),
        second=("секунду", "секунды", "секунд"),
        minute=("минуту", "минуты", "минут"),
        hour=("час", "часа", "часов"),
        day=("день", "дня", "дней"),
        ago="{wait} назад",
        now="только что",
        yesterday="вчера",
        last_and="и",
        sizes=("байт", "КБ", "МБ", "ГБ"),
        somoni="сомони",
    ),
    "en": _Words(
        group=",",
        point=".",
        percent="%",
        months=_ENGLISH_MONTHS,
        months_in_date=_ENGLISH_MONTHS,
        date_in_words="{day} {month} {year}",
        weekdays=_row("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        second=("second", "seconds"),
        minute=("minute", "minutes"),
        hour=("hour", "hours"),
        day=("day", "days"),
        ago="{wait} ago",
        now="just now",
        yesterday="yesterday",
        last_and="and",
        sizes=("bytes", "KB", "MB", "GB"),
        somoni="somoni",
    ),
}


def number(value: float | Decimal, decimals: int | None = None, *, language: str | None = None) -> str:
    """`value` with grouped digits: 1 234 567,89. Without `decimals`, up to three and no idle zeros.

    A half is rounded up, as school does it.
    """
    words = _words(language)
    with localcontext(rounding=ROUND_HALF_UP):
        text = f"{Decimal(str(value)):z,.{3 if decimals is None else decimals}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").removesuffix(".")
    return text.translate({ord(","): words.group, ord("."): words.point})


def percent(share: float, decimals: int = 0, *, language: str | None = None) -> str:
    """A share of one as per cent: 0.34 is 34%."""
    return number(Decimal(str(share)) * 100, decimals, language=language) + _words(language).percent


def somoni(amount: float | Decimal, *, language: str | None = None) -> str:
    """A sum of money: 12,50 сомонӣ; whole sums without the dirams."""
    decimals = 0 if amount == int(amount) else 2
    return f"{number(amount, decimals, language=language)}{_NO_BREAK}{_words(language).somoni}"


def file_size(size: int, *, language: str | None = None) -> str:
    """`size` bytes in units of 1024, as Windows counts: 806 МБ, 2,5 ГБ."""
    amount, step = float(size), 0
    while amount >= 1000 and step < 3:
        amount, step = amount / 1024, step + 1
    shown = number(round(amount, 1 if amount < 10 else 0), language=language)
    return f"{shown}{_NO_BREAK}{_words(language).sizes[step]}"


def date(moment: dt.datetime, *, zone: dt.tzinfo | None = None) -> str:
    """The day as all three languages write it here: 01.09.2026."""
    return f"{_local(moment, zone):%d.%m.%Y}"


def date_in_words(moment: dt.datetime, *, zone: dt.tzinfo | None = None, language: str | None = None) -> str:
    """The day with the month's name: 1 сентябри соли 2026."""
    words, local = _words(language), _local(moment, zone)
    month = words.months_in_date[local.month - 1]
    return words.date_in_words.format(day=local.day, month=month, year=local.year)


def time(moment: dt.datetime, *, zone: dt.tzinfo | None = None) -> str:
    """The time of day on a 24-hour clock: 14:05."""
    return f"{_local(moment, zone):%H:%M}"


def relative_time(
    then: dt.datetime, now: dt.datetime, *, zone: dt.tzinfo | None = None, language: str | None = None
) -> str:
    """How long ago `then` was: ҳозир, 5 дақиқа пеш, 3 соат пеш, дирӯз, 4 рӯз пеш; after a week, the date.

    A moment up to a minute ahead counts as now, because clocks differ; one further ahead becomes its date.
    """
    words = _words(language)
    seconds = (now - then).total_seconds()
    days = (_local(now, zone).date() - _local(then, zone).date()).days
    if abs(seconds) < _MINUTE:
        return words.now
    if seconds < 0 or days >= 7:
        return date(then, zone=zone)
    if seconds < _HOUR:
        return words.ago.format(wait=_counted(int(seconds // _MINUTE), words.minute))
    if days == 0:
        return words.ago.format(wait=_counted(int(seconds // _HOUR), words.hour))
    return words.yesterday if days == 1 else words.ago.format(wait=_counted(days, words.day))


def duration(seconds: float, *, language: str | None = None) -> str:
    """A wait as people say it: 3 сония, 20 сония (in fives from ten on), 2 дақиқа, 3 соат.

    The Russian is accusative: 'примерно {wait}', not 'около {wait}'.
    """
    words = _words(language)
    if seconds < 10:
        return _counted(max(1, _rounded(seconds)), words.second)
    if seconds < 57.5:
        return _counted(5 * _rounded(seconds / 5), words.second)
    if seconds < 99.5 * _MINUTE:
        return _counted(_rounded(seconds / _MINUTE), words.minute)
    return _counted(_rounded(seconds / _HOUR), words.hour)


def list_of(items: Sequence[str], *, language: str | None = None) -> str:
    """The items as one phrase: а, б ва в."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_words(language).last_and} {items[-1]}"


def month_name(month: int, *, language: str | None = None) -> str:
    """The name of month 1 to 12, standing alone."""
    return _words(language).months[month - 1]


def weekday_name(weekday: int, *, language: str | None = None) -> str:
    """The name of a day of the week; 0 is Monday, as in datetime."""
    return _words(language).weekdays[weekday]


def _words(language: str | None) -> _Words:
    return _WORDS[language or i18n.language()]


def _local(moment: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(zone)


def _rounded(value: float) -> int:
    return int(value + 0.5)


def _counted(count: int, forms: tuple[str, ...]) -> str:
    """`count` with the noun's form for it; one form is Tajik, two are English, three Russian."""
    form = 0
    if len(forms) == 2:
        form = int(count != 1)
    elif len(forms) == 3:
        form = _russian_form(count)
    return f"{count}{_NO_BREAK}{forms[form]}"


def _russian_form(count: int) -> int:
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14} else 2
