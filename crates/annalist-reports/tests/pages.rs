//! Web pages: article and metadata, and pages made to do harm.
#![allow(clippy::unwrap_used, reason = "tests")]

use annalist_reports::{Input, Options, Report, codes, read};
use std::time::{Duration, Instant};

fn page(html: &str) -> Report {
    let input = Input::Bytes { name: "page.html".into(), bytes: html.as_bytes().to_vec() };
    read(vec![input], &Options::new()).next().unwrap().unwrap()
}

const ARTICLE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head>
<title>Dockers end strike after pay deal | The Harbour Post</title>
<link rel="canonical" href="https://www.harbourpost.example/news/dockers-end-strike">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:modified_time" content="2024-05-09T08:00:00Z">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Dockers end strike after pay deal", "datePublished": "2024-05-07T21:15:00+01:00",
 "dateModified": "2024-05-09T08:00:00Z", "author": {"@type": "Person", "name": "Ada Quill"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Dockers end strike after pay deal</h1><p class="byline">By Ada Quill</p>
<figure><img src="x.jpg"><figcaption>Dockers at the gate on Monday. Photo: A. Lens</figcaption></figure>
<p>Dockers at the northern port ended a three-week strike on Tuesday after their union accepted a pay offer of six per
cent, the port authority said, and ships that had waited outside the harbour began to unload in the evening.</p>
<p>The union&#8217;s chair, Lena Marsh, said members had voted &ldquo;by a clear margin&rdquo; to return to work, and that
the&nbsp;agreement also covered night shifts, which had been the main point of dispute since the spring.</p>
<p><a href="/other">Read more: how the strike began</a></p>
<p>Talks had broken down twice before a mediator appointed by the labour ministry brought the parties together again at
the weekend, according to two people who took part in them.</p>
<div class="related"><p>Related: Ferry service resumes between the islands after a storm damaged the pier.</p></div>
</article><footer><p>Copyright 2024 The Harbour Post. All rights reserved.</p></footer></body></html>"#;

#[test]
fn an_article_and_its_metadata_are_found() {
    let report = page(ARTICLE);
    let text = report.text.as_str();
    assert!(text.starts_with("Dockers at the northern port ended a three-week strike on Tuesday"), "{text}");
    assert!(text.ends_with("according to two people who took part in them."), "{text}");
    assert_eq!(text.split("\n\n").count(), 3);
    assert!(text.contains("union’s chair, Lena Marsh, said members had voted “by a clear margin”"));
    for furniture in ["Read more", "Photo", "Related", "By Ada", "Copyright"] {
        assert!(!text.contains(furniture), "{furniture}");
    }
    assert_eq!(report.title.as_deref(), Some("Dockers end strike after pay deal"));
    assert_eq!(report.published.as_ref().unwrap().day().to_string(), "2024-05-07");
    assert_eq!(report.outlet.as_deref(), Some("The Harbour Post"));
    assert_eq!(report.byline.as_deref(), Some("Ada Quill"));
    assert_eq!(report.url.as_deref(), Some("https://www.harbourpost.example/news/dockers-end-strike"));
    assert_eq!(report.language.as_deref(), Some("en-GB"));
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
}

#[test]
fn the_day_of_a_change_is_no_publication_date() {
    let changed = ARTICLE.replace(r#""datePublished": "2024-05-07T21:15:00+01:00","#, "");
    let report = page(&changed);
    assert_eq!(report.published, None);
    assert_eq!(report.warnings[0].code, codes::DATE_ONLY_MODIFIED);
}

#[test]
fn hostile_pages_are_read_in_bounded_time() {
    let prose = "<p>The council met on Monday and agreed to repair the old bridge before winter.";
    let pages = [
        "<div>".repeat(200_000) + prose,
        "<div><table><tr><td></div></table>".repeat(50_000) + prose,
        (0..50_000).flat_map(|i| ["<font size=".into(), i.to_string(), "><p>".into()]).collect::<String>()
            + prose,
        "<b><div></b>".repeat(100_000) + prose,
        format!("{}{prose}", "<p a='".repeat(100_000)) + "'>" + prose,
        "<br>".repeat(400_000) + prose,
        "<!--".repeat(100_000) + "-->" + prose,
        "<".repeat(1_000_000) + prose,
        "&".repeat(1_000_000) + prose,
        "<p>The council met on Monday and agreed to repair the old bridge, then adjourned.</p>"
            .repeat(70_000),
        format!("<p>{prose}{}</p>", " and so, again, on".repeat(300_000)),
        "<div>The council met on Monday and agreed to repair the old bridge, then adjourned.<br></div>"
            .repeat(49_000),
        "<div><div><p>The council, which met on Monday, agreed to repair the old bridge.</p></div></div>"
            .repeat(24_000),
    ];
    for (i, html) in pages.iter().enumerate() {
        let start = Instant::now();
        let report = page(html);
        assert!(
            report.text.as_str().contains("agreed to repair the old bridge"),
            "page {i}: {}",
            report.text.as_str().len()
        );
        assert!(start.elapsed() < Duration::from_secs(20), "page {i} took {:?}", start.elapsed());
    }
}
