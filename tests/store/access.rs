//! Organisations, people, what they are known by, how they come in, and who changed what.

use std::collections::BTreeSet;

use rollcall::app::session::overview::changes;
use rollcall::domain::access::Scope;
use rollcall::domain::organization::Organization;
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::store::access::logins::LoginCandidate;
use rollcall::store::access::tokens::{ApiToken, TokenCount, TokenFilter};
use rollcall::store::idempotency::IdempotencyKey;
use rollcall::store::organization::audit_log::AuditEntry;
use rollcall::store::people::households::Household;
use rollcall::store::people::{PeopleFilter, Person};
use rollcall::store::{Store, StoreError, Write};
use serde_json::json;

use crate::at;
use crate::support::school::{self, organization};
use crate::support::{Database, on_both};

on_both! {
    organizations_keep_every_policy,
    people_hold_roles_and_belong_to_households,
    people_are_called_by_id_address_or_name,
    an_identity_is_one_persons,
    an_address_is_one_persons_in_each_organisation,
    tokens_are_known_by_their_hash,
    an_era_ends_every_token_of_a_person_and_nobody_elses,
    a_repeat_is_answered_as_before,
    changes_are_listed_newest_first,
    steps_of_a_life_are_found_behind_whatever_else_was_done,
}

fn person(id: &str, roles: &[Role], household: Option<&str>) -> Person {
    Person {
        id: id.to_owned(),
        name: format!("Name of {id}"),
        email: Some(format!("{id}@Example.org")),
        household: household.map(str::to_owned),
        roles: roles.iter().copied().collect(),
        has_password: false,
        is_active: true,
        created_at: at(0),
    }
}

async fn done(write: Write) {
    write.commit().await.unwrap();
}

async fn written(store: &Store) -> Write {
    store.write().await.unwrap()
}

async fn organizations_keep_every_policy(db: Database) {
    let mut one = organization("o1");
    let mut write = written(&db.store).await;
    write.insert_organization(&one, None).await.unwrap();
    write.insert_organization(&organization("o2"), None).await.unwrap();
    let mut held = write.lock_organization("o1").await.unwrap().unwrap();
    held.name = "New name".to_owned();
    write.update_organization(&held).await.unwrap();
    let before = one.policies.clone();
    held.policies.organization = serde_json::from_value(json!({"reconnectGraceSeconds": 5})).unwrap();
    held.policy_version = 2;
    write.update_policies(&held, Some("a"), at(1)).await.unwrap();
    one = held.clone().into_inner();
    done(write).await;

    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_organization("o1").await.unwrap(), Some(one.clone()));
    assert_eq!(read.find_organization("o9").await.unwrap(), None);
    let ids = |list: Vec<Organization>| list.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(read.list_organizations("", 9).await.unwrap()), ["o1", "o2"]);
    assert_eq!(ids(read.list_organizations("o1", 9).await.unwrap()), ["o2"]);
    assert_eq!(read.list_organization_ids("o1", 9).await.unwrap(), ["o2"]);
    let facts = read.find_organization_profile("o1").await.unwrap().unwrap();
    assert_eq!((facts.name.as_str(), facts.time_zone.as_str()), ("New name", "Asia/Riyadh"));
    assert_eq!(read.find_organization_profile("o9").await.unwrap(), None);
    assert_eq!(read.list_time_zones().await.unwrap(), [chrono_tz::Asia::Riyadh], "each once");
    assert_eq!(read.find_policy_version("o1", 1).await.unwrap(), Some(before));
    assert_eq!(read.find_policy_version("o1", 2).await.unwrap(), Some(one.policies.clone()));
    assert_eq!(read.find_policy_version("o2", 2).await.unwrap(), None);
    let versions = read.list_policy_versions("o1", i64::MAX, 9).await.unwrap();
    let listed: Vec<_> = versions.iter().map(|one| (one.version, one.policies.clone())).collect();
    let first = read.find_policy_version("o1", 1).await.unwrap().unwrap();
    assert_eq!(listed, [(2, one.policies.clone()), (1, first)]);
    let older = read.list_policy_versions("o1", 2, 9).await.unwrap();
    assert_eq!(older.iter().map(|one| one.version).collect::<Vec<_>>(), [1]);
    assert!(!read.has_rates_or_lines("o1").await.unwrap());
    drop(read);

    // Two who change the policy from the same version: the second is told.
    let mut write = written(&db.store).await;
    assert!(matches!(write.update_policies(&held, None, at(2)).await, Err(StoreError::Conflict { .. })));
}

