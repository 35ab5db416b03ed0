"""Event dates of news sentences, resolved at a report's date.

Unless a row says otherwise the report is of Monday, 31 January 2022.
"""

from datetime import UTC, date, datetime

import pytest

from summaries.dates import DATE_WORDS, all_dates, event_date, parse_date
from summaries.tagging.cues import comparable

REPORT = date(2022, 1, 31)

# (sentence, date, report's date)
WEEKDAYS = [
    ("Clashes broke out in Tafas on Sunday.", "2022-01-30", None),
    ("Fighters attacked the post on Monday.", "2022-01-31", None),
    ("Two men were killed on Tuesday near Nahij.", "2022-01-25", None),
    ("Wednesday's shelling killed a child.", "2022-01-26", None),
    ("Thursdays attack came as troops advanced.", "2022-01-27", None),
    ("The raid late on Friday left six dead.", "2022-01-28", None),
    ("Protesters gathered after Friday prayers.", "2022-01-28", None),
    ("At dawn on Saturday, jets hit the town.", "2022-01-29", None),
    ("A resident said on Sunday the road was closed.", "2022-01-30", None),
    ("The council will meet on Friday.", "2022-02-04", None),
    ("The envoy is due in Damascus on Tuesday.", "2022-02-01", None),
    ("Talks are expected to resume on Wednesday.", "2022-02-02", None),
    ("He is to brief the Security Council on Thursday.", "2022-02-03", None),
    ("The crossing would be closed on Saturday, the governor said.", "2022-02-05", None),
    ("Activists called for protests on Friday.", "2022-02-04", None),
    ("The measures will be approved on Thursday.", "2022-02-03", None),
    ("The army has until Wednesday to withdraw.", "2022-02-02", None),
    ("They set a Saturday deadline for the handover.", "2022-02-05", None),
    ("From Tuesday, the bakery will sell bread by card.", "2022-02-01", None),
    ("On Sunday, the ministry agreed to pay salaries.", "2022-01-30", None),
    ("Ahead of Friday's meeting, shelling resumed.", "2022-02-04", None),
    ("Following Sunday's killings, a strike was called.", "2022-01-30", None),
    ("He would have been tried on Thursday, his lawyer said.", "2022-01-27", None),
    ("The latest man to be killed died on Saturday.", "2022-01-29", None),
    ("Last Monday two officers were shot.", "2022-01-24", None),
    ("The talks resume next Monday.", "2022-02-07", None),
    ("The bridge was hit on Wednesday last week.", "2022-01-26", None),
    ("They meet again on Thursday next week.", "2022-02-10", None),
    ("More than 60 fled on Monday and Tuesday.", "2022-01-31", None),
    ("Two shells fell between Friday and Saturday.", "2022-01-28", None),
    ("The toll of Sunday's raid rose to 15 on Monday.", "2022-01-30", None),
    ("The monitor said on Monday that jets killed nine on Sunday.", "2022-01-30", None),
    ("Police said on Tuesday he was found on Monday.", "2012-03-05", date(2012, 3, 6)),
    ("Teachers were told to come to work on Sunday.", "2022-02-06", None),
    ("The council asked its members to meet on Friday.", "2022-02-04", None),
    ("On Friday they were told to leave the village.", "2022-01-28", None),
    ("They were forced to leave the village on Friday.", "2022-01-28", None),
    ("He told reporters that the way to town was shelled on Friday.", "2022-01-28", None),
    ("The vote is on Sunday, state media reported.", "2022-01-30", None),
]
MONTH_DAYS = [
    ("As of January 31, the calm holds.", "2022-01-31", None),
    ("On January 28, ISIS attacked several positions.", "2022-01-28", None),
    ("On Jan. 28th the road was cut.", "2022-01-28", None),
    ("On 28 January the road was cut.", "2022-01-28", None),
    ("On the 28th of January the road was cut.", "2022-01-28", None),
    ("The siege of December 25 ended.", "2021-12-25", None),
    ("On Nov. 3, gunmen fled.", "2021-11-03", None),
    ("Elections will be held on 7 May.", "2022-05-07", None),
    ("Elections are due on February 20.", "2022-02-20", None),
    ("A truce took effect on 12 April.", "2012-04-12", date(2012, 6, 1)),
    ("The truce collapsed on December 30.", "2015-12-30", date(2016, 1, 2)),
    ("The new year's raid of January 2 was the first.", "2016-01-02", date(2015, 12, 31)),
    ("Between January 28-30 three posts were hit.", "2022-01-28", None),
    ("Between 28 and 30 January three posts were hit.", "2022-01-28", None),
    ("On Tuesday, January 25, the prison was stormed.", "2022-01-25", None),
    ("On Tuesday 25 January the prison was stormed.", "2022-01-25", None),
    ("On January 20, 2022, ISIS stormed the prison.", "2022-01-20", None),
    ("On 20 January 2022 ISIS stormed the prison.", "2022-01-20", None),
    ("It began on March 15 last year.", "2021-03-15", None),
    ("The strike of 2022-01-29 hit a depot.", "2022-01-29", None),
    ("The strike of 29.01.2022 hit a depot.", "2022-01-29", None),
    ("The strike of 1/29/2022 hit a depot.", "2022-01-29", None),
    ("The strike of 29/1/2022 hit a depot.", "2022-01-29", None),
    ("On the 28th of this month, four died.", "2022-01-28", None),
    ("Four died on the 28th, residents said.", "2022-01-28", None),
    ("On February 29 the line was moved.", "2020-02-29", date(2020, 3, 4)),
]
RELATIVE = [
    ("TWO KILLED IN DARAA YESTERDAY", "2022-01-30", None),
    ("Jets hit the town yesterday.", "2022-01-30", None),
    ("Jets hit the town today.", "2022-01-31", None),
    ("The army shelled the hills overnight.", "2022-01-31", None),
    ("A mine went off this morning.", "2022-01-31", None),
    ("Last night shells fell on Ariha.", "2022-01-30", None),
    ("He was seized the day before yesterday.", "2022-01-29", None),
    ("Ten days ago the prison was stormed.", "2022-01-21", None),
    ("Two days ago a bus was hit.", "2022-01-29", None),
    ("Nine were killed in the past 24 hours.", "2022-01-31", None),
    ("The swap is planned for tomorrow.", "2022-02-01", None),
    ("On Saturday a mine went off; a day later another did.", "2022-01-29", None),
]
NONE = [
    "The fighting lasted ten days.",
    "After three days of fighting the town fell.",
    "The army may march on the town.",
    "The Sun and the Sunday Times reported it.",
    "It happens every Friday.",
    "On Fridays the market is full.",
    "March on Damascus, they chanted.",
    "Russia Today showed the film.",
    "The 7th Division left.",
    "He is 28 years old.",
    "Some 2,000 fighters remain.",
    "In the days to come more will flee.",
    "The strike of 1/2/2022 may be either.",
    "UN Resolution 2042 names it.",
    "By 2060 the river may be dry.",
    "In all, 2011 people were counted.",
    "The Friday Night Live show was cancelled.",
    "The March 14 alliance objected.",
    "It recalled the September 11 attacks.",
    "A day after the raid, families returned.",
    "The monitor, based in Britain, has sources in the city.",
]
BACKGROUND = [
    ("The war began in 2011.", "2011-12-31"),
    ("He was killed in Hama in 2016.", "2016-12-31"),
    ("Since March 2011 the road has been shut.", "2011-03-31"),
    ("In September 2015 Russia intervened.", "2015-09-30"),
    ("Last year the dam was repaired.", "2021-12-31"),
    ("Two years ago the line was drawn.", "2020-12-31"),
    ("Three decades ago the dam was built.", "1992-12-31"),
    ("This year no wheat was sown.", "2022-01-31"),
    ("In 2022 no wheat was sown.", "2022-01-31"),
    ("On 21 August 2013 gas was used in Ghouta.", "2013-08-21"),
]
PERIODS = [
    ("Six were killed last week.", "2022-01-30", "week"),
    ("Six were killed earlier this week.", "2022-01-31", "week"),
    ("Six were killed two weeks ago.", "2022-01-17", "week"),
    ("Six were killed last month.", "2021-12-31", "month"),
    ("Six were killed in December.", "2021-12-31", "month"),
    ("Six were killed in January.", "2022-01-31", "month"),
    ("Talks resume in March.", "2022-03-31", "month"),
    ("Talks will resume in March.", "2022-03-31", "month"),
    ("The dam broke last January.", "2021-01-31", "month"),
    ("The dam broke in December last year.", "2021-12-31", "month"),
    ("Six will be tried next week.", "2022-02-07", "week"),
    ("Six will be tried next month.", "2022-02-28", "month"),
    ("Six were killed a month ago.", "2021-12-31", "month"),
    ("Six were killed a fortnight ago.", "2022-01-17", "week"),
    ("قتل ستة الأسبوع الماضي.", "2022-01-30", "week"),
    ("قتل ستة هذا الأسبوع.", "2022-01-31", "week"),
    ("يحاكم ستة الأسبوع المقبل.", "2022-02-07", "week"),
    ("قتل ستة الشهر الماضي.", "2021-12-31", "month"),
    ("قتل ستة الشهر الجاري.", "2022-01-31", "month"),
    ("قتل ستة قبل أسبوعين.", "2022-01-17", "week"),
    ("قتل ستة قبل أسبوع.", "2022-01-24", "week"),
    ("قتل ستة قبل شهر واحد.", "2021-12-31", "month"),
    ("قتل ستة في كانون الأول.", "2021-12-31", "month"),
    ("قتل ستة خلال كانون الثاني.", "2022-01-31", "month"),
]
CHOICE = [
    pytest.param(
        "On January 30, fighters handed over the remains of a general, who was killed in 2016.",
        "2022-01-30",
        id="event before background",
    ),
    pytest.param(
        "A general, who was killed in March 2016, was handed over on January 30.",
        "2022-01-30",
        id="background before event",
    ),
    pytest.param(
        "On January 30 the SDF said that the attack, which began ten days ago, had ended.",
        "2022-01-30",
        id="clause with ago",
    ),
    pytest.param(
        "Officials said on Monday that a mine killed two men on Saturday.",
        "2022-01-29",
        id="the saying is later than the event",
    ),
    pytest.param(
        "The army said on Sunday it had taken the hill.", "2022-01-30", id="only the saying"
    ),
    pytest.param(
        "Since Thursday the road has been shut, and on Sunday it was mined.",
        "2022-01-30",
        id="since is not the event",
    ),
]
ARABIC = [
    ("قتل ثلاثة أشخاص في درعا يوم الأحد.", "2022-01-30", None),
    ("قصفت الطائرات المدينة الثلاثاء.", "2022-01-25", None),
    ("وقال المرصد اليوم الاثنين إن القصف توقف.", "2022-01-31", None),
    ("شهدت البلدة أمس السبت اشتباكات.", "2022-01-30", None),
    ("شهدت البلدة أمس اشتباكات عنيفة.", "2022-01-30", None),
    ("وقع الانفجار مساء أمس.", "2022-01-30", None),
    ("اغتيل القيادي أول أمس.", "2022-01-29", None),
    ("اغتيل القيادي أول من أمس في طفس.", "2022-01-29", None),
    ("في ليل الأربعاء - الخميس سقطت قذائف.", "2022-01-26", None),
    ("فجر الجمعة هاجم التنظيم الموقع.", "2022-01-28", None),
    ("الأربعاء الماضي سقطت قذيفتان.", "2022-01-26", None),
    ("الاثنين الماضي سقطت قذيفتان.", "2022-01-24", None),
    ("يعقد الاجتماع الخميس المقبل.", "2022-02-03", None),
    ("سيجتمع المجلس يوم الجمعة.", "2022-02-04", None),
    ("وكانت الفصائل قد سيطرت يوم الثلاثاء على التل.", "2022-01-25", None),
    ("وكانت الشرطة قد سيّرت دوريات يوم الثلاثاء.", "2022-01-25", None),
    ("سيرت الشرطة دورية يوم الثلاثاء.", "2022-01-25", None),
    ("أصيبت سيدة يوم الثلاثاء في طفس.", "2022-01-25", None),
    ("أغرقت سيول يوم الثلاثاء خيام المخيم.", "2022-01-25", None),
    ("من المقرر أن تبدأ المحادثات الأربعاء.", "2022-02-02", None),
    ("في 28 كانون الثاني هاجم التنظيم الموقع.", "2022-01-28", None),
    ("في 28 يناير هاجم التنظيم الموقع.", "2022-01-28", None),
    ("في ٢٨ كانون الثاني هاجم التنظيم الموقع.", "2022-01-28", None),
    ("في 28 كانون الثاني/يناير 2022 هاجم التنظيم.", "2022-01-28", None),
    ("في 28 من كانون الثاني الماضي هاجم التنظيم.", "2022-01-28", date(2022, 2, 3)),
    ("في 25 كانون الأول سقطت البلدة.", "2021-12-25", None),
    ("في 3 تشرين الثاني سقطت البلدة.", "2021-11-03", None),
    ("في 15 آذار خرجت المظاهرة.", "2012-03-15", date(2012, 4, 2)),
    ("في 7 أيار ستجرى الانتخابات.", "2012-05-07", date(2012, 4, 9)),
    ("وقع الهجوم في 20 من الشهر الجاري.", "2022-01-20", None),
    ("وقع الهجوم في 20 من الشهر الماضي.", "2021-12-20", None),
    ("في 20 كانون الأول العام الماضي سقطت البلدة.", "2021-12-20", None),
    ("في 30 شباط لم يقع شيء، وفي 29 كانون الثاني وقع.", "2022-01-29", None),
    ("وقع الهجوم بتاريخ 12/1/2022 في الريف.", "2022-01-12", None),
    ("قبل ثلاثة أيام خطف الشاب.", "2022-01-28", None),
    ("قبل يومين خطف الشاب.", "2022-01-29", None),
    ("خطف الشاب قبل 5 أيام.", "2022-01-26", None),
    ("سقطت القذائف الليلة الماضية.", "2022-01-30", None),
    ("أطلق سراحه هذا الصباح.", "2022-01-31", None),
]
ARABIC_BACKGROUND = [
    ("بدأت الحرب عام 2011.", "2011-12-31"),
    ("قتل في حماة في 2016.", "2016-12-31"),
    ("منذ آذار 2011 والطريق مغلق.", "2011-03-31"),
    ("قبل ست سنوات رحلت العائلة.", "2016-12-31"),
    ("هذا العام لم يزرع القمح.", "2022-01-31"),
    ("العام الماضي أعيد بناء الجسر.", "2021-12-31"),
    ("في أيار الماضي أغلق الجسر.", "2021-05-31"),
    ("في كانون الثاني من العام الماضي أغلق الجسر.", "2021-01-31"),
    ("منذ آذار العام الماضي والجسر مغلق.", "2021-03-31"),
]
ARABIC_NONE = [
    "شاهدت قناة روسيا اليوم الحادثة.",
    "مارس الأهالي حياتهم في البلدة.",
    "قال أحد السكان إن الطريق مغلق.",
    "استمر القصف ثلاثة أيام متتالية.",
]


