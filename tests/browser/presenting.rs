//! The story on a wall, the same changed and kept, the presenter's window, and what is handed out on paper.

use serde_json::{Value, json};

use crate::axe::barriers;
use crate::driver::{Page, visit};
use crate::paper::{assert_nothing_is_cut, pages, plain, words};
use crate::server::Site;
use crate::sets::{oracle, served};
use crate::shown::{self, fragment, packaged, small_export, texts, with_export};
use crate::taken::saved;
use crate::zipped::unzipped;

/// Opens the story on a wall and waits until its step is drawn.
async fn present(page: &Page, rest: &str) {
    page.open(&format!("#view=present{rest}")).await;
    page.wait_for(".presenting h1").await;
    page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
}

/// Presses a key and waits for the step that it leads to.
async fn press_to(page: &Page, key: &str, step: &str) {
    page.press(key).await;
    page.wait_until(&format!("document.querySelector('.dots [aria-current]')?.dataset.step === '{step}'")).await;
}

async fn is_annotated(page: &Page) -> bool {
    page.count(".presenting[data-annotated]").await == 1
}

#[tokio::test]
async fn the_whole_story_is_told_by_keys_alone() {
    visit(Site::page(), async |page| {
        present(page, "").await;
        let steps = ["why", "changed", "proof", "cost", "joined", "ask"];
        let mut at = 0;
        for presses in 0..20 {
            let step = page.attribute(".dots [aria-current]", "data-step").await.unwrap_or_default();
            at = steps.iter().position(|known| *known == step).expect("a step of the story");
            if at + 1 == steps.len() {
                break;
            }
            let has_more = !page
                .run("return document.querySelector('.slide .annotation').textContent", &[])
                .await
                .as_str()
                .unwrap_or_default()
                .is_empty();
            let key = ["ArrowRight", "Space", "PageDown", "ArrowDown"][presses % 4];
            if has_more && !is_annotated(page).await {
                page.press(key).await;
                page.wait_for(".presenting[data-annotated]").await;
                assert_eq!(page.attribute(".dots [aria-current]", "data-step").await.as_deref(), Some(steps[at]));
            } else {
                press_to(page, key, steps[at + 1]).await;
                assert!(!is_annotated(page).await, "what is said last comes last");
            }
        }
        assert_eq!(steps[at], "ask");
        press_to(page, "PageUp", "joined").await;
        assert!(is_annotated(page).await, "going back shows all that was said");
        press_to(page, "Home", "why").await;
        press_to(page, "End", "ask").await;
        press_to(page, "ArrowLeft", "joined").await;
        assert_eq!(fragment(page).await, "view=present&step=joined");
        // How do you know? The rows, and back to where it was.
        page.press("e").await;
        page.wait_for("dialog[open] table").await;
        page.press("ArrowRight").await;
        page.press("Escape").await;
        page.wait_gone("dialog[open]").await;
        assert_eq!(fragment(page).await, "view=present&step=joined");
        press_to(page, "Home", "why").await;
        page.press("e").await;
        page.wait_for_text("Nothing is counted in this step.").await;
        assert_eq!(page.count("dialog[open]").await, 0);
        press_to(page, "End", "ask").await;
        press_to(page, "PageUp", "joined").await;
        page.press("b").await;
        page.wait_for(".presenting[data-blank]").await;
        page.press("b").await;
        page.wait_gone(".presenting[data-blank]").await;
        page.press("?").await;
        page.wait_for("#keys:not([hidden])").await;
        page.press("Escape").await;
        page.wait_for("#keys[hidden]").await;
        // A link leads to a step, and back and forward go through what was on the wall.
        page.run("history.back()", &[]).await;
        page.wait_until("document.querySelector('.dots [aria-current]').dataset.step === 'ask'").await;
        page.press("Escape").await;
        page.wait_for("footer.complete").await;
        assert_eq!(fragment(page).await, "");
    })
    .await;
}

#[tokio::test]
async fn a_finger_goes_through_it_too() {
    visit(Site::page(), async |page| {
        present(page, "&step=why").await;
        page.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
        let swipe = async |from: i32, to: i32| {
            let point = |x: i32| json!([{ "x": x, "y": 300 }]);
            page.cdp("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": point(from) })).await;
            page.cdp("Input.dispatchTouchEvent", json!({ "type": "touchMove", "touchPoints": point(to) })).await;
            page.cdp("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await;
        };
        swipe(700, 300).await;
        page.wait_until("document.querySelector('.dots [aria-current]').dataset.step === 'changed'").await;
        swipe(300, 700).await;
        page.wait_until("document.querySelector('.dots [aria-current]').dataset.step === 'why'").await;
    })
    .await;
}