async fn people_hold_roles_and_belong_to_households(db: Database) {
    let house = Household { id: "h1".into(), name: "Family".into(), payer: None, created_at: at(0) };
    let mut child = person("c1", &[Role::Student], Some("h1"));
    let parent = person("p1", &[Role::Parent, Role::Finance], None);
    let mut write = written(&db.store).await;
    write.insert_household("o1", &house).await.unwrap();
    write.insert_person("o1", &child).await.unwrap();
    write.insert_person("o1", &parent).await.unwrap();
    let mut held = write.lock_household("o1", "h1").await.unwrap().unwrap();
    held.payer = Some("p1".into());
    write.update_household("o1", &held).await.unwrap();
    let house = held.into_inner();
    let mut held = write.lock_person("o1", "c1").await.unwrap().unwrap();
    held.is_active = false;
    held.roles.insert(Role::Moderator);
    write.update_person("o1", &held).await.unwrap();
    child = held.into_inner();
    assert_eq!(write.lock_person("o2", "c1").await.unwrap(), None);
    done(write).await;

    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_person("o1", "c1").await.unwrap(), Some(child.clone()));
    assert_eq!(read.find_person("o2", "c1").await.unwrap(), None);
    let several = ["c1", "nobody"].into();
    assert_eq!(read.find_people("o1", &several).await.unwrap(), std::slice::from_ref(&child));
    assert_eq!(read.find_people("o2", &several).await.unwrap(), []);
    assert_eq!(read.find_household("o1", "h1").await.unwrap(), Some(house.clone()));
    assert_eq!(read.find_household("o2", "h1").await.unwrap(), None);
    assert_eq!(read.list_households("o1", "", 9).await.unwrap(), std::slice::from_ref(&house));
    assert_eq!(read.list_households("o1", "h1", 9).await.unwrap(), []);
    assert_eq!(read.households_of("o1", "p1").await.unwrap(), [house]);
    let all = PeopleFilter { limit: 9, ..PeopleFilter::default() };
    let whole = Scope::whole_organization("o1");
    assert_eq!(read.list_people(&whole, &all).await.unwrap(), [child.clone(), parent.clone()]);
    let students = PeopleFilter { role: Some(Role::Student), is_active: Some(false), ..all.clone() };
    assert_eq!(read.list_people(&whole, &students).await.unwrap(), [child]);
    let after = PeopleFilter { after: Some("c1".into()), ..all.clone() };
    assert_eq!(read.list_people(&whole, &after).await.unwrap(), [parent]);
    assert_eq!(read.list_people(&Scope::whole_organization("o2"), &all).await.unwrap(), []);
    assert!(read.has_person_with_role(Role::Parent).await.unwrap());
    assert!(!read.has_person_with_role(Role::Superadmin).await.unwrap());
    let standing = read.find_account_status("o1", "p1").await.unwrap().unwrap();
    assert_eq!(standing.roles, BTreeSet::from([Role::Parent, Role::Finance]));
    assert_eq!(standing.household_members, BTreeSet::from(["c1".to_owned()]));
    assert!(read.find_account_status("o2", "p1").await.unwrap().is_none());
    assert!(!read.is_student_of("o1", "t1", "c1").await.unwrap());
}

async fn people_are_called_by_id_address_or_name(db: Database) {
    let mut write = written(&db.store).await;
    for id in ["o1", "o2"] {
        write.insert_organization(&organization(id), None).await.unwrap();
    }
    let named = |id: &str, name: &str| Person { name: name.to_owned(), ..person(id, &[], None) };
    for one in [named("p1", "Omar"), named("p2", "Omar"), named("p3", "p1")] {
        write.insert_person("o1", &one).await.unwrap();
    }
    write.insert_person("o2", &named("p9", "Omar")).await.unwrap();
    done(write).await;
    let mut read = db.store.read().await.unwrap();
    for (said, ids) in [
        ("p2", &["p2"][..]),
        (" P2@example.ORG ", &["p2"]),
        ("Omar", &["p1", "p2"]),
        ("p1", &["p1", "p3"]),
        ("omar", &[]),
        ("p9", &[]),
    ] {
        let found = read.find_people_matching("o1", said).await.unwrap();
        assert_eq!(found.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ids, "{said}");
    }
}

