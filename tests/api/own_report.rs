//! Nobody says for themselves whose a name is that was seen: it is in their own report.

use rollcall::api;
use serde_json::{Value, json};

use crate::world::{Relation, World, ask, of};

async fn nobody_binds_for_themselves(world: World) {
    let router = world.router(api::routes());
    let admin = world.token("alpha", "alpha-admin");
    let colleague = world.token("alpha", "alpha-superadmin");
    let stranger = of("unmatched", "alpha", rollcall::domain::people::Role::Admin, Relation::Own);
    let one = format!("/api/v1/unmatched/{stranger}/bind");
    let several = json!({"bindings": [{"id": stranger, "personId": "alpha-admin"}]});
    let identity = json!({"source": "meet", "value": "users/7", "personId": "alpha-admin"});
    let own = "/api/v1/identities?source=meet&value=users/alpha-admin";
    let attempts = [
        ("POST", one.as_str(), json!({"personId": "alpha-admin"})),
        ("POST", "/api/v1/unmatched/bind", several),
        ("POST", "/api/v1/identities", identity.clone()),
        ("DELETE", own, Value::Null),
    ];
    for (method, uri, body) in attempts {
        let (status, body) = ask(&router, &admin, method, uri, body).await;
        assert_eq!((status.as_u16(), &body["code"]), (403, &json!("own_report")), "{method} {uri}: {body}");
        assert_eq!(world.tables.changed().await, [], "{method} {uri}");
    }

    // A colleague may; and what is theirs by a bind they cannot give away either.
    let mine = json!({"personId": "alpha-admin"});
    assert_eq!(ask(&router, &colleague, "POST", &one, mine).await.0, 200);
    for gone in [json!({"personId": null}), json!({"personId": "alpha-student"})] {
        let (status, body) = ask(&router, &admin, "POST", &one, gone).await;
        assert_eq!((status.as_u16(), &body["code"]), (403, &json!("own_report")), "{body}");
    }
    assert_eq!(ask(&router, &colleague, "POST", "/api/v1/identities", identity).await.0, 201);
    assert_eq!(ask(&router, &colleague, "DELETE", own, Value::Null).await.0, 204);
    // For others it is their work.
    let others = json!({"source": "meet", "value": "users/8", "personId": "alpha-teacher"});
    assert_eq!(ask(&router, &admin, "POST", "/api/v1/identities", others).await.0, 201);
}

crate::on_both_databases!(nobody_binds_for_themselves);
