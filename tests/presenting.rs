//! The story is made of what there is, in the order and the words of whoever tells it, and never says more than the data.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;
#[path = "support/shown.rs"]
mod shown;

use std::sync::Arc;

use uptake::app::content::Content;
use uptake::app::drawings::{Drawing, detail};
use uptake::app::kept::Kept;
use uptake::app::views::{Around, presenter, view_with};
use uptake::figure::mark::Mark;
use uptake::measure::Measure;
use uptake::story::presentation::{Exhibit, Plan, Step, StepName};
use uptake::story::text;

use shown::content;

/// Half of the width and of the height that a figure has on a wall of 1920 by 1080, since it is shown at twice its size.
const WALL_PX: (f64, f64) = (883.0, 355.0);

fn set(name: &str) -> read::Files {
    sets::folder(&sets::set(name))
}

fn sample() -> read::Files {
    uptake::sample::write(uptake::sample::DEFAULT_SEED)
}

fn markup(content: &Content) -> String {
    markup_of(content, &Plan::default())
}

fn markup_of(content: &Content, plan: &Plan) -> String {
    let kept = Kept { plan: Some(Arc::new(plan.clone())), ..Kept::default() };
    view_with(content, Around { rejected: &[], today: None, has_previous: false }, &kept).into_string()
}

fn names(steps: &[Step]) -> String {
    steps.iter().map(|step| step.name.key()).collect::<Vec<_>>().join(" ")
}

/// The plan with a headline for one step.
fn with_headline(name: StepName, headline: &str) -> Plan {
    let mut plan = Plan::default();
    headline.clone_into(&mut plan.step_mut(name).unwrap().headline);
    plan
}

#[test]
fn steps_without_data_drop_out() {
    for (files, steps) in [
        (sample(), "why changed proof cost joined ask"),
        (set("town"), "why changed proof cost joined ask"),
        (set("sparse"), "why changed"),
        (set("empty"), ""),
    ] {
        let content = content(&files, "view=present");
        let found = content.told(&Plan::default());
        assert_eq!(names(&found), steps);
        for step in found {
            assert!(!step.headline.is_empty());
            match step.exhibit {
                Exhibit::Words => assert!(step.words.is_some()),
                Exhibit::Number(_) => assert!(step.number.is_some()),
                Exhibit::List(_) => assert!(!step.lines.is_empty() && step.lines.len() <= 5),
                Exhibit::Figure(measure) => {
                    let figure = detail::figure(Drawing::Of(measure), &content, WALL_PX.0).unwrap();
                    assert!(!figure.table.rows.is_empty(), "{}: nothing is drawn", step.name.key());
                }
            }
        }
    }
}

#[test]
fn each_step_stands_on_the_wall_with_the_way_to_the_others() {
    for name in ["town", "small", "sparse", "empty"] {
        let files = set(name);
        let whole = content(&files, "view=present");
        let steps = whole.told(&Plan::default());
        for (place, step) in steps.iter().enumerate() {
            let page = markup(&content(&files, &format!("view=present&step={}", step.name.key())));
            assert!(page.contains(&format!("Step {} of {}", place + 1, steps.len())), "{name}");
            assert_eq!(page.matches("aria-current=\"step\"").count(), 1, "{name}");
            assert_eq!(page.matches("<h1").count(), 1, "{name}");
            assert_eq!(page.contains("data-ask"), step.exhibit.measure().is_some(), "{name}: its evidence");
        }
        let page = markup(&whole);
        assert_eq!(page.contains("There is no story to tell yet"), steps.is_empty(), "{name}");
    }
    let page = markup(&content(&set("sparse"), "view=present&step=proof"));
    assert!(page.contains("There is nothing to show in the step “proof”."));
}

/// A wall of 1920 by 1080 shows a figure at twice its size, if it is no higher than the wall; then its smallest text has 24 px.
#[test]
fn figures_of_the_story_fit_on_a_wall_with_large_texts() {
    for files in [sample(), set("town"), set("small"), set("sparse")] {
        let content = content(&files, "view=present");
        let material_view = content.view();
        let material = content.material(&material_view);
        for choice in StepName::ALL.into_iter().flat_map(|name| name.choices(&material)) {
            let Exhibit::Figure(measure) = choice else { continue };
            let figure = detail::figure(Drawing::Of(measure), &content, WALL_PX.0).unwrap();
            assert!(figure.height_px <= WALL_PX.1, "{}: {} px", measure.slug(), figure.height_px);
            assert!(figure.notes.is_empty(), "{}: texts stand where they belong", measure.slug());
            let smallest = figure.marks.iter().filter_map(|mark| match mark {
                Mark::Text(text) => Some(text.size_px),
                _ => None,
            });
            assert!(smallest.fold(100.0, f64::min) >= 12.0, "{}", measure.slug());
        }
    }
}

