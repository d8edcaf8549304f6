//! The address holds all of what is shown: it is followed, written, and what it has too much is said.

use crate::driver::visit;
use crate::server::Site;
use crate::shown::{
    self, VIEWS, choose, chosen, fragment, packaged, redrawn, small_export, text_of_page, texts, with_export,
};

#[tokio::test]
async fn every_key_is_followed() {
    visit(with_export(Site::page(), "exports/may/", &packaged(small_export())), async |page| {
        shown::open(page, "").await;
        let all = text_of_page(page).await;

        let questions = [
            "Is the change happening",
            "Are we still the go-between",
            "Who is where, who waits",
            "Is what we share used",
            "What came of it, and who decides",
            "How complete",
        ];
        for (view, question) in VIEWS.iter().zip(questions) {
            shown::open(page, &format!("#view={view}")).await;
            assert!(page.text(".question").await.starts_with(question), "view={view}");
        }

        shown::open(page, "#area=Discovery").await;
        assert_eq!(chosen(page, "Area").await, "Discovery");
        assert_ne!(text_of_page(page).await, all, "area");

        shown::open(page, "#as_of=2026-06-30").await;
        assert_eq!(page.text(".fresh").await.replace('\u{a0}', " "), "As of 30 June 2026");

        shown::open(page, "#since=2026-03-31").await;
        let was = texts(page, ".then").await;
        assert!(was.iter().any(|was| was.replace('\u{a0}', " ").contains("on 31 March 2026")), "{was:?}");

        shown::open(page, "#months=12&view=talking").await;
        let points = page.count(".c8 .figure-frame .hit").await;
        shown::open(page, "#months=6&view=talking").await;
        assert!(page.count(".c8 .figure-frame .hit").await < points, "months");

        shown::open(page, "#view=relying").await;
        let months = page.count("[data-drawing='of-surprises'] .hit").await;
        shown::open(page, "#view=relying&grain=quarter").await;
        assert!(page.count("[data-drawing='of-surprises'] .hit").await < months, "grain");
        assert_eq!(chosen(page, "By").await, "quarter");

        shown::open(page, "#view=team&team=search").await;
        assert!(page.text("h1").await.contains("Search results"), "team");

        shown::open_tile(page, "#view=tile&id=surprises").await;
        assert_eq!(page.attribute(".tile", "id").await.as_deref(), Some("tile-surprises"), "id");

        shown::open(page, "#lang=en").await;
        assert_eq!(page.count(".notices").await, 0, "the language of the page is understood");
        shown::open(page, "#lang=tlh").await;
        assert!(page.text(".notices").await.contains("lang=tlh"), "another one is not, and that is said");

        shown::open(page, "#theme=dark").await;
        assert_eq!(page.attribute("html", "data-theme").await.as_deref(), Some("dark"));

        shown::open(page, "#data=exports/may").await;
        assert!(page.text("header.top").await.contains("Small Ltd"), "data");
    })
    .await;
}

#[tokio::test]
async fn several_areas_are_followed_together() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking&area=Discovery").await;
        let one = page.text("h1").await;
        shown::open(page, "#view=talking&area=Discovery&area=Booking").await;
        assert_ne!(page.text("h1").await, one);
        assert!(chosen(page, "Area").await.contains("Discovery"));
    })
    .await;
}

#[tokio::test]
async fn choosing_in_a_control_changes_the_address_and_only_differences_are_written() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        for (label, value, written) in [
            ("Area", "Discovery", "area=Discovery"),
            ("As of", "2026-06-30", "as_of=2026-06-30"),
            ("Compared with", "2026-03-31", "since=2026-03-31"),
            ("History", "12", "months=12"),
            ("Colours", "dark", "theme=dark"),
        ] {
            let default = chosen(page, label).await;
            redrawn(page, async || choose(page, label, value).await).await;
            assert_eq!(fragment(page).await, written);
            assert_eq!(chosen(page, label).await, value);
            redrawn(page, async || choose(page, label, &default).await).await;
            assert_eq!(fragment(page).await, "", "the default of {label} is not written");
            assert_eq!(chosen(page, label).await, default);
        }
        shown::open(page, "#view=relying").await;
        redrawn(page, async || choose(page, "By", "quarter").await).await;
        assert_eq!(fragment(page).await, "view=relying&grain=quarter");
        redrawn(page, async || choose(page, "By", "").await).await;
        assert_eq!(fragment(page).await, "view=relying");
        redrawn(page, async || page.click("nav li:nth-child(1) a").await).await;
        redrawn(page, async || choose(page, "History", "36").await).await;
        redrawn(page, async || page.click("nav li:nth-child(2) a").await).await;
        assert_eq!(fragment(page).await, "view=talking&months=36", "the other view keeps what was chosen");
    })
    .await;
}

