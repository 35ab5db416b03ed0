"""What of a page is furniture: whole pages line by line, the real report, and what must be kept."""

import csv
from pathlib import Path

import pytest

from summaries.furniture import body, furniture

# A page is a list of lines; a line that begins with "+ " is the report's, all others are furniture.
REPOST = """\
Opposition Fighters Regroup North of the Highway
By [Field Desk](#)
Weekly Mirror, March 09, 2023
[Field Desk](#) 7 March 2023
Region: [Middle East](#)
Theme: [Conflict](#)
All Weekly Mirror articles can be read in 30 languages by using the “Translate Website” button.
To receive our free newsletter, [click here](#).
+ Opposition fighters regrouped north of the highway on Monday after two days of shelling.
+ Residents of three villages left for the camps near the border, a local council said.
https://cdn.example.org/2023/03/field.mp4
+ No side claimed the hill on Tuesday.
*
Note to readers: Please share this article with your friends.
The original source of this article is [Field Desk](#)
Copyright © [Field Desk](#), 2023
[Comment on our page](#)
Disclaimer: The contents are the sole responsibility of the author(s).
"""
AGENCY = """\
Syria
Shelling kills four in northern town
5 min read
Published: 12 May 2021 14:05 GMT
A view of the damaged market. [Khalil Nassar/AFP]
+ At least four people were killed when rockets hit a market in the north, a monitor said.
+ “We heard three explosions,” a shopkeeper told reporters by telephone.
Advertisement
+ The army did not comment on the report.
Read more: Rockets hit the same town last month
+ Rescue workers searched the rubble until the evening, the civil defence said.
(Reporting by Rana Haddad and Omar Saleh; Editing by Jane Roe)
Our Standards: The Trust Principles.
Related articles
Talks on the crossing resume
Floods reach the camps in the north-west
"""
NEWSLETTER = """\
Home > News > Syria
What the talks in the capital changed
By Lina Farah
February 3, 2024
Share
Facebook
Twitter
+ Delegates met in the capital on Thursday and agreed to open two crossings for aid.
+ A second round of talks is planned for next month, according to the hosts.
Sign up for our newsletter to get the week's best stories in your inbox
+ The opposition said that it had not been invited.
Lina Farah is a journalist who covers the region from Amman.
Follow her on Twitter @linafarah
Share this:
Like this:
Loading...
Leave a Reply
Your email address will not be published. Required fields are marked *
"""
LOCAL = """\
Two shepherds killed by a mine in the desert
North Press
Hasakah – North Press
+ Two shepherds were killed on Saturday by a mine that ISIS had left in the desert, relatives said.
+ The area has seen eleven such incidents since the beginning of the year.
Reporting by Samer Ali
"""
ARABIC = """\
مقتل مدنيين بانفجار لغم في ريف دير الزور
عنب بلدي – دير الزور
نشر في 14 آذار 2023
+ قتل مدنيان اليوم الثلاثاء جراء انفجار لغم من مخلفات الحرب في ريف دير الزور الشرقي.
+ وقال مصدر طبي إن ثلاثة آخرين أصيبوا بجروح متفاوتة ونقلوا إلى مشفى المدينة.
اقرأ أيضاً: ألغام الحرب تواصل حصد الأرواح
+ وتنتشر الألغام في مناطق واسعة من المحافظة رغم مرور سنوات على انتهاء المعارك.
المصدر: وكالات
شارك المقال
تابعنا على تلغرام
جميع الحقوق محفوظة © 2023
"""
ARABIC_UNPUNCTUATED = """\
قصف على قرى جنوب إدلب
بقلم: سامر العلي
+ قصفت قوات النظام بالمدفعية الثقيلة قرى جنوب إدلب صباح الخميس ما أدى إلى مقتل طفل وإصابة خمسة
+ انضم عشرات المتطوعين إلى فرق الإنقاذ في القرية
+ شارك الأهالي في تشييع الطفل وسط حزن شديد في البلدة بعد صلاة العصر
+ شاهد عيان قال إن الطائرات حلقت في الأجواء أكثر من ساعة
للتواصل معنا عبر البريد الإلكتروني
"""
TRANSLATED = """\
The Southern Towns Wait
Source: Al-Sharq Daily
+ Southern towns have waited for water for forty days, the paper writes in a report from Daraa.
+ The council blames the theft of cables, the residents blame the council.
+ One resident said that her family pays half of its income for tanks of water.
This article was translated by The Daily Digest, which has not verified its content.
Views expressed in this piece do not necessarily reflect the views of The Daily Digest.
"""
PLAIN = """\
+ On January 28, fighters attacked a post near the town; four soldiers were wounded.
+ Follow-up raids took place on the next day in two villages.
+ Sources in the town said the road was closed.
+ Support for the council has fallen since the cuts began, a survey says.
+ Related incidents were reported in Homs and Hama on Friday.
+ Share prices played no part in the dispute over the silo, the director said.
+ By Friday evening the road was open again.
"""
HEADED = """\
+ Northeast:
+ Fighters of the SDF searched two villages south of Hasakah on Sunday and arrested five men.
+ Central Syria
+ Two soldiers were killed by a mine east of Palmyra, state media reported on Monday.
"""
WIRE = """\
+ HRW: the figures are too low, its director said on Monday in a statement from Beirut.
+ ISIS - also known as Daesh - claimed the attack on the bus near Palmyra on Tuesday.
+ وكالة (سانا) قالت إن انفجاراً وقع في المدينة وأدى إلى أضرار مادية كبيرة.
"""
BROADCASTER = """\
Click here to share with a friend
+ Troops left the town on Sunday after a week of talks with its elders.
No Photo
Recommended Stories
list of 4 items
list 1 of 4Another headline of the day
end of list
+ The market opened again on Monday and traders came back from the villages.
Get instant alerts when news breaks.
Yes, keep me updated
"""
ARABIC_LOCAL = """\
ريف الرقة ـ وكالة نورث برس
قبل ساعتين
+ انقطعت المياه عن قرى الريف الجنوبي منذ أسبوعين بعد عطل في المحطة.
+ وقال سكان إن الصهاريج لا تكفي حاجة العائلات اليومية من الشرب.
+ وعادت المياه قبل ساعة إلى ثلاث قرى فقط، بحسب ما ذكره رئيس البلدية.
"""
PAGES = {
    "re-post": REPOST,
    "agency": AGENCY,
    "newsletter": NEWSLETTER,
    "local agency": LOCAL,
    "Arabic": ARABIC,
    "Arabic without full stops": ARABIC_UNPUNCTUATED,
    "Arabic local agency": ARABIC_LOCAL,
    "broadcaster": BROADCASTER,
    "translated": TRANSLATED,
    "nothing but a report": PLAIN,
    "a report with headings": HEADED,
    "agencies that are quoted": WIRE,
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "spaced"])
@pytest.mark.parametrize("name", PAGES)
def test_pages(name, gap):
    marked = PAGES[name].splitlines()
    text = gap.join(line.removeprefix("+ ") for line in marked)
    wanted = [line[2:] for line in marked if line.startswith("+ ")]
    assert [span.of(text) for span in body(text)] == wanted