def found(sentence, report=None, previous=None):
    dated = event_date(sentence, report or REPORT, previous)
    words = DATE_WORDS.intersection(comparable(sentence))
    assert dated == event_date(sentence, report or REPORT, previous, words)
    return dated


@pytest.mark.parametrize(("sentence", "wanted", "report"), WEEKDAYS)
def test_weekdays(sentence, wanted, report):
    dated = found(sentence, report)
    assert dated is not None
    assert (dated.date.isoformat(), dated.kind) == (wanted, "weekday")
    assert not dated.background


@pytest.mark.parametrize(("sentence", "wanted", "report"), MONTH_DAYS)
def test_month_and_day(sentence, wanted, report):
    dated = found(sentence, report)
    assert dated is not None
    assert (dated.date.isoformat(), dated.kind, dated.precision) == (wanted, "explicit", "day")
    assert not dated.background


@pytest.mark.parametrize(("sentence", "wanted", "report"), RELATIVE)
def test_relative_dates(sentence, wanted, report):
    dated = found(sentence, report)
    assert dated is not None
    assert dated.date.isoformat() == wanted


@pytest.mark.parametrize("sentence", NONE)
def test_no_date(sentence):
    assert found(sentence) is None


@pytest.mark.parametrize(("sentence", "wanted"), BACKGROUND + ARABIC_BACKGROUND)
def test_background(sentence, wanted):
    dated = found(sentence)
    assert dated is not None
    assert (dated.date.isoformat(), dated.background) == (wanted, True)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Since Friday shells have killed 12 people.", id="first"),
        pytest.param("Shells have killed 12 people since early Friday.", id="last"),
        pytest.param("The town has been under siege since 14 January.", id="month and day"),
        pytest.param("Jets have hit the town since yesterday.", id="relative"),
        pytest.param("قتل 12 شخصا منذ يوم الجمعة.", id="Arabic"),
    ],
)
def test_since_tells_of_the_days_up_to_the_report(sentence):
    dated = found(sentence)
    assert dated is not None
    assert (dated.date, dated.precision, dated.background) == (REPORT, "week", False)


