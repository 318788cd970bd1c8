//! The explorer's own files.

use std::path::Path;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Request};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::problem::Problem;

/// Files of the folder at `/`, and `/config.json`. A file that is not there is a 404: routes of the
/// explorer live in the fragment, so no other address means its page.
pub fn router(folder: &Path, config: String) -> Result<Router, Problem> {
    let missing = |problem: String| Problem::NoExplorer { folder: folder.to_owned(), problem };
    let index = folder.join("index.html");
    if !index.is_file() {
        return Err(missing(format!("{} does not exist", index.display())));
    }
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let config = get(move || {
        let config = config.clone();
        async move { ([(CONTENT_TYPE, "application/json")], config) }
    });
    Ok(Router::new().route("/config.json", config).fallback_service(files).layer(middleware::from_fn(revalidate)))
}

/// A rebuilt explorer must not run with files of the one before.
async fn revalidate(request: Request<axum::body::Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}
