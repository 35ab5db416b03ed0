import pytest

from summaries.explain import article_of
from summaries.regions import Tagger
from summaries.tagging.rules import RULES


def last_passage(text):
    return Tagger.default().tag(article_of(text.replace("¶", "\n\n"))).passages[-1]


@pytest.mark.parametrize(
    ("text", "region", "why"),
    [
        pytest.param(
            "Rallies in Raqqa, Homs and Idlib.", "countrywide", "three regions", id="three regions"
        ),
        pytest.param("Rallies in Raqqa and Homs.", "northeast", "Raqqa", id="two regions"),
        pytest.param(
            "Violence fell across Syria, including in Homs.",
            "countrywide",
            "as a whole",
            id="country",
        ),
        pytest.param(
            "Violence rose in Homs, as across Syria.",
            "central",
            "Homs",
            id="a place in the main clause",
        ),
        pytest.param(
            "The envoy held talks in Damascus.",
            "countrywide",
            "politics",
            id="politics in the capital",
        ),
        pytest.param(
            "The envoy was killed in Damascus.",
            "elsewhere",
            "Damascus",
            id="an event in the capital",
        ),
        pytest.param("Gunmen fired in Nawa.", "daraa", "Nawa (city), Daraa", id="place"),
        pytest.param(
            "Zubzubiya lies 9 km north of Manbij and far from Idlib.",
            "northeast",
            "from or near Manbij",
            id="where a place lies that the list lacks",
        ),
        pytest.param(
            "Gunmen fired in Nawa. The town lies 90 km south of Damascus.",
            "daraa",
            "told before",
            id="where a place lies that was told",
        ),
        pytest.param(
            "A mine went off on the road between Tafas and Muzayrib.",
            "daraa",
            "from or near",
            id="a road within a governorate",
        ),
        pytest.param(
            "Mines in Nawa. ¶ Nobody used the road between Homs and Raqqa.",
            "daraa",
            "follows",
            id="a road that may run anywhere",
        ),
        pytest.param(
            "Mines in Nawa. ¶ Some 1,600 people have been killed since the army launched its"
            " assault.",
            "daraa",
            "Nawa",
            id="the dead of an offensive",
        ),
        pytest.param(
            "Mines in Nawa. ¶ Some 160,000 people have been killed since 2011.",
            "countrywide",
            "dead of the war",
            id="the dead of the war",
        ),
        pytest.param(
            "Fighters entered Damascus, and Assad left the country.",
            "elsewhere",
            "Damascus",
            id="an event in the capital with those who rule",
        ),
        pytest.param(
            "The delegate met the president in Damascus.",
            "countrywide",
            "politics in the capital",
            id="those who rule in the capital",
        ),
        pytest.param(
            "An ambush south of Palmyra killed six.",
            "central",
            "from or near",
            id="violence near a place",
        ),
        pytest.param(
            "It was the worst week in Homs since the battle for Aleppo.",
            "central",
            "Homs",
            id="what it is compared with",
        ),
        pytest.param(
            "Trucks went from Homs to Raqqa.", "northeast", "Raqqa", id="where to, not from"
        ),
        pytest.param(
            "Gunmen fired in Hajin in Deir ez-Zor.", "northeast", "Hajin", id="the nearer place"
        ),
        pytest.param(
            "A mine went off in Nawa. ¶ Central: ¶ Two died.", "central", "section", id="heading"
        ),
        pytest.param(
            "Mines in Nawa. ¶ Brussels agreed on sanctions.",
            "countrywide",
            "politics",
            id="diplomacy",
        ),
        pytest.param(
            "Mines in Nawa. ¶ Syria is at a crossroads.", "countrywide", "Syria", id="Syria itself"
        ),
        pytest.param(
            "Mines in Nawa. ¶ Mines in Iraq.", "countrywide", "outside Syria", id="another front"
        ),
        pytest.param("Aid crossed in Turkey.", "countrywide", "outside Syria", id="abroad"),
        pytest.param(
            "Mines in Nawa. ¶ Nobody in Turkey commented.",
            "daraa",
            "follows",
            id="a comment from abroad",
        ),
        pytest.param(
            "Mines in Nawa. Talks went on. The town is quiet.",
            "daraa",
            "told before",
            id="the town",
        ),
        pytest.param("Mines in Nawa. They wounded two.", "daraa", "continues", id="pronoun"),
        pytest.param(
            "Mines in Nawa. ¶ Two reporters are missing in Syria.",
            "countrywide",
            "in passing",
            id="in Syria",
        ),
        pytest.param(
            "Mines in Nawa. ¶ Two reporters are missing in Syria. ¶ Rain fell.",
            "daraa",
            "follows",
            id="after a passing word",
        ),
        pytest.param(
            "Mines in Nawa. ¶ Brussels agreed on sanctions. ¶ Nobody claimed the blast.",
            "daraa",
            "comes back",
            id="back to the event",
        ),
        pytest.param(
            "Mines in Nawa. ¶ Brussels agreed on sanctions. ¶ A vote is planned.",
            "countrywide",
            "follows",
            id="on with politics",
        ),
        pytest.param(
            "A blast in Nawa. ¶ The interior ministry said two were killed in the blast.",
            "daraa",
            "comments on",
            id="officials on the event",
        ),
        pytest.param(
            "A blast in Nawa. ¶ The president spoke of peace and condemned the blame.",
            "countrywide",
            "politics",
            id="officials on the country",
        ),
        pytest.param(
            "A blast in Nawa. Two died in Nawa. ¶ A cousin lives in Douma. He wept. ¶ He left.",
            "elsewhere",
            "continues",
            id="a paragraph that goes on",
        ),
        pytest.param(
            "A blast in Nawa. Two died in Nawa. ¶ A cousin lives in Douma. He wept. ¶ Rain fell.",
            "daraa",
            "opens a paragraph",
            id="a paragraph that comes home",
        ),
        pytest.param("Shells fell north of Aleppo.", "elsewhere", "near", id="bearing"),
        pytest.param(
            "The Manbij Military Council denied it.", "northeast", "hint", id="only a body"
        ),
        pytest.param("Mines in Nawa. Two sheep were hurt.", "daraa", "follows", id="goes on"),
        pytest.param("Two sheep were hurt.", "countrywide", "no place", id="nothing"),
        pytest.param(
            "Mines in Nawa. Trucks came from Raqqa.", "daraa", "follows", id="an origin says little"
        ),
        pytest.param(
            "Mines in Nawa. Pupils cannot hope to reach Homs.", "daraa", "follows", id="a goal"
        ),
        pytest.param(
            "Mines in Nawa. More than 4,000 people have died since the unrest began.",
            "countrywide",
            "dead of the war",
            id="thousands of dead",
        ),
        pytest.param(
            "Mines in Nawa. More than 40 people have died since the siege began.",
            "daraa",
            "follows",
            id="dozens of dead",
        ),
        pytest.param(
            "Mines in Nawa. UNICEF said two children were hurt.", "daraa", "comments on", id="aid"
        ),
        pytest.param(
            "Mines in Nawa. UNICEF briefed the Security Council.",
            "countrywide",
            "politics",
            id="aid and politics",
        ),
        pytest.param(
            "Mines in Nawa. Syria Civil Defence took two men away.",
            "daraa",
            "follows",
            id="called after the country",
        ),
        pytest.param(
            "Mines in Nawa. Russia flew over the southern province.",
            "daraa",
            "told before",
            id="the southern province",
        ),
        pytest.param(
            "The war is in its tenth year. Syria's civil war pits Damascus against Idlib.",
            "countrywide",
            "as a whole",
            id="on the war",
        ),
        pytest.param(
            "In northeastern Syria, calm held as the president signed a deal in Damascus.",
            "northeast",
            "names Northeast",
            id="an opener and the capital's politics",
        ),
        pytest.param(
            "Mines in Manbij. The town in Aleppo province is quiet.",
            "northeast",
            "told before",
            id="its province",
        ),
        pytest.param(
            "Mines in Suwayda. Buses stopped between Damascus and Suwayda.",
            "daraa",
            "Suwayda",
            id="of two places side by side",
        ),
        pytest.param(
            "Mines in Mayadin. Rain fell on Deir ez-Zor.", "central", "both banks", id="same bank"
        ),
        pytest.param(
            "Jets hit Deir ez-Zor and Mayadin.", "central", "Mayadin", id="a town says more"
        ),
    ],
)
def test_rule(text, region, why):
    passage = last_passage(text)
    assert (passage.region, why in passage.why) == (region, True), passage.why


