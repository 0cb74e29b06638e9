//! Rates, and what an evaluation leaves: reports, lines, guests, strangers.

use rollcall::domain::access::Scope as Access;
use rollcall::domain::money::amount::Price;
use rollcall::domain::money::charge_pay_table::LineKind;
use rollcall::domain::money::line::Blocked;
use rollcall::domain::money::rate::{Rate, RatePrice, RateScope};
use rollcall::domain::people::{Identity, Source};
use rollcall::domain::session::{Kind, Status};
use rollcall::domain::time::{Span, Timestamp};
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::store::StoreError;
use rollcall::store::evaluation::results::{StoredEvaluation, has_current_format};
use rollcall::store::money::held_lines::MissingRate;
use rollcall::store::money::lines::{LineSum, StoredLine};
use rollcall::store::money::rates::StoredRate;
use rollcall::store::people::unmatched::StoredUnmatched;
use rollcall::store::verdict::reports::StoredReport;

use crate::at;
use crate::logs::{log, own};
use crate::support::school::{lesson, organization, stored};
use crate::support::{Database, on_both};

on_both! {
    two_rates_of_one_scope_and_date_are_refused,
    an_evaluation_is_stored_whole_over_what_it_saw,
    sums_are_the_sums_of_lines,
    lines_in_doubt_are_found,
    what_is_stored_already_is_not_written_again,
    what_hangs_on_no_session_is_found,
}

fn rate(id: &str, scope: RateScope, per: RatePrice) -> StoredRate {
    let valid_from = "2025-01-01".parse().unwrap();
    StoredRate {
        id: id.into(),
        rate: Rate { kind: LineKind::Pay, scope, price: per, valid_from },
        created_at: at(0),
    }
}

async fn two_rates_of_one_scope_and_date_are_refused(db: Database) {
    let price = Price::parse("20.50").unwrap();
    let rates = [
        rate("r1", RateScope::Organization, RatePrice::Hour(price)),
        rate("r2", RateScope::Kind(Kind::Quran), RatePrice::Session(price)),
        rate("r3", RateScope::Person("t:1".into()), RatePrice::Hour(price)),
    ];
    let mut write = db.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    for one in &rates {
        write.insert_rate("o1", one).await.unwrap();
    }
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.list_rates("o1").await.unwrap(), rates);
    assert!(read.list_rates("o2").await.unwrap().is_empty());
    assert!(read.has_rates_or_lines("o1").await.unwrap());
    let books = read.find_pricing_context("o1").await.unwrap().unwrap();
    assert_eq!(
        (books.currency.code(), books.time_zone, books.rates.len()),
        ("SAR", chrono_tz::Asia::Riyadh, 3)
    );
    assert!(read.find_pricing_context("o2").await.unwrap().is_none());
    drop(read);

    let mut write = db.store.write().await.unwrap();
    let twin = StoredRate { id: "r4".into(), ..rates[1].clone() };
    assert!(matches!(write.insert_rate("o1", &twin).await, Err(StoreError::Conflict { .. })));
    drop(write);
    let mut write = db.store.write().await.unwrap();
    assert!(!write.delete_rate("o2", "r2").await.unwrap());
    assert!(write.delete_rate("o1", "r2").await.unwrap());
    write.insert_rate("o1", &twin).await.unwrap();
}

pub fn line(session: &str, person: &str, kind: LineKind, minutes: i64, minor: i64) -> StoredLine {
    StoredLine {
        id: format!("{session}-{person}"),
        session_id: session.into(),
        person_id: person.into(),
        kind,
        session_start: at(minutes),
        millis: 3_599_999,
        minor,
        currency: "SAR".into(),
        rule: Some("present+present:own".into()),
        cell: Some("own".into()),
        rate: Some("{}".into()),
        blocked: None,
        policy_version: 1,
        covered_by: None,
    }
}

