"""Messages with buttons, and the bot's other answers: text and keyboard together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import InlineKeyboardMarkup

from bot.chat import keyboards
from bot.chat.markup import Run, block, bold, italic, link, messages, name, quote, to_html
from bot.chat.render import search_page
from bot.chat.texts import Texts, texts
from bot.chat.wording import label_text, local, told_day
from bot.commands import DAYS, MOST_DAYS
from bot.model import (
    Delivery,
    DeliveryState,
    SearchPage,
    Source,
    SourceState,
    Subscriber,
)
from summaries.scheme import Scheme
from summaries.script import language_of
from summaries.types import Language, Passage, Sources


@dataclass(frozen=True, slots=True)
class Screen:
    """The HTML of one message, and its buttons."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None


def say(language: Language, key: str, **values: object) -> Screen:
    """Return a text without buttons."""
    return Screen(to_html(block(texts(language)(key, **values), language=language)))


# --- subscription ---------------------------------------------------------------------------------


def overview(subscriber: Subscriber, scheme: Scheme, now: datetime, greeting: str = "") -> Screen:
    """Show a chat's settings, below the text of key ``greeting``."""
    t = texts(subscriber.language)
    runs: list[Run | str] = [f"{t(greeting)}\n\n"] if greeting else []
    lines = "\n".join(("", *_settings(t, subscriber, scheme, now)))
    html = to_html(block(*runs, bold(t("settings.title")), lines, language=t.language))
    return Screen(html, keyboards.overview(t, subscriber))


def _settings(t: Texts, subscriber: Subscriber, scheme: Scheme, now: datetime) -> Iterable[str]:
    schedule = subscriber.schedule
    zone, at = t.zone(schedule.zone), t.clock(schedule.at)
    yield t("settings.regions", regions=region_names(t, scheme, subscriber.regions))
    yield t("settings.sources", sources=t(f"sources.choice.{subscriber.sources}"))
    if schedule.weekday is None:
        yield t("settings.daily", time=at, zone=zone)
    else:
        weekday = t.weekday(schedule.weekday)
        yield t("settings.weekly", weekday=weekday, time=at, zone=zone)
    if not subscriber.active:
        yield t("settings.inactive")
    elif subscriber.next_due <= now:
        yield t("settings.soon")
    else:
        yield t("settings.next", moment=t.moment(local(subscriber.next_due, schedule.zone)))


def region_names(t: Texts, scheme: Scheme, regions: Iterable[str]) -> str:
    """Return the names of regions that the scheme has, in its order."""
    wanted = set(regions)
    titles = [scheme.title(r.id, t.language) for r in scheme.regions if r.id in wanted]
    return f"{t('comma')} ".join(titles)


def choose_regions(subscriber: Subscriber, scheme: Scheme) -> Screen:
    """Ask for the regions."""
    t = texts(subscriber.language)
    html = say(t.language, "settings.regions.choose").html
    return Screen(html, keyboards.regions(t, subscriber, scheme))


def choose_sources(subscriber: Subscriber) -> Screen:
    """Ask whose reports the digests are to be made of."""
    t = texts(subscriber.language)
    html = say(t.language, "settings.sources.choose").html
    return Screen(html, keyboards.sources(t, subscriber))


def choose_day(subscriber: Subscriber) -> Screen:
    """Ask for the day of the week."""
    t = texts(subscriber.language)
    return Screen(say(t.language, "settings.day.choose").html, keyboards.days(t, subscriber))


def choose_hour(subscriber: Subscriber) -> Screen:
    """Ask for the hour."""
    t = texts(subscriber.language)
    zone = t.zone(subscriber.schedule.zone)
    html = say(t.language, "settings.hour.choose", zone=zone).html
    return Screen(html, keyboards.hours(t, subscriber))


def choose_zone(subscriber: Subscriber) -> Screen:
    """Ask for the time zone."""
    t = texts(subscriber.language)
    return Screen(say(t.language, "settings.zone.choose").html, keyboards.zones(t, subscriber))


# --- answers --------------------------------------------------------------------------------------


def which_region(
    language: Language, scheme: Scheme, unknown: str = "", sources: Sources | None = None
) -> Screen:
    """Ask of which region a digest is wanted."""
    t = texts(language)
    asked = t("digest.unknown", words=name(unknown)) if unknown else t("digest.which", days=DAYS)
    keyboard = keyboards.which_region(t, scheme, sources)
    return Screen(to_html(block(asked, language=language)), keyboard)


def title(text: str, language: Language) -> Screen:
    """Show one line in bold."""
    return Screen(to_html(block(bold(text), language=language)))