@pytest.mark.parametrize(
    ("text", "region", "also"),
    [
        pytest.param("A bomb went off in the capital.", "elsewhere", (), id="the capital"),
        pytest.param("A bomb went off in the capital, Damascus.", "elsewhere", (), id="named"),
        pytest.param("Cells are active in eastern Syria.", "northeast", ("central",), id="east"),
        pytest.param(
            "Shots on the west bank of the Euphrates in Raqqa.", "northeast", (), id="bank"
        ),
        pytest.param("Cells on the west bank of the Euphrates.", "central", (), id="bank alone"),
        pytest.param("Men fled from central Syria to Raqqa.", "northeast", ("central",), id="from"),
        pytest.param("Mines in the city of Deir ez-Zor.", "central", ("northeast",), id="its city"),
        pytest.param(
            "Mines in Deir ez-Zor, in parts of the city.", "central", ("northeast",), id="the city"
        ),
        pytest.param("Mines in Kafr Zeita in Hama.", "idlib", (), id="a place in its governorate"),
        pytest.param("Mines in Kafr Zeita and in Hama.", "idlib", ("central",), id="two places"),
        pytest.param(
            "Southern Syria: ¶ Mines went off in Damascus and in Suwayda.",
            "daraa",
            ("elsewhere",),
            id="of equals the one in the section",
        ),
        pytest.param("Mines in Marmarita in western Syria.", "central", (), id="where it lies"),
        pytest.param(
            "Mines in the village of Anaz in Wadi al-Nasara.", "central", (), id="a village unknown"
        ),
        pytest.param("ألغام في خان شيخون (35 كم شمال مدينة حماة).", "idlib", (), id="distance"),
        pytest.param("Mines in al-Qusayr.", "central", (), id="a city"),
        pytest.param("Mines killed six in Hamrat.", "northeast", (), id="a village"),
        pytest.param(
            "Mines killed six in Hamrat, north of Homs.", "central", (), id="a namesake of it"
        ),
        pytest.param("Mines killed six in Hamrat in Raqqa.", "northeast", (), id="in its area"),
        pytest.param("Mines in al-Qusayr in Daraa.", "daraa", (), id="a village of its name"),
        pytest.param("Mines in Daraa's al-Qusayr.", "daraa", (), id="area before the village"),
        pytest.param(
            "Mines in Nawa. ¶ Mines in the village of al-Qusayr.",
            "daraa",
            (),
            id="a village where the report is",
        ),
        pytest.param("Mines in the village of Tall Unheard.", "countrywide", (), id="unknown name"),
    ],
)
def test_places_that_need_reading(text, region, also):
    passage = last_passage(text)
    assert (passage.region, passage.also) == (region, also), passage.why


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("Shells hit Sarmin in rural Idlib.", "Sarmin", id="a town in an area"),
        pytest.param("In Idlib, shells hit Sarmin.", "Sarmin", id="the area first"),
        pytest.param("In Idlib, Sarmin was hit.", "Sarmin", id="the area, a comma"),
        pytest.param("Rain fell in Raqqa and Tabqa.", "Raqqa", id="beside one another"),
        pytest.param("Rain fell in Raqqa and in Tabqa.", "Raqqa", id="beside, said twice"),
        pytest.param("Rain fell in Idlib, most of it in Sarmin.", "Sarmin", id="most of it"),
        pytest.param("Rain fell across Idlib, including in Sarmin.", "Idlib", id="an example"),
        pytest.param("Mines in Kobani near Tishrin dam.", "Ayn al-Arab", id="beside a city"),
        pytest.param(
            "Shells hit towns of northwest Syria, one fell in Sarmin.", "Sarmin", id="one"
        ),
        pytest.param("Northwest Syria, where Sarmin and Ariha lie, is wet.", None, id="two"),
        pytest.param("A bomb went off in the Dweila quarter of Damascus.", "Dwela", id="a quarter"),
        pytest.param("People who fled Nawa came to Tafas.", "Tafas", id="where they came"),
        pytest.param("قصفت بلدة سرمين بريف إدلب.", "Sarmin", id="Arabic"),
        pytest.param("وفي إدلب والحسكة أمطار.", "Idlib", id="Arabic list"),
        pytest.param(
            "تضرر حي في كفرنبل (نحو 40 كم جنوب مدينة إدلب).", "Kafr Nabl", id="in brackets"
        ),
    ],
)
def test_the_narrowest_place_is_shown(text, place):
    found = last_passage(text).place
    assert (found and found.name) == place