fn evaluation(session: &str) -> StoredEvaluation {
    let identity = Identity { source: Source::Livekit, value: "who".into() };
    let endless = Identity { source: Source::Livekit, value: "x\0".repeat(9_000) };
    let unmatched = |identity: Identity| StoredUnmatched {
        session_id: session.into(),
        identity,
        display_name: Some("Nul\0name".into()),
    };
    StoredEvaluation {
        organization_id: "o1".into(),
        session_id: session.into(),
        revision: 0,
        changed: true,
        digest: "d1".into(),
        previous_digest: None,
        status: Status::Completed,
        previous_status: Status::Scheduled,
        settled: true,
        needs_review: false,
        evaluated_at: at(90),
        due_at: None,
        reports: vec![StoredReport {
            session_id: session.into(),
            person_id: "t1".into(),
            outcome: Outcome::Present,
            report: r#"{"personId":"t1","note":"\u0000"}"#.into(),
        }],
        guests: Vec::new(),
        unmatched: vec![unmatched(identity), unmatched(endless)],
        logs: vec![log(session, "g1", 1)],
        lines: vec![
            line(session, "t1", LineKind::Pay, 0, 2_050),
            line(session, "p1", LineKind::Charge, 0, 3_000),
        ],
    }
}

async fn an_evaluation_is_stored_whole_over_what_it_saw(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_session(&stored("o1", lesson("s1", 0))).await.unwrap();
    assert!(write.save_evaluation(&evaluation("s1")).await.unwrap());
    // Made of the same session, stored later: that session is no more.
    assert!(!write.save_evaluation(&evaluation("s1")).await.unwrap());
    write.commit().await.unwrap();

    let mut read = db.store.read().await.unwrap();
    let session = read.find_session("o1", "s1").await.unwrap().unwrap();
    assert_eq!((session.status, session.settled, session.revision), (Status::Completed, true, 1));
    assert_eq!((session.evaluated_at, session.due_at), (Some(at(90)), None));
    let (own, foreign) = (["o1".to_owned(), "o2".to_owned()], ["o2".to_owned()]);
    assert_eq!(read.sample_settled_sessions(&own, "c", 9).await.unwrap().len(), 1);
    assert!(read.sample_settled_sessions(&own, "e", 9).await.unwrap().is_empty());
    assert!(read.sample_settled_sessions(&foreign, "c", 9).await.unwrap().is_empty());
    let whole = evaluation("s1");
    assert_eq!(read.list_reports("o1", &["s1"]).await.unwrap(), whole.reports);
    assert!(read.list_reports("o2", &["s1"]).await.unwrap().is_empty());
    assert_eq!(read.session_logs("o1", "s1").await.unwrap(), whole.logs);
    // No database keeps a NUL, and nobody can be bound by a name that is no key.
    let mut stranger = whole.unmatched[0].clone();
    stranger.display_name = Some("Nul\u{fffd}name".into());
    assert_eq!(read.list_unmatched("o1", None, None, 9).await.unwrap(), [stranger.clone()]);
    assert_eq!(read.list_unmatched("o1", Some("s1"), None, 9).await.unwrap(), [stranger.clone()]);
    assert!(read.list_unmatched("o1", Some("s2"), None, 9).await.unwrap().is_empty());
    assert!(read.list_unmatched("o1", None, Some(&stranger.identity), 9).await.unwrap().is_empty());
    let (pay, charge) = (whole.lines[0].clone(), whole.lines[1].clone());
    assert_eq!(read.list_session_lines("o1", "s1").await.unwrap(), [charge.clone(), pay.clone()]);
    assert_eq!(read.find_line("o1", "s1-t1").await.unwrap(), Some(pay));
    assert_eq!(read.find_line("o2", "s1-t1").await.unwrap(), None);
    drop(read);

    let next = StoredEvaluation {
        revision: 1,
        digest: "d2".into(),
        unmatched: vec![],
        logs: vec![],
        reports: vec![],
        lines: vec![StoredLine { blocked: Some(Blocked::NeedsReview), ..charge.clone() }],
        ..whole
    };
    let mut write = db.store.write().await.unwrap();
    assert!(write.save_evaluation(&next).await.unwrap());
    // An equal one moves the session and writes nothing else.
    let equal = StoredEvaluation { revision: 2, changed: false, lines: vec![], ..next.clone() };
    assert!(write.save_evaluation(&equal).await.unwrap());
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert!(read.list_unmatched("o1", None, None, 9).await.unwrap().is_empty());
    assert_eq!(read.list_session_lines("o1", "s1").await.unwrap(), next.lines);
}

