//! What is wrong with an organisation's LiveKit servers and Google organisers.

use super::facts::{Facts, GoogleFacts, LivekitFacts, OrganizationFacts};
use super::finding::{DoctorFinding, FindingArea};
use super::installation::is_on_this_machine;
use crate::app::livekit::server_check::MAX_CLOCK_SKEW_SECONDS;
use crate::store::meet::connections::CredentialKind;

pub(super) fn findings(facts: &Facts, organization: &OrganizationFacts) -> Vec<DoctorFinding> {
    let mut all = Vec::new();
    if organization.livekit.is_empty() && organization.livekit_sessions > 0 {
        all.push(DoctorFinding::problem(
            FindingArea::Livekit,
            "livekit_missing",
            format!(
                "{} sessions are held on LiveKit, and no server is connected",
                organization.livekit_sessions
            ),
            "Connect one: rollcall livekit connect --url wss://livekit.example.org --key APIxyz.",
        ));
    }
    for server in &organization.livekit {
        all.extend(livekit(facts, organization, server));
    }
    if !organization.livekit.is_empty() {
        all.push(reopened(organization));
    }
    if organization.google.is_empty() && organization.meet_sessions > 0 {
        all.push(DoctorFinding::problem(
            FindingArea::Google,
            "google_missing",
            format!(
                "{} sessions are held on Google Meet, and no organiser is connected",
                organization.meet_sessions
            ),
            "Let the organiser consent: rollcall google connect.",
        ));
    }
    all.extend(organization.google.iter().flat_map(|one| google(facts, one)));
    all.into_iter().map(|finding| finding.of(&organization.name)).collect()
}

fn livekit(facts: &Facts, organization: &OrganizationFacts, server: &LivekitFacts) -> Vec<DoctorFinding> {
    const AREA: FindingArea = FindingArea::Livekit;
    let LivekitFacts { url, api_keys, .. } = server;
    let mut all = Vec::new();
    let hook = format!("{}/webhooks/livekit", facts.settings.address);
    let key = api_keys.first().map_or("APIxyz", String::as_str);
    let written = format!(
        "in LiveKit's configuration: webhook: {{api_key: {key}, urls: [\"{hook}\"]}}; room: {{auto_create: false, departure_timeout: {}}}",
        organization.reconnect_grace_seconds.max(20)
    );
    match &server.answer {
        _ if api_keys.is_empty() => all.push(DoctorFinding::problem(
            AREA,
            "livekit_no_key",
            format!("{url} is connected without a key that still holds"),
            format!("State one: rollcall livekit connect --url {url} --key APIxyz."),
        )),
        None => all.push(DoctorFinding::ok(AREA, "livekit_not_asked", format!("{url} was not asked"))),
        Some(Err(why)) => all.push(DoctorFinding::problem(
            AREA,
            "livekit_refuses",
            format!("{url}: {why}"),
            format!(
                "See that the server runs and is reached from here, and that {key} with its secret stands under `keys` of its \
                 configuration; rollcall livekit connect --url {url} --key {key} states the pair anew."
            ),
        )),
        Some(Ok(ahead)) => all.push(clock(url, *ahead)),
    }
    if !facts.settings.has_public_url && !server.is_local && is_on_this_machine(&facts.settings.address) {
        all.push(DoctorFinding::problem(
            AREA,
            "webhooks_cannot_reach",
            format!("{url} is on another machine, and cannot reach {hook}"),
            "Set server.public_url to an address that LiveKit reaches.",
        ));
    }
    all.push(webhooks(server, &hook, &written));
    all
}

fn clock(url: &str, ahead: Option<i64>) -> DoctorFinding {
    const AREA: FindingArea = FindingArea::Livekit;
    match ahead {
        Some(seconds) if seconds.abs() > MAX_CLOCK_SKEW_SECONDS => {
            let way = if seconds > 0 { "ahead of" } else { "behind" };
            let says = format!("{url}: its clock is {} s {way} ours", seconds.abs());
            let mend = "Let both machines take the time from the network (NTP): webhooks are refused or say wrong times.";
            DoctorFinding::problem(AREA, "livekit_clock", says, mend)
        }
        Some(seconds) => {
            let says =
                format!("{url} answers, takes the key, and its clock is {} s from ours", seconds.abs());
            DoctorFinding::ok(AREA, "livekit", says)
        }
        None => DoctorFinding::ok(AREA, "livekit", format!("{url} answers and takes the key")),
    }
}