def test_the_real_report_to_the_character(eval_data: Path):
    text = (eval_data / "reports" / "southfront-2022-01-31.txt").read_text(encoding="utf-8")
    with (eval_data / "reports" / "southfront-2022-01-31.labels.tsv").open(
        encoding="utf-8"
    ) as rows:
        blocks = list(csv.DictReader(rows, delimiter="\t"))
    wanted = [row["begins"] for row in blocks if row["region"] != "furniture"]
    kept = [span.of(text) for span in body(text)]
    assert len(kept) == len(wanted) == 19
    assert all(part.startswith(begin) for part, begin in zip(kept, wanted, strict=True))
    lines = text.split("\n")
    first, last = lines.index(kept[0]), lines.index(kept[-1])
    inside = {line for line in lines[first : last + 1] if line.strip()} - set(kept)
    assert inside == {line for line in lines if line.endswith("IMR_Syria.mp4")}
    outside = [line.strip() for line in lines[:first] + lines[last + 1 :] if line.strip()]
    cut = {span.of(text) for span in furniture(text)}
    assert cut == {*outside, *inside}


GLUED = [
    pytest.param("BEIRUT (Reuters) - Troops left.", "Troops left.", id="city and agency"),
    pytest.param("DAMASCUS, Jan 30 (SANA) – Troops left.", "Troops left.", id="date and agency"),
    pytest.param("Damascus, SANA – Troops left.", "Troops left.", id="comma"),
    pytest.param("Aleppo, SANA_Troops left.", "Troops left.", id="underscore"),
    pytest.param("Beirut - Asharq Al-Awsat Troops left.", "Troops left.", id="newspaper"),
    pytest.param("(Beirut) – Troops left.", "Troops left.", id="brackets"),
    pytest.param("QAMISHLI, Syria — Troops left.", "Troops left.", id="country"),
    pytest.param("AMMAN Troops left the town.", "Troops left the town.", id="city in capitals"),
    pytest.param("عنب بلدي – دمشق: انسحبت القوات.", "انسحبت القوات.", id="Arabic agency first"),
    pytest.param("دمشق-سانا انسحبت القوات.", "انسحبت القوات.", id="Arabic city first"),
    pytest.param("حمص-سانا: انسحبت القوات.", "انسحبت القوات.", id="Arabic city, a colon"),
    pytest.param("درعا – (سانا) انسحبت القوات.", "انسحبت القوات.", id="Arabic agency in brackets"),
    pytest.param("دمشق (أ ف ب) - انسحبت القوات.", "انسحبت القوات.", id="Arabic brackets"),
    pytest.param(
        "LONDON | Tue Mar 15, 2011 1:48 pm GMT LONDON (Reuters) - Troops left.",
        "Troops left.",
        id="dateline of the web",
    ),
    pytest.param("Wed 05 Apr 2017 Troops left. They fled.", "Troops left. They fled.", id="date"),
    pytest.param("Published July 2 2016 Troops left.", "Troops left.", id="published"),
    pytest.param(
        "Shelling kills three AFP Tuesday 29 Apr 2014 Three died in shelling.",
        "Three died in shelling.",
        id="headline, agency and date",
    ),
    pytest.param(
        "By Jane Roe BBC News, Beirut Troops left the town.",
        "Troops left the town.",
        id="by-line of the BBC",
    ),
    pytest.param(
        "Calm returns to the old quarter At least nine shops opened, a resident said.",
        "At least nine shops opened, a resident said.",
        id="headline without line break",
    ),
    pytest.param("Troops left. (Reporting by Jane Roe) Advert.", "Troops left.", id="sign-off"),
    pytest.param("Troops left. They fled. --Reuters", "Troops left. They fled.", id="mark"),
    pytest.param("Troops left. They fled. (AFP)", "Troops left. They fled.", id="mark in brackets"),
    pytest.param("Troops left. H. Zain/ Ghossoun", "Troops left.", id="names of editors"),
    pytest.param("• Troops left.", "Troops left.", id="bullet"),
]