/// What of a step is too small to be read, or does not fit, given the size of its smallest text.
const UNREAD: &str = "const wrong = [], slide = document.querySelector('.slide'), around = slide.getBoundingClientRect();
    const walk = document.createTreeWalker(document.querySelector('.presenting'), NodeFilter.SHOW_TEXT);
    for (let node; node = walk.nextNode();) {
        const element = node.parentElement, svg = element.ownerSVGElement;
        if (!node.data.trim() || element.closest('[hidden], title')) continue;
        const box = svg?.viewBox.baseVal, shown = svg?.getBoundingClientRect();
        const scale = svg ? Math.min(shown.width / box.width, shown.height / box.height) : 1;
        const size = parseFloat(getComputedStyle(element).fontSize) * scale;
        if (size < arguments[0] - 0.1) wrong.push(size.toFixed(1) + ' ' + node.data);
        const range = document.createRange(); range.selectNode(node);
        const place = range.getBoundingClientRect();
        if (slide.contains(element) && (place.bottom > around.bottom + 1 || place.top < around.top - 1 || place.right > around.right + 1 || place.left < around.left - 1))
            wrong.push('outside: ' + node.data);
    }
    for (const part of [slide, slide.querySelector('.exhibit')])
        if (part.scrollHeight > part.clientHeight + 1) wrong.push(part.className + ' does not fit');
    return wrong";

/// On a wall of 1920 by 1080 no text of a step is smaller than 24 px, in its drawing neither, and on a smaller one in proportion; with
/// the longest headline that a presenter can give it, too.
#[tokio::test]
async fn a_step_is_read_from_the_back_of_a_room() {
    let steps = ["why", "changed", "proof", "cost", "joined", "ask"];
    let headlines = [
        "What a presenter says who cannot stop: teams talk, and talk, and then they talk again to each other, ",
        "QUARTERLY REVIEW OF EVERYTHING, ",
        "数据团队与使用者直接对话",
    ];
    let long = |text: &str| text.repeat(9).chars().take(280).collect::<String>();
    visit(Site::page(), async |page| {
        for (width, height, least) in [(1920, 1080, 24), (1280, 720, 16)] {
            page.set_window(width, height).await;
            for headline in [None, Some(headlines[0]), Some(headlines[1]), Some(headlines[2])] {
                present(page, "&step=why").await;
                if let Some(headline) = headline {
                    let planned = steps.map(|step| json!({ "step": step, "headline": long(headline) }));
                    page.run(DROP, &[json!(json!({ "uptake_story": 1, "steps": planned }).to_string())]).await;
                    page.wait_for_text("story.json is open.").await;
                }
                for step in steps {
                    page.go(&format!("view=present&step={step}")).await;
                    page.wait_until(&format!("document.querySelector('.dots [aria-current]')?.dataset.step === '{step}'")).await;
                    page.wait_until("[...document.querySelectorAll('.slide [data-drawing]')].every(place => place.querySelector('svg.figure'))").await;
                    let wrong = page.run(UNREAD, &[json!(least)]).await;
                    assert_eq!(wrong, json!([]), "{step} at {width} by {height} with {headline:?}");
                }
            }
        }
    })
    .await;
}

/// Drops a text as the file of a story.
const DROP: &str = "const files = new DataTransfer(); files.items.add(new File([arguments[0]], 'story.json'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))";

/// Remembers what is saved, which a test cannot see otherwise.
const CATCH: &str = "window.caught = []; const make = URL.createObjectURL;
    URL.createObjectURL = bytes => { bytes.text().then(text => caught.push(text)); return make.call(URL, bytes); }";

