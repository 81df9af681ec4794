//! What a page says about its article: JSON-LD first, then OpenGraph and other meta elements, then the markup.

use super::jsonld::{self, LinkedData};
use dom_query::Document;
use std::collections::BTreeMap;

/// Metadata as the page writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    /// When the page was last changed, which is no publication date.
    pub(super) modified: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The article's text, when the page repeats it in its metadata.
    pub(super) body: Option<String>,
}

/// Meta elements by lower-case name, first one first.
struct Metas(BTreeMap<String, String>);

impl Metas {
    fn read(document: &Document) -> Self {
        let mut all = BTreeMap::new();
        for meta in document.select("meta").nodes() {
            let name = meta.attr("property").or_else(|| meta.attr("name")).or_else(|| meta.attr("itemprop"));
            if let (Some(name), Some(content)) = (name, meta.attr("content"))
                && let Some(content) = tidy(&content)
            {
                all.entry(name.trim().to_ascii_lowercase()).or_insert(content);
            }
        }
        Self(all)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.get(*name)).cloned()
    }
}

/// Reads the metadata of a page.
pub(super) fn read(document: &Document) -> Metadata {
    let scripts: Vec<_> = document
        .select(r#"script[type="application/ld+json"]"#)
        .nodes()
        .iter()
        .map(dom_query::NodeRef::text)
        .collect();
    let linked = jsonld::read(scripts.iter().map(|script| &**script));
    let metas = Metas::read(document);
    Metadata {
        title: title(document, &linked, &metas),
        published: linked.published.clone().or_else(|| published(document, &metas)),
        modified: linked
            .modified
            .clone()
            .or_else(|| metas.first(&["article:modified_time", "og:updated_time", "last-modified"])),
        outlet: metas
            .first(&["og:site_name"])
            .or(linked.outlet)
            .or_else(|| metas.first(&["application-name", "dc.publisher"])),
        byline: linked.byline.or_else(|| byline(document, &metas)),
        url: url(document, &metas).or(linked.url.filter(|url| is_absolute(url))),
        language: language(document, &metas).or(linked.language),
        body: linked.body,
    }
}

/// The headline without the outlet's name behind it: of the candidates, a heading of the page is believed first.
fn title(document: &Document, linked: &LinkedData, metas: &Metas) -> Option<String> {
    let declared = linked.title.clone().or_else(|| {
        metas.first(&["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline"])
    });
    let of_page = || tidy(&document.select_single("title").text());
    let declared = declared.or_else(of_page)?;
    let heading =
        document.select("h1").nodes().iter().filter_map(|node| tidy(&node.text())).find(|heading| {
            heading.len() * 3 > declared.len()
                && (declared.starts_with(heading.as_str()) || declared.ends_with(heading.as_str()))
        });
    Some(heading.unwrap_or(declared))
}

fn published(document: &Document, metas: &Metas) -> Option<String> {
    let named = metas.first(&[
        "article:published_time",
        "article:published",
        "og:published_time",
        "og:article:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "published",
        "published_time",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "article_date_original",
        "originalpublicationdate",
        "rnews:datepublished",
    ]);
    named.or_else(|| {
        let marked = [
            r#"[itemprop="datePublished"]"#,
            "time[pubdate]",
            "article header time[datetime]",
            "article time[datetime]",
            "time[datetime]",
        ];
        marked.iter().find_map(|selector| {
            let node = document.select_single(selector);
            let value = node.attr("datetime").or_else(|| node.attr("content")).and_then(|value| tidy(&value));
            value.or_else(|| tidy(&node.text()))
        })
    })
}

fn byline(document: &Document, metas: &Metas) -> Option<String> {
    let named =
        metas.first(&["author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"]);
    let named = named.or_else(|| metas.first(&["article:author"])).filter(|name| !is_absolute(name));
    let found = named.or_else(|| {
        let marked = [
            r#"[itemprop="author"] [itemprop="name"]"#,
            r#"[itemprop="author"]"#,
            r#"a[rel="author"]"#,
            ".byline",
        ];
        marked.iter().find_map(|selector| tidy(&document.select_single(selector).text()))
    })?;
    let bare = found.strip_prefix("By ").or_else(|| found.strip_prefix("by ")).unwrap_or(&found).trim();
    (!bare.is_empty() && bare.chars().count() <= 200).then(|| bare.to_owned())
}

fn url(document: &Document, metas: &Metas) -> Option<String> {
    let link = document.select_single(r#"link[rel="canonical"]"#).attr("href").and_then(|href| tidy(&href));
    link.filter(|url| is_absolute(url))
        .or_else(|| metas.first(&["og:url", "twitter:url"]).filter(|url| is_absolute(url)))
}

/// As a BCP 47 tag.
fn language(document: &Document, metas: &Metas) -> Option<String> {
    let declared = document.select_single("html").attr("lang").and_then(|lang| tidy(&lang));
    let declared =
        declared.or_else(|| metas.first(&["og:locale", "content-language", "dc.language", "language"]))?;
    let tag = declared.split([',', ' ', '.']).next()?.replace('_', "-");
    let plausible =
        tag.len() >= 2 && tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    plausible.then_some(tag)
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// White space collapsed, character references that were escaped twice decoded; `None` if nothing is left.
fn tidy(text: &str) -> Option<String> {
    let text = super::entities::decode(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
