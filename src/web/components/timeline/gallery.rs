//! Tests of the drawings, and a page of them to look at: `ROLLCALL_TIMELINE_GALLERY=file.html` writes it.

use std::fmt::Write as _;

use maud::html;

use super::english::EnglishWords;
use super::{TIMELINE_CSS, TimelineView};
use crate::domain::presence::timeline::Interval;
use crate::domain::session_timeline::SessionTimeline;
use crate::domain::session_timeline::samples::{SampleLesson, at, drop_and_return};
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::{DAY, Span};

const LATER: i64 = 2 * 86_400;

fn view(id: &str) -> TimelineView<'_> {
    TimelineView { id, is_rtl: false, words: &EnglishWords }
}

fn drawn(timeline: &SessionTimeline) -> String {
    view("t").drawing(timeline).into_string()
}

fn group_of_six() -> SampleLesson {
    let people = [
        ("t1", "Yusuf Karim"),
        ("p1", "عبد الرحمن بن محمد الفارسي"),
        ("p2", "Bilal Hussain"),
        ("p3", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"),
        ("p4", "Salim"),
        ("p5", "Zara Malik"),
    ];
    SampleLesson::of(&people)
        .stay("t1", -120, 2_720)
        .stay("p1", 5, 2_700)
        .stay("p2", 780, 2_700)
        .stay("p3", 30, 300)
        .stay("p3", 360, 900)
        .stay("p3", 990, 1_300)
        .stay("p3", 1_900, 2_690)
        .stay("p5", 0, 1_200)
        .stay("p5-tablet", 100, 400)
        .joined("p5", "b", 1_260)
        .rosters(1_300, 1_900, &[("t1", "-120"), ("p1", "5"), ("p2", "780"), ("p5", "b")])
        .rosters(1_900, 2_600, &[("t1", "-120"), ("p1", "5"), ("p2", "780"), ("p3", "1900")])
        .stated("p4", Some("excused"), "ill", 9_000)
        .finished(2_720)
}

fn outage() -> SampleLesson {
    SampleLesson::of(&[("t1", "Elena Petrova"), ("p1", "Rohan Mehta"), ("p2", "Misha")])
        .stay("t1", 0, 2_650)
        .joined("p1", "a", 40)
        .lost("p2", "a", 600)
        .stay("p2", 10, 600)
}

fn onsite() -> SampleLesson {
    SampleLesson::of(&[("t1", "Aisha Rahman"), ("p1", "Omar Said"), ("p2", "Noor"), ("p3", "Karim")])
        .onsite()
        .mark("t1", "in", -60)
        .mark("t1", "out", 2_700)
        .scan("p1", "in", 12)
        .scan("p1", "out", 2_650)
        .mark("p2", "in", 400)
        .mark("p2", "out", 460)
        .mark("p2", "in", 500)
        .scan("p3", "out", 2_500)
        .stated("p2", Some("present"), "was in the next room", 3_000)
        .stated("p2", Some("partial"), "came late after all", 4_000)
}

#[test]
fn every_kind_of_layer_is_drawn_where_it_occurs() {
    let quiet = drawn(&SampleLesson::of(&[("t1", "A")]).onsite().timeline(LATER));
    for class in
        ["tl-proven", "tl-possible", "tl-bridge", "tl-edge-soft", "tl-flag", "tl-now", "tl-unwatched"]
    {
        assert!(!quiet.contains(class), "{class} in an empty lesson");
    }
    for class in ["tl-window", "tl-planned", "tl-planned-edge", "tl-tick-planned", "tl-table"] {
        assert!(quiet.contains(class), "{class} of an empty lesson");
    }
    let dropped = drawn(&drop_and_return().timeline(LATER));
    for class in ["tl-proven", "tl-possible", "tl-bridge", "tl-edge-soft", "tl-edge-estimated", "tl-told"] {
        assert!(dropped.contains(class), "{class} of a drop");
    }
    assert!(!dropped.contains("class=\"tl-now\""));
    assert!(drawn(&drop_and_return().timeline(1_000)).contains("class=\"tl-now\""));
    assert!(drawn(&outage().timeline(LATER)).contains("tl-unwatched"));
    let stated = drawn(&onsite().timeline(LATER));
    for class in ["tl-flag-mark", "tl-flag-scan", "tl-flag-override", "tl-flag-replaced"] {
        assert!(stated.contains(class), "{class}");
    }
}

#[test]
fn an_edge_says_what_happened_and_leads_to_its_evidence() {
    let page = drawn(&drop_and_return().timeline(LATER));
    let lost = page.find("16:25:19, connection lost, seen by LiveKit, EV_").expect("it is told");
    assert!(page[..lost].rfind("href=\"#evidence-EV_").is_some_and(|link| lost - link < 90));
    assert!(page.contains("lost 16:25:19") && page.contains("back 16:25:54"));
}

#[test]
fn nothing_needs_a_style_or_a_script_of_its_own() {
    for timeline in [drop_and_return().timeline(LATER), onsite().timeline(LATER), outage().timeline(LATER)] {
        let page = drawn(&timeline);
        assert!(
            !page.contains("style=") && !page.contains("<script") && !page.contains(" onclick"),
            "{page}"
        );
    }
}

#[test]
fn what_others_wrote_stays_text() {
    let hostile = "</bdi><script>alert(1)</script>\" onload=\"x\u{202e}";
    let lesson = SampleLesson::of(&[("t1", hostile), ("p1", "b")])
        .stay("t1", 0, 900)
        .stay(hostile, 0, 900)
        .stated("p1", Some("absent"), hostile, 4_000);
    let page = drawn(&lesson.timeline(LATER));
    assert!(!page.contains("<script") && !page.contains("\" onload"));
    assert!(page.contains("&lt;script&gt;"));
    let long = SampleLesson::of(&[("t1", &"x".repeat(50_000))]).timeline(LATER);
    assert!(drawn(&long).len() < 20_000);
}

#[test]
fn the_table_has_the_same_intervals() {
    let timeline = drop_and_return().timeline(LATER);
    let table = view("t").table(&timeline).into_string();
    for cell in
        ["15:59:20", "16:24:58", "16:25:19", "16:25:54", "16:45:02", "Short gap, counted", "Possibly there"]
    {
        assert!(table.contains(cell), "{cell} in {table}");
    }
    assert!(table.contains("scope=\"rowgroup\"") && table.contains("scope=\"col\""));
    let running = view("t").table(&drop_and_return().timeline(1_000)).into_string();
    assert!(running.contains("still there"));
    let empty = view("t").table(&SampleLesson::of(&[("t1", "A")]).timeline(LATER)).into_string();
    assert!(empty.contains("Nothing is known"));
}

#[test]
fn a_crowd_is_counted_where_it_cannot_be_drawn() {
    let names: Vec<String> = (0..200).map(|n| format!("p{n}")).collect();
    let people: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), name.as_str())).collect();
    let mut lesson = SampleLesson::of(&people);
    for name in &names {
        for n in 0..25 {
            lesson = lesson.stay(name, n * 100, n * 100 + 60);
        }
    }
    let timeline = lesson.timeline(DAY / 1_000);
    assert_eq!(timeline.lanes.iter().map(|lane| lane.connections.len()).sum::<usize>(), 5_000);
    let page = drawn(&timeline);
    assert!(page.len() < 2_500_000, "{} bytes", page.len());
    assert!(page.contains("and 23 more connections"));
    assert_eq!(page.matches("class=\"tl-lane").count(), 200);
}