@pytest.mark.parametrize(
    ("sentence", "last_day"),
    [
        pytest.param("A few days ago gunmen fired.", "2022-01-29", id="a few days ago"),
        pytest.param("In recent days shells fell.", "2022-01-31", id="recent days"),
        pytest.param("Over the past few days shells fell.", "2022-01-31", id="past days"),
        pytest.param("قبل أيام أطلق مسلحون النار.", "2022-01-29", id="Arabic, some days ago"),
        pytest.param("المياه مقطوعة منذ أيام.", "2022-01-31", id="Arabic, for days"),
        pytest.param("خلال الأيام الماضية سقطت قذائف.", "2022-01-31", id="Arabic, past days"),
    ],
)
def test_some_days_are_a_period(sentence, last_day):
    dated = found(sentence)
    assert dated is not None
    assert (dated.date.isoformat(), dated.precision) == (last_day, "week")


@pytest.mark.parametrize(
    "sentence", ["Days after the raid he fled.", "قبل أيام من الاقتراع سقطت قذيفة."]
)
def test_some_days_before_what_is_told_are_none(sentence):
    assert found(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        pytest.param("Today, Sunday 16 January, he spoke.", "2022-01-16", id="today"),
        pytest.param("وقع الاتفاق اليوم الأحد 16 من كانون الثاني.", "2022-01-16", id="Arabic"),
        pytest.param("سقطت قذيفة أمس، السبت 22 كانون الثاني.", "2022-01-22", id="yesterday"),
        pytest.param("He spoke on Sunday of the raid on 16 January.", "2022-01-30", id="two days"),
        pytest.param(
            "بدأ القتال في تموز وانتهى في 19 من الشهر ذاته.", "2021-07-19", id="its month"
        ),
        pytest.param("القرار الصادر في 20 آذار يقضي بذلك.", "2021-03-20", id="issued"),
        pytest.param("سيصدر القرار في 20 آذار.", "2022-03-20", id="to be issued"),
        pytest.param(
            "خرجوا في 8 كانون الثاني/يناير 2022.", "2022-01-08", id="two names of a month"
        ),
        pytest.param("خرجوا في 28 مارس/أذار 2021.", "2021-03-28", id="spelled with a hamza"),
    ],
)
def test_a_day_told_twice_or_from_afar(sentence, wanted):
    dated = found(sentence)
    assert dated is not None
    assert dated.date.isoformat() == wanted


