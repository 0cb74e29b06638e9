pub fn routes() -> Vec<crate::http::route::Route> {
    Vec::new()
}