/// When this fails what is stored of an evaluation has changed: let `evaluations::FORM` grow, or every evaluation of the
/// last version looks as if something had happened to it.
#[test]
fn a_digest_of_today_is_told_from_others() {
    let digest = evaluation("s1").content_digest();
    assert_eq!(digest, "2:3e36495cca0b5d3cd17ff4876d0aad966621c16ca6439f83e68bc91a88246deb");
    assert!(has_current_format(&digest) && !has_current_format("d1"));
}

async fn lines_in_doubt_are_found(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for (id, minutes, blocked) in [
        ("s1", 0, Some(Blocked::MissingRate)),
        ("s2", 60, Some(Blocked::MissingRate)),
        ("s3", 120, Some(Blocked::NeedsReview)),
        ("s4", 180, None),
    ] {
        write.insert_session(&stored("o1", lesson(id, minutes))).await.unwrap();
        let pay = StoredLine { blocked, ..line(id, "t1", LineKind::Pay, minutes, 9) };
        let one = StoredEvaluation {
            lines: vec![pay, line(id, "p1", LineKind::Charge, minutes, 7)],
            ..evaluation(id)
        };
        assert!(write.save_evaluation(&one).await.unwrap());
    }
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let o1 = Access::whole_organization("o1");
    let all = Span::new(Timestamp::MIN, Timestamp::MAX);
    let missing = read.list_missing_rates(&o1, LineKind::Pay, all).await.unwrap();
    let session_kind = lesson("s1", 0).kind;
    let expected = MissingRate { person_id: "t1".into(), session_kind, lines: 2, first_start: at(0) };
    assert_eq!(missing, [expected]);
    assert!(read.list_missing_rates(&o1, LineKind::Charge, all).await.unwrap().is_empty());
    assert!(read.list_missing_rates(&own("t2", None), LineKind::Pay, all).await.unwrap().is_empty());
    let late = Span::new(at(60), at(61));
    assert_eq!(read.list_missing_rates(&o1, LineKind::Pay, late).await.unwrap()[0].lines, 1);

    let sessions =
        |lines: Vec<StoredLine>| -> Vec<String> { lines.into_iter().map(|one| one.session_id).collect() };
    let held = read.list_held_lines(&o1, LineKind::Pay, all, Blocked::MissingRate, 1).await.unwrap();
    assert_eq!(sessions(held), ["s1"]);
    let held = read.list_held_lines(&o1, LineKind::Pay, all, Blocked::NeedsReview, 9).await.unwrap();
    assert_eq!(sessions(held), ["s3"]);
    let own_lines = read.list_person_lines(&o1, LineKind::Charge, all, "p1").await.unwrap();
    assert_eq!(sessions(own_lines), ["s1", "s2", "s3", "s4"]);
    assert!(read.list_person_lines(&o1, LineKind::Pay, all, "p1").await.unwrap().is_empty());
    let stranger = own("t2", None);
    assert!(read.list_person_lines(&stranger, LineKind::Pay, all, "t1").await.unwrap().is_empty());

    assert_eq!(read.count_lines_of_rate("o1", LineKind::Pay, "{}").await.unwrap(), 4);
    assert_eq!(read.count_lines_of_rate("o1", LineKind::Pay, "{\"x\":1}").await.unwrap(), 0);
    assert_eq!(read.count_lines_of_rate("o2", LineKind::Pay, "{}").await.unwrap(), 0);

    // An identity too long to bind anybody by is not stored: one is left of each session.
    let strangers = read.count_unmatched_of("o1", &["s1", "s3", "none"]).await.unwrap();
    assert_eq!(strangers, [("s1".to_owned(), 1), ("s3".to_owned(), 1)].into());
}

