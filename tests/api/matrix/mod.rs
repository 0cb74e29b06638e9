//! Every declared route × every role (and nobody, somebody who left, somebody whose login ended, a superadmin who
//! acts elsewhere) × {own row, another's row, the other organisation's row}. What is compared is not the status
//! alone: the bodies must not name what is out of reach, and of the database exactly the tables the line names may
//! change, and only in the caller's organisation.

mod both;
pub mod line;
pub mod lines;
mod pages;

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::http::StatusCode;
use rollcall::api::{Route, RouteAccess};
use rollcall::domain::access::Rows;
use rollcall::domain::people::Role;
use serde_json::Value;

use self::line::Line;
use self::lines::lines;
use crate::world::{Relation, World, of, request, send};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asker {
    Somebody(Role),
    Nobody,
    /// An admin who is no longer active.
    Gone,
    /// An admin whose login has ended.
    Ended,
    /// A superadmin of alpha who acts in beta.
    Visitor,
    /// An admin of alpha who asks to act in beta.
    Stray,
}

/// What a request may get.
enum Expected {
    /// Every row, the caller's own, or those of all organisations.
    Done(Rows),
    Refused(u16),
}

fn askers() -> Vec<Asker> {
    let mut askers: Vec<Asker> = Role::ALL.iter().map(|role| Asker::Somebody(*role)).collect();
    askers.extend([Asker::Nobody, Asker::Gone, Asker::Ended, Asker::Visitor, Asker::Stray]);
    askers
}

impl Asker {
    /// The organisation acted in.
    fn home(self) -> &'static str {
        if self == Asker::Visitor { "beta" } else { "alpha" }
    }

    fn role(self) -> Role {
        match self {
            Asker::Somebody(role) => role,
            Asker::Visitor => Role::Superadmin,
            _ => Role::Admin,
        }
    }

    fn headers(self, world: &World) -> BTreeMap<&'static str, String> {
        let token = match self {
            Asker::Nobody => return BTreeMap::new(),
            Asker::Gone => world.token("alpha", "alpha-gone"),
            Asker::Ended => world.ended_token("alpha", "alpha-admin"),
            _ => world.token("alpha", &format!("alpha-{}", self.role())),
        };
        let mut headers = BTreeMap::from([("authorization", format!("Bearer {token}"))]);
        if matches!(self, Asker::Visitor | Asker::Stray) {
            headers.insert("rollcall-organization", "beta".to_owned());
        }
        headers
    }
}

impl Line {
    fn relations(&self) -> &'static [Relation] {
        if self.thing.is_none() || self.lists {
            return &[Relation::Own];
        }
        &[Relation::Own, Relation::Other, Relation::Foreign]
    }

    fn expected(&self, asker: Asker, relation: Relation) -> Expected {
        if self.public {
            return Expected::Done(Rows::Installation);
        }
        match asker {
            Asker::Nobody | Asker::Gone | Asker::Ended => return Expected::Refused(401),
            Asker::Stray => return Expected::Refused(404),
            Asker::Somebody(_) | Asker::Visitor => {}
        }
        let role = asker.role();
        let everywhere = self.everywhere && role == Role::Superadmin;
        let reach = match (self.all.contains(&role), self.own.contains(&role)) {
            (true, _) if everywhere => Rows::Installation,
            (true, _) => Rows::Organization,
            (false, true) => Rows::OwnPerson,
            (false, false) => return Expected::Refused(403),
        };
        match relation {
            Relation::Foreign if !everywhere => Expected::Refused(self.foreign),
            Relation::Other if reach == Rows::OwnPerson => Expected::Refused(self.other),
            _ => Expected::Done(reach),
        }
    }

    /// Ids that a list shows to somebody who sees only their own.
    fn own_items(&self, role: Role) -> BTreeSet<String> {
        let thing = self.thing.unwrap_or_default();
        let own = of(thing, "alpha", role, Relation::Own);
        let mut items = BTreeSet::from([own]);
        if thing == "person" {
            items.insert(format!("alpha-{role}"));
            if role == Role::Teacher {
                items.insert("alpha-child".to_owned());
            }
        }
        if thing == "session" && role != Role::Parent {
            items.extend(["lesson", "planned", "meeting"].map(|one| format!("alpha-{one}")));
        }
        items
    }
}

/// Walks lines over a router; says what is wrong.
struct Walk<'a> {
    world: &'a World,
    routes: Vec<Route>,
    router: Router,
    wrong: Vec<String>,
    /// Whether the walk ends at the first thing that is wrong.
    first_is_enough: bool,
}