#[tokio::test]
async fn a_story_is_changed_saved_and_opened_again() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=story").await;
        page.run(CATCH, &[]).await;
        let write = async |id: &str, text: &str| {
            page.run("document.getElementById(arguments[0]).focus()", &[json!(id)]).await;
            page.wait_for(&format!("#{id}")).await.send_keys(text).await.expect("keys are typed");
        };
        let doubt = "document.getElementById('story-changed-doubt')";
        write("story-changed-headline", "Direct conversations doubled").await;
        assert_eq!(page.run(&format!("return {doubt}.hidden"), &[]).await, true, "in the sample they did");
        write("story-changed-headline", " and tripled").await;
        page.wait_until(&format!("!{doubt}.hidden && {doubt}.innerText.includes('does not carry')")).await;
        assert_eq!(page.text(".story-step[data-step=changed] h1").await, "Direct conversations doubled and tripled");
        write("story-changed-notes", "Wait for questions.").await;
        // By keys alone: earlier, left out, another figure. What has the focus keeps it.
        page.run("document.getElementById('story-ask-up').focus()", &[]).await;
        page.press("Enter").await;
        let order = "[...document.querySelectorAll('.story-step')].map(step => step.dataset.step).join(' ')";
        page.wait_until(&format!("{order} === 'why changed proof cost ask joined'")).await;
        assert_eq!(page.run("return document.activeElement.id", &[]).await, "story-ask-up");
        page.run("document.getElementById('story-cost-told').focus()", &[]).await;
        page.press("Space").await;
        page.wait_gone(".story-step[data-step=cost] .slide-frame").await;
        page.run("document.getElementById('story-joined-show').focus()", &[]).await;
        page.press("ArrowDown").await;
        page.wait_for("[data-drawing='of-teams-sharing'] svg.figure").await;
        page.run("document.getElementById('story-save').focus()", &[]).await;
        page.press("Enter").await;
        let saved = page.wait_until("caught[0]").await.as_str().unwrap_or_default().to_owned();
        let before = story(page).await;

        // The page is loaded anew and knows nothing of it, until the file is opened.
        shown::open(page, "#view=story").await;
        assert_ne!(story(page).await, before);
        let folder = tempfile::tempdir().expect("a folder for a story");
        let path = folder.path().join("story.json");
        std::fs::write(&path, &saved).expect("a story is written");
        page.wait_for("#story-file").await.send_keys(path.display().to_string()).await.expect("a file is picked");
        page.wait_for_text("story.json is open.").await;
        assert_eq!(story(page).await, before);
        // It is what is told.
        page.go("view=present&step=changed").await;
        page.wait_until(
            "document.querySelector('.presenting h1')?.textContent === 'Direct conversations doubled and tripled'",
        )
        .await;
        let said = page.run("return document.body.innerText", &[]).await.as_str().unwrap_or_default().to_owned();
        assert!(!said.contains("does not carry") && !said.contains("Wait for questions."), "{said}");
        assert_eq!(page.count(".dots a").await, 5);
    })
    .await;
}

/// Everything that is planned, as it stands in the controls.
async fn story(page: &Page) -> Value {
    page.run(
        "return [...document.querySelectorAll('.story-step')].map(step => [step.dataset.step, ...[...step.querySelectorAll('input, select, textarea')].map(c => c.type === 'checkbox' ? c.checked : c.value)])",
        &[],
    )
    .await
}

