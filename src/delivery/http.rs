//! One POST to an address that somebody typed in: no redirects, no proxy, addresses checked when they are connected to,
//! one deadline for everything, and an answer of a bounded size.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::{self, HeaderMap};
use reqwest::{StatusCode, redirect};
use url::Url;

use crate::net::addresses::{PrivateAddressError, PublicOnlyResolver, is_private_ip_url};
use crate::net::http_response::{printable, read_beginning};

/// How much of an answer is read. Only the beginning of it is kept.
const MAX_ANSWER_BYTES: usize = 64 << 10;
/// How long a connection may wait for the next message to the same host.
const IDLE: Duration = Duration::from_secs(30);

/// The HTTP clients of a channel. Made when first needed, since making one reads the machine's certificates.
pub(super) struct OutgoingHttp {
    /// Trusted beside those of the machine.
    certificates: Vec<reqwest::Certificate>,
    any_address: OnceLock<reqwest::Client>,
    public_only: OnceLock<reqwest::Client>,
}

/// One request.
pub(super) struct OutgoingPost<'a> {
    pub url: &'a Url,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// Whether it may go to an address inside a private network.
    pub may_be_private: bool,
    /// From resolving the name to the last byte of the answer.
    pub deadline: Duration,
}

/// What came back: a status, and what of the body could be read in time.
pub(super) struct PostAnswer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum PostError {
    #[error("the address is inside a private network, which this installation does not allow")]
    PrivateAddress,
    #[error("no answer within {} seconds", .0.as_secs())]
    Timeout(Duration),
    #[error("cannot be reached: {0}")]
    Unreachable(String),
}

/// A text that should have been certificates in PEM.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no certificates in PEM")]
pub struct InvalidCertificates;

impl OutgoingHttp {
    /// `ca_certificate` (PEM; empty: none) is trusted beside those of the machine.
    pub fn new(ca_certificate: &str) -> Result<OutgoingHttp, InvalidCertificates> {
        let certificates = reqwest::Certificate::from_pem_bundle(ca_certificate.as_bytes())
            .map_err(|_| InvalidCertificates)?;
        if certificates.is_empty() && !ca_certificate.trim().is_empty() {
            return Err(InvalidCertificates);
        }
        Ok(OutgoingHttp { certificates, any_address: OnceLock::new(), public_only: OnceLock::new() })
    }

    /// Posts, and reads the answer. Whatever the status is, it is an answer: a body that is too long, breaks off or does
    /// not end in time does not take back what the status said.
    pub async fn post(&self, request: OutgoingPost<'_>) -> Result<PostAnswer, PostError> {
        if !request.may_be_private && is_private_ip_url(request.url) {
            return Err(PostError::PrivateAddress);
        }
        let sent = self
            .client(request.may_be_private)
            .post(request.url.clone())
            .headers(request.headers)
            .body(request.body)
            .timeout(request.deadline)
            .send()
            .await
            .map_err(|error| post_error(error, request.deadline))?;
        let (status, headers) = (sent.status(), sent.headers().clone());
        let (body, _) = read_beginning(sent, MAX_ANSWER_BYTES).await;
        Ok(PostAnswer { status, headers, body })
    }

    fn client(&self, may_be_private: bool) -> &reqwest::Client {
        let builder = || {
            // The program does this when it starts; without it, a test that uses the library alone would panic.
            _ = rustls::crypto::ring::default_provider().install_default();
            // No proxy: it would resolve names itself, and the address would not be checked.
            reqwest::Client::builder()
                .redirect(redirect::Policy::none())
                .no_proxy()
                .pool_idle_timeout(IDLE)
                .pool_max_idle_per_host(1)
                .tls_certs_merge(self.certificates.iter().cloned())
                .user_agent(concat!("Rollcall/", env!("CARGO_PKG_VERSION")))
        };
        let made =
            "the TLS provider is in place, the certificates were read, and everything else is constant";
        if may_be_private {
            self.any_address.get_or_init(|| builder().build().expect(made))
        } else {
            let only = || builder().dns_resolver(Arc::new(PublicOnlyResolver));
            self.public_only.get_or_init(|| only().build().expect(made))
        }
    }
}

impl PostAnswer {
    /// The body as text for a log: at most so many characters, without those that cannot be shown or stored.
    pub fn text(&self, max_chars: usize) -> String {
        let shown = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        String::from_utf8_lossy(&self.body).chars().filter(shown).take(max_chars).collect()
    }

    /// Where a redirect wants to go.
    pub fn location(&self) -> String {
        let location =
            self.headers.get(header::LOCATION).map(|value| String::from_utf8_lossy(value.as_bytes()));
        printable(location.as_deref().unwrap_or("nowhere"), 200)
    }
}

fn post_error(error: reqwest::Error, deadline: Duration) -> PostError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(one) = cause {
        if one.is::<PrivateAddressError>() {
            return PostError::PrivateAddress;
        }
        cause = one.source();
    }
    if error.is_timeout() {
        PostError::Timeout(deadline)
    } else {
        // The outermost error alone says "error sending request".
        PostError::Unreachable(format!("{:#}", anyhow::Error::new(error.without_url())))
    }
}