#[tokio::test]
async fn a_comparison_says_what_every_number_was() {
    visit(Site::page(), async |page| {
        shown::open(page, "#since=2025-11-12").await;
        let tiles = page.count(".tile").await;
        let was = texts(page, ".then").await;
        assert_eq!(was.iter().filter(|was| was.starts_with("was ")).count() as u64, tiles, "{was:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_understood_is_listed_and_the_rest_is_followed() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking&aera=stays&months=two&as_of=31.3.2026&theme=dark").await;
        let notices = page.text(".notices").await;
        for part in ["aera=stays", "did you mean area?", "months=two", "as_of=31.3.2026", "The rest is followed"] {
            assert!(notices.contains(part), "{part} in {notices}");
        }
        assert!(!notices.contains("theme"), "{notices}");
        assert!(page.text(".question").await.starts_with("Are we still"));
        shown::go(page, "view=sources").await;
        assert!(
            !page
                .run("return document.body.innerText.includes('was not understood')", &[])
                .await
                .as_bool()
                .unwrap_or(true)
        );
    })
    .await;
}

#[tokio::test]
async fn the_fragment_wins_over_the_query() {
    visit(Site::page(), async |page| {
        shown::open(page, "?view=sources&theme=dark&area=Booking#view=talking&area=Discovery").await;
        assert!(page.text(".question").await.starts_with("Are we still"));
        assert_eq!(chosen(page, "Area").await, "Discovery");
        assert_eq!(page.attribute("html", "data-theme").await.as_deref(), Some("dark"));
    })
    .await;
}

/// What is the default is not written, and must not give way to the query for that.
#[tokio::test]
async fn with_a_query_every_view_and_choice_can_still_be_reached() {
    visit(Site::page(), async |page| {
        shown::open(page, "?view=talking&months=12").await;
        assert!(page.text(".question").await.starts_with("Are we still"));
        page.click("nav li:nth-child(1) a").await;
        page.wait_until("document.querySelector('.question')?.innerText.startsWith('Is the change')").await;
        choose(page, "History", "24").await;
        page.wait_until("[...document.querySelectorAll('.filters select')].some(s => s.value === '24')").await;
    })
    .await;
}

#[tokio::test]
async fn back_forward_reload_and_a_pasted_link_show_the_same() {
    visit(Site::page(), async |page| {
        let fragments =
            ["", "view=talking&area=Discovery", "area=Discovery&as_of=2026-06-30&since=2026-03-31", "view=sources"];
        let mut said = Vec::new();
        shown::open(page, "").await;
        for fragment in fragments {
            if !fragment.is_empty() {
                shown::go(page, fragment).await;
            }
            said.push(text_of_page(page).await);
        }
        for place in [2, 1, 0] {
            redrawn(page, async || drop(page.driver.back().await)).await;
            assert_eq!(text_of_page(page).await, said[place], "back to {:?}", fragments[place]);
        }
        redrawn(page, async || drop(page.driver.forward().await)).await;
        assert_eq!(text_of_page(page).await, said[1], "forward");
        page.driver.refresh().await.expect("the page loads again");
        shown::shown(page).await;
        assert_eq!(text_of_page(page).await, said[1], "reload");
        for (fragment, said) in fragments.iter().zip(&said) {
            shown::open(page, &format!("#{fragment}")).await;
            assert_eq!(&text_of_page(page).await, said, "a pasted link to {fragment:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn data_is_read_from_below_the_page_and_from_nowhere_else() {
    visit(Site::page(), async |page| {
        for folder in ["https://example.org/x", "//example.org/x", "../other", "/etc", "%2e%2e/x"] {
            page.open(&format!("#data={folder}")).await;
            page.wait_for(".failed").await;
            assert!(page.text(".failed").await.contains("The address asks for data from elsewhere"), "{folder}");
        }
        let asked = page.run("return performance.getEntriesByType('resource').map(e => new URL(e.name).host).filter(h => h !== location.host)", &[]).await;
        assert_eq!(asked, serde_json::json!([]));
        let is_elsewhere = |path: &String| path.split('/').any(|part| ["other", "etc", "x"].contains(&part));
        assert!(!page.site.requests().iter().any(is_elsewhere), "{:?}", page.site.requests());
    })
    .await;
}
