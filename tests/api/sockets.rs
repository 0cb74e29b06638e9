//! Over a real socket: slow clients, and a stop that lets requests end.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use rollcall::api::{self, HttpServer, NoContent, Problem, PublicRequest, get};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::world::World;

/// Serves with little patience.
async fn served(world: &World) -> (SocketAddr, CancellationToken, JoinHandle<std::io::Result<()>>) {
    async fn dawdles(_: PublicRequest) -> Result<NoContent, Problem> {
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok(NoContent)
    }
    let mut routes = api::routes();
    routes.push(get("/dawdles", "Takes half a second").public(dawdles));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    let server = HttpServer { header_timeout: Duration::from_millis(300) };
    let router = world.router(routes);
    (address, stop.clone(), tokio::spawn(server.serve(listener, router, stop)))
}

async fn a_client_that_sends_no_request_is_shown_the_door(world: World) {
    let (address, _stop, _server) = served(&world).await;
    for begun in ["", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(begun.as_bytes()).await.unwrap();
        let began = Instant::now();
        let mut answer = Vec::new();
        let closed = tokio::time::timeout(Duration::from_secs(5), slow.read_to_end(&mut answer)).await;
        assert!(closed.is_ok(), "{begun:?} still holds its connection after {:?}", began.elapsed());
    }
    // Whoever speaks is answered meanwhile, several times over one connection.
    let mut quick = TcpStream::connect(address).await.unwrap();
    for _ in 0..2 {
        quick.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let mut answer = [0; 15];
        quick.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        while !String::from_utf8_lossy(&answer).contains('}') {
            quick.read_exact(&mut answer[..1]).await.unwrap();
        }
    }
}

async fn a_stop_lets_requests_at_work_end_and_takes_no_new_ones(world: World) {
    let (address, stop, server) = served(&world).await;
    let mut idle = TcpStream::connect(address).await.unwrap();
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(b"GET /dawdles HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    stop.cancel();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    tokio::time::timeout(Duration::from_secs(5), server)
        .await
        .expect("idle connections are closed")
        .unwrap()
        .unwrap();
    assert_eq!(idle.read(&mut [0; 1]).await.unwrap_or(0), 0);
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}

crate::on_both_databases!(
    a_client_that_sends_no_request_is_shown_the_door,
    a_stop_lets_requests_at_work_end_and_takes_no_new_ones,
);
