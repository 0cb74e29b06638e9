//! Parses query parameters into the types a handler asks for. Undeclared parameters are refused like unknown fields of
//! a body, because a misspelt filter that is ignored shows everything.

use axum::extract::Query as AxumQuery;
use axum::http::Uri;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::problem::Problem;

/// What a handler takes as its query parameters.
pub trait RequestQuery: Sized + Send + 'static {
    /// Whether undeclared parameters are ignored.
    const ALLOWS_UNKNOWN_PARAMETERS: bool = false;

    fn read(uri: &Uri) -> Result<Self, Problem>;
    fn describe() -> Vec<Parameter>;
}

/// No query parameters.
#[derive(Debug, Deserialize)]
pub struct NoQuery {}

impl IntoParams for NoQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        Vec::new()
    }
}

/// Ignores undeclared parameters instead of refusing them, for URLs built by platforms and tools (webhooks, OAuth callback,
/// health checks).
#[derive(Debug)]
pub struct LenientQuery<T = NoQuery>(pub T);

impl<T: DeserializeOwned + IntoParams + Send + 'static> RequestQuery for T {
    fn read(uri: &Uri) -> Result<Self, Problem> {
        let known = Self::describe();
        for (name, _) in pairs(uri) {
            if known.iter().all(|parameter| parameter.name != name) {
                return Err(unknown(&name, &known));
            }
        }
        read_known(uri)
    }

    fn describe() -> Vec<Parameter> {
        T::into_params(|| Some(ParameterIn::Query))
    }
}

impl<T: DeserializeOwned + IntoParams + Send + 'static> RequestQuery for LenientQuery<T> {
    const ALLOWS_UNKNOWN_PARAMETERS: bool = true;

    fn read(uri: &Uri) -> Result<Self, Problem> {
        read_known(uri).map(LenientQuery)
    }

    fn describe() -> Vec<Parameter> {
        <T as RequestQuery>::describe()
    }
}

fn read_known<T: DeserializeOwned>(uri: &Uri) -> Result<T, Problem> {
    if uri.query().is_some_and(|query| query.contains("%00")) {
        let detail = "A parameter holds the character NUL (%00): leave it out.";
        return Err(Problem::invalid("invalid_parameter", detail));
    }
    AxumQuery::<T>::try_from_uri(uri).map(|AxumQuery(query)| query).map_err(|rejection| {
        let text = rejection.body_text();
        let cause = text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text);
        Problem::invalid("invalid_parameter", format!("{cause}."))
    })
}

fn pairs(uri: &Uri) -> impl Iterator<Item = (String, String)> {
    let pairs = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    pairs.map(|(name, value)| (name.into_owned(), value.into_owned()))
}

/// The error for an undeclared parameter: it names the parameter, the declared one most similar to it, and all others.
fn unknown(name: &str, known: &[Parameter]) -> Problem {
    let near = known.iter().map(|parameter| (strsim::jaro_winkler(name, &parameter.name), &parameter.name));
    let nearest = near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, nearest)| nearest);
    let names: Vec<&str> = known.iter().map(|parameter| parameter.name.as_str()).collect();
    let detail = match nearest {
        None => format!("{name:?} is unknown: this address takes no parameters."),
        Some(nearest) => {
            format!(
                "{name:?} is no parameter of this address; nearest is {nearest}, of {}.",
                names.join(", ")
            )
        }
    };
    Problem::invalid("unknown_parameter", detail).at_field(name)
}