#[tokio::test]
async fn a_story_is_saved_as_pictures_and_text() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=story").await;
        page.wait_for("#story-changed-headline").await.send_keys("We talk <now>").await.expect("keys are typed");
        page.run("document.getElementById('story-cost-told').click()", &[]).await;
        page.wait_gone(".story-step[data-step=cost] .slide-frame").await;
        let zip = saved(page, "story-2026-11-12.zip", async || page.click("#story-pictures").await).await;
        page.wait_for_text("Downloaded.").await;
        let file = |name: &str| unzipped(&zip, name).unwrap_or_else(|| panic!("{name} is not in the zip"));
        let text = |name: &str| String::from_utf8(file(name)).expect("it is UTF-8");
        let steps = ["1-why", "2-changed", "3-proof", "4-joined", "5-ask"];
        let shown = texts(page, ".slide h1, .slide .exhibit :is(blockquote, li span, li b), .slide .annotation").await;
        let written = plain(&text("story.txt"));
        for said in shown {
            assert!(written.contains(&plain(&said)), "{said:?} is not in {written}");
        }
        assert!(written.contains("Passerine Travel, data complete through 12 November 2026"), "{written}");
        assert!(text("step-2-changed.svg").contains("We talk &lt;now&gt;"));
        for step in steps {
            let svg = text(&format!("step-{step}.svg"));
            let size = |name: &str| -> u32 {
                let value = svg.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
                value.and_then(|value| value.parse().ok()).unwrap_or_default()
            };
            let png = file(&format!("step-{step}.png"));
            assert!(png.starts_with(b"\x89PNG") && png.len() > 15_000, "{step}: {} bytes", png.len());
            let number = |at: usize| png[at..at + 4].try_into().map_or(0, u32::from_be_bytes);
            assert_eq!((number(16), number(20)), (2 * size("width"), 2 * size("height")), "{step}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_story_that_cannot_be_read_says_why_and_changes_nothing() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=story").await;
        let before = story(page).await;
        page.run(DROP, &[json!("{ \"uptake_story\": 7, \"steps\": [] }")]).await;
        page.wait_for_text("story.json is no story: it says uptake_story 7").await;
        assert_eq!(story(page).await, before);
        page.run(DROP, &[json!("{ \"uptake_story\": 1, \"steps\": [{ \"step\": \"ask\" }], \"colour\": 1 }")]).await;
        page.wait_for_text("“colour” is no part of a story and is ignored.").await;
        assert_eq!(page.count(".story-step .slide-frame").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_story_beside_the_export_is_opened_with_it() {
    let mut files = small_export();
    files.push((
        "story.json",
        "{ \"uptake_story\": 1, \"steps\": [{ \"step\": \"changed\", \"headline\": \"We talk\" }] }".to_owned(),
    ));
    let tables = ["about", "teams", "conversations"];
    let mut resources: Vec<Value> = tables.map(|name| json!({ "name": name, "path": format!("{name}.csv") })).to_vec();
    resources.push(json!({ "name": "story", "path": "story.json" }));
    let package = json!({ "name": "small", "resources": resources });
    files.push(("datapackage.json", package.to_string()));
    visit(with_export(Site::page(), "small/", &files), async |page| {
        present(page, "&data=small").await;
        page.wait_until("document.querySelector('.presenting h1').textContent === 'We talk'").await;
        assert_eq!(page.count(".dots a").await, 1);
    })
    .await;
}

/// An export of some months more, in which two conversations of March are others than they were.
fn restated_export() -> Vec<(&'static str, String)> {
    let mut files = small_export();
    let talks = &mut files[2].1;
    *talks = talks
        .replace("c3-4,2026-03-04,data_use,a,b,consumer,nobody", "c3-4,2026-03-04,data_use,a,b,consumer,data_engineer");
    *talks = talks.lines().filter(|line| !line.starts_with("c3-5,")).map(|line| [line, "\n"].concat()).collect();
    files
}

/// The same export as it was at the end of June, in files.
fn earlier_export() -> Vec<(&'static str, String)> {
    let mut files = small_export();
    files[0].1 = files[0].1.replace("2026-11-12", "2026-06-30");
    let is_later = |line: &&str| !["2026-07", "2026-08", "2026-09", "2026-10"].iter().any(|month| line.contains(month));
    files[2].1 = files[2].1.lines().filter(is_later).map(|line| [line, "\n"].concat()).collect();
    files
}

#[tokio::test]
async fn an_earlier_export_tells_news_from_a_past_that_is_told_otherwise() {
    visit(with_export(Site::page(), "now/", &packaged(restated_export())), async |page| {
        shown::open(page, "#data=now&view=since").await;
        page.wait_for_text("News, or the past told otherwise?").await;
        let folder = tempfile::tempdir().expect("a folder for an export");
        let paths = earlier_export().into_iter().map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a table is written");
            path.display().to_string()
        });
        let paths = paths.collect::<Vec<_>>().join("\n");
        page.wait_for("#earlier-files").await.send_keys(paths).await.expect("files are picked");
        page.wait_for_text("The past told otherwise").await;
        page.wait_for_text("What changed since the last review?").await;
        let said = || async { plain(&page.text(".beside").await) };
        let found = said().await;
        for part in [
            "Compared with 3 files of yours.",
            "24 rows tell of what came after 30 June 2026, through which the earlier export goes: 24 of conversations.",
            "2 rows up to 30 June 2026 are not what they were.",
            "March 2026 conversations: 1 disappeared, 1 changed.",
            "What that moves, on 30 June 2026",
            "in the earlier export it was",
        ] {
            assert!(found.contains(part) || found.contains(&part.replace("1 disappeared", "1 row disappeared")), "{part}: {found}");
        }
        assert_eq!(fragment(page).await, "view=since&since=2026-06-30&data=now/", "the review begins where it ends");
        assert_eq!(barriers(page).await, Vec::<String>::new());
        // Of an area it is compared again, and what is open stays open.
        page.go("view=since&since=2026-06-30&data=now/&area=South").await;
        page.wait_until("document.querySelector('#filter-area').value === 'South'").await;
        page.wait_for_text("are not what they were").await;
        assert!(!page.text("header").await.contains("3 files of yours"));
        page.click("#earlier-close").await;
        page.wait_for_text("this export alone cannot tell them apart").await;
        // Dropped on its own place it is compared; dropped elsewhere it is what is shown.
        let drop = "const files = new DataTransfer();
            for (const [name, text] of arguments[1]) files.items.add(new File([text], name));
            const target = document.querySelector(arguments[0]);
            for (const kind of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }))";
        let held = page.run("return getComputedStyle(document.querySelector('.drop-earlier')).display", &[]).await;
        assert_eq!(held, "none");
        page.run(drop, &[json!("[data-drop-earlier]"), json!(earlier_export())]).await;
        page.wait_for_text("are not what they were").await;
        assert_eq!(page.run("return document.querySelector('.drop-target').hidden", &[]).await, true);
        page.run(drop, &[json!("body"), json!(earlier_export())]).await;
        page.wait_for_text("You are looking at 3 files of yours.").await;
    })
    .await;
}