def test_the_same_month_is_that_of_the_sentence_before():
    dated = event_date("وأعقبه في 19 من الشهر نفسه اتفاق.", REPORT, date(2021, 10, 9))
    assert dated is not None
    assert dated.date == date(2021, 10, 19)
    assert event_date("وأعقبه في 19 من الشهر نفسه اتفاق.", REPORT) is None


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        pytest.param("اغتيل القيادي منذ يومين.", "2022-01-29", id="two days ago"),
        pytest.param("The road has been shut since March 2011.", "2011-03-31", id="background"),
        pytest.param("Prices have since eased but on Friday rose.", "2022-01-28", id="adverb"),
    ],
)
def test_since_does_not_move_what_is_no_start_of_news(sentence, wanted):
    dated = found(sentence)
    assert dated is not None
    assert dated.date.isoformat() == wanted


@pytest.mark.parametrize(("sentence", "wanted", "precision"), PERIODS)
def test_periods_say_how_precise_they_are(sentence, wanted, precision):
    dated = found(sentence)
    assert dated is not None
    assert (dated.date.isoformat(), dated.precision) == (wanted, precision)


@pytest.mark.parametrize(("sentence", "wanted"), CHOICE)
def test_the_event_is_chosen(sentence, wanted):
    dated = found(sentence)
    assert dated is not None
    assert dated.date.isoformat() == wanted


