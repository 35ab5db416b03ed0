"""The samples as feeds on the loopback address: RSS 2.0, Atom and RDF, with ETags."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.utils import format_datetime
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.model import Source
from bot.preview.samples.pages import body_html, page
from bot.preview.samples.reports import Outlet, Report, outlets, reports

LABEL = "sample"
REASON = "Written for the local preview; this outlet does not exist."
_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
}


def sources(base_url: str) -> tuple[Source, ...]:
    """Return the samples' outlets as sources. ``base_url`` has no slash at its end."""
    return tuple(
        Source(
            id=f"sample-{outlet.id}",
            name=outlet.name,
            feed=f"{base_url}/samples/{outlet.id}/feed",
            language=outlet.language,
            label=LABEL,
            reason=REASON,
            general=outlet.general,
        )
        for outlet in outlets().values()
    )


@dataclass(frozen=True, slots=True)
class SampleFeeds:
    """Serves the feeds and pages. ``base_url`` stands in the links."""

    base_url: str

    @property
    def routes(self) -> list[Route]:
        """The addresses of feeds and pages."""
        return [
            Route("/samples/{outlet}/feed", self._feed),
            Route("/samples/{outlet}/{slug}", self._page),
        ]

    async def _feed(self, request: Request) -> Response:
        outlet = outlets().get(request.path_params["outlet"])
        if outlet is None:
            return Response(status_code=404)
        body = feed(outlet, self.base_url).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"ETag": etag})
        return Response(body, media_type=_TYPES[outlet.feed], headers={"ETag": etag})

    async def _page(self, request: Request) -> Response:
        for report in reports():
            if request.url.path == report.path:
                return HTMLResponse(page(report))
        return Response(status_code=404)


def feed(outlet: Outlet, base_url: str) -> str:
    """Return an outlet's feed."""
    own = [report for report in reports() if report.outlet == outlet]
    writers = {"rss": _rss, "atom": _atom, "rdf": _rdf}
    return writers[outlet.feed](outlet, own, base_url)


def _rss(outlet: Outlet, own: list[Report], base_url: str) -> str:
    items = "".join(_rss_item(report, base_url) for report in own)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{escape(outlet.name)}</title>
<link>{base_url}/samples/{outlet.id}/</link>
<description>{REASON}</description>
<language>{outlet.language}</language>
{items}</channel>
</rss>
"""


def _rss_item(report: Report, base_url: str) -> str:
    content = ""
    if not report.outlet.teasers:
        content = f"<content:encoded><![CDATA[{body_html(report)}]]></content:encoded>\n"
    return f"""<item>
<title>{escape(report.title)}</title>
<link>{base_url}{report.path}</link>
<guid isPermaLink="false">sample-{report.outlet.id}-{report.slug}</guid>
<pubDate>{format_datetime(report.published)}</pubDate>
<dc:creator>{escape(report.author)}</dc:creator>
<description>{escape(report.paragraphs[0])}</description>
{content}</item>
"""


def _atom(outlet: Outlet, own: list[Report], base_url: str) -> str:
    entries = "".join(_atom_entry(report, base_url) for report in own)
    updated = max(report.published for report in own).isoformat()
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">
<title>{escape(outlet.name)}</title>
<id>tag:sample.invalid,2024:{outlet.id}</id>
<link href="{base_url}/samples/{outlet.id}/"/>
<updated>{updated}</updated>
{entries}</feed>
"""


def _atom_entry(report: Report, base_url: str) -> str:
    moment = report.published.isoformat()
    return f"""<entry>
<title>{escape(report.title)}</title>
<id>tag:sample.invalid,2024:{report.outlet.id}:{report.slug}</id>
<link rel="alternate" href="{base_url}{report.path}"/>
<published>{moment}</published>
<updated>{moment}</updated>
<author><name>{escape(report.author)}</name></author>
<content type="html">{escape(body_html(report))}</content>
</entry>
"""


def _rdf(outlet: Outlet, own: list[Report], base_url: str) -> str:
    listed = "".join(f'<rdf:li rdf:resource="{base_url}{report.path}"/>' for report in own)
    items = "".join(_rdf_item(report, base_url) for report in own)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{base_url}/samples/{outlet.id}/feed">
<title>{escape(outlet.name)}</title>
<link>{base_url}/samples/{outlet.id}/</link>
<description>{REASON}</description>
<items><rdf:Seq>{listed}</rdf:Seq></items>
</channel>
{items}</rdf:RDF>
"""


def _rdf_item(report: Report, base_url: str) -> str:
    return f"""<item rdf:about="{base_url}{report.path}">
<title>{escape(report.title)}</title>
<link>{base_url}{report.path}</link>
<description>{escape(report.paragraphs[0])}</description>
<content:encoded>{escape(body_html(report))}</content:encoded>
<dc:date>{report.published.isoformat()}</dc:date>
<dc:creator>{escape(report.author)}</dc:creator>
</item>
"""