async fn an_identity_is_one_persons(db: Database) {
    let identity = |value: &str| Identity { source: Source::Meet, value: value.to_owned() };
    let (one, two) = (identity("users/1"), identity("users/2"));
    let mut write = written(&db.store).await;
    assert!(write.insert_identity("o1", &one, "a", at(0)).await.unwrap());
    assert!(!write.insert_identity("o1", &one, "b", at(0)).await.unwrap());
    assert!(write.insert_identity("o1", &two, "b", at(0)).await.unwrap());
    done(write).await;

    let mut read = db.store.read().await.unwrap();
    let before = read.bindings_version("o1").await.unwrap();
    assert_eq!(read.find_identity("o1", &one).await.unwrap().as_deref(), Some("a"));
    assert_eq!(read.find_identity("o2", &one).await.unwrap(), None);
    let both = [(one.clone(), "a".to_owned()), (two.clone(), "b".to_owned())];
    assert_eq!(read.list_identities("o1", "", None, 9).await.unwrap(), both);
    assert_eq!(read.list_identities("o1", "b", None, 9).await.unwrap(), both[1..]);
    assert_eq!(read.list_identities("o1", "", Some(&one), 9).await.unwrap(), both[1..]);
    let stranger = identity("users/3");
    assert_eq!(read.find_identities("o1", &[&two, &stranger]).await.unwrap(), both[1..]);
    assert_eq!(read.find_identities("o2", &[&two]).await.unwrap(), []);
    drop(read);

    let mut write = written(&db.store).await;
    assert!(!write.delete_identity("o2", &one, at(1)).await.unwrap());
    assert!(write.delete_identity("o1", &one, at(1)).await.unwrap());
    assert!(!write.delete_identity("o1", &one, at(1)).await.unwrap());
    done(write).await;
    assert!(db.store.read().await.unwrap().bindings_version("o1").await.unwrap() > before);
}

async fn an_address_is_one_persons_in_each_organisation(db: Database) {
    let a = person("a", &[], None);
    let twin = Person { id: "b".into(), created_at: at(1), ..a.clone() };
    let mut write = written(&db.store).await;
    for (organization, one) in [("o2", &twin), ("o1", &a)] {
        write.insert_organization(&school::organization(organization), None).await.unwrap();
        write.insert_person(organization, one).await.unwrap();
        write.set_password_hash(organization, &one.id, organization).await.unwrap();
    }
    done(write).await;

    let mut read = db.store.read().await.unwrap();
    let found = |list: Vec<LoginCandidate>| {
        list.into_iter()
            .map(|one| (one.organization_id, one.person_id, one.password_hash))
            .collect::<Vec<_>>()
    };
    let login = |organization: &str, person: &str| {
        (organization.to_owned(), person.to_owned(), organization.to_owned())
    };
    let key = "a@example.org";
    let both = [login("o1", "a"), login("o2", "b")];
    assert_eq!(found(read.login_candidates(key, None, 9).await.unwrap()), both, "known longest first");
    assert_eq!(found(read.login_candidates(key, None, 1).await.unwrap()), both[..1]);
    assert_eq!(found(read.login_candidates(key, Some("o2"), 9).await.unwrap()), both[1..]);
    assert_eq!(read.login_candidates("b@example.org", None, 9).await.unwrap(), []);
    assert_eq!(read.find_person_by_email("o2", key).await.unwrap().as_deref(), Some("b"));
    assert_eq!(read.find_person_by_email("o3", key).await.unwrap(), None);
    drop(read);

    let mut write = written(&db.store).await;
    let third = Person { id: "c".into(), ..a.clone() };
    assert!(matches!(write.insert_person("o2", &third).await, Err(StoreError::Conflict { .. })));
    drop(write);
    let mut write = written(&db.store).await;
    let mut held = write.lock_person("o1", &a.id).await.unwrap().unwrap();
    held.is_active = false;
    write.update_person("o1", &held).await.unwrap();
    done(write).await;
    let mut read = db.store.read().await.unwrap();
    assert_eq!(found(read.login_candidates(key, None, 9).await.unwrap()), both[1..], "who left is nobody");
}

