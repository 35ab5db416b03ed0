"""The page of a sample report, with the furniture that surrounds reports on real sites."""

from __future__ import annotations

from html import escape

from bot.preview.samples.reports import Report, reports

_WORDS = {
    "en": {
        "home": "Home",
        "nav": ("Syria", "Region", "Opinion", "Pictures"),
        "by": "By",
        "share": "Share this report: Facebook · X · Telegram · E-mail",
        "letter": "Get our newsletter. One message each morning, free of charge.",
        "more": "Read also",
        "cookies": "We use cookies to measure how our pages are read.",
        "rights": "All rights reserved. Reproduction only with a link to the source.",
        "origin": "The original source of this article is",
        "sample": "A sample: this outlet does not exist.",
    },
    "ar": {
        "home": "الرئيسية",
        "nav": ("سوريا", "المنطقة", "رأي", "صور"),
        "by": "إعداد",
        "share": "شارك التقرير: فيسبوك · إكس · تلغرام · بريد",
        "letter": "اشترك في نشرتنا البريدية. رسالة واحدة كل صباح مجاناً.",
        "more": "اقرأ أيضاً",
        "cookies": "نستخدم ملفات تعريف الارتباط لقياس قراءة صفحاتنا.",
        "rights": "جميع الحقوق محفوظة. يُسمح بالنشر مع رابط إلى المصدر.",
        "origin": "المصدر الأصلي لهذا المقال هو",
        "sample": "عيّنة: هذا المنبر غير موجود.",
    },
}

_STYLE = """
body { font: 17px/1.6 Georgia, "Noto Naskh Arabic", serif; max-width: 42rem; margin: 2rem auto;
  padding: 0 1rem; color: #222; background: #fdfcf9; }
nav, aside, footer, .by, .share { font: 14px/1.5 system-ui, sans-serif; color: #666; }
nav a { margin-inline-end: 1rem; } a { color: #1f5f93; }
aside { border-top: 1px solid #ddd; margin-top: 2rem; padding-top: 1rem; }
"""


def page(report: Report) -> str:
    """Return a report's page as HTML."""
    words = _WORDS[report.outlet.language]
    title, outlet = escape(report.title), escape(report.outlet.name)
    direction = "rtl" if report.outlet.language == "ar" else "ltr"
    day = report.published.strftime("%Y-%m-%d %H:%M")
    return f"""<!doctype html>
<html lang="{report.outlet.language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} – {outlet}</title>
<meta property="og:type" content="article">
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{report.published.isoformat()}">
<meta name="author" content="{escape(report.author)}">
<style>{_STYLE}</style>
</head>
<body>
<header>
<nav><a href="/">{words["home"]}</a>{_links(words["nav"])}</nav>
</header>
<main>
<article>
<h1>{title}</h1>
<p class="by">{words["by"]} {escape(report.author)}</p>
<p class="by"><time datetime="{report.published.isoformat()}">{day}</time></p>
<p class="share">{words["share"]}</p>
{_body(report)}
</article>
<aside>
<h2>{words["more"]}</h2>
<ul>{_related(report)}</ul>
<p>{words["letter"]}</p>
</aside>
</main>
<footer>
<p>© 2024 {outlet}. {words["rights"]}</p>
<p>{words["cookies"]}</p>
<p>{words["sample"]}</p>
</footer>
</body>
</html>
"""


def body_html(report: Report) -> str:
    """Return the report itself as HTML, as feeds carry it."""
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in report.paragraphs)


def _body(report: Report) -> str:
    original = report.original
    if original is None:
        return body_html(report)
    words = _WORDS[report.outlet.language]
    origin = escape(original.outlet.name)
    note = f'<p>{words["origin"]} <a href="{original.path}">{origin}</a>.</p>'
    rights = f"<p>Copyright © {escape(original.author)}, {origin}, 2024</p>"
    return f"{body_html(report)}\n{note}\n{rights}"


def _links(names: object) -> str:
    listed = names if isinstance(names, tuple) else ()
    return "".join(f'<a href="#">{escape(name)}</a>' for name in listed)


def _related(report: Report) -> str:
    others = [other for other in reports() if other.outlet == report.outlet and other != report]
    return "".join(
        f'<li><a href="{other.path}">{escape(other.title)}</a></li>' for other in others[:3]
    )