@pytest.mark.parametrize(("sentence", "wanted", "report"), ARABIC)
def test_arabic(sentence, wanted, report):
    dated = found(sentence, report)
    assert dated is not None
    assert (dated.date.isoformat(), dated.background) == (wanted, False)
    assert sentence[dated.start : dated.end] == dated.text


@pytest.mark.parametrize("sentence", ARABIC_NONE)
def test_no_arabic_date(sentence):
    assert found(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("A day earlier, a group of 20 men gave up.", "2022-01-29"),
        ("The previous day two posts were hit.", "2022-01-29"),
        ("The same day a truce was declared.", "2022-01-30"),
        ("The next day the families returned.", "2022-01-31"),
        ("Two days later the truce collapsed.", "2022-02-01"),
        ("في اليوم التالي عادت العائلات.", "2022-01-31"),
        ("في اليوم نفسه أعلنت الهدنة.", "2022-01-30"),
    ],
)
def test_dates_count_from_the_sentence_before(sentence, wanted):
    dated = found(sentence, previous=date(2022, 1, 30))
    assert dated is not None
    assert (dated.date.isoformat(), dated.kind) == (wanted, "continued")


def test_a_day_earlier_without_an_event_before_counts_from_the_report():
    dated = found("A day earlier, two posts were hit.")
    assert dated is not None
    assert (dated.date, dated.kind) == (date(2022, 1, 30), "relative")
    assert found("The next day the families returned.") is None


