//! `/sessions/{id}/room`: the meeting room of a session. The server says who is expected, what may be done and every text;
//! the script (`assets/js/room`) fetches the token when somebody enters.

mod data;
mod door;
mod stage;

use maud::{Markup, html};
use url::Url;

use crate::app::livekit::connections;
use crate::app::livekit::rooms::join::is_room_simulated;
use crate::app::session::room::{RoomView, room_view};
use crate::domain::session::{Platform, Status, meet_link};
use crate::http::problem::Problem;
use crate::http::roles::{ADMINS, JOINERS, SESSION_EDITORS};
use crate::http::route::Route;
use crate::web::components::icon::icon;
use crate::web::components::session::session_title;
use crate::web::page::{MediaAccess, WebPage};
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// The script of this page alone.
const SCRIPT: &str = "room.js";

pub fn routes() -> Vec<Route> {
    vec![page("/sessions/{id}/room", "The meeting room of a session").who(JOINERS).to(show)]
}

/// The room as one viewer sees it.
struct RoomPage<'a> {
    ui: &'a Ui,
    view: RoomView,
    /// The viewer's own id.
    own: &'a str,
    /// Whether the viewer acts on the session: its teacher, or an admin.
    is_moderator: bool,
    is_admin: bool,
}

/// Why nobody can enter, whatever the script does.
enum Closed {
    Over,
    Cancelled,
    /// It is held elsewhere: at a Meet link, or on site.
    Elsewhere(Option<String>),
    NoServer,
    /// The demo plays it, without a media server. With the addresses of real ones, where the demo has any.
    Simulated(Vec<String>),
}

/// What starts the demo with rooms to enter.
const DEMO_WITH_ROOMS: &str = "rollcall demo --livekit ws://127.0.0.1:7880";

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    // A teacher who learns in a colleague's session has only a learner's rights in it.
    let session = crate::app::session::find::find(&mut read, &page.scope, page.id()).await?;
    let editing = page.caller.scope(SESSION_EDITORS);
    let is_moderator =
        editing.is_some_and(|scope| scope.covers_whole_session(session.session.teacher.as_deref()));
    let view = room_view(&mut read, &page.scope, page.id(), is_moderator).await?;
    let servers = connections::list(&mut read, page.scope.organization()).await?;
    drop(read);
    let origins: Vec<String> = servers.iter().flat_map(|one| origins_of(&one.server.url)).collect();
    let shown = RoomPage { ui, view, own: &page.caller.person, is_moderator, is_admin: ui.may(ADMINS) };
    let title = session_title(ui, &shown.view.session);
    let is_simulated = match shown.view.session.session.room.as_deref() {
        Some(room) => is_room_simulated(&page.app, page.scope.organization(), room).await?,
        None => false,
    };
    let closed = shown.closed(origins.is_empty()).or_else(|| {
        let simulated = &page.app.config.livekit.simulated;
        let others = servers.iter().map(|one| one.server.url.clone()).filter(|url| !simulated.contains(url));
        is_simulated.then(|| Closed::Simulated(others.collect()))
    });
    Ok(match closed {
        Some(closed) => WebPage::new(title, shown.closed_page(&closed)),
        None => WebPage::new(title, shown.open_page()).with_media(SCRIPT, MediaAccess { origins }),
    })
}

/// Where a LiveKit server at this address is spoken to: by WebSocket, and by HTTP to learn why it refused.
fn origins_of(address: &str) -> Vec<String> {
    let Ok(url) = Url::parse(address) else { return Vec::new() };
    let (socket, http) = match url.scheme() {
        "ws" | "http" => ("ws", "http"),
        _ => ("wss", "https"),
    };
    let Some(host) = url.host_str() else { return Vec::new() };
    // It becomes a part of a header that says what is allowed: nothing but a host.
    if !host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']')) {
        return Vec::new();
    }
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    [socket, http].iter().map(|scheme| format!("{scheme}://{host}{port}")).collect()
}

impl RoomPage<'_> {
    fn id(&self) -> &str {
        &self.view.session.session.id
    }

    fn title(&self) -> String {
        session_title(self.ui, &self.view.session)
    }

    fn closed(&self, has_no_server: bool) -> Option<Closed> {
        let stored = &self.view.session;
        match stored.status {
            Status::Cancelled => Some(Closed::Cancelled),
            Status::Completed | Status::Absent => Some(Closed::Over),
            _ if stored.session.platform != Platform::Livekit => {
                Some(Closed::Elsewhere(stored.meet_code.as_deref().map(meet_link::link_of_code)))
            }
            _ if has_no_server => Some(Closed::NoServer),
            _ => None,
        }
    }

    fn head(&self) -> Markup {
        let (ui, session) = (self.ui, &self.view.session.session);
        html! {
            nav.crumbs { a href=(format!("/sessions/{}", session.id)) { (ui.text("room-session")) } }
            div.page-head { h1 { (ui.name(&self.title())) } }
        }
    }

    fn closed_page(&self, closed: &Closed) -> Markup {
        let ui = self.ui;
        html! {
            (self.head())
            p.answer #answer { (match closed {
                Closed::Over => ui.text("room-over"),
                Closed::Cancelled => ui.text("room-cancelled"),
                Closed::Elsewhere(Some(_)) => ui.text("room-on-meet"),
                Closed::Elsewhere(None) => ui.text("room-on-site"),
                Closed::NoServer => ui.text("room-no-server"),
                Closed::Simulated(_) => ui.text("room-simulated"),
            }) }
            @match closed {
                Closed::Over => p.muted { (ui.text("room-over-what")) },
                Closed::NoServer => p.muted { @if self.is_admin { (ui.text("room-no-server-admin")) } @else { (ui.text("room-no-server-ask")) } },
                Closed::Simulated(others) if others.is_empty() => {
                    p.muted { (ui.text("room-simulated-how")) }
                    pre { code translate="no" { (DEMO_WITH_ROOMS) } }
                    p.muted { (ui.text("room-simulated-where")) " " code translate="no" { "docs/livekit.md" } }
                }
                Closed::Simulated(others) => {
                    p.muted { (ui.text("room-simulated-also")) }
                    ul { @for url in others { li { code translate="no" { (url) } } } }
                }
                _ => {}
            }
            div.row {
                @if let Closed::Elsewhere(Some(link)) = closed {
                    a.button.primary.large href=(link) rel="noreferrer" { (icon("i-external")) (ui.text("room-to-meet")) }
                }
                @if matches!(closed, Closed::NoServer) && self.is_admin {
                    a.button.primary href="/connections" { (icon("i-plug")) (ui.text("menu-connections")) }
                }
                a.button href=(format!("/sessions/{}", self.id())) { (ui.text("room-to-session")) }
            }
        }
    }

    fn open_page(&self) -> Markup {
        let ui = self.ui;
        html! {
            (self.head())
            p.answer #answer { (self.answer()) }
            p.banner.amber #room-needs-script { (ui.text("room-needs-script")) }
            div.room #room hidden data-room=(self.room_json()) data-texts=(self.texts_json()) {
                (self.door())
                (self.stage())
                (self.ended())
            }
        }
    }
}

#[cfg(test)]
mod tests;
