//! Files in requests: a form with the field `file`, or the body itself.

use axum::body::Bytes;
use futures::{FutureExt, stream};
use std::convert::Infallible;

use super::errors::Failure;
use crate::call::Call;

#[derive(Debug)]
pub struct Upload {
    /// Absent for a bare body, which has no name.
    pub name: Option<String>,
    pub content_type: String,
    pub content: Vec<u8>,
}

/// The file of a form; 404 where there is none, as the servers said.
pub fn of_form(call: &Call<'_>) -> Result<Upload, Failure> {
    let none = || Failure::new(axum::http::StatusCode::NOT_FOUND, "body", "file", "Not Found");
    let boundary = multer::parse_boundary(call.header("content-type").unwrap_or_default()).map_err(|_| none())?;
    let body = Bytes::copy_from_slice(call.body);
    let form = multer::Multipart::new(stream::iter([Ok::<_, Infallible>(body)]), boundary);
    // The whole body is here: reading it never waits.
    file(form).now_or_never().flatten().ok_or_else(none)
}

async fn file(mut form: multer::Multipart<'_>) -> Option<Upload> {
    while let Some(field) = form.next_field().await.ok()? {
        if field.name() == Some("file") {
            let name = field.file_name()?.to_owned();
            let content_type = field.content_type().map_or("application/octet-stream", |kind| kind.as_ref()).to_owned();
            return Some(Upload { name: Some(name), content_type, content: field.bytes().await.ok()?.to_vec() });
        }
    }
    None
}

/// A new version may come as the bare body.
pub fn of_form_or_body(call: &Call<'_>) -> Result<Upload, Failure> {
    let content_type = call.header("content-type").unwrap_or("application/octet-stream");
    if content_type.starts_with("multipart/form-data") {
        return of_form(call);
    }
    Ok(Upload { name: None, content_type: content_type.to_owned(), content: call.body.to_vec() })
}
