//! The same lines for people of several roles, in every relation to a row: role set × relation × organisation × route.
//! What a set of roles may do is what any one of them may, by the relation in which that role reaches the row, and
//! nothing besides: a teacher who attends a colleague's session is a student there.

use std::collections::{BTreeMap, BTreeSet};

use rollcall::domain::people::Role;
use serde_json::Value;

use super::Walk;
use super::line::Line;
use super::lines::lines;
use crate::world::{Relation, World, of, request, send};

use rollcall::domain::people::Role::{Admin, Finance, Parent, Receptionist, Student, Teacher};

const SETS: &[&[Role]] = &[
    &[Teacher],
    &[Student],
    &[Parent],
    &[Teacher, Student],
    &[Teacher, Parent],
    &[Student, Parent],
    &[Teacher, Student, Parent],
    &[Finance, Teacher],
    &[Finance, Parent],
    &[Receptionist, Teacher],
    &[Receptionist, Student],
    &[Admin, Student],
    &[Admin, Parent],
];

/// How `both` stands to the row that a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Taught,
    Attended,
    Childs,
    Other,
    Foreign,
}

use Standing::{Attended, Childs, Foreign, Other, Taught};

/// What is held in time, and what is written for it.
const HELD: [&str; 5] = ["session", "lesson", "planned", "meeting", "line"];

/// The row of a thing in a relation; none where there is no such relation.
fn row(thing: &str, home: &str, standing: Standing) -> Option<String> {
    let foreign = if home == "alpha" { "beta" } else { "alpha" };
    let word = match standing {
        Taught => "taught",
        Attended | Foreign => "attended",
        Childs => "childs",
        Other if HELD.contains(&thing) => "other",
        Other => return Some(of(thing, home, Admin, Relation::Other)),
    };
    let place = if standing == Foreign { foreign } else { home };
    match (thing, standing) {
        _ if HELD.contains(&thing) => Some(format!("{place}-{word}-{thing}")),
        ("person", Taught | Foreign) => Some(format!("{place}-pupil")),
        ("person", Attended) => Some(format!("{home}-other-student")),
        ("person", _) => Some(format!("{home}-offspring")),
        ("home", Childs) => Some(format!("{home}-both-home")),
        (_, Foreign) => Some(of(thing, home, Admin, Relation::Foreign)),
        _ => None,
    }
}

/// Whether a role reaches its own rows of this kind in this relation. The first contract, said once more.
fn reaches(role: Role, thing: &str, standing: Standing) -> bool {
    match (role, thing) {
        (Teacher, "person") => standing == Taught,
        (Teacher, _) => HELD.contains(&thing) && standing == Taught,
        (Student, _) => HELD.contains(&thing) && standing == Attended,
        (Parent, "person" | "home") => standing == Childs,
        (Parent, _) => HELD.contains(&thing) && matches!(standing, Attended | Childs),
        _ => false,
    }
}

/// What a list shows to these roles where they see only their own.
fn own_items(line: &Line, roles: &[Role], home: &str) -> BTreeSet<String> {
    let thing = line.thing.unwrap_or_default();
    let kinds: &[&str] = if thing == "session" { &HELD[..4] } else { &[thing] };
    let mut items = BTreeSet::new();
    for role in roles.iter().filter(|role| line.own.contains(role)) {
        for standing in [Taught, Attended, Childs] {
            let kinds = kinds.iter().filter(|kind| reaches(*role, kind, standing));
            items.extend(kinds.filter_map(|kind| row(kind, home, standing)));
        }
        if thing == "person" {
            items.insert(format!("{home}-both"));
        }
    }
    items
}

struct Asking<'a> {
    walk: Walk<'a>,
    home: &'static str,
    roles: &'a [Role],
}