#[tokio::test]
async fn the_presenter_sees_more_than_the_room() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=story").await;
        page.wait_for("#story-changed-notes").await.send_keys("Breathe.").await.expect("keys are typed");
        page.go("view=present&step=changed").await;
        page.wait_for(".presenting h1").await;
        let wall = page.driver.window().await.expect("a window");
        page.press("p").await;
        page.wait_until("true").await;
        let windows = page.driver.windows().await.expect("windows");
        let presenter = windows.iter().find(|window| **window != wall).expect("a second window").clone();
        page.driver.switch_to_window(presenter.clone()).await.expect("the presenter's window");
        for part in ["Breathe.", "Step 2 of 6", "What did we set out to prove?"] {
            page.wait_for_text(part).await;
        }
        page.wait_until("/^\\d\\d:\\d\\d, for \\d+:\\d\\d$/.test(document.getElementById('clock').textContent)").await;
        page.press("PageDown").await;
        page.wait_for_text("On the wall: ").await;
        page.click("[data-story=next]").await;
        page.wait_for_text("Step 3 of 6").await;
        page.driver.switch_to_window(wall.clone()).await.expect("the wall");
        page.wait_until("document.querySelector('.dots [aria-current]').dataset.step === 'proof'").await;
        assert!(!page.text("body").await.contains("Breathe."));
        // It goes with the page.
        page.press("Escape").await;
        page.wait_for("footer.complete").await;
        page.driver.switch_to_window(presenter).await.expect("the presenter's window");
        page.wait_for_text("The story is not on the wall").await;
        page.driver.switch_to_window(wall).await.expect("the wall");
    })
    .await;
}