#[test]
fn who_tells_it_chooses_order_and_figures() {
    let content = content(&sample(), "view=present");
    let mut plan = Plan::default();
    plan.move_up(StepName::Joined);
    plan.step_mut(StepName::Proof).unwrap().is_left_out = true;
    plan.step_mut(StepName::Joined).unwrap().exhibit = Some(Exhibit::Figure(Measure::TeamsSharing));
    plan.step_mut(StepName::Ask).unwrap().notes = "Wait for an answer.".to_owned();
    let steps = content.told(&plan);
    assert_eq!(names(&steps), "why changed joined cost ask");
    assert_eq!(steps[2].exhibit, Exhibit::Figure(Measure::TeamsSharing));
    // Saved and opened again it is the same.
    let (opened, problems) = Plan::parse(plan.to_json().as_bytes()).unwrap();
    assert_eq!((content.told(&opened), problems), (steps, Vec::new()));
    // What another export does not have is not shown, and the step shows what there is.
    let sparse = self::content(&set("sparse"), "view=present");
    let mut plan = Plan::default();
    plan.step_mut(StepName::Changed).unwrap().exhibit = Some(Exhibit::Figure(Measure::DataInUse));
    assert_eq!(sparse.told(&plan)[1].exhibit, Exhibit::Figure(Measure::DirectConversations));
}

#[test]
fn a_headline_that_the_data_does_not_carry_gets_a_note() {
    let doubt = |files: &read::Files, headline: &str| {
        let content = content(files, "view=present");
        let steps = content.told(&with_headline(StepName::Changed, headline));
        let step = steps.into_iter().find(|step| step.name == StepName::Changed).unwrap();
        assert_eq!(step.headline, headline);
        step.doubt
    };
    // In the sample they doubled, in the town they rose, and of the sparse set nothing can be said.
    assert_eq!(doubt(&sample(), "Direct conversations doubled"), None);
    let said = doubt(&set("town"), "Direct conversations doubled").unwrap();
    assert!(said.contains("does not carry “doubled”") && said.contains("rose from"), "{said}");
    assert!(doubt(&set("sparse"), "Direct conversations doubled").is_some());
    assert_eq!(doubt(&set("town"), "Direct conversations rose"), None);
    assert!(doubt(&set("town"), "Direct conversations fell").is_some());
    assert!(doubt(&set("town"), "Surprises fell").is_some(), "there is no earlier day to compare with");
    // Words that claim no change need nothing, and numbers have to stand in the readings.
    assert_eq!(doubt(&set("town"), "We talk to each other"), None);
    assert!(doubt(&set("town"), "90% led to something").unwrap().contains("The number 90"));
    let said = doubt(&set("town"), "A data product for everybody").unwrap();
    assert!(said.contains("Better: data others can rely on"), "{said}");
    assert_eq!(doubt(&set("town"), "In 2026, 41% led to something"), None);
}

#[test]
fn what_is_for_the_presenter_is_not_on_the_wall() {
    let mut plan = with_headline(StepName::Changed, "Direct conversations tripled");
    plan.step_mut(StepName::Changed).unwrap().notes = "Breathe <now>.".to_owned();
    let content = content(&sample(), "view=present&step=changed");
    let wall = markup_of(&content, &plan);
    assert!(wall.contains("Direct conversations tripled"));
    assert!(!wall.contains("Breathe") && !wall.contains("does not carry"), "{wall}");
    let later = uptake::org::Day::parse(b"2027-03-01");
    let around = Around { rejected: &[], today: later, has_previous: true };
    let window = presenter(&content, around, &plan, false).into_string();
    assert!(window.contains("This export ends on") && !window.contains("data-act"), "{window}");
    for part in [
        "Direct conversations tripled",
        "Breathe &lt;now&gt;.",
        "does not carry",
        "Step 2 of 6",
        "What did we set out to prove?",
    ] {
        assert!(window.contains(part), "{part}: {window}");
    }
}

#[test]
fn the_whole_story_can_be_changed_whatever_there_is() {
    for name in ["town", "small", "sparse", "empty"] {
        let content = content(&set(name), "view=story");
        let steps = content.told(&Plan::default());
        let page = markup(&content);
        assert_eq!(page.matches("class=\"slide-frame\"").count(), steps.len(), "{name}");
        assert_eq!(page.matches("<fieldset>").count(), 6, "{name}");
        assert_eq!(page.matches("Not told: ").count(), 6 - steps.len(), "{name}");
    }
}