def too_many_days(language: Language) -> Screen:
    """Say how many days a digest may cover."""
    return say(language, "digest.days", most=MOST_DAYS)


def found(page: SearchPage, language: Language, scheme: Scheme) -> Screen:
    """Show a page of search results, with the buttons that turn it."""
    html = search_page(page, language, scheme)
    return Screen(html, keyboards.pages(texts(language), page))


def privacy(language: Language) -> Screen:
    """Say what is kept of a chat, and offer to delete it."""
    return Screen(say(language, "privacy").html, keyboards.privacy(texts(language)))


def privacy_sure(language: Language) -> Screen:
    """Ask whether everything is to be deleted."""
    html = say(language, "privacy.sure").html
    return Screen(html, keyboards.privacy_sure(texts(language)))


def helping(language: Language, scheme: Scheme) -> Screen:
    """Say what the bot can do, and which regions there are."""
    t = texts(language)
    regions = region_names(t, scheme, [region.id for region in scheme.regions])
    runs = (bold(t("help.title")), f"\n{t('help')}\n\n{t('help.regions', regions=regions)}")
    return Screen(to_html(block(*runs, language=language)))


def source_list(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    subscriber: Subscriber,
) -> list[Screen]:
    """Show which outlets are read, and how the last reading went; as many messages as it takes."""
    t = texts(subscriber.language)
    zone = subscriber.schedule.zone
    read = [source for source in sources if source.enabled]
    unread = [source for source in sources if not source.enabled]
    lines: list[Run | str] = [bold(t.count("sources.title", len(read)))]
    for source in read:
        lines += [*_source(t, source), f" · {_state(t, states.get(source.id), zone)}"]
    blocks = [block(*lines, language=t.language)]
    if unread:
        runs = [run for source in unread for run in _source(t, source)]
        blocks.append(block(bold(t("sources.off")), *runs, language=t.language))
    return [Screen(to_html(message)) for message in messages(blocks)]


def _source(t: Texts, source: Source) -> list[Run | str]:
    language = t(f"sources.language.{source.language}")
    label = label_text(t, source.label)
    return ["\n• ", link(t.isolate(name(source.name)), source.feed), f" {label} · {language}"]


def _state(t: Texts, state: SourceState | None, zone: str) -> str:
    if state is not None and state.failures > 0:
        return t("sources.failing")
    if state is None or state.last_success is None:
        return t("sources.waiting")
    return t("sources.ok", moment=t.moment(local(state.last_success, zone)))


# --- for operators --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Status:
    """What an operator asks for with ``/status``."""

    articles: int
    subscribers: int
    deliveries: Mapping[DeliveryState, int]
    unknown: Sequence[Delivery]
    failing: Sequence[SourceState]


def status(found: Status, language: Language) -> list[Screen]:
    """Show what an operator should know: deliveries in doubt, sources that fail."""
    t = texts(language)
    counts = " · ".join(f"{state.value} {n}" for state, n in found.deliveries.items() if n)
    summary = (
        f"\n{t.count('status.articles', found.articles)}"
        f" · {t.count('status.subscribers', found.subscribers)}"
        f"\n{t('status.deliveries', counts=counts or '0')}"
    )
    blocks = [block(bold(t("status.title")), summary, language=language)]
    if found.unknown:
        rows = [f"\n• {d.chat.id}: {d.region} {d.part}/{d.parts}" for d in found.unknown]
        blocks.append(block(bold(t("status.unknown")), *rows, language=language))
    if found.failing:
        rows = [f"\n• {s.source_id} ({s.failures}): {name(s.error)}" for s in found.failing]
        blocks.append(block(bold(t("status.failing")), *rows, language=language))
    if not found.unknown and not found.failing:
        blocks.append(block(t("status.fine"), language=language))
    return [Screen(to_html(message)) for message in messages(blocks)]


def explanation(passages: Sequence[Passage], language: Language, scheme: Scheme) -> list[Screen]:
    """Show each passage of a text with its region, date, confidence and the reason."""
    t = texts(language)
    if not passages:
        return [say(language, "explain.none")]
    blocks = []
    for passage in passages:
        regions = [scheme.title(region, language) for region in (passage.region, *passage.also)]
        date = told_day(t, passage, None, t.full_day)
        head = f"{', '.join(regions)} · {date} · {passage.confidence:.0%}\n"
        why = f"\n{t.isolate(passage.why)}"
        blocks.append(
            (
                *block(bold(head), language=language),
                *quote(passage.text, language_of(passage.text)),
                *block(italic(why), language=language),
            )
        )
    return [Screen(to_html(message)) for message in messages(blocks)]
