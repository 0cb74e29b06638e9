//! A day at the desk, on the pages: the code is switched and renewed, somebody is entered by hand, and sees it.

use axum::Router;
use axum::http::StatusCode;

use super::Place;
use crate::cookies::start;
use crate::pages::visit;
use crate::world::World;

crate::on_both_databases! {
    a_day_at_the_desk,
}

struct Reader<'a> {
    router: &'a Router,
    secret: String,
}

impl Reader<'_> {
    async fn sees(&self, uri: &str, wanted: &[&str]) -> String {
        let (status, html) = visit(self.router, &self.secret, uri, None, &[]).await;
        let html = html.replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(status, StatusCode::OK, "{uri}: {html}");
        for one in wanted {
            assert!(html.contains(one), "{uri} lacks {one}: {html}");
        }
        html
    }

    async fn sends(&self, uri: &str, form: &str) -> StatusCode {
        let (status, _) =
            visit(self.router, &self.secret, uri, Some(form), &[("sec-fetch-site", "same-origin")]).await;
        status
    }
}

async fn a_day_at_the_desk(world: World) {
    let place = Place::open(world).await;
    let router = place.world.router(rollcall::server::routes());
    place.at("12:00:00");
    let reader = async |who: &str| Reader { router: &router, secret: start(&place.world, who).await.1 };
    let desk = reader("alpha-receptionist").await;
    let member = reader("alpha-student").await;
    let (venue, other) = ("alpha-other-venue", "alpha-venue");
    let page = format!("/reception?venue={venue}");
    desk.sees(&page, &["QR Attendance: Enabled", "Nobody is in.", other]).await;

    let printed = place.venue_code(venue).await;
    assert_eq!(desk.sends(&format!("/reception/{venue}/toggle"), "").await, 303);
    desk.sees(&page, &["QR Attendance: Disabled"]).await;
    assert_eq!(place.word("alpha-student", &printed).await, "disabled");
    assert_eq!(desk.sends(&format!("/reception/{venue}/toggle"), "enabled=yes").await, 303);
    assert_eq!(place.venue_code(venue).await, printed);
    place.at("12:01:00");
    assert_eq!(desk.sends(&format!("/reception/{venue}/rotate"), "").await, 303);
    assert_eq!(place.word("alpha-student", &printed).await, "revoked");
    desk.sees(&page, &["An old code that was replaced", "QR attendance was switched off"]).await;

    place.at("12:05:00");
    // Nobody saw the end of this morning's visit at the other venue.
    member.sees("/member", &["Checked Out", "Estimated", "1 visit in this time."]).await;
    let entry = "person=alpha-student&direction=in&reason=no+phone";
    assert_eq!(desk.sends(&format!("/reception/{venue}/entries"), entry).await, 303);
    desk.sees(&page, &["1 is in. 1 came today.", "12:05", "By hand"]).await;
    desk.sees(&format!("/reception?venue={other}"), &["3 came today."]).await;
    member.sees("/member", &["In Gym", "since 12:05"]).await;
    place.at("13:30:00");
    assert_eq!(place.word("alpha-student", &place.venue_code(venue).await).await, "checked_out");
    member.sees("/member?days=30", &["Checked Out", "at 13:30", "2 visits; different days: 1."]).await;
    desk.sees(&page, &["Nobody is in. 1 came today.", "13:30"]).await;

    // The next day is another.
    place.at("+1 09:00:00");
    member
        .sees(
            "/member",
            &["Not Checked In", "You have not checked in today.", "2 visits; different days: 1."],
        )
        .await;
    desk.sees(&page, &["Nobody is in. Nobody came today."]).await;
    let foreign = visit(&router, &desk.secret, "/reception?venue=beta-venue", None, &[]).await;
    assert_eq!(foreign.0, StatusCode::NOT_FOUND);
    let parent = reader("alpha-parent").await;
    parent.sees("/family", &["/me/card?person="]).await;
}
