//! The changes of the board, as HTML events: a card where something changed in a lesson, and with it the sentence and the
//! figures. What looks as it did is not sent.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use maud::Markup;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::card;
use super::summary::{answer, figures};
use crate::app::App;
use crate::app::live::{self, LiveChange, LiveSession};
use crate::domain::access::Scope;
use crate::domain::board::figures::{BoardEntry, figures as figures_of};
use crate::http::event_stream::StreamEvent;
use crate::http::problem::Problem;
use crate::web::answer::Answer;
use crate::web::components::live::{Changes, Watcher, changes, watched_by};
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// How often what only time changes is looked at: minutes somebody is missing, lessons that begin.
const CLOCK_TICK: Duration = Duration::from_secs(20);

pub async fn follow(page: PageRequest) -> Result<Answer, Problem> {
    let changes = changes(&page);
    let ui = (*page.ui).clone();
    let mut read = page.read().await?;
    let board = live::board(&page.app, &mut read, &page.scope, ui.today()).await?;
    drop(read);
    let watched = board.figures.coverage;
    let all_watched = watched.watched == watched.running;
    let mut watcher = BoardWatcher {
        app: page.app.clone(),
        scope: page.scope.clone(),
        today: ui.today(),
        ui,
        sessions: board.sessions.iter().map(|one| (one.id.clone(), (one.clone(), all_watched))).collect(),
        shown: BTreeMap::new(),
        waiting: Vec::new(),
        changes,
        clock: interval(CLOCK_TICK),
    };
    watcher.clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Everything once: what changed between the page and its stream is made up for.
    watcher.render_all();
    Ok(watched_by(&page, watcher))
}

struct BoardWatcher {
    app: App,
    scope: Scope,
    ui: Ui,
    today: chrono::NaiveDate,
    /// With whether their platform was heard of lately.
    sessions: BTreeMap<String, (Arc<LiveSession>, bool)>,
    /// What the browser was sent, by the id of the element.
    shown: BTreeMap<String, String>,
    waiting: Vec<StreamEvent>,
    changes: Changes,
    clock: Interval,
}

impl Watcher for BoardWatcher {
    async fn next(&mut self) -> Option<StreamEvent> {
        loop {
            if let Some(event) = self.waiting.pop() {
                return Some(event);
            }
            tokio::select! {
                biased;
                change = self.changes.next() => match change? {
                    LiveChange::Session(session) => self.take(&session),
                    LiveChange::Restart => return Some(StreamEvent::restart()),
                },
                _ = self.clock.tick() => {
                    self.ui.now = self.app.now();
                    if self.ui.today() != self.today {
                        return Some(StreamEvent::restart());
                    }
                    self.render_all();
                }
            }
        }
    }
}

impl BoardWatcher {
    fn take(&mut self, session: &Arc<LiveSession>) {
        self.ui.now = self.app.now();
        match session.visible_to(&self.scope) {
            Some(seen)
                if self.ui.day_of(seen.start) == self.today || self.sessions.contains_key(&seen.id) =>
            {
                let before = self.sessions.get(&seen.id).map(|(before, _)| before.status);
                // A lesson that begins or ends stands in another place of the page.
                if before != Some(seen.status) {
                    self.waiting.push(StreamEvent::restart());
                }
                self.sessions.insert(seen.id.clone(), (seen.clone(), true));
                self.render_card(&seen);
                self.render_sums();
            }
            Some(_) => {}
            // It is somebody else's now.
            None if self.sessions.remove(&session.id).is_some() => self.waiting.push(StreamEvent::restart()),
            None => {}
        }
    }

    fn render_all(&mut self) {
        let sessions: Vec<_> = self.sessions.values().map(|(one, _)| one.clone()).collect();
        for session in &sessions {
            self.render_card(session);
        }
        self.render_sums();
    }

    fn render_card(&mut self, session: &LiveSession) {
        let html = card::card(&self.ui, session);
        self.show("card", format!("lesson-{}", session.id), html);
    }

    fn render_sums(&mut self) {
        let now = self.ui.now;
        let entries: Vec<BoardEntry> =
            self.sessions.values().map(|(one, heard_of)| one.board_entry(now, *heard_of)).collect();
        let sums = figures_of(&entries);
        let sessions: Vec<Arc<LiveSession>> = self.sessions.values().map(|(one, _)| one.clone()).collect();
        self.show("answer", "answer".to_owned(), answer(&self.ui, &sessions, sums));
        self.show("figures", "figures".to_owned(), figures(&self.ui, sums));
    }

    fn show(&mut self, name: &'static str, id: String, html: Markup) {
        let html = html.into_string();
        if self.shown.get(&id) != Some(&html) {
            self.waiting.insert(0, StreamEvent { name, data: html.as_str().into() });
            self.shown.insert(id, html);
        }
    }
}