def test_a_hint_is_in_passing():
    hinted = "The envoy left. The Manbij Military Council denied it. A vote is planned."
    assert last_passage(hinted).region == "countrywide"


def test_an_area_has_the_part_of_the_place_in_it():
    displaced = "انهارت خيام قرب راجو. وقال أبو محمد وهو مهجر من تلبيسة بريف حمص إنه بخير."
    assert last_passage(displaced).region == "elsewhere"


def test_inheritance_fades():
    text = "Mines went off in Nawa. " + "A hen laid an egg. " * 14
    assert last_passage(f"Rain fell. {text}").region == "countrywide"
    assert last_passage(text).region == "daraa"


def test_a_place_abroad_that_is_an_actor_only_sets_no_scene():
    assert last_passage("Guns fired from Turkey hit Tell Abyad.").region == "northeast"


def test_inheritance_lasts_where_only_one_region_is_named():
    named = "Rain fell. Mines went off in Nawa. Mines went off in Jasim. "
    later = "A hen laid an egg. " * 14
    assert last_passage(f"{named}{later}").region == "countrywide"
    assert last_passage(f"{named}Mines went off in Tafas. {later}").region == "daraa"


def test_a_person_takes_the_report_back_to_where_he_was_told_of():
    told = "Abu Samer bakes in Nawa. Shells fell in Homs. "
    passage = last_passage(f"{told}Abu Samer hopes for rain.")
    assert passage.region == "daraa"
    assert "a person who was told of there" in passage.why
    assert last_passage(f"{told}A neighbour hopes for rain.").region == "central"
    assert last_passage("Abu Samer hopes for rain.").region == "countrywide"


def test_a_commander_takes_nothing_back():
    told = "Abu Samer al-Halabi spoke in Nawa. Shells fell in Homs. "
    assert last_passage(f"{told}Abu Samer al-Halabi denied it.").region == "central"


def test_ambiguous_name_is_said_to_be_ambiguous():
    passage = last_passage("Shells fell in Suran.")
    assert "may be" in passage.why
    assert passage.confidence < 0.5


def test_ambiguous_name_takes_the_region_told_before():
    assert last_passage("Rain fell in Hama. ¶ Shells fell in Suran.").region == "central"
    assert last_passage("Rain fell in Azaz. ¶ Shells fell in Suran.").region == "elsewhere"


def test_every_rule_is_explained():
    assert all(rule.__doc__ for rule, _ in RULES)
    assert len({rule.__name__ for rule, _ in RULES}) == len(RULES)
