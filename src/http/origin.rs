//! Whether a request comes from our own pages. A browser sends the cookie of a login also with requests that another site
//! makes (`SameSite=Lax` stops most of them, not those of other hosts of our domain), so that a change by cookie is taken
//! only from our own origin. Programs, which send no such headers, pass: nobody makes them send a cookie.

use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use url::Url;

use super::problem::Problem;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether requests with this method may change something.
pub(crate) fn is_changing(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Refuses what another site made a browser send. `public_url` is the setting of the server.
///
/// # Errors
/// 403 `foreign_origin`.
pub(crate) fn refuse_foreign(headers: &HeaderMap, public_url: Option<&str>) -> Result<(), Problem> {
    match is_from_own_pages(headers, public_url) {
        true => Ok(()),
        false => {
            Err(Problem::new(StatusCode::FORBIDDEN, "foreign_origin", "This request came from another site."))
        }
    }
}

fn is_from_own_pages(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    // A browser sets `Sec-Fetch-Site`, and no script can. It sends none to a server without TLS: there `Origin` decides.
    let mut sites = headers.get_all(SEC_FETCH_SITE).iter().peekable();
    if sites.peek().is_some() {
        return sites.all(|site| site == "same-origin" || site == "none");
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    headers
        .get_all(header::ORIGIN)
        .iter()
        .all(|origin| origin.to_str().is_ok_and(|origin| is_own(origin, host, public_url)))
}

/// Whether this origin is the server's: the host that the request was sent to, or the one of the setting. The scheme
/// counts for the setting alone, since a proxy may take TLS off.
fn is_own(origin: &str, host: Option<&str>, public_url: Option<&str>) -> bool {
    let Ok(origin) = Url::parse(origin) else { return false };
    if !matches!(origin.scheme(), "http" | "https") {
        return false;
    }
    let here = host.map(|host| format!("{}://{host}", origin.scheme()));
    [here.as_deref(), public_url]
        .into_iter()
        .flatten()
        .any(|own| Url::parse(own).is_ok_and(|own| own.origin() == origin.origin()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_taken_from_our_own_pages_alone() {
        const PUBLIC: &str = "https://rollcall.example.org/below";
        // `Sec-Fetch-Site`, `Origin`, `Host`, and whether the request is taken.
        let cases = [
            ("same-origin", "", "here", true),
            ("none", "", "here", true),
            ("same-site", "", "here", false),
            ("cross-site", "", "here", false),
            ("", "", "here", true),
            ("", "", "", true),
            // The first header decides where it is there.
            ("same-origin", "https://evil.example", "here", true),
            ("cross-site", "http://here", "here", false),
            ("unheard-of", "", "here", false),
            ("", "http://here", "here", true),
            ("", "https://here", "here", true),
            ("", "https://HERE", "Here", true),
            ("", "https://here:443", "here", true),
            ("", "http://here:8080", "here:8080", true),
            ("", "http://here:8080", "here", false),
            ("", "http://here", "here:8080", false),
            ("", "https://rollcall.example.org", "10.0.0.1:8080", true),
            ("", "http://rollcall.example.org", "10.0.0.1:8080", false),
            ("", "https://evil.example", "here", false),
            ("", "https://here.evil.example", "here", false),
            ("", "https://evil.example", "", false),
            ("", "null", "here", false),
            ("", "data:here", "here", false),
            ("", "file://here", "here", false),
        ];
        for (site, origin, host, wanted) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in [(SEC_FETCH_SITE, site), (header::ORIGIN, origin), (header::HOST, host)] {
                if !value.is_empty() {
                    headers.append(name, value.parse().unwrap());
                }
            }
            let taken = refuse_foreign(&headers, Some(PUBLIC));
            assert_eq!(taken.is_ok(), wanted, "{site:?} {origin:?} {host:?}");
        }
    }

    #[test]
    fn of_two_headers_both_must_be_ours() {
        for name in [SEC_FETCH_SITE, header::ORIGIN] {
            let mut headers = HeaderMap::new();
            headers.append(header::HOST, "here".parse().unwrap());
            for value in ["same-origin", "http://here", "cross-site"] {
                headers.append(&name, value.parse().unwrap());
            }
            let problem = refuse_foreign(&headers, None).unwrap_err();
            assert_eq!((problem.status, problem.code), (StatusCode::FORBIDDEN, "foreign_origin"));
        }
    }

    #[test]
    fn reading_changes_nothing() {
        let changing = |method| is_changing(&method);
        assert!([Method::GET, Method::HEAD, Method::OPTIONS].into_iter().all(|one| !changing(one)));
        assert!([Method::POST, Method::PUT, Method::PATCH, Method::DELETE].into_iter().all(changing));
    }
}
