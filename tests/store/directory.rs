//! People and households as an office looks for them, and the changes of the audit log that pass a filter.

use std::collections::BTreeSet;

use rollcall::domain::access::Scope;
use rollcall::domain::people::Role;
use rollcall::domain::time::Span;
use rollcall::store::organization::audit_log::{AuditEntry, AuditFilter};
use rollcall::store::people::Person;
use rollcall::store::people::directory::PeopleSearch;
use rollcall::store::people::households::Household;
use serde_json::json;

use crate::at;
use crate::support::{Database, on_both};

on_both! {
    people_are_found_by_parts_of_words_in_any_script,
    people_come_in_the_order_of_their_names_page_by_page,
    households_are_found_by_their_name_and_payer,
    changes_are_filtered_by_who_and_when,
}

fn person(id: &str, name: &str, email: Option<&str>, roles: &[Role]) -> Person {
    Person {
        id: id.into(),
        name: name.into(),
        email: email.map(str::to_owned),
        household: None,
        roles: roles.iter().copied().collect(),
        has_password: false,
        is_active: true,
        created_at: at(0),
    }
}

async fn furnish(db: &Database) {
    let people = [
        person("p1", "Aisha Rahman", Some("Teacher.One@B.example"), &[Role::Teacher]),
        person("p2", "Ибрагим Ли", None, &[Role::Student]),
        person("p3", "عائشة 12", Some("100%_x@b.example"), &[Role::Student, Role::Parent]),
        person("p4", "Zara Rahman", None, &[]),
    ];
    let mut write = db.store.write().await.unwrap();
    for one in &people {
        write.insert_person("o1", one).await.unwrap();
    }
    write.insert_person("o2", &person("q1", "Aisha Other", None, &[])).await.unwrap();
    let mut held = write.lock_person("o1", "p4").await.unwrap().unwrap();
    held.is_active = false;
    write.update_person("o1", &held).await.unwrap();
    write.commit().await.unwrap();
}

async fn people_are_found_by_parts_of_words_in_any_script(db: Database) {
    furnish(&db).await;
    let whole = Scope::whole_organization("o1");
    let mut read = db.store.read().await.unwrap();
    for (text, wanted) in [
        ("rahman", vec!["p1", "p4"]),
        ("RAHM aish", vec!["p1"]),
        ("teacher.one@b", vec!["p1"]),
        ("ибра", vec!["p2"]),
        ("ЛИ", vec!["p2"]),
        ("عائش", vec!["p3"]),
        ("١٢", vec!["p3"]),
        ("0%_", vec!["p3"]),
        ("%", vec!["p3"]),
        ("'; DROP TABLE people", vec![]),
        ("Other", vec![]),
        ("", vec!["p1", "p2", "p3", "p4"]),
    ] {
        let wanted_search = PeopleSearch { text: text.into(), ..PeopleSearch::default() };
        let found = read.search_people(&whole, &wanted_search, None, 9).await.unwrap();
        let mut ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids, wanted, "{text}");
        let count = read.count_people(&whole, &wanted_search).await.unwrap();
        assert_eq!(count, i64::try_from(wanted.len()).unwrap(), "{text}");
    }
    let parents = PeopleSearch { role: Some(Role::Parent), ..PeopleSearch::default() };
    assert_eq!(read.count_people(&whole, &parents).await.unwrap(), 1);
    let gone = PeopleSearch { is_active: Some(false), ..PeopleSearch::default() };
    assert_eq!(read.search_people(&whole, &gone, None, 9).await.unwrap()[0].id, "p4");
    let own = Scope::of_person("o1", "p2");
    assert_eq!(
        read.count_people(&own, &PeopleSearch::default()).await.unwrap(),
        1,
        "who reaches one sees one"
    );
    let known =
        read.people_of_emails_or_names("o1", &["teacher.one@b.example", "?"], &["Ибрагим Ли", "x"]).await;
    assert_eq!(known.unwrap().iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["p1", "p2"]);
    assert_eq!(read.people_of_emails_or_names("o1", &[], &[]).await.unwrap(), []);
}

async fn people_come_in_the_order_of_their_names_page_by_page(db: Database) {
    furnish(&db).await;
    let (whole, all) = (Scope::whole_organization("o1"), PeopleSearch::default());
    let mut read = db.store.read().await.unwrap();
    let at_once = read.search_people(&whole, &all, None, 9).await.unwrap();
    let mut after: Option<(String, String)> = None;
    let mut one_by_one = Vec::new();
    while let Some(next) = read.search_people(&whole, &all, after.as_ref(), 1).await.unwrap().pop() {
        after = Some((next.name.clone(), next.id.clone()));
        one_by_one.push(next);
    }
    assert_eq!(one_by_one, at_once);
    assert_eq!(at_once.len(), 4);
}

async fn households_are_found_by_their_name_and_payer(db: Database) {
    furnish(&db).await;
    let mut write = db.store.write().await.unwrap();
    for (id, name, payer) in
        [("h1", "Family One", Some("p1")), ("h2", "Family Two", None), ("h3", "Family Two", None)]
    {
        let one = Household {
            id: id.into(),
            name: name.into(),
            payer: payer.map(str::to_owned),
            created_at: at(0),
        };
        write.insert_household("o1", &one).await.unwrap();
    }
    let mut held = write.lock_person("o1", "p2").await.unwrap().unwrap();
    held.household = Some("h1".into());
    write.update_person("o1", &held).await.unwrap();
    write.commit().await.unwrap();

    let mut read = db.store.read().await.unwrap();
    let found = read.search_households("o1", "aisha", None, 9).await.unwrap();
    let [only] = &found[..] else { panic!("{found:?}") };
    assert_eq!((only.id.as_str(), only.payer_name.as_deref(), only.members), ("h1", Some("Aisha Rahman"), 1));
    assert_eq!(read.count_households("o1", "family two").await.unwrap(), 2);
    let after = ("Family Two".to_owned(), "h2".to_owned());
    let rest = read.search_households("o1", "", Some(&after), 9).await.unwrap();
    assert_eq!(rest.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["h3"]);
    let named = read.households_named("o1", &["Family Two", "Nobody's"]).await.unwrap();
    assert_eq!(named.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["h2", "h3"]);
    let names = read.household_names("o1", &BTreeSet::from(["h1", "h9"])).await.unwrap();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), [("h1".to_owned(), "Family One".to_owned())]);
    assert!(read.search_households("o2", "", None, 9).await.unwrap().is_empty());
}

async fn changes_are_filtered_by_who_and_when(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for (minutes, actor) in [(0, Some("p1")), (1, None), (2, Some("p1")), (3, Some("p2"))] {
        let entry = AuditEntry {
            id: minutes.to_string(),
            at: at(minutes),
            actor: actor.map(str::to_owned),
            action: "person.changed".into(),
            subject: "person:p9".into(),
            detail: json!({}),
        };
        write.insert_audit("o1", &entry).await.unwrap();
    }
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let mut ids = async |filter: AuditFilter<'_>| -> Vec<String> {
        let found = read.search_audit("o1", &filter, None, 9).await.unwrap();
        found.into_iter().map(|one| one.id).collect()
    };
    assert_eq!(ids(AuditFilter::default()).await, ["3", "2", "1", "0"]);
    assert_eq!(ids(AuditFilter { actor: "p1", ..AuditFilter::default() }).await, ["2", "0"]);
    assert_eq!(
        ids(AuditFilter { span: Span::new(at(1), at(3)), ..AuditFilter::default() }).await,
        ["2", "1"]
    );
    assert!(ids(AuditFilter { subject: "person:p8", ..AuditFilter::default() }).await.is_empty());
}