@pytest.mark.parametrize(("text", "wanted"), GLUED)
def test_what_is_glued_to_a_report_is_cut(text, wanted):
    assert " ".join(span.of(text) for span in body(text)) == wanted


KEPT = [
    "On 5 April 2017 troops left the town.",
    "January 30, 2022 was the last day of the siege.",
    "The US-led coalition struck twice, SANA said.",
    "ISIS - which lost the town in 2017 - claimed the attack.",
    "SOHR: five civilians were killed in the raid.",
    "Beirut-based diplomats doubt the figures.",
    "Deraa was quiet on Friday, a resident told Reuters.",
    "He told Reuters/AFP on Monday that the road was open.",
    "Video by activists shows planes over the town.",
    "The photo shows a child under the rubble.",
    "Support for the talks is growing.",
    "Get out of the town, the leaflets said.",
    "Comments by the minister drew protests in Suwayda.",
    "Follow-up attacks hit the same road.",
    "Aleppo An army unit destroyed two vehicles in the countryside.",
    "شارك العشرات في مظاهرة بمدينة السويداء.",
    "انضم المئات إلى الاعتصام في الساحة.",
    "شاهد عيان قال إن الطائرة عادت مرتين.",
    "ذكرت وكالة (سانا) أن الطريق أعيد فتحه.",
]


@pytest.mark.parametrize("text", KEPT)
def test_a_report_loses_nothing(text):
    assert furniture(text) == []
    page = f"{text}\nThe army has not commented on the report so far.\n{text}"
    assert furniture(page) == []


def test_the_title_that_is_known_is_cut_where_the_page_repeats_it():
    text = "5 July 2016 Blast in Hasakah kills three, wounds nine. A blast killed three people."
    kept = body(text, title="Blast in Hasakah kills three wounds nine")
    assert [span.of(text) for span in kept] == ["A blast killed three people."]
    page = "Blast in Hasakah\nA blast killed three people in Hasakah on Monday.\n"
    assert furniture(page) == []
    assert [span.of(page) for span in furniture(page, "Blast in Hasakah")] == ["Blast in Hasakah"]


@pytest.mark.parametrize("between", [" ", ". ", ": ", " - "])
def test_a_title_is_cut_whatever_stands_after_it(between):
    told = "A blast killed three people in Hasakah on Monday."
    text = f"Blast in Hasakah kills three{between}{told}"
    kept = body(text, title="Blast in Hasakah kills three")
    assert [span.of(text) for span in kept] == [told]


def test_the_abbreviation_that_a_title_ends_in_ends_where_the_text_ends_it():
    text = "5 July 2016 Envoy is back in the U.S. The envoy left Damascus on Monday."
    kept = body(text, title="Envoy is back in the U.S.")
    assert [span.of(text) for span in kept] == ["The envoy left Damascus on Monday."]


def test_a_page_of_nothing_but_furniture_is_left_as_it_is():
    assert furniture("Share\nhttps://example.org/a.mp4\n") == []
