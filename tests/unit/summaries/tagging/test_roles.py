import pytest

from summaries.gazetteer import Gazetteer
from summaries.tagging.casting import roles
from summaries.tagging.clauses import clauses, dateline_end
from summaries.tagging.cues import Lexicon
from summaries.tagging.roles import ROLE_RULES, Role


def role_of(text, name, year=2022):
    cues = Lexicon.default().find(text)
    mentions = Gazetteer.default().find(text)
    parts = clauses(text, cues, year, dateline_end(text))
    played = roles(text, mentions, cues, parts)
    return next(
        role for mention, role in zip(mentions, played, strict=True) if mention.text == name
    )


CASES = [
    pytest.param(
        Role.NO_PLACE, "Al-Quds al-Arabi wrote that a deal was near.", "Al-Quds", id="newspaper"
    ),
    pytest.param(
        Role.NO_PLACE,
        "DAMASCUS (Reuters) - A mine exploded in Nawa.",
        "DAMASCUS",
        id="capital's dateline",
    ),
    pytest.param(Role.DATELINE, "IDLIB, Syria (AFP) - A mine exploded.", "IDLIB", id="dateline"),
    pytest.param(Role.NO_PLACE, "Damascus rejected the offer.", "Damascus", id="government"),
    pytest.param(
        Role.NO_PLACE,
        "Tehran is allied to Damascus.",
        "Damascus",
        id="allied to the government",
    ),
    pytest.param(
        Role.NO_PLACE, "The authorities in Damascus agreed.", "Damascus", id="who rule there"
    ),
    pytest.param(Role.NO_PLACE, "An ally of Damascus agreed.", "Damascus", id="its ally"),
    pytest.param(Role.NO_PLACE, "A Damascus-backed militia fled.", "Damascus", id="backed"),
    pytest.param(Role.NO_PLACE, "Damascus and the SDF signed it.", "Damascus", id="with a partner"),
    pytest.param(
        Role.NAMED, "Damascus and Aleppo are short of bread.", "Damascus", id="with a city"
    ),
    pytest.param(
        Role.EVENT, "Buses run between Damascus and Homs.", "Damascus", id="between cities"
    ),
    pytest.param(Role.EVENT, "Jets pound Idlib.", "Idlib", id="target in a headline"),
    pytest.param(Role.SCENE, "In Nawa, men missing from Raqqa were named.", "Nawa", id="opening"),
    pytest.param(Role.SCENE, "وفي مدينة نوى سقطت قذيفة.", "نوى", id="Arabic opening"),
    pytest.param(Role.EVENT, "Shells fell in Nawa.", "Nawa", id="no opening"),
    pytest.param(Role.EVENT, "In May, shells fell in Nawa.", "Nawa", id="opening with a day"),
    pytest.param(
        Role.ROUTE,
        "The highway between Homs and Palmyra was cut.",
        "Homs",
        id="end of a road",
    ),
    pytest.param(
        Role.ROUTE, "Thieves cut the line linking Homs to Palmyra.", "Palmyra", id="end of a line"
    ),
    pytest.param(Role.ORIGIN, "Rockets were fired from Idlib.", "Idlib", id="fired from"),
    pytest.param(
        Role.NAMED, "Trucks crossed from Bab al-Hawa crossing.", "Bab al-Hawa crossing", id="gate"
    ),
    pytest.param(
        Role.NO_PLACE,
        "Shells hit the Zayn al-Abidin mosque.",
        "Zayn al-Abidin",
        id="called after a person",
    ),
    pytest.param(Role.NO_PLACE, "Hadi al-Bahra spoke.", "al-Bahra", id="given name"),
    pytest.param(Role.GOAL, "Families left for Idlib at dawn.", "Idlib", id="left for"),
    pytest.param(Role.EVENT, "Troops moved to Idlib at dawn.", "Idlib", id="moved to"),
    pytest.param(Role.GOAL, "Prisoners are to be bussed to Idlib.", "Idlib", id="to be bussed to"),
    pytest.param(Role.EVENT, "Prisoners were bussed to Idlib.", "Idlib", id="were bussed to"),
    pytest.param(Role.NO_PLACE, "Damascus forces held fire.", "Damascus", id="its forces"),
    pytest.param(Role.EVENT, "Troops pulled out of Nawa.", "Nawa", id="left"),
    pytest.param(Role.NO_PLACE, "رفضت دمشق العرض.", "دمشق", id="Arabic government"),
    pytest.param(Role.EVENT, "A bus caught fire in Damascus.", "Damascus", id="the city"),
    pytest.param(
        Role.NAMED, "Damascus suburbs were shelled.", "Damascus suburbs", id="its suburbs"
    ),
    pytest.param(Role.NO_PLACE, "The commander Ahmad Manbij fled.", "Manbij", id="person"),
    pytest.param(Role.BODY, "The Manbij Military Council met.", "Manbij", id="council"),
    pytest.param(Role.BODY, "قال مركز حلب الإعلامي إن القصف توقف.", "حلب", id="Arabic centre"),
    pytest.param(Role.NAMED, "Manbij military police met.", "Manbij", id="no name of a body"),
    pytest.param(
        Role.NO_PLACE,
        "He buried a general, who was killed in Hama in 2016.",
        "Hama",
        id="background",
    ),
    pytest.param(Role.HOME, "They killed a trader from Homs.", "Homs", id="home town"),
    pytest.param(Role.HOME, "قتل شاب من أبناء مدينة الرقة.", "الرقة", id="Arabic home town"),
    pytest.param(
        Role.HOME, "A resident told Reuters from Hama.", "Hama", id="where a source speaks"
    ),
    pytest.param(Role.BEARING, "A village 40 km north of Aleppo.", "Aleppo", id="bearing"),
    pytest.param(
        Role.EVENT,
        "Mines in the northern countryside of Aleppo.",
        "Aleppo",
        id="countryside of",
    ),
    pytest.param(Role.EVENT, "Troops withdrew from Saraqib.", "Saraqib", id="left"),
    pytest.param(Role.ORIGIN, "Rockets were fired from Saraqib.", "Saraqib", id="fired from"),
    pytest.param(
        Role.ASIDE,
        "The attack, which began in Hasakah, is over.",
        "Hasakah",
        id="relative clause",
    ),
    pytest.param(
        Role.EVENT,
        "Shells fell near the besieged town of Saraqib.",
        "Saraqib",
        id="past adjectives",
    ),
    pytest.param(Role.EVENT, "Shells fell in Homs, Hama and Idlib.", "Idlib", id="listed"),
    pytest.param(Role.NAMED, "Saraqib was quiet.", "Saraqib", id="subject"),
    pytest.param(Role.EVENT, "سقطت قذائف في بلدة سراقب.", "سراقب", id="Arabic"),
    pytest.param(Role.HOME, "One comes from a village near Jableh.", "Jableh", id="village near"),
    pytest.param(Role.HOME, "He was a native of Manbij.", "Manbij", id="native of"),
    pytest.param(Role.HOME, "She grew up in Azaz with an aunt.", "Azaz", id="grew up"),
    pytest.param(Role.EVENT, "Tents were put up in Azaz.", "Azaz", id="up, but nobody grew"),
    pytest.param(Role.HOME, "Born in 1955 in Homs, he taught at Hama.", "Hama", id="a life"),
    pytest.param(
        Role.EVENT, "A doctor, born in 1955, was killed at Hama.", "Hama", id="the end of a life"
    ),
    pytest.param(Role.HOME, "قضى خمس سنوات نازحا في الحسكة.", "الحسكة", id="displaced in"),
    pytest.param(Role.GOAL, "Pupils were unable to reach Homs.", "Homs", id="unable to reach"),
    pytest.param(Role.GOAL, "They were told to fall back to Azaz.", "Azaz", id="told to go"),
    pytest.param(Role.EVENT, "They fell back to Azaz.", "Azaz", id="went"),
    pytest.param(Role.EVENT, "The convoy reached Homs.", "Homs", id="reached"),
    pytest.param(Role.GOAL, "لم يتمكنوا من الوصول إلى حلب.", "حلب", id="Arabic goal"),
    pytest.param(Role.EVENT, "Troops drove the rebels from Azaz.", "Azaz", id="driven from"),
    pytest.param(
        Role.HOME, "The army withdrew, said a man from Azaz.", "Azaz", id="driven in another clause"
    ),
    pytest.param(Role.EVENT, "وانسحبت القوات من الرقة.", "الرقة", id="and withdrew"),
    pytest.param(Role.EVENT, "Jets hit the road from Mayadin.", "Mayadin", id="end of a road"),
    pytest.param(
        Role.ORIGIN,
        "The road from Damascus remains closed.",
        "Damascus",
        id="road from the capital",
    ),
    pytest.param(Role.EVENT, "Sarmin: fire put out.", "Sarmin", id="head of a line"),
    pytest.param(Role.NO_PLACE, "حددت حكومة دمشق السعر.", "دمشق", id="government of the capital"),
    pytest.param(
        Role.NO_PLACE, "Its allies in Damascus agreed.", "Damascus", id="allies of the government"
    ),
    pytest.param(Role.HOME, "A monitor based in Britain said so.", "Britain", id="seat abroad"),
    pytest.param(Role.EVENT, "An agent based in Tartus said so.", "Tartus", id="seat in Syria"),
    pytest.param(
        Role.BEARING, "A town east of Damascus was shelled.", "Damascus", id="east of the capital"
    ),
    pytest.param(
        Role.GOAL, "Two wounded men were taken to a hospital in Homs.", "Homs", id="brought to"
    ),
    pytest.param(Role.GOAL, "أسعف الجرحى إلى مشفى الوطني في حمص.", "حمص", id="Arabic brought to"),
    pytest.param(
        Role.EVENT, "Raids wounded two at a hospital in Homs.", "Homs", id="hurt in a hospital"
    ),
    pytest.param(Role.EVENT, "Aid came to a hospital in Homs.", "Homs", id="nobody is hurt"),
    pytest.param(
        Role.NO_PLACE, "A rally in solidarity with Homs was held.", "Homs", id="solidarity"
    ),
    pytest.param(Role.NO_PLACE, "خرجت مظاهرة نصرة لحلب.", "حلب", id="Arabic solidarity"),
    pytest.param(Role.HOME, "The former governor of Homs fled.", "Homs", id="former post"),
    pytest.param(Role.HOME, "فر المحافظ السابق لحمص.", "حمص", id="Arabic former post"),
    pytest.param(Role.EVENT, "A former commander died in Homs.", "Homs", id="somebody former"),
    pytest.param(Role.NO_PLACE, "قال المقاتل شيار عفرين ذلك.", "عفرين", id="Arabic surname"),
    pytest.param(Role.EVENT, "قتل المقاتل قرب عفرين.", "عفرين", id="no surname"),
    pytest.param(Role.EVENT, "اندلع حريق بريف حمص.", "حمص", id="attached particle"),
    pytest.param(Role.BODY, "قال محافظ حمص ذلك.", "حمص", id="Arabic governor"),
    pytest.param(
        Role.NO_PLACE, "In Damascus, the Health Ministry said so.", "Damascus", id="ministry"
    ),
    pytest.param(Role.NO_PLACE, "قالت وزارة الصحة في دمشق ذلك.", "دمشق", id="Arabic ministry"),
    pytest.param(
        Role.ROUTE, "سارت دورية على طريق حلب اللاذقية قرب سراقب.", "حلب", id="end of a road of two"
    ),
    pytest.param(Role.EVENT, "انفجر لغم على طريق حمص.", "حمص", id="road of one"),
    pytest.param(
        Role.NO_PLACE, "Zozan Afrin, a nurse in a tent, said so.", "Afrin", id="who bears the name"
    ),
    pytest.param(Role.NAMED, "Nearby Afrin, a Kurdish town, was hit.", "Afrin", id="what it is"),
    pytest.param(Role.GOAL, "They were held on the highway to Damascus.", "Damascus", id="road to"),
    pytest.param(Role.ORIGIN, "يعيش هنا منذ غادر بلدته مورك.", "مورك", id="home that was left"),
    pytest.param(Role.EVENT, "قتل رجل في بلدته مورك.", "مورك", id="killed at home"),
    pytest.param(
        Role.NO_PLACE,
        "In Damascus, the head of the administration told reporters so.",
        "Damascus",
        id="administration",
    ),
    pytest.param(Role.HOME, "قال رئيس البعثة للصحفيين في حمص ذلك.", "حمص", id="Arabic speaker"),
    pytest.param(Role.EVENT, "وقع انفجار في الحي الشمالي من مدينة نوى.", "نوى", id="a part of"),
    pytest.param(Role.EVENT, "شهدت كل من درعا ونوى إضرابا.", "درعا", id="each of"),
    pytest.param(Role.EVENT, "سيطر على أجزاء واسعة من حمص.", "حمص", id="wide parts of"),
    pytest.param(Role.NAMED, "سقطت قذيفة بالقرب من سراقب.", "سراقب", id="in the nearness of"),
    pytest.param(Role.ORIGIN, "وصل قسم المقاتلين من حمص.", "حمص", id="a noun with what came"),
    pytest.param(Role.HOME, "قتل عدد من أبناء نوى.", "نوى", id="a number of people of"),
    pytest.param(Role.BEARING, "تقع على بعد 10 كم من مدينة حمص.", "حمص", id="Arabic distance"),
    pytest.param(Role.BEARING, "قصف الحراك (15كم جنوب مدينة درعا).", "درعا", id="in brackets"),
    pytest.param(Role.BEARING, "تقع إلى الشمال الشرقي من حمص.", "حمص", id="Arabic bearing"),
    pytest.param(
        Role.EVENT, "سقطت قذيفة قرب مطار أبو الظهور العسكري.", "مطار أبو الظهور", id="an airport"
    ),
    pytest.param(Role.EVENT, "وقع انفجار في مشفى حمص العسكري.", "حمص", id="a hospital"),
    pytest.param(Role.ORIGIN, "قصفت المدفعية المتمركزة في نوى قرى مجاورة.", "نوى", id="who fires"),
    pytest.param(Role.BEARING, "احترق معمل في المدينة الواقعة شرقي حلب.", "حلب", id="what lies by"),
    pytest.param(Role.NO_PLACE, "Abu Hatem Shaqra said so.", "Shaqra", id="surname of a kunya"),
    pytest.param(Role.NO_PLACE, "Ahrar Horan said so.", "Horan", id="outlet of a region"),
    pytest.param(Role.ORIGIN, "Men who fled Homs came home.", "Homs", id="fled"),
    pytest.param(Role.EVENT, "A mill opened in the west of Homs.", "Homs", id="the west of it"),
    pytest.param(Role.BEARING, "A mill opened to the west of Homs.", "Homs", id="west of it"),
    pytest.param(Role.EVENT, "They moved 150 men from Hasakah.", "Hasakah", id="moved by others"),
    pytest.param(
        Role.NO_PLACE, "Much of it came under Damascus control.", "Damascus", id="its control"
    ),
    pytest.param(Role.HOME, "He said so in an interview in Homs.", "Homs", id="in an interview"),
    pytest.param(
        Role.NO_PLACE, "Shops closed in support of Deraa.", "Deraa", id="in support of others"
    ),
]


@pytest.mark.parametrize(("role", "text", "name"), CASES)
def test_part_that_a_name_plays(role, text, name):
    assert role_of(text, name) is role


def test_every_rule_says_what_it_tells_of():
    assert all((applies.__doc__ or "").startswith("Tell of") for _, applies, _ in ROLE_RULES)


@pytest.mark.parametrize(("role", "text", "name"), CASES)
def test_rules_that_are_not_asked_would_not_apply(role, text, name, monkeypatch):
    every = tuple((role, applies) for role, applies, _ in ROLE_RULES)
    monkeypatch.setattr("summaries.tagging.casting._rules_for", lambda _signs: every)
    assert role_of(text, name) is role