impl Walk<'_> {
    fn new(world: &World, routes: Vec<Route>) -> Walk<'_> {
        Walk {
            world,
            router: world.router(routes.clone()),
            routes,
            wrong: Vec::new(),
            first_is_enough: false,
        }
    }

    async fn line(&mut self, line: &Line) {
        // Who asks makes no difference to what is open to everybody.
        let askers = if line.public { vec![Asker::Nobody, Asker::Somebody(Role::Admin)] } else { askers() };
        for asker in askers {
            // What is one's own lies at home, wherever a superadmin acts.
            if asker == Asker::Visitor && line.own.contains(&Role::Superadmin) {
                continue;
            }
            for relation in line.relations() {
                self.step(line, asker, *relation).await;
                if self.first_is_enough && !self.wrong.is_empty() {
                    return;
                }
            }
        }
    }

    async fn step(&mut self, line: &Line, asker: Asker, relation: Relation) {
        let id = line.thing.map(|thing| of(thing, asker.home(), asker.role(), relation)).unwrap_or_default();
        let (method, path) = line.route.split_once(' ').unwrap();
        let uri = match line.query {
            "" => path.replace("{id}", &id),
            query => format!("{}?{}", path.replace("{id}", &id), query.replace("{id}", &id)),
        };
        let student = of("person", asker.home(), asker.role(), relation);
        let filled = |body: &Value| body.to_string().replace("{id}", &id).replace("{student}", &student);
        let body = line.body.as_ref().map(|body| serde_json::from_str::<Value>(&filled(body)).unwrap());
        let mut request = request(method, &uri, &asker.headers(self.world), body.as_ref());
        if let Some(form) = line.form {
            let form = form.replace("{id}", &id).replace("{student}", &student);
            request = request.map(|_| form.into());
        }
        if line.limited {
            self.router = self.world.router(self.routes.clone());
        }
        let (status, body) = send(&self.router, request).await;
        let changed = self.world.tables.changed().await;
        let mut wrong = Vec::new();

        let foreign = if asker.home() == "alpha" { "beta" } else { "alpha" };
        let expected = line.expected(asker, relation);
        let sees_all = matches!(expected, Expected::Done(Rows::Installation));
        // Who a visitor is at home is no secret to them.
        let others = body.replace(&format!("alpha-{}", asker.role()), "me");
        // A page says which address was asked.
        let others = if line.page && !id.is_empty() { others.replace(&id, "asked") } else { others };
        // And the login, where nobody else is let in, keeps what was typed.
        let keeps = line.form.is_some() && status == StatusCode::UNAUTHORIZED;
        let others = if keeps { others.replace(&student, "typed") } else { others };
        // A page has words of its own: what counts there are ids and names.
        let names = |part: &str| match line.page {
            true => others.contains(&format!("{part}-")),
            false => others.contains(part),
        };
        if names(foreign) && !sees_all {
            wrong.push(format!("names {foreign}: {body}"));
        }
        match expected {
            Expected::Refused(wanted) => {
                // A page leads to the login.
                let wanted = if line.page && method == "GET" && wanted == 401 { 303 } else { wanted };
                if status.as_u16() != wanted {
                    wrong.push(format!("{status} instead of {wanted}: {body}"));
                }
                if !changed.is_empty() {
                    wrong.push(format!("refused, and yet changed {changed:?}"));
                }
            }
            Expected::Done(reach) => {
                let as_wanted = line.success.map_or(status.is_success(), |wanted| status.as_u16() == wanted);
                if !as_wanted {
                    wrong.push(format!("{status} instead of success: {body}"));
                }
                // What a server showed of itself when it was asked may be noted for whoever may ask, and that somebody who
                // was told something has looked at it.
                let is_noted = |table: &str| {
                    table == "livekit_health" || (line.route == "GET /me/notifications" && table == "people")
                };
                let of_request = || changed.iter().filter(|row| !is_noted(&row.table));
                let touched: BTreeSet<&str> = of_request().map(|row| row.table.as_str()).collect();
                let of_all = line.of_all.as_ref().filter(|_| sees_all && asker != Asker::Visitor);
                let wanted = of_all.unwrap_or(&line.touches);
                if touched != *wanted {
                    wrong.push(format!("changed {touched:?} instead of {wanted:?}"));
                }
                let moved = changed.iter().find(|row| row.organization == foreign);
                if let Some(row) = moved.filter(|_| !sees_all) {
                    wrong.push(format!("changed a row of {foreign}: {row:?}"));
                }
                if reach == Rows::OwnPerson {
                    if names("other") && !line.page || others.contains("alpha-other") {
                        wrong.push(format!("names somebody else's: {body}"));
                    }
                    if let Some(row) = of_request().find(|row| row.text.contains("other")) {
                        wrong.push(format!("changed somebody else's row: {row:?}"));
                    }
                }
                if line.lists {
                    wrong.extend(listed(line, asker, reach, &body));
                }
            }
        }
        self.wrong
            .extend(wrong.iter().map(|what| format!("{} by {asker:?} on {relation:?}: {what}", line.route)));
        self.world.tables.reset(&changed).await;
    }
}

