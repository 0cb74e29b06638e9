//! The server that durable ingest is compared with: the product's HTTP and its verification of webhooks, answered without
//! storing anything. It runs in a process of its own: this program, started again as `verifying`.

use std::process::Stdio;

use axum::http::{Response, StatusCode, header};
use rollcall::api::{CustomResponse, LenientQuery, Problem, PublicRequest, RawBody, post};
use rollcall::app::App;
use rollcall::config::Config;
use rollcall::http::serve::serve;
use rollcall::server::router_of;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

use crate::installation::Installation;

/// A verifying server that can be sent to.
pub struct VerifyingServer {
    child: Child,
    pub address: String,
}

impl VerifyingServer {
    /// Starts it over the database of an installation, whose LiveKit connection is made there first.
    pub async fn start(installation: &Installation) -> VerifyingServer {
        installation.start().await.kill().await;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["verifying", &installation.database_url])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.next_line().await.unwrap().expect("the verifying server failed");
        VerifyingServer { child, address }
    }

    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// The process: serves until it is killed, and prints its address when it is ready.
pub fn run(database_url: &str) {
    _ = rustls::crypto::ring::default_provider().install_default();
    let mut config = Config::default();
    config.database.url = database_url.to_owned();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let app = App::attach(config).await.unwrap();
        let route = post("/webhooks/livekit", "verified and not stored").public(verify);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("{}", listener.local_addr().unwrap());
        serve(listener, router_of(app.clone(), vec![route]), app.shutdown.clone()).await.unwrap();
    });
}

async fn verify(request: PublicRequest<RawBody, LenientQuery>) -> Result<CustomResponse, Problem> {
    let authorization = request.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (app, body) = (&request.app, &request.body.0);
    match app.livekit_keys.verify(authorization.unwrap_or_default(), body, app.now()).await {
        Ok(_) => Ok(CustomResponse(Response::default())),
        Err(error) => Err(Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", error.to_string())),
    }
}