def test_without_a_report_date_only_full_dates_are_known():
    assert event_date("On Tuesday two died.", None) is None
    assert event_date("On January 28 two died.", None) is None
    assert event_date("In January two died, a day later three.", None) is None
    assert event_date("في كانون الثاني قتل اثنان أمس الثلاثاء.", None) is None
    dated = event_date("On January 28, 2022, two died.", None)
    assert dated is not None
    assert dated.date == date(2022, 1, 28)


def test_a_count_after_a_month_is_no_day():
    dated = found("In May 15 people were killed.")
    assert dated is not None
    assert (dated.date, dated.precision) == (date(2021, 5, 31), "month")


def test_a_sentence_in_both_scripts_gives_the_dates_of_both():
    text = "وقال في بيان On January 28 إن الهجوم وقع أمس"
    assert [dated.date.day for dated in all_dates(text, REPORT)] == [28, 30]


def test_letters_that_grow_in_lower_case_move_no_date():
    assert all_dates("İzmir, 2 days earlier", REPORT) == []


def test_all_dates_come_in_order():
    text = "On January 28 and, after the raid of 2016, on Sunday"
    assert [dated.text for dated in all_dates(text, REPORT)] == ["January 28", "2016", "Sunday"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("31 January 2022", datetime(2022, 1, 31, tzinfo=UTC), id="day first"),
        pytest.param(
            "Global Research, February 02, 2022", datetime(2022, 2, 2, tzinfo=UTC), id="US"
        ),
        pytest.param("02/02/2022", datetime(2022, 2, 2, tzinfo=UTC), id="figures"),
        pytest.param("03/02/2022", datetime(2022, 2, 3, tzinfo=UTC), id="figures, day first"),
        pytest.param("2022-01-31", datetime(2022, 1, 31, tzinfo=UTC), id="ISO"),
        pytest.param(
            "2022-01-31T10:20:30+03:00",
            datetime(2022, 1, 31, 7, 20, 30, tzinfo=UTC),
            id="ISO, zone",
        ),
        pytest.param("2022-01-31 10:20Z", datetime(2022, 1, 31, 10, 20, tzinfo=UTC), id="Zulu"),
        pytest.param(
            "Tue Mar 15, 2011 1:48 pm GMT", datetime(2011, 3, 15, 13, 48, tzinfo=UTC), id="web"
        ),
        pytest.param("نشر في 31 كانون الثاني 2022", datetime(2022, 1, 31, tzinfo=UTC), id="Arabic"),
        pytest.param("٣١ يناير ٢٠٢٢", datetime(2022, 1, 31, tzinfo=UTC), id="Arabic figures"),
        pytest.param(
            "9999-12-31T23:59:59-23:59",
            datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
            id="after the last moment there is",
        ),
        pytest.param(
            "0001-01-01T00:00+01:00",
            datetime(1, 1, 1, tzinfo=UTC),
            id="before the first moment there is",
        ),
        pytest.param(
            "2022-01-31T10:20+99:00", datetime(2022, 1, 31, 10, 20, tzinfo=UTC), id="no such zone"
        ),
        pytest.param("31 February 2022", None, id="no such day"),
        pytest.param("January 2022", None, id="no day"),
        pytest.param("no date", None, id="none"),
        pytest.param("", None, id="empty"),
    ],
)
def test_parse_date(text, wanted):
    assert parse_date(text) == wanted