async fn tokens_are_known_by_their_hash(db: Database) {
    let token = ApiToken {
        id: "t1".into(),
        person: "a".into(),
        name: "script".into(),
        read_only: true,
        role: Some("teacher".into()),
        era: 3,
        created_at: at(0),
        expires_at: Some(at(9)),
        last_used_at: None,
        revoked_at: None,
    };
    let newer = ApiToken { id: "t2".into(), person: "b".into(), created_at: at(5), ..token.clone() };
    let mut write = written(&db.store).await;
    write.insert_api_token("o1", &token, "hash").await.unwrap();
    write.insert_api_token("o1", &newer, "hash of another").await.unwrap();
    write.touch_api_token("o1", "t1", at(1)).await.unwrap();
    write.touch_api_token("o1", "t1", at(0)).await.unwrap();
    assert!(!write.revoke_api_token("o2", "t1", at(2)).await.unwrap());
    assert!(write.revoke_api_token("o1", "t1", at(2)).await.unwrap());
    assert!(!write.revoke_api_token("o1", "t1", at(3)).await.unwrap());
    done(write).await;

    let token = ApiToken { last_used_at: Some(at(1)), revoked_at: Some(at(2)), ..token };
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_api_token("hash").await.unwrap(), Some(("o1".to_owned(), token.clone())));
    assert_eq!(read.find_api_token("other").await.unwrap(), None);
    let all = TokenFilter { limit: 9, ..TokenFilter::default() };
    let of = |person| TokenFilter { person: Some(person), ..all.clone() };
    assert_eq!(read.list_api_tokens("o1", &all).await.unwrap(), [newer.clone(), token.clone()]);
    assert_eq!(read.list_api_tokens("o1", &of("a")).await.unwrap(), std::slice::from_ref(&token));
    let before = TokenFilter { before: Some("t2".into()), ..all.clone() };
    assert_eq!(read.list_api_tokens("o1", &before).await.unwrap(), std::slice::from_ref(&token));
    assert_eq!(read.list_api_tokens("o2", &all).await.unwrap(), []);
    assert_eq!(read.find_api_token_by_id("o1", "t1").await.unwrap(), Some(token));
    assert_eq!(read.find_api_token_by_id("o2", "t1").await.unwrap(), None);
    let counted = |alive, recent| TokenCount { alive, recent };
    assert_eq!(read.count_api_tokens("o1", "a", at(6), at(-1)).await.unwrap(), counted(0, 1));
    assert_eq!(read.count_api_tokens("o1", "b", at(8), at(5)).await.unwrap(), counted(1, 0));
    assert_eq!(read.count_api_tokens("o1", "b", at(9), at(4)).await.unwrap(), counted(0, 1));
}

async fn an_era_ends_every_token_of_a_person_and_nobody_elses(db: Database) {
    let token = |id: &str, person: &str| ApiToken {
        id: id.into(),
        person: person.into(),
        name: "script".into(),
        read_only: false,
        role: None,
        era: 0,
        created_at: at(0),
        expires_at: None,
        last_used_at: None,
        revoked_at: None,
    };
    let mut write = written(&db.store).await;
    for one in ["a", "b"] {
        write.insert_person("o1", &person(one, &[], None)).await.unwrap();
    }
    for (id, person) in [("t1", "a"), ("t2", "a"), ("t3", "b")] {
        write.insert_api_token("o1", &token(id, person), id).await.unwrap();
    }
    assert!(write.revoke_api_token("o1", "t1", at(1)).await.unwrap());
    assert_eq!(write.lock_era("o1", "a").await.unwrap(), Some(0));
    assert_eq!(write.lock_era("o2", "a").await.unwrap(), None);
    write.revoke_access("o1", "a", at(2)).await.unwrap();
    done(write).await;

    let mut read = db.store.read().await.unwrap();
    let mut revoked = Vec::new();
    for id in ["t1", "t2", "t3"] {
        revoked.push(read.find_api_token(id).await.unwrap().unwrap().1.revoked_at);
    }
    assert_eq!(revoked, [Some(at(1)), Some(at(2)), None]);
    assert_eq!(read.find_account_status("o1", "a").await.unwrap().unwrap().era, 1);
    assert_eq!(read.find_account_status("o1", "b").await.unwrap().unwrap().era, 0);
}

