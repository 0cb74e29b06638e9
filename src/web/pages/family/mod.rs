//! `/family`: whether one's children were there, a card for each.

mod card;
mod load;

use maud::{Markup, html};

use self::card::{child_card, sentence};
use self::load::{ChildToday, FamilyView};
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::icon::icon;
use crate::web::components::live::{CHANGES, live_state};
use crate::web::grants::PARENTS;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Children whose sentence stands in the first line; the cards have all of them.
const MOST_SENTENCES: usize = 4;

pub fn routes() -> Vec<Route> {
    vec![page("/family", "The attendance of one's children").who(PARENTS).to(show)]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let family = FamilyView::load(&page).await?;
    let body = html! {
        div.page-head { h1 { (ui.text("family-title")) } @if !family.children.is_empty() { div.actions { (live_state(ui)) } } }
        @if family.children.is_empty() {
            (empty("i-family", &ui.text("family-empty"), &ui.text("family-empty-what"), html! {}))
        } @else {
            p.answer #answer { (answer(ui, &family.children)) }
            div.cards #children data-live=(CHANGES) {
                @for child in &family.children { (child_card(ui, child, &family)) }
            }
            (bill(ui, &family))
        }
        p.row { a.button href="/me/notifications" { (icon("i-bell")) (ui.text("family-notifications")) } }
    };
    Ok(WebPage::new(ui.text("family-title"), body))
}

/// One sentence for each child; who is missing comes first.
fn answer(ui: &Ui, children: &[ChildToday]) -> Markup {
    let mut sentences: Vec<_> = children.iter().map(|child| sentence(ui, child)).collect();
    sentences.sort_by_key(|one| std::cmp::Reverse(one.is_urgent));
    html! {
        @for one in sentences.iter().take(MOST_SENTENCES) {
            @match &one.session {
                Some(id) => a.sentence href=(format!("/sessions/{id}")) { (one.text) },
                None => (one.text),
            }
            " "
        }
    }
}

/// What the household owes so far in the current period.
fn bill(ui: &Ui, family: &FamilyView) -> Markup {
    let Some(bill) = &family.bill else { return html! {} };
    let address = format!("/billing?year={}&month={}", bill.year, bill.month);
    let days = format!("{} – {}", ui.day(bill.span.from), ui.day(bill.span.to.plus(-1)));
    html! {
        section.section {
            h2 { (ui.text("family-bill")) }
            a.card href=(address) {
                span.row.spread {
                    span { (icon("i-money")) " " (days) }
                    strong { @for amount in &bill.amounts { (ui.money(*amount)) " " } }
                }
                @if bill.waiting > 0 {
                    span.muted.small { (ui.say("family-bill-waits", args![count = bill.waiting])) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::domain::verdict::outcome::Outcome;
    use crate::testing::TestServer;
    use crate::web::components::history::test_lessons::{TestLesson, make_family, save};

    #[tokio::test]
    async fn a_parent_reads_whether_the_child_was_there() {
        let api = TestServer::new().await;
        make_family(&api, "Layla").await;
        let today = TestLesson {
            title: "Quran",
            ..TestLesson::over("today", "2026-01-05T06:00:00Z", Outcome::Present)
        };
        save(&api, &today).await;
        save(&api, &TestLesson::over("before", "2026-01-02T06:00:00Z", Outcome::Absent)).await;
        save(&api, &TestLesson::planned("later", "2026-01-06T06:00:00Z")).await;
        let (status, html) = api.get("/family").html_by(Role::Parent).await;
        assert_eq!(status, 200, "{html}");
        let shown = html.replace(['\u{2068}', '\u{2069}'], "");
        assert!(shown.contains("Layla was there: 41 of 60 minutes in Quran."), "{shown}");
        assert!(shown.contains("At 1 of 2 lessons"), "{shown}");
        for link in
            ["/sessions/today", "/sessions/before", "/sessions/later", "/billing?year=2026&amp;month=1"]
        {
            assert!(html.contains(&format!("href=\"{link}\"")), "{link}");
        }
        assert!(html.contains("#v-absent") && html.contains("#v-present"));
    }

    #[tokio::test]
    async fn who_should_be_there_and_is_not_is_said_first() {
        let api = TestServer::new().await;
        make_family(&api, "Layla").await;
        save(&api, &TestLesson { title: "Chess", ..TestLesson::planned("now", "2026-01-05T07:50:00Z") })
            .await;
        let (_, html) = api.get("/family").html_by(Role::Parent).await;
        let shown = html.replace(['\u{2068}', '\u{2069}'], "");
        assert!(shown.contains("Layla is missing in Chess since 10:50."), "{shown}");
        assert!(html.contains("verdict absent"), "{html}");
    }

    #[tokio::test]
    async fn a_hostile_name_is_text_and_turns_nothing_around() {
        let api = TestServer::new().await;
        make_family(&api, "<script>x\u{202e}").await;
        let (_, html) = api.get("/family").html_by(Role::Parent).await;
        assert!(
            html.contains("&lt;script&gt;x") && !html.contains("<script>x") && !html.contains('\u{202e}')
        );
    }

    #[tokio::test]
    async fn somebody_without_children_is_told_what_to_do() {
        let api = TestServer::new().await;
        let (status, html) = api.get("/family").html_by(Role::Parent).await;
        assert_eq!(status, 200);
        assert!(html.contains("class=\"empty\""), "{html}");
        assert_eq!(api.get("/family").html_by(Role::Teacher).await.0, 403);
    }
}
