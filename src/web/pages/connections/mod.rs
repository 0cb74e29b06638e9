//! `/connections`: whether the platforms speak to us, and what to do where they do not.

mod google;
mod livekit;

use maud::html;

use crate::app::livekit::connection_state::ConnectionState;
use crate::app::livekit::connections::{self, LivekitConnection};
use crate::app::meet;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::meet::connections::GoogleConnection;
use crate::text::args;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![
        page("/connections", "Platforms: whether they speak to us").who(ADMINS).to(show),
        form("/connections/livekit", "Connect a LiveKit server").who(ADMINS).to(livekit::connect),
        form("/connections/livekit/{id}/keys", "Give a LiveKit server a new key pair")
            .who(ADMINS)
            .to(livekit::add_key),
        form("/connections/livekit/{id}/keys/remove", "Forget a key pair")
            .who(ADMINS)
            .to(livekit::remove_key),
        form("/connections/livekit/{id}/remove", "Forget a LiveKit server").who(ADMINS).to(livekit::remove),
        page("/connections/google/consent", "To Google, where an organiser consents")
            .who(ADMINS)
            .to(google::begin_consent),
        form("/connections/google", "Connect an organiser by a service account")
            .who(ADMINS)
            .to(google::create),
        form("/connections/google/{id}/remove", "Forget an organiser").who(ADMINS).to(google::remove),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let organization = page.scope.organization();
    let servers = connections::list(&mut page.read().await?, organization).await?;
    let organizers = meet::connections::list(&page.app, organization).await?;
    let body = html! {
        div.page-head { h1 { (ui.text("connections-title")) } }
        p.answer { (answer(ui, &servers, &organizers)) }
        section.section {
            h2 { "LiveKit" }
            (livekit::webhook_address(&page))
            @for server in &servers { (livekit::card(ui, server)) }
            (livekit::connect_form(ui, servers.is_empty()))
        }
        section.section {
            h2 { "Google Meet" }
            (google::section(&page, &organizers))
        }
    };
    Ok(WebPage::new(ui.text("connections-title"), body))
}

/// What is wrong, else that nothing is.
fn answer(ui: &Ui, servers: &[LivekitConnection], organizers: &[GoogleConnection]) -> String {
    if servers.is_empty() && organizers.is_empty() {
        return ui.text("connections-answer-none");
    }
    let state = |one: &LivekitConnection| ConnectionState::of(&one.health);
    let failing: Vec<&str> = servers
        .iter()
        .filter(|one| state(one) == ConnectionState::Failing)
        .map(|one| one.server.url.as_str())
        .chain(organizers.iter().filter(|one| google::needs_somebody(one)).map(|one| one.email.as_str()))
        .collect();
    let silent = servers.iter().filter(|one| state(one) == ConnectionState::Unverified).count();
    match (&failing[..], silent) {
        ([], 0) => ui.say("connections-answer-good", args![count = servers.len() + organizers.len()]),
        ([], silent) => ui.say("connections-answer-silent", args![count = silent]),
        ([one], _) => ui.say("connections-answer-failing", args![name = *one]),
        (several, _) => ui.say("connections-answer-failing-many", args![count = several.len()]),
    }
}

#[cfg(test)]
mod tests {
    use crate::app::ActorContext;
    use crate::domain::people::Role;
    use crate::domain::time::Timestamp;
    use crate::store::meet::connections::{ConsentState, CredentialKind, GoogleConnection};
    use crate::testing::TestServer;

    const SERVER: &str =
        "url=wss%3A%2F%2Flivekit.example.org&apiKey=APIone&secret=a+secret+of+LiveKit&unverified=1";

    #[tokio::test]
    async fn a_server_is_connected_gets_a_key_and_is_forgotten() {
        let server = TestServer::new().await;
        let (status, html) = server.get("/connections").html_by(Role::Admin).await;
        assert_eq!(status, 200);
        assert!(html.contains("Nothing is connected yet") && html.contains("/webhooks/livekit"), "{html}");
        let (status, to) = server.form("/connections/livekit", SERVER).html_by(Role::Admin).await;
        assert_eq!((status.as_u16(), to.as_str()), (303, "/connections"));
        let (_, list) = server.get("/api/v1/connections/livekit").by(Role::Admin).await;
        let id = list["items"][0]["id"].as_str().expect("a server").to_owned();
        let (_, html) = server.get("/connections").html_by(Role::Admin).await;
        assert!(html.contains("APIone") && html.contains("wss://livekit.example.org"), "{html}");
        assert!(!html.contains("a secret of LiveKit"), "no secret is shown again");

        let key = "apiKey=APItwo&secret=another&unverified=1";
        server.form(&format!("/connections/livekit/{id}/keys"), key).html_by(Role::Admin).await;
        let gone = format!("/connections/livekit/{id}/keys/remove");
        let (status, _) = server.form(&gone, "apiKey=APIone").html_by(Role::Admin).await;
        assert_eq!(status, 303);
        let (_, html) = server.get("/connections").html_by(Role::Admin).await;
        assert!(html.contains("APItwo") && !html.contains("APIone"), "{html}");
        server.form(&format!("/connections/livekit/{id}/remove"), "").html_by(Role::Admin).await;
        let (_, list) = server.get("/api/v1/connections/livekit").by(Role::Admin).await;
        assert_eq!(list["items"].as_array().map(Vec::len), Some(0));
        assert_eq!(server.get("/connections").html_by(Role::Teacher).await.0, 403);
    }

    #[tokio::test]
    async fn what_cannot_be_an_address_stands_there_again_and_its_secret_does_not() {
        let server = TestServer::new().await;
        let fields = "_page=%2Fconnections&url=%3Cscript%3E&apiKey=APIone&secret=hush-hush&unverified=1";
        let (status, html) = server.form("/connections/livekit", fields).html_by(Role::Admin).await;
        assert_eq!(status, 422);
        assert!(html.contains("&lt;script&gt;") && html.contains("APIone"), "{html}");
        assert!(!html.contains("hush-hush") && !html.contains("<script>"), "{html}");
    }

    #[tokio::test]
    async fn an_organiser_whom_google_refuses_is_the_first_sentence() {
        let server = TestServer::new().await;
        let mut write = server.app.store.write().await.expect("a transaction");
        let organization = write.list_organization_ids("", 1).await.expect("ids").remove(0);
        let actor = ActorContext::of_installation(&server.app, &organization);
        let connection = GoogleConnection {
            organization_id: organization,
            email: "aisha@alnoor.example".into(),
            kind: CredentialKind::Consent,
            sealed_secret: "sealed".into(),
            state: ConsentState::Connected,
            failure: None,
            failed_at: None,
            succeeded_at: Some(Timestamp::from_seconds(1_767_590_000)),
            listed_at: None,
            created_at: Timestamp::from_seconds(1_767_500_000),
        };
        crate::app::meet::connections::save_connection(&mut write, &actor, &connection).await.expect("saved");
        write.commit().await.expect("a commit");
        let (_, html) = server.get("/connections").html_by(Role::Admin).await;
        assert!(html.contains("aisha@alnoor.example"), "{html}");
        let path = "/connections/google/aisha@alnoor.example/remove";
        assert_eq!(server.form(path, "").html_by(Role::Admin).await.0, 303);
        let (_, html) = server.get("/connections").html_by(Role::Admin).await;
        assert!(!html.contains("aisha@alnoor.example"), "{html}");
        let (status, _) = server.get("/connections/google/consent").html_by(Role::Admin).await;
        assert_eq!(status, 422, "no Google client is configured");
    }
}
