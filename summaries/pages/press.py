"""How the press signs and dates its pages: agencies, dates and times of day, as patterns.

The patterns hold no groups, so that they can be put together; those in Latin letters hold in lower
case too after ``str.lower``.
"""

from __future__ import annotations

from typing import Final

AGENCIES: Final = (
    r"(?:Reuters(?: Life!)?|AFP|AP|Associated Press|The Associated Press|UPI|DPA|EFE|ANSA|Xinhua"
    r"|TASS|RIA(?: Novosti)?|Sputnik|Interfax|SANA|FARS|FNA|Tasnim|IRNA|PNA|NNA|KUNA|SPA|WAM|QNA"
    r"|MENA|Anadolu(?: Agency)?|AA|ARA News|ANHA|ANF|Hawar(?: News)?|North Press|NPA|Rudaw"
    r"|Kurdistan ?24|Shafaq(?: News)?|Enab Baladi|Asharq Al-Awsat|Al-?Jazeera"
    r"|Al Arabiya(?: English)?|CNN|BBC(?: News)?|DW|VOA|RT|ST|SOHR|HRW|Human Rights Watch"
    r"|Amnesty International|UN News|OCHA|WFP|UNICEF|UNHCR|WHO|Agencies|Zaman al-?Wasl|Levant24"
    r"|SDF Press|Syria TV|The New Arab"
    r"|IANS|PTI|AAP|Press TV|Al-?Manar|Breakingviews)"
)
AGENCIES_AR: Final = (
    r"(?:عنب بلدي|سانا|نورث برس|الأناضول|رويترز|أ ?ف ?ب|أ\.ف\.ب|فرانس برس|وكالات|الشرق الأوسط"
    r"|تلفزيون سوريا|العربي الجديد|روسيا اليوم|سبوتنيك|المرصد السوري|زمان الوصل|السويداء ?24"
    r"|شبكة شام|الجزيرة نت|العربية نت|بي بي سي|د ?ب ?أ|شينخوا|وكالة هاوار|روداو|درعا ?24"
    r"|دير الزور ?24|أورينت(?: نت)?|القدس العربي|عربي21|الحرة|ا ف ب|وكالة الأنباء الألمانية"
    r"|سمارت|«?الحياة»?(?: ووكالات)?|(?:شبكة )?جسر|وكالة نورث برس|بلدي نيوز"
    r"|حلب اليوم|أوغاريت بوست|راديو الكل|روزنة|الدرر الشامية|صدى الشام|فرات بوست|إرم نيوز)"
)
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_MONTH_AR: Final = (
    r"(?:كانون (?:الثاني|الأول)|تشرين (?:الأول|الثاني)|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول"
    r"|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)"
)
_WEEKDAY: Final = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?"
ZONE: Final = r"(?:GMT|UTC|BST|IST|EST|EDT|PST|PDT|CET|CEST|EET|EEST|MSK|AST)"
CLOCK: Final = (
    rf"(?:at |- |\| )?(?:\d{{1,2}}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\d{{4}}(?= {ZONE})"
    rf"|\d{{1,2}} ?[ap]\.?m\.?)(?: ?\(?{ZONE}(?:[+-]\d+)?\)?)?"
)
DATE: Final = (
    rf"(?:(?:{_WEEKDAY}\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}[ ,-]+\d{{4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}"
    rf"|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:.+Z-]+)?)"
    rf"|[0-9٠-٩]{{1,2}}\s+(?:من\s+)?{_MONTH_AR}(?:\s?/\s?{_MONTH_AR})?,?\s+[0-9٠-٩]{{4}})"
)
DATED: Final = (
    rf"(?:(?:page )?(?:last updated|published|posted|updated|date of publication|created)"
    rf"(?:\s(?:on|at))?\s?:?\s)?(?:{CLOCK},?\s)?(?:{DATE}|\d{{1,2}} {_MONTH} \d{{2}}(?=\s\d\d:))"
    rf"(?:[\s,|–—-]*(?:at\s|last updated(?: at)?\s)?{CLOCK})?"
)
"""A date as pages print it at their head, with "Published on" before and a time of day behind."""