/// Whether the items of a list are those in reach.
fn listed(line: &Line, asker: Asker, reach: Rows, body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let items: BTreeSet<String> =
        body["items"].as_array()?.iter().filter_map(|item| item["id"].as_str().map(str::to_owned)).collect();
    let thing = line.thing.unwrap_or_default();
    let (right, wanted) = match reach {
        Rows::OwnPerson => {
            let wanted = line.own_items(asker.role());
            (items == wanted, wanted)
        }
        _ => {
            let both = [Relation::Own, Relation::Other];
            let wanted = both.map(|relation| of(thing, asker.home(), asker.role(), relation)).into();
            (items.is_superset(&wanted), wanted)
        }
    };
    (!right).then(|| format!("lists {items:?} instead of {wanted:?}"))
}

/// The line of a route, by its own name before any other: `PUT /api/v1/policies/quran` is of the route with `{kind}`.
fn line_of<'a>(lines: &'a [Line], route: &Route) -> Option<&'a Line> {
    let parts = |name: &str| name.split('/').map(str::to_owned).collect::<Vec<_>>();
    let declared = parts(&route.name());
    let own = lines.iter().find(|line| line.route == route.name());
    own.or_else(|| {
        lines.iter().find(|line| {
            let written = parts(line.route);
            written.len() == declared.len()
                && written
                    .iter()
                    .zip(&declared)
                    .all(|(w, d)| w == d || (d.starts_with('{') && !w.starts_with('{')))
        })
    })
}

#[test]
fn every_route_has_a_line_and_every_line_a_route() {
    let (lines, routes) = (lines(), rollcall::server::routes());
    let missing: Vec<String> =
        routes.iter().filter(|route| line_of(&lines, route).is_none()).map(Route::name).collect();
    assert!(
        missing.is_empty(),
        "declared, but without a line in tests/api/matrix/lines.rs; begin with:\n{}",
        missing.iter().map(|name| format!("        line({name:?}, ADMINS),\n")).collect::<String>()
    );
    let known: Vec<_> =
        routes.iter().filter_map(|route| line_of(&lines, route)).map(|line| line.route).collect();
    let idle: Vec<_> =
        lines.iter().filter(|line| !known.contains(&line.route)).map(|line| line.route).collect();
    assert!(idle.is_empty(), "a line without a route: {idle:?}");
}

async fn the_role_table_holds(world: World) {
    let mut walk = Walk::new(&world, rollcall::server::routes());
    for line in &lines() {
        walk.line(line).await;
    }
    assert!(walk.wrong.is_empty(), "{} wrong:\n{}", walk.wrong.len(), walk.wrong.join("\n"));
}

/// Flips the rule of each route in turn, and the walk must say so: somebody is let in who should not be, somebody is
/// kept out, or own rows become everybody's.
async fn a_flipped_rule_is_noticed(world: World) {
    let lines = lines();
    for route in rollcall::server::routes() {
        let RouteAccess::Roles(grants) = &route.declaration.access else { continue };
        let line = line_of(&lines, &route).unwrap();
        let mut flips = vec![grants[1..].to_vec()];
        if let Some(stranger) = Role::ALL.iter().find(|role| grants.iter().all(|(named, _)| named != *role)) {
            flips.push([&grants[..], &[(*stranger, Rows::Organization)]].concat());
        }
        if let Some(own) = grants.iter().position(|(_, rows)| *rows < Rows::Organization) {
            // A route that asks for nothing but the caller has no row of others to show.
            // Nor has one to which the rows of others are not there, whoever asks.
            if line.names_rows || (line.thing.is_some() && line.other != 404) {
                let mut widened = grants.clone();
                widened[own].1 = Rows::Organization;
                flips.push(widened);
            }
        }
        for flip in flips {
            let mut flipped = route.clone();
            flipped.declaration.access = RouteAccess::Roles(flip.clone());
            let mut walk = Walk { first_is_enough: true, ..Walk::new(&world, vec![flipped]) };
            walk.line(line).await;
            assert!(!walk.wrong.is_empty(), "{} with {flip:?} went unnoticed", route.name());
        }
    }
}

crate::on_both_databases!(the_role_table_holds, a_flipped_rule_is_noticed);