impl Asking<'_> {
    async fn hold(&self, organization: &str, roles: &[Role]) {
        let tables = &self.walk.world.tables;
        tables.run(&format!("DELETE FROM person_roles WHERE person_id = '{organization}-both'")).await;
        for role in roles {
            let row = format!("'{organization}', '{organization}-both', '{role}'");
            let sql = format!("INSERT INTO person_roles (organization_id, person_id, role) VALUES ({row})");
            tables.run(&sql).await;
        }
    }

    async fn line(&mut self, line: &Line) {
        // A token or a browser is nobody's but one's own, and what is open to everybody asks for no role.
        if line.public || matches!(line.thing, Some("token" | "browser")) {
            return;
        }
        match line.thing.filter(|_| !line.lists) {
            None => self.step(line, Other, "").await,
            Some(thing) => {
                for standing in [Taught, Attended, Childs, Other, Foreign] {
                    if let Some(id) = row(thing, self.home, standing) {
                        self.step(line, standing, &id).await;
                    }
                }
            }
        }
    }

    /// The status wanted, and whether every row of the organisation is in reach.
    fn expected(&self, line: &Line, standing: Standing) -> (Option<u16>, bool) {
        let held = |of: &BTreeSet<Role>| self.roles.iter().any(|role| of.contains(role));
        let everything = held(&line.all);
        if !everything && !held(&line.own) {
            return (Some(403), false);
        }
        if standing == Foreign {
            return (Some(line.foreign), everything);
        }
        // Whose only student is oneself, nobody else's absence can be said of.
        let marks_absent = ["mark-student-absent", "mark-absent"].iter().any(|end| line.route.ends_with(end));
        if marks_absent && standing == Attended {
            return (Some(403), everything);
        }
        let Some(thing) = line.thing.filter(|_| !line.lists) else { return (None, everything) };
        let own = self.roles.iter().filter(|role| line.own.contains(role));
        let reached = everything || own.into_iter().any(|role| reaches(*role, thing, standing));
        (if reached { None } else { Some(line.other) }, everything)
    }

    async fn step(&mut self, line: &Line, standing: Standing, id: &str) {
        let world = self.walk.world;
        let (method, path) = line.route.split_once(' ').unwrap();
        let uri = match line.query {
            "" => path.replace("{id}", id),
            query => format!("{}?{}", path.replace("{id}", id), query.replace("{id}", id)),
        };
        let student = match standing {
            Attended | Other => format!("{}-other-student", self.home),
            _ => row("person", self.home, standing).unwrap(),
        };
        let filled = |body: &Value| body.to_string().replace("{id}", id).replace("{student}", &student);
        let body = line.body.as_ref().map(|body| serde_json::from_str::<Value>(&filled(body)).unwrap());
        let token = world.token(self.home, &format!("{}-both", self.home));
        let headers = BTreeMap::from([("authorization", format!("Bearer {token}"))]);
        if line.limited {
            self.walk.router = world.router(rollcall::server::routes());
        }
        let mut request = request(method, &uri, &headers, body.as_ref());
        if let Some(form) = line.form {
            request = request.map(|_| form.replace("{id}", id).replace("{student}", &student).into());
        }
        let (status, body) = send(&self.walk.router, request).await;
        // A page says which address was asked, and has words of its own: what counts there are ids.
        let body = match line.page {
            true if !id.is_empty() => body.replace(id, "asked"),
            _ => body,
        };
        let mut changed = match method {
            // Reads change nothing: the other walk looks.
            "GET" => Vec::new(),
            _ => world.tables.changed().await,
        };
        changed.retain(|row| row.table != "person_roles" || !row.text.contains("-both"));

        let mut wrong = Vec::new();
        let (refusal, everything) = self.expected(line, standing);
        let foreign = if self.home == "alpha" { "beta" } else { "alpha" };
        let foreign_id = format!("{foreign}-");
        if body.contains(if line.page { &foreign_id } else { foreign })
            || changed.iter().any(|row| row.organization == foreign)
        {
            wrong.push(format!("reaches {foreign}: {body}"));
        }
        match refusal {
            Some(wanted) if status.as_u16() != wanted => {
                wrong.push(format!("{status} instead of {wanted}: {body}"));
            }
            // What time alone has moved is written before a rule refuses somebody who reaches the row.
            Some(_) if changed.iter().any(|row| !everything || row.table != "sessions") => {
                wrong.push(format!("refused, and yet changed {changed:?}"))
            }
            Some(_) => {}
            None => {
                if !line.success.map_or(status.is_success(), |wanted| status.as_u16() == wanted) {
                    wrong.push(format!("{status} instead of success: {body}"));
                }
                if !everything {
                    wrong.extend(self.beyond(line, standing, &body));
                }
            }
        }
        let roles = self.roles;
        let found =
            wrong.into_iter().map(|what| format!("{} by {roles:?} on {standing:?}: {what}", line.route));
        self.walk.wrong.extend(found);
        let roles_went = changed.iter().any(|row| row.table == "person_roles");
        world.tables.reset(&changed).await;
        if roles_went {
            self.hold(self.home, self.roles).await;
        }
    }

    /// What an answer shows that these roles do not reach.
    fn beyond(&self, line: &Line, standing: Standing, body: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        let others = format!("{}-other", self.home);
        if body.contains(if line.page { others.as_str() } else { "other" }) {
            wrong.push(format!("names somebody else's: {body}"));
        }
        let only_attended = matches!(standing, Attended | Childs);
        if only_attended && body.contains("\"item\"") {
            wrong.push(format!("shows raw evidence of a session one only attends: {body}"));
        }
        if line.names_rows && !line.page && (body.contains("attended") || body.contains("childs")) {
            wrong.push(format!("acts on a session one only attends: {body}"));
        }
        if line.lists {
            let shown: Value = serde_json::from_str(body).unwrap_or_default();
            let items = shown["items"].as_array().into_iter().flatten();
            let items: BTreeSet<String> =
                items.filter_map(|item| item["id"].as_str().map(str::to_owned)).collect();
            let wanted = own_items(line, self.roles, self.home);
            if items != wanted {
                wrong.push(format!("lists {items:?} instead of {wanted:?}"));
            }
        }
        wrong
    }
}

async fn walk(world: &World, home: &'static str, roles: &[Role]) -> Vec<String> {
    let mut asking = Asking { walk: Walk::new(world, rollcall::server::routes()), home, roles };
    asking.hold(home, roles).await;
    for line in &lines() {
        asking.line(line).await;
    }
    asking.walk.wrong
}

async fn several_roles_reach_what_each_of_them_reaches(world: World) {
    let mut wrong = Vec::new();
    for roles in SETS {
        wrong.extend(walk(&world, "alpha", roles).await);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

async fn who_runs_one_organisation_is_a_parent_in_another(world: World) {
    Asking { walk: Walk::new(&world, Vec::new()), home: "alpha", roles: &[] }.hold("alpha", &[Admin]).await;
    let wrong = walk(&world, "beta", &[Parent]).await;
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    // Nor does the parent's login become the admin's by asking for the other organisation.
    let router = world.router(rollcall::server::routes());
    for organization in ["alpha", "beta"] {
        let headers = BTreeMap::from([
            ("authorization", format!("Bearer {}", world.token("beta", "beta-both"))),
            ("rollcall-organization", organization.to_owned()),
        ]);
        let (status, _) = send(&router, request("GET", "/api/v1/settings", &headers, None)).await;
        assert_eq!(status, if organization == "alpha" { 404 } else { 403 });
    }
}

crate::on_both_databases!(
    several_roles_reach_what_each_of_them_reaches,
    who_runs_one_organisation_is_a_parent_in_another,
);
