//! Who may read `/metrics`: without a word of the operator's nobody but who asks from this machine.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::ConnectInfo;
use rollcall::app::App;
use rollcall::config::{Config, MetricsConfig};

use crate::world::{World, request, send};

const HERE: ([u8; 4], u16) = ([127, 0, 0, 1], 4_000);
const ELSEWHERE: ([u8; 4], u16) = ([192, 0, 2, 7], 4_000);

fn with(world: &World, metrics: MetricsConfig) -> App {
    let mut config = Config::clone(&world.app.config);
    config.metrics = metrics;
    App { config: config.into(), ..world.app.clone() }
}

async fn asked(router: &Router, from: ([u8; 4], u16), headers: &[(&'static str, &str)]) -> u16 {
    let headers: BTreeMap<_, _> = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let mut request = request("GET", "/metrics", &headers, None);
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(from)));
    let (status, body) = send(router, request).await;
    assert_eq!(status == 200, body.contains("rollcall_http_requests_total"), "{status}: {body}");
    for organization in ["alpha", "beta"] {
        assert!(!body.contains(organization), "it names {organization}: {body}");
    }
    status.as_u16()
}

/// Something was counted, with an organisation's names in the address.
async fn used(router: &Router) {
    send(router, request("GET", "/api/v1/sessions/alpha-session", &BTreeMap::new(), None)).await;
}

async fn without_settings_only_this_machine_reads_them(world: World) {
    let router = rollcall::server::router(with(&world, MetricsConfig::default()));
    used(&router).await;
    assert_eq!(asked(&router, HERE, &[]).await, 200);
    assert_eq!(asked(&router, ELSEWHERE, &[]).await, 403);
    assert_eq!(
        asked(&router, HERE, &[("x-forwarded-for", "127.0.0.1")]).await,
        403,
        "a proxy asks for others"
    );
    assert_eq!(asked(&router, HERE, &[("forwarded", "for=192.0.2.7")]).await, 403);
}

async fn a_token_is_asked_of_everybody(world: World) {
    let token = "s3cret".to_owned().into();
    let router = rollcall::server::router(with(&world, MetricsConfig { token, listen: None }));
    used(&router).await;
    assert_eq!(asked(&router, HERE, &[]).await, 401);
    assert_eq!(asked(&router, ELSEWHERE, &[("authorization", "Bearer s3cre")]).await, 401);
    assert_eq!(asked(&router, ELSEWHERE, &[("authorization", "Bearer s3cret")]).await, 200);
}

async fn at_an_address_of_their_own_nothing_else_is_served(world: World) {
    let listen = Some(SocketAddr::from(HERE));
    let app = with(&world, MetricsConfig { listen, ..MetricsConfig::default() });
    let (main, own) = (rollcall::server::router(app.clone()), rollcall::server::metrics_router(app));
    used(&main).await;
    assert_eq!(asked(&main, HERE, &[]).await, 404);
    assert_eq!(asked(&own, ELSEWHERE, &[]).await, 200, "the operator chose who reaches this address");
    let (status, _) = send(&own, request("GET", "/healthz", &BTreeMap::new(), None)).await;
    assert_eq!(status, 404);
}

crate::on_both_databases!(
    without_settings_only_this_machine_reads_them,
    a_token_is_asked_of_everybody,
    at_an_address_of_their_own_nothing_else_is_served,
);