async fn what_is_stored_already_is_not_written_again(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_session(&stored("o1", lesson("s1", 0))).await.unwrap();
    let one = evaluation("s1");
    write.save_evaluation(&one).await.unwrap();
    assert!(write.is_stored_unchanged(&one).await.unwrap(), "whatever its digest was");
    assert!(!write.is_stored_unchanged(&StoredEvaluation { logs: vec![], ..one.clone() }).await.unwrap());
    let mut other = one.clone();
    other.lines[0].minor += 1;
    assert!(!write.is_stored_unchanged(&other).await.unwrap());
    other = one.clone();
    other.unmatched.remove(0);
    assert!(!write.is_stored_unchanged(&other).await.unwrap());
}

async fn sums_are_the_sums_of_lines(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for (id, minutes, minor, blocked) in [
        ("s1", 0, 2_050, None),
        ("s2", 60, 1_000, None),
        ("s3", 120, 0, Some(Blocked::Unsettled)),
        ("s4", 180, 9, None),
    ] {
        write.insert_session(&stored("o1", lesson(id, minutes))).await.unwrap();
        let pay = StoredLine { blocked, ..line(id, "t1", LineKind::Pay, minutes, minor) };
        let charge = line(id, "p1", LineKind::Charge, minutes, 7);
        let one = StoredEvaluation { lines: vec![pay, charge], ..evaluation(id) };
        assert!(write.save_evaluation(&one).await.unwrap());
    }
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let month = Span::new(at(0), at(180));
    let expected = LineSum {
        person_id: "t1".into(),
        currency: "SAR".into(),
        // One is held back, and its time with it.
        sessions: 2,
        seconds: 2 * 3_599,
        minor: 3_050,
        unsettled: 1,
        needs_review: 0,
        missing_rate: 0,
    };
    let (o1, o2) = (Access::whole_organization("o1"), Access::whole_organization("o2"));
    assert_eq!(read.sum_lines(&o1, LineKind::Pay, month).await.unwrap(), [expected]);
    assert!(read.sum_lines(&o2, LineKind::Pay, month).await.unwrap().is_empty());
    let lines = read.list_lines(&o1, LineKind::Pay, month).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.minor).sum::<i64>(), 3_050);
    let all = Span::new(Timestamp::MIN, Timestamp::MAX);
    assert_eq!(read.list_lines(&o1, LineKind::Charge, all).await.unwrap().len(), 4);
    assert_eq!(read.span_of_lines("o1").await.unwrap(), Some((at(0), at(180))));
    assert_eq!(read.span_of_lines("o2").await.unwrap(), None);

    // Three lines of the largest amount are no sum that 64 bits hold.
    let mut write = db.store.write().await.unwrap();
    for (id, minutes) in [("m1", 1_000), ("m2", 1_001), ("m3", 1_002)] {
        write.insert_session(&stored("o1", lesson(id, minutes))).await.unwrap();
        let pay = line(id, "t9", LineKind::Pay, minutes, i64::MAX);
        assert!(
            write.save_evaluation(&StoredEvaluation { lines: vec![pay], ..evaluation(id) }).await.unwrap()
        );
    }
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let sums = read.sum_lines(&o1, LineKind::Pay, Span::new(at(1_000), at(1_003))).await.unwrap();
    assert_eq!(sums.iter().map(|sum| sum.minor).collect::<Vec<_>>(), [3 * i128::from(i64::MAX)]);

    // Whoever reaches only the own rows sums those alone.
    let own = own("t2", None);
    assert!(read.sum_lines(&own, LineKind::Pay, all).await.unwrap().is_empty());
    assert!(read.list_lines(&own, LineKind::Pay, all).await.unwrap().is_empty());
}

async fn what_hangs_on_no_session_is_found(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_session(&stored("o1", lesson("s1", 0))).await.unwrap();
    write.save_evaluation(&evaluation("s1")).await.unwrap();
    assert!(write.list_orphans().await.unwrap().is_empty());
    let mut moved = write.find_session("o1", "s1").await.unwrap().unwrap();
    moved.session.start = at(5);
    assert!(write.update_session(&moved, at(0)).await.unwrap());
    write.commit().await.unwrap();
    let orphans = db.store.read().await.unwrap().list_orphans().await.unwrap();
    let told: Vec<_> = orphans.iter().map(|(_, what)| what.as_str()).collect();
    assert_eq!(told, ["lines charge s1 p1", "lines pay s1 t1"]);
}