fn webhooks(server: &LivekitFacts, hook: &str, written: &str) -> DoctorFinding {
    const AREA: FindingArea = FindingArea::Livekit;
    let (url, health) = (&server.url, &server.health);
    if server.probe == Some(false) {
        let says = format!("{url}: a room was made for trial, and no webhook came to {hook}");
        let mend = format!(
            "Write {written}; restart LiveKit, and see that it reaches the address and that `rollcall serve` runs."
        );
        return DoctorFinding::problem(AREA, "webhooks_missing", says, mend);
    }
    if let Some((at, why)) = health.refused.as_ref().filter(|(at, _)| Some(*at) > health.webhook_at) {
        let says = format!("{url}: its webhooks are refused, last at {at}: {why}");
        let mend = format!(
            "State the key's present secret (rollcall livekit connect --url {url}), and write {written}."
        );
        return DoctorFinding::problem(AREA, "webhooks_refused", says, mend);
    }
    match health.webhook_at {
        None => {
            let says = format!("{url}: no webhook of it has ever come");
            let mend = format!("Write {written}; `rollcall doctor --probe` tries it.");
            DoctorFinding::problem(AREA, "webhooks_missing", says, mend)
        }
        Some(at) if server.held_since_webhook > 0 => {
            let says = format!(
                "{url}: the last webhook came at {at}, and {} sessions on LiveKit were held since",
                server.held_since_webhook
            );
            let mend = format!("Write {written}; `rollcall doctor --probe` tries whether webhooks come.");
            DoctorFinding::warning(AREA, "webhooks_silent", says, mend)
        }
        Some(at) => {
            let says = format!("{url}: its webhooks come to {hook}, last at {at}");
            DoctorFinding::ok(AREA, "webhooks", says)
        }
    }
}

fn reopened(organization: &OrganizationFacts) -> DoctorFinding {
    const AREA: FindingArea = FindingArea::Livekit;
    match organization.reopened.iter().max_by_key(|one| one.at) {
        None => DoctorFinding::ok(
            AREA,
            "rooms_stay_closed",
            "No room was opened again after its session was over; room.auto_create of LiveKit's configuration should be false",
        ),
        Some(last) => DoctorFinding::warning(
            AREA,
            "rooms_reopened",
            format!(
                "{} rooms were opened again after their session was over, last {} at {} (session {})",
                organization.reopened.len(),
                last.room,
                last.at,
                last.session
            ),
            "Write room: {auto_create: false} in LiveKit's configuration: an old token opens a closed room again otherwise.",
        ),
    }
}

