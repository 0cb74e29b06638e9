//! Rooms of an organisation with several LiveKit servers, of which one is down, and with none any more.

use rollcall::clock::Clock;
use rollcall::domain::people::Role;
use rollcall::domain::session::room::RoomState;
use rollcall::domain::time::DAY;
use rollcall::ids::IdGenerator;
use rollcall::simulator::livekit::script::Outage;
use rollcall::simulator::livekit::script::WebhookFate::Lost;
use rollcall::simulator::livekit::{SigningKey, SimulatedLivekit, WebhookTarget};

use crate::on_both_databases;
use crate::rooms::{Academy, person};
use crate::support::{SECRET, TestApp, pair, serve};

on_both_databases! {
    a_server_that_is_down_keeps_nobody_out_of_a_room_on_another,
    a_room_of_the_time_with_one_server_is_found_though_the_second_is_down,
    a_room_whose_server_was_disconnected_is_given_up_when_no_token_opens_it_any_more,
}

/// Connects a second server, which is down.
async fn connect_dead_server(academy: &Academy) {
    let key = SigningKey { key: "secondkey".to_owned(), secret: SECRET.to_owned() };
    let setup = WebhookTarget { webhook: "http://127.0.0.1:1/webhooks/livekit".to_owned(), key };
    let livekit = SimulatedLivekit::new(setup, academy.test.clock.clone(), IdGenerator::seeded(9));
    let now = academy.test.clock.now();
    livekit.add_outage(Outage::new(now, now.plus(2 * DAY)));
    let url = serve(livekit.router()).await;
    academy.test.connect("academy", &url, &pair("secondkey", SECRET)).await.unwrap();
}

/// Red before: whoever came after the first was refused, and nothing was closed again.
async fn a_server_that_is_down_keeps_nobody_out_of_a_room_on_another(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-50).await;
    connect_dead_server(&academy).await;
    academy.minute(-10).await;
    assert_eq!(academy.make().await, (1, 0, None));
    academy.join("t1", Role::Teacher).await.expect("the room is on the server that answers");
    academy.join("p1", Role::Student).await.expect("the same");
    assert_eq!(academy.called("CreateRoom"), 1);
    academy.play(|story| story.join(0, person("t1")).join(0, person("p1")));
    academy.minute(30).await;
    assert!(academy.complete().await);
    academy.play(|story| story.join(31 * 60, person("p1")));
    academy.second(31 * 60 + 5).await;
    academy.closes().await;
    academy.play(|story| story.join(33 * 60, person("p1")).with_fate(Lost));
    academy.minute(34).await;
    assert!(academy.is_open(), "nobody told");
    assert_eq!(academy.clean().await, (0, 1, 0));
    assert!(!academy.is_open());
}

/// Red before: neither entered nor closed.
async fn a_room_of_the_time_with_one_server_is_found_though_the_second_is_down(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-10).await;
    assert_eq!(academy.make().await, (1, 0, None));
    academy.minute(-5).await;
    connect_dead_server(&academy).await;
    academy.join("t1", Role::Teacher).await.expect("it is there");
    academy.minute(1).await;
    assert!(academy.complete().await, "where it was found it is closed");
    assert!(!academy.is_open());
}

/// Red before: it was tried again every five minutes for ever, and every run of the job failed.
async fn a_room_whose_server_was_disconnected_is_given_up_when_no_token_opens_it_any_more(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-10).await;
    academy.make().await;
    for connection in academy.test.connections("academy").await {
        let mut write = academy.app().store.write().await.unwrap();
        write.delete_livekit_server("academy", &connection.server.id).await.unwrap();
        write.commit().await.unwrap();
    }
    academy.minute(91).await;
    assert_eq!(academy.clean().await, (0, 0, 1), "it may be open still");
    let given_up = 90 + 26 * 60;
    academy.minute(given_up - 1).await;
    assert_eq!(academy.clean().await, (0, 0, 1));
    assert_eq!(academy.room_state().await, Some(RoomState::Open));
    academy.minute(given_up + 5).await;
    assert_eq!(academy.clean().await, (0, 0, 0));
    assert_eq!(academy.room_state().await, Some(RoomState::Closed));
    assert_eq!(academy.clean().await, (0, 0, 0));
}