async fn a_repeat_is_answered_as_before(db: Database) {
    let of = IdempotencyKey {
        organization: "o1".into(),
        person: "a".into(),
        key: "k".into(),
        request_digest: "r".into(),
    };
    let other = IdempotencyKey { key: "k2".into(), ..of.clone() };
    let mut write = written(&db.store).await;
    assert!(write.begin_idempotent_request(&of, at(10), at(5)).await.unwrap());
    assert!(!write.begin_idempotent_request(&of, at(10), at(5)).await.unwrap());
    assert!(write.save_idempotent_response(&of, at(10), 201, "{}").await.unwrap());
    assert!(write.begin_idempotent_request(&other, at(10), at(5)).await.unwrap());
    // Whoever was overtaken neither answers nor forgets what is somebody else's now.
    assert!(write.begin_idempotent_request(&other, at(20), at(11)).await.unwrap());
    assert!(!write.save_idempotent_response(&other, at(10), 201, "{}").await.unwrap());
    write.release_idempotency_key(&other, at(10)).await.unwrap();
    assert!(write.find_idempotency_record(&other).await.unwrap().is_some());
    write.release_idempotency_key(&other, at(20)).await.unwrap();
    done(write).await;

    let mut read = db.store.read().await.unwrap();
    let kept = read.find_idempotency_record(&of).await.unwrap().unwrap();
    assert_eq!(kept.response, Some((201, "{}".to_owned())));
    assert!(read.find_idempotency_record(&other).await.unwrap().is_none());
    drop(read);
    let mut write = written(&db.store).await;
    assert_eq!(write.delete_idempotency_keys(at(10)).await.unwrap(), 0);
    assert_eq!(write.delete_idempotency_keys(at(11)).await.unwrap(), 1);
}

async fn changes_are_listed_newest_first(db: Database) {
    let entry = |id: &str, minutes, subject: &str| AuditEntry {
        id: id.to_owned(),
        at: at(minutes),
        actor: None,
        action: "person.created".into(),
        subject: subject.into(),
        detail: json!({"name": "x"}),
    };
    let (one, two) = (entry("1", 0, "person:a"), entry("2", 1, "person:b"));
    let mut write = written(&db.store).await;
    write.insert_audit("o1", &one).await.unwrap();
    write.insert_audit("o1", &two).await.unwrap();
    done(write).await;
    let mut read = db.store.read().await.unwrap();
    let subjects = |list: Vec<AuditEntry>| list.into_iter().map(|one| one.subject).collect::<Vec<_>>();
    assert_eq!(subjects(read.list_audit("o1", "", None, 9).await.unwrap()), ["person:b", "person:a"]);
    assert_eq!(subjects(read.list_audit("o1", "", Some((at(1), "2")), 9).await.unwrap()), ["person:a"]);
    assert_eq!(subjects(read.list_audit("o1", "person:b", None, 9).await.unwrap()), ["person:b"]);
    assert!(read.list_audit("o2", "", None, 9).await.unwrap().is_empty());
}

async fn steps_of_a_life_are_found_behind_whatever_else_was_done(db: Database) {
    let mut write = written(&db.store).await;
    for minutes in 0..60 {
        let (action, detail) = match minutes {
            0 => ("session.completed", json!({"from": "ongoing", "to": "completed"})),
            _ => ("session.overridden", json!({"personId": "p1"})),
        };
        let entry = AuditEntry {
            id: format!("{minutes:02}"),
            at: at(minutes),
            actor: None,
            action: action.into(),
            subject: "session:s1".into(),
            detail,
        };
        write.insert_audit("o1", &entry).await.unwrap();
    }
    done(write).await;
    let mut read = db.store.read().await.unwrap();
    let (steps, _) = changes(&mut read, "o1", "s1", true).await.unwrap();
    assert_eq!(steps.iter().map(|one| one.action.as_str()).collect::<Vec<_>>(), ["session.completed"]);
    let (all, _) = changes(&mut read, "o1", "s1", false).await.unwrap();
    assert_eq!((all.len(), all[0].id.as_str()), (50, "59"));
}