fn google(facts: &Facts, one: &GoogleFacts) -> Vec<DoctorFinding> {
    const AREA: FindingArea = FindingArea::Google;
    let email = &one.email;
    let again = match one.kind {
        CredentialKind::Consent => format!(
            "Let {email} consent again, with the box for reading Meet calls ticked: rollcall google connect."
        ),
        CredentialKind::ServiceAccount => format!(
            "See that the service account may act for {email} with the scopes of Meet (the Admin console, domain-wide \
             delegation), then connect it again: rollcall google connect."
        ),
    };
    if !one.opens {
        let says = format!("The secret of {email} does not open with this installation's key");
        let mend = format!("Set secrets.encryption_key to the key it was sealed with. Or: {again}");
        return vec![DoctorFinding::problem(AREA, "google_sealed", says, mend)];
    }
    if one.kind == CredentialKind::Consent && !facts.settings.has_google_client {
        let says = format!("{email} has consented to a Google client that the settings do not name any more");
        return vec![DoctorFinding::problem(
            AREA,
            "google_client_missing",
            says,
            "Set google.client_id and google.client_secret.",
        )];
    }
    if let Some(reason) = &one.reconnect {
        let says = format!("Google does not take the consent of {email} any more: {reason}");
        return vec![DoctorFinding::problem(AREA, "google_withdrawn", says, again)];
    }
    match &one.failure {
        Some((at, why)) => {
            let says = format!("The last look at the calls of {email} failed at {at}: {why}");
            vec![DoctorFinding::warning(
                AREA,
                "google_failing",
                says,
                format!("It is tried again by itself. If it stays: {again}"),
            )]
        }
        None => {
            let read = one.succeeded_at.map_or("not read yet".to_owned(), |at| format!("last read at {at}"));
            vec![DoctorFinding::ok(AREA, "google", format!("{email} is connected, {read}"))]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::ReopenedRoom;
    use super::super::finding::FindingLevel;
    use super::*;
    use crate::domain::time::Timestamp;

    fn now() -> Timestamp {
        Timestamp::from_seconds(1_767_600_000)
    }

    fn found(change: impl Fn(&mut Facts)) -> Vec<DoctorFinding> {
        let mut facts = Facts::healthy(now());
        change(&mut facts);
        let all = facts.organizations.iter().flat_map(|one| findings(&facts, one));
        all.filter(|one| one.level != FindingLevel::Ok).collect()
    }

    fn codes(change: impl Fn(&mut Facts)) -> Vec<&'static str> {
        found(change).iter().map(|one| one.code).collect()
    }

    fn with_server(change: impl Fn(&mut LivekitFacts)) -> Vec<&'static str> {
        codes(|facts| change(&mut facts.organizations[0].livekit[0]))
    }

    fn with_organizer(change: impl Fn(&mut GoogleFacts)) -> Vec<&'static str> {
        codes(|facts| change(&mut facts.organizations[0].google[0]))
    }

    #[test]
    fn a_platform_that_sessions_need_is_missed_and_no_other() {
        assert!(codes(|_| ()).is_empty());
        assert_eq!(codes(|facts| facts.organizations[0].livekit.clear()), ["livekit_missing"]);
        assert_eq!(codes(|facts| facts.organizations[0].google.clear()), ["google_missing"]);
        assert!(
            codes(|facts| {
                let one = &mut facts.organizations[0];
                (one.livekit_sessions, one.meet_sessions) = (0, 0);
                one.livekit.clear();
                one.google.clear();
            })
            .is_empty()
        );
    }

    #[test]
    fn a_server_answers_takes_the_key_and_has_our_time() {
        assert_eq!(
            with_server(|one| one.answer = Some(Err("LiveKit cannot be reached".into()))),
            ["livekit_refuses"]
        );
        assert_eq!(with_server(|one| one.answer = Some(Ok(Some(-61)))), ["livekit_clock"]);
        assert!(with_server(|one| one.answer = Some(Ok(Some(60)))).is_empty());
        assert!(with_server(|one| one.answer = None).is_empty());
        assert_eq!(with_server(|one| one.api_keys.clear()), ["livekit_no_key"]);
    }

    #[test]
    fn webhooks_come_are_refused_or_stay_away() {
        assert_eq!(with_server(|one| one.health.webhook_at = None), ["webhooks_missing"]);
        assert_eq!(with_server(|one| one.probe = Some(false)), ["webhooks_missing"]);
        assert!(with_server(|one| one.probe = Some(true)).is_empty());
        assert_eq!(
            with_server(|one| one.health.refused = Some((now(), "the signature is wrong".into()))),
            ["webhooks_refused"]
        );
        let earlier = now().plus(-120_000);
        assert!(with_server(|one| one.health.refused = Some((earlier, "long mended".into()))).is_empty());
        assert_eq!(with_server(|one| one.held_since_webhook = 1), ["webhooks_silent"]);
    }

    #[test]
    fn what_is_to_be_written_into_livekits_configuration_is_said() {
        let said = found(|facts| facts.organizations[0].livekit[0].health.webhook_at = None);
        let mend = said[0].mend.as_deref().expect("how to mend it");
        for part in [
            "api_key: APIxyz",
            "https://rollcall.example/webhooks/livekit",
            "auto_create: false",
            "departure_timeout: 120",
        ] {
            assert!(mend.contains(part), "{mend}");
        }
        assert_eq!(said[0].organization.as_deref(), Some("Al Noor"));
    }

    #[test]
    fn a_server_elsewhere_does_not_reach_this_machine_alone() {
        let local = |facts: &mut Facts| {
            (facts.settings.has_public_url, facts.settings.address) = (false, "http://127.0.0.1:8080".into());
        };
        assert_eq!(codes(local), ["webhooks_cannot_reach"]);
        assert!(
            codes(|facts| {
                local(facts);
                facts.organizations[0].livekit[0].is_local = true;
            })
            .is_empty()
        );
    }

    #[test]
    fn a_room_that_was_opened_again_is_named() {
        let said = found(|facts| {
            let room = |at| ReopenedRoom {
                session: "s1".into(),
                room: format!("quran_s1_{at}"),
                at: now().plus(at),
            };
            facts.organizations[0].reopened = vec![room(0), room(9), room(5)];
        });
        assert_eq!(said[0].code, "rooms_reopened");
        assert!(
            said[0].says.starts_with("3 rooms") && said[0].says.contains("quran_s1_9"),
            "{}",
            said[0].says
        );
    }

    #[test]
    fn an_organiser_who_cannot_be_asked_is_told_by_why() {
        assert_eq!(with_organizer(|one| one.opens = false), ["google_sealed"]);
        assert_eq!(with_organizer(|one| one.reconnect = Some("invalid_grant".into())), ["google_withdrawn"]);
        assert_eq!(with_organizer(|one| one.failure = Some((now(), "quota".into()))), ["google_failing"]);
        assert!(with_organizer(|one| one.succeeded_at = None).is_empty());
        assert_eq!(codes(|facts| facts.settings.has_google_client = false), ["google_client_missing"]);
        assert!(
            codes(|facts| {
                facts.settings.has_google_client = false;
                facts.organizations[0].google[0].kind = CredentialKind::ServiceAccount;
            })
            .is_empty()
        );
    }
}