#[test]
fn small_sizes_show_stays_of_a_report_without_an_evaluation() {
    let stay = |from, to: Option<i64>, estimated| Interval { from: at(from), to: to.map(at), estimated };
    let sketch = LaneSketch {
        planned: Span::new(at(0), at(2_700)),
        now: at(1_350),
        intervals: vec![stay(60, Some(600), true), stay(900, None, false)],
    };
    let spark = view("t").sparkline(&sketch).into_string();
    assert!(spark.contains("width=\"120\" height=\"12\"") && spark.matches("tl-proven").count() == 2);
    assert!(spark.contains("tl-edge-soft") && spark.contains("tl-now"));
    let strip = view("t").strip(&sketch).into_string();
    assert!(strip.contains("width=\"100%\" height=\"24\"") && strip.contains("aria-label=\"There for "));
    let empty = LaneSketch { intervals: Vec::new(), now: at(9_000), ..sketch };
    let spark = view("t").sparkline(&empty).into_string();
    assert!(spark.contains("tl-planned") && !spark.contains("tl-proven") && !spark.contains("tl-now"));
}

#[test]
fn the_gallery_is_written_where_it_is_asked_for() {
    let Ok(path) = std::env::var("ROLLCALL_TIMELINE_GALLERY") else { return };
    let mut page = String::new();
    for (dir, is_rtl) in [("ltr", false), ("rtl", true)] {
        let drawing = |id: &str, title: &str, timeline: &SessionTimeline| {
            let id = format!("{id}-{dir}");
            let view = TimelineView { id: &id, is_rtl, words: &EnglishWords };
            html! { h2 { (title) } (view.drawing(timeline)) }.into_string()
        };
        let sketches: Vec<LaneSketch> = [drop_and_return().timeline(LATER), group_of_six().timeline(1_500)]
            .iter()
            .flat_map(|timeline| {
                let (planned, now) = (timeline.planned, timeline.as_of);
                let reports = timeline.lanes.iter().filter_map(|lane| lane.report.clone());
                reports.map(move |report| LaneSketch { planned, now, intervals: report.intervals })
            })
            .collect();
        let view = TimelineView { id: "small", is_rtl, words: &EnglishWords };
        let small = html! {
            h2 { "Small" }
            @for sketch in &sketches { p { (view.sparkline(sketch)) " 41:19 " } }
            @for sketch in &sketches { (view.strip(sketch)) }
        };
        let _ = write!(
            page,
            "<section dir={dir}>{}{}{}{}{}{}</section>",
            drawing("drop", "Drop and return", &drop_and_return().timeline(LATER)),
            drawing("now", "Running now", &group_of_six().timeline(1_500)),
            drawing("six", "A group of six", &group_of_six().timeline(LATER)),
            drawing("outage", "Nobody watched", &outage().timeline(LATER)),
            drawing("onsite", "On site", &onsite().timeline(LATER)),
            small.into_string(),
        );
    }
    let html = format!(
        "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><link rel=stylesheet href=tokens.css><style>{TIMELINE_CSS}</style><body>{page}"
    );
    std::fs::write(path, html).expect("the place that was asked for");
}
