//! Accepts connections and serves the router on them, with a time limit for clients that send slowly.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// The settings of the HTTP server.
#[derive(Clone, Copy, Debug)]
pub struct HttpServer {
    /// How long a client may take to send the head of a request, the idle time between two included.
    pub header_timeout: Duration,
}

impl Default for HttpServer {
    fn default() -> Self {
        HttpServer { header_timeout: Duration::from_secs(30) }
    }
}

/// Serves `router` until `stop` is cancelled, then waits until the requests in progress have ended.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) -> std::io::Result<()> {
    HttpServer::default().serve(listener, router, stop).await
}

impl HttpServer {
    /// As the function `serve`, with this `header_timeout`.
    ///
    /// `axum::serve` sets no time limit on the head of a request; a client that sends none would hold its connection
    /// for ever.
    pub async fn serve(
        self,
        listener: TcpListener,
        router: Router,
        stop: CancellationToken,
    ) -> std::io::Result<()> {
        // HTTP/1 only: with HTTP/2 allowed, hyper-util's builder waits without a time limit for the first bytes, which
        // say which version it is.
        let mut builder = Builder::new(TokioExecutor::new()).http1_only();
        builder.http1().timer(TokioTimer::new()).header_read_timeout(self.header_timeout);
        let graceful = GracefulShutdown::new();
        loop {
            let (stream, peer) = tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    Err(error) => {
                        // Usually the process has no free file descriptor; it tries again when others may have been
                        // closed.
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                        continue;
                    }
                },
                () = stop.cancelled() => break,
            };
            // Small responses go out at once. A failure here only costs speed.
            let _ = stream.set_nodelay(true);
            let router = router.clone();
            let service = hyper::service::service_fn(move |request: Request<Incoming>| {
                call_router(router.clone(), request, peer)
            });
            let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
            let connection = graceful.watch(connection);
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a connection broke");
                }
            });
        }
        drop(listener);
        graceful.shutdown().await;
        Ok(())
    }
}

async fn call_router(
    router: Router,
    request: Request<Incoming>,
    peer: SocketAddr,
) -> Result<axum::response::Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}
