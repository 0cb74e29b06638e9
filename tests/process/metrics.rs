//! `/metrics` at an address of its own.

use std::net::TcpListener;

use crate::{get, rollcall, serving, stop};

#[test]
fn metrics_have_an_address_of_their_own_where_one_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let (child, address) = serving(rollcall(folder.path()).env("ROLLCALL_METRICS__LISTEN", &free));
    assert!(get(&address, "/metrics").starts_with("HTTP/1.1 404"));
    assert!(get(&free, "/metrics").contains("rollcall_http_requests_total"));
    assert!(get(&free, "/healthz").starts_with("HTTP/1.1 404"));
    stop(child);
}