/// What a text says, whatever its spaces and lines.
fn plain(text: &str) -> String {
    let unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    unescaped.replace('\u{2060}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sizes of the texts of a picture outside its figure, and all that it says.
fn texts(svg: &str) -> (Vec<u32>, String) {
    let texts = svg.split("<text ").skip(1);
    let size = |text: &str| text.split("font-size=\"").nth(1)?.split('"').next()?.parse().ok();
    let said = texts.clone().filter_map(|text| text.split('>').nth(1)?.split('<').next()).collect::<Vec<_>>();
    (texts.filter_map(size).collect(), plain(&said.join(" ")))
}

#[test]
fn the_text_of_a_story_holds_every_reading_and_what_was_counted() {
    for files in [sample(), set("town"), set("small"), set("sparse"), set("empty")] {
        let mut plan = with_headline(StepName::Changed, "Direct conversations went up a hundredfold");
        plan.step_mut(StepName::Changed).unwrap().notes = "Breathe.".to_owned();
        let content = content(&files, "view=story");
        let steps = content.told(&plan);
        let written = content.told_text(&steps);
        let said = plain(&written);
        let footnotes = written.lines().filter(|line| line.starts_with('[')).count();
        let mut measures: Vec<Measure> = steps.iter().flat_map(Step::measures).collect();
        for step in &steps {
            let parts = [Some(&step.headline), Some(&step.about), step.words.as_ref(), step.annotation.as_ref()];
            for part in parts.into_iter().flatten() {
                assert!(said.contains(&plain(part)), "{part}: {written}");
            }
            for line in &step.lines {
                assert!(said.contains(&plain(&format!("- {}: {}", line.text, line.outcome))), "{written}");
            }
            for measure in step.measures() {
                let reading = plain(&text::shown(content.reading(measure).unwrap()));
                assert!(said.contains(&format!("{}: {reading}", uptake::story::name(measure))), "{written}");
            }
        }
        measures.sort();
        measures.dedup();
        assert_eq!(footnotes, measures.len(), "each is explained once: {written}");
        assert_eq!(written.contains("What was counted"), footnotes > 0);
        assert!(written.starts_with(&plain(&content.source_line())), "{written}");
        assert!(
            !written.contains("\n\n\n\n") && !written.contains("Breathe") && !written.contains("does not carry"),
            "{written}"
        );
    }
    let story = content(&sample(), "view=story");
    let written = plain(&story.told_text(&story.told(&Plan::default())));
    for part in ["What do we ask of you", " of ", "conversations.csv", "SHA-256", "Left out: "] {
        assert!(written.contains(part), "{part}: {written}");
    }
}

#[test]
fn a_step_is_a_picture_that_can_be_read_and_says_where_it_comes_from() {
    for (name, files) in
        [("sample", sample()), ("town", set("town")), ("small", set("small")), ("sparse", set("sparse"))]
    {
        let content = content(&files, "view=story");
        let steps = content.told(&Plan::default());
        for (place, step) in steps.iter().enumerate() {
            let (file, svg) = content.told_picture(&steps, place).unwrap();
            assert_eq!(file, format!("step-{}-{}", place + 1, step.name.key()));
            assert!(svg.starts_with("<svg xmlns=") && !svg.contains("var(") && !svg.contains("href"), "{name}: {svg}");
            let (sizes, said) = texts(&svg);
            for part in
                [Some(&step.headline), step.annotation.as_ref(), step.words.as_ref(), Some(&content.source_line())]
            {
                assert!(part.is_none_or(|part| said.contains(&plain(part))), "{name}, {file}: {part:?} in {said}");
            }
            if let Some(number) = &step.number {
                assert!(said.contains(&plain(&number.figure)), "{name}, {file}: {said}");
            }
            assert_eq!(svg.matches("<svg ").count() > 1, matches!(step.exhibit, Exhibit::Figure(_)), "{name}, {file}");
            // What stands around a figure; the texts of the figure are 12 px, shown larger by 4 to 3.
            assert!(sizes.iter().all(|&size| size >= 12), "{name}, {file}: {sizes:?}");
            let height: u32 = svg.split(" height=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            assert!((720..800).contains(&height), "{name}, {file} is {height} px high");
        }
        assert_eq!(content.told_picture(&steps, steps.len()), None);
    }
}

#[test]
fn words_of_any_length_have_room_on_a_picture() {
    for (words, lines) in
        [("数据".repeat(900), 20), ("word ".repeat(390), 10), ("<script>alert(1)</script>".to_owned(), 1)]
    {
        let mut files = set("town");
        files.retain(|(name, _)| name != "datapackage.json" && name != "about.csv");
        files.push(("about.csv".to_owned(), format!("key,value\nwhy,{words}\n").into_bytes()));
        let content = content(&files, "view=story");
        let steps = content.told(&Plan::default());
        let (_, svg) = content.told_picture(&steps, 0).unwrap();
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let (_, said) = texts(&svg);
        assert!(letters(&said).contains(&letters(&words)), "{said}");
        assert!(svg.matches("<text ").count() > lines && !svg.contains("<script"), "{svg}");
    }
}
