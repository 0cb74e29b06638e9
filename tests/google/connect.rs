//! Connecting an organiser: the consent from its address to a stored secret, by API and by command, and what goes wrong.

use std::process::Stdio;

use reqwest::header::LOCATION;
use rollcall::app::meet::{MeetOperationError, connections, space};
use rollcall::app::{ActorContext, Error};
use rollcall::sources::meet::MeetError;
use rollcall::store::meet::connections::ConsentState;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

use crate::school::School;
use crate::simulated_google::{AISHA, OMAR, prepare, space};
use crate::support;

/// What a person does in the browser: opens the address, presses a button. Gives the address Google leads back to.
async fn consent(address: &str, account: Option<&str>) -> String {
    prepare();
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let page = browser.get(address).send().await.unwrap();
    assert!(page.status().is_success());
    assert!(
        page.text().await.unwrap().contains("meetings.space.readonly"),
        "the page says what is asked for"
    );
    let mut form: Vec<(String, String)> =
        url::Url::parse(address).unwrap().query_pairs().into_owned().collect();
    form.extend(account.map(|email| ("account".to_owned(), email.to_owned())));
    let back = browser.post(address).form(&form).send().await.unwrap();
    back.headers()[LOCATION].to_str().unwrap().to_owned()
}

fn parameter(address: &str, name: &str) -> String {
    let address = url::Url::parse(address).unwrap();
    address
        .query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[tokio::test]
async fn a_consent_becomes_a_connection_whose_secret_is_sealed() {
    let school = School::unconnected(support::sqlite().await).await;
    let address =
        connections::begin_consent(&school.app, &school.organization, "https://rollcall.example/back")
            .unwrap();
    let back = consent(&address, Some(AISHA)).await;
    assert!(back.starts_with("https://rollcall.example/back?"));
    let connection =
        connections::finish_consent(&school.app, &parameter(&back, "state"), &parameter(&back, "code"))
            .await
            .unwrap();
    assert_eq!((connection.email.as_str(), connection.state), (AISHA, ConsentState::Connected));
    let given = school.stage.google.with(|inner| inner.world.grants.last().unwrap().refresh_token.clone());
    assert!(!connection.sealed_secret.contains(&given), "the refresh token is not kept as it is");
    // A code is good once, and a state only for its own code.
    let again =
        connections::finish_consent(&school.app, &parameter(&back, "state"), &parameter(&back, "code")).await;
    assert!(matches!(again, Err(MeetOperationError::Google(MeetError::NeedsReconnect { .. }))), "{again:?}");
}

#[tokio::test]
async fn a_code_does_not_fit_another_consents_verifier() {
    let school = School::unconnected(support::sqlite().await).await;
    let begin = || {
        connections::begin_consent(&school.app, &school.organization, "https://rollcall.example/back")
            .unwrap()
    };
    let (mine, stolen) = (begin(), consent(&begin(), Some(AISHA)).await);
    let failed =
        connections::finish_consent(&school.app, &parameter(&mine, "state"), &parameter(&stolen, "code"))
            .await;
    assert!(
        matches!(failed, Err(MeetOperationError::Google(MeetError::NeedsReconnect { .. }))),
        "{failed:?}"
    );
    let failed = connections::finish_consent(&school.app, "made up", &parameter(&stolen, "code")).await;
    assert!(
        matches!(failed, Err(MeetOperationError::App(Error::Refused { code: "stale_consent", .. }))),
        "{failed:?}"
    );
    let (state, code) = (parameter(&mine, "state"), "4/x");
    school.stage.clock.advance(31 * 60_000);
    let failed = connections::finish_consent(&school.app, &state, code).await;
    assert!(
        matches!(failed, Err(MeetOperationError::App(Error::Refused { code: "stale_consent", .. }))),
        "{failed:?}"
    );
    assert!(connections::list(&school.app, &school.organization).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_service_account_that_may_not_act_is_not_kept() {
    let school = School::unconnected(support::sqlite().await).await;
    school.stage.google.with(|inner| inner.world.service_accounts[0].delegated_scopes.clear());
    let actor = ActorContext::of_installation(&school.app, &school.organization);
    let key = include_str!("../../fixtures/google/service-account.json");
    let failed = connections::connect_service_account(&school.app, &actor, key, AISHA).await.unwrap_err();
    assert!(failed.to_string().contains("unauthorized_client"), "{failed}");
    let failed = connections::connect_service_account(&school.app, &actor, "{}", AISHA).await.unwrap_err();
    assert!(failed.to_string().contains("key file"), "{failed}");
    assert!(connections::list(&school.app, &school.organization).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_class_gets_a_new_space_or_the_one_behind_a_link() {
    let mut school = School::new(support::sqlite().await).await;
    let made = space::create(&school.app, &school.organization, None).await.unwrap();
    assert_eq!(made.organizer, AISHA);
    let link = format!("https://meet.google.com/{}?authuser=0", made.code.to_uppercase());
    assert_eq!(space::resolve(&school.app, &school.organization, &link, None).await.unwrap(), made);
    // With two organisers the owner is found out.
    school.connect(OMAR).await;
    school.stage.google.with(|inner| inner.world.spaces.push(space("spaces/o", "ooo-bbbb-ccc", OMAR)));
    let found = space::resolve(&school.app, &school.organization, "ooo-bbbb-ccc", None).await.unwrap();
    assert_eq!((found.space.as_str(), found.organizer.as_str()), ("spaces/o", OMAR));
    school
        .stage
        .google
        .with(|inner| inner.world.spaces.push(space("spaces/x", "xxx-bbbb-ccc", "eve@elsewhere.example")));
    let failed = space::resolve(&school.app, &school.organization, "xxx-bbbb-ccc", None).await;
    assert!(
        matches!(failed, Err(MeetOperationError::App(Error::Refused { code: "not_our_space", .. }))),
        "{failed:?}"
    );
}

/// The real program over the school's database, in front of the simulated Google.
fn program(school: &School) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    let address = &school.stage.address;
    command
        .env("ROLLCALL_DATABASE__URL", school.url())
        .env("ROLLCALL_GOOGLE__CLIENT_ID", "client-1")
        .env("ROLLCALL_GOOGLE__CLIENT_SECRET", "secret-1")
        .env("ROLLCALL_GOOGLE__MEET_URL", address)
        .env("ROLLCALL_GOOGLE__TOKEN_URL", format!("{address}/token"))
        .env("ROLLCALL_GOOGLE__CONSENT_URL", format!("{address}/o/oauth2/v2/auth"))
        .args(["google", "--organization", &school.organization])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_waits_for_the_browser_or_takes_what_is_pasted() {
    let school = School::unconnected(support::sqlite().await).await;
    for (email, paste) in [(AISHA, false), (OMAR, true)] {
        let mut command = program(&school);
        command.arg("connect").args(paste.then_some("--paste"));
        let mut running = command.spawn().unwrap();
        let mut lines = BufReader::new(running.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next_line().await.unwrap().expect("an address is printed");
            if line.starts_with("http") {
                break line;
            }
        };
        let back = consent(&address, Some(email)).await;
        if paste {
            running.stdin.take().unwrap().write_all(format!("{back}\n").as_bytes()).await.unwrap();
        } else {
            let page = reqwest::get(&back).await.unwrap().text().await.unwrap();
            assert!(page.contains("Connected"), "{page}");
        }
        let done = running.wait_with_output().await.unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let listed = program(&school).arg("list").output().await.unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let listed = listed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(listed.contains("aisha@school.example consent connected"), "{listed}");
    assert!(listed.contains("omar@school.example consent connected"), "{listed}");
    let gone = program(&school).args(["disconnect", AISHA]).output().await.unwrap();
    assert!(gone.status.success());
    let refused =
        program(&school).args(["connect", "--service-account", "/nowhere", "--subject", AISHA]).output();
    let refused = refused.await.unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("cannot read /nowhere"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_consent_connects_nobody() {
    let school = School::unconnected(support::sqlite().await).await;
    let mut running = program(&school).arg("connect").spawn().unwrap();
    let mut lines = BufReader::new(running.stdout.take().unwrap()).lines();
    let address = loop {
        let line = lines.next_line().await.unwrap().unwrap();
        if line.starts_with("http") {
            break line;
        }
    };
    let back = consent(&address, None).await;
    reqwest::get(&back).await.unwrap();
    let done = running.wait_with_output().await.unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("access_denied"));
}