#[tokio::test]
async fn the_sheet_is_one_page_of_either_paper_with_every_number() {
    let text = |letters: usize| "Words that somebody wrote. ".repeat(letters / 27);
    let about = |letters: usize| {
        let lines = ["why", "what", "how", "ask"].map(|key| format!("{key},{}Last{key}\n", text(letters)));
        format!("key,value\norganisation,Small Ltd\ndata_complete_through,2026-11-12\nstage,habit\n{}", lines.concat())
    };
    let mut site = Site::page();
    for letters in [200, 500, 1900] {
        let mut files = small_export();
        files[0] = ("about.csv", about(letters));
        site = with_export(site, &format!("written-{letters}/"), &packaged(files));
    }
    visit(site, async |page| {
        for data in ["", "&data=written-200", "&data=written-500", "&data=written-1900"] {
            page.open(&format!("#view=one-pager{data}")).await;
            page.wait_for(".sheet h1").await;
            if page.count("[data-drawing]").await > 0 {
                page.wait_for("svg.figure").await;
            }
            let said =
                texts(page, ".sheet .num, .sheet .of, .sheet .complete p, .sheet .trio section, .sheet .ask").await;
            assert!(said.len() > 3, "{said:?}");
            for (width, height) in [(8.27, 11.69), (8.5, 11.0)] {
                let pdf = page.print_on(width, height).await;
                assert_eq!(pages(&pdf), 1, "{data} on {width} by {height}");
                assert_nothing_is_cut(&pdf, &format!("{data} on {width} by {height}"));
                let printed: String = words(&pdf).split_whitespace().collect();
                for text in &said {
                    for word in text.replace('\u{2060}', "").split_whitespace() {
                        assert!(
                            printed.contains(word),
                            "{data} on {width} by {height}: {word} of {text:?} is not on paper"
                        );
                    }
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_story_is_printed_a_step_a_page() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=story").await;
        page.wait_for(".slide svg.figure").await;
        let said = texts(page, ".slide h1, .slide blockquote, .slide .annotation, .slide li span, .footnotes p").await;
        assert_eq!(page.count(".footnotes").await, 6, "what was counted stands under each step");
        for (width, height) in [(8.27, 11.69), (8.5, 11.0)] {
            let pdf = page.print_on(width, height).await;
            assert_eq!(pages(&pdf), 6, "on {width} by {height}");
            assert_nothing_is_cut(&pdf, &format!("the story on {width} by {height}"));
            let printed: String = words(&pdf).split_whitespace().collect();
            for text in &said {
                for word in plain(text).split(' ') {
                    assert!(printed.contains(word), "{word} of {text} is not on paper");
                }
            }
        }
        let printed = words(&page.print_on(8.27, 11.69).await);
        assert!(!printed.contains("Headline of your own"));
    })
    .await;
}

#[tokio::test]
async fn with_less_data_what_is_handed_out_is_shorter_and_whole() {
    let sets = ["town", "small", "sparse", "empty"];
    let site = sets.iter().fold(Site::page(), |site, name| served(site, name, &oracle(name)));
    visit(site, async |page| {
        page.set_window(1920, 1080).await;
        for name in sets {
            present(page, &format!("&data={name}")).await;
            let steps = texts(page, ".dots a").await.len();
            for place in 0..steps {
                page.wait_until("[...document.querySelectorAll('.slide [data-drawing]')].every(place => place.querySelector('svg.figure'))").await;
                assert_eq!(page.run(UNREAD, &[json!(24)]).await, json!([]), "step {place} of {name}");
                page.run("document.querySelectorAll('.dots a')[arguments[0]]?.click()", &[json!(place + 1)]).await;
                page.wait_until(&format!("[...document.querySelectorAll('.dots a')].findIndex(a => a.ariaCurrent) === {}", (place + 1).min(steps - 1))).await;
            }
            for view in ["present", "story", "one-pager", "since", "glossary"] {
                page.open(&format!("#view={view}&data={name}")).await;
                page.wait_for("h1").await;
                page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
                let script = "const bad = [];
                    for (const word of ['NaN', 'undefined', 'Infinity', '[object', '0 of 0', 'null'])
                        if (document.querySelector('main').innerHTML.includes(word)) bad.push(word);
                    for (const box of document.querySelectorAll('h1, h2, h3, .slide-frame, .mini, .sheet section, .sheet figure, dd, .outcomes li'))
                        if (box.offsetParent && !box.innerText.trim()) bad.push('empty: ' + box.outerHTML);
                    if (document.documentElement.scrollWidth > innerWidth) bad.push('too wide');
                    return bad";
                assert_eq!(page.run(script, &[]).await, json!([]), "{view} of {name}");
            }
            page.open(&format!("#view=story&data={name}")).await;
            page.wait_for("footer.complete").await;
            page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
            let pdf = page.print_on(8.27, 11.69).await;
            assert_eq!(pages(&pdf) as usize, steps.max(1), "{name}: a step a page: {}", words(&pdf));
            assert_eq!(page.run("return document.getElementById('story-pictures').disabled", &[]).await, steps == 0, "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn axe_finds_no_barrier_in_what_is_presented_and_handed_out() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for theme in ["light", "dark"] {
            for view in [
                "present&step=why",
                "present&step=changed",
                "story",
                "one-pager",
                "since&since=2026-03-31",
                "since",
                "glossary",
            ] {
                page.open(&format!("#view={view}&theme={theme}&months=6")).await;
                page.wait_for("h1").await;
                page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
                found.extend(barriers(page).await.into_iter().map(|barrier| format!("{view} in {theme}: {barrier}")));
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn at_320_px_what_is_handed_out_never_scrolls_sideways() {
    visit(Site::page(), async |page| {
        page.set_window(320, 640).await;
        for view in ["present&step=changed", "present&step=proof", "story", "one-pager", "since&since=2026-03-31", "glossary"] {
            page.open(&format!("#view={view}")).await;
            page.wait_for("h1").await;
            page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
            let over = "return [document.documentElement, ...document.querySelectorAll('.presenting')].some(e => e.scrollWidth > e.clientWidth)";
            assert_eq!(page.run(over, &[]).await, false, "{view}");
        }
    })
    .await;
}
