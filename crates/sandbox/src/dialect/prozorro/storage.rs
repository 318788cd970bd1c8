//! Files: the API sends on to the storage, which hands a file out for its untouched address only.

use axum::http::StatusCode;
use tenderlens_core::ocds::json;

use super::errors;
use super::object::{Object, versions};
use crate::call::{Answer, Call, JSON, TEXT};
use crate::world::prozorro::files;

/// 302 to the storage, for a key that one of the document's versions has.
pub fn redirect(call: &Call<'_>, object: &Object<'_>, document: &str, key: &str) -> Answer {
    let found = versions(object.member("documents"), document);
    if found.is_empty() {
        return errors::not_found("document_id");
    }
    let wanted = [format!("?download={key}"), format!("/get/{key}?")];
    let has_key = |version: &&str| {
        let url = json::object(version).ok().and_then(|it| json::string(it.get("url")?).map(|url| url.into_owned()));
        url.is_some_and(|url| wanted.iter().any(|part| url.contains(part.as_str())))
    };
    if !found.iter().any(has_key) {
        return errors::not_found("download");
    }
    let location = format!("{}/get/{key}?{}", call.base, files::signed(key));
    Answer::new(StatusCode::FOUND, JSON, "").with_header("location", location)
}

/// `/get/{key}?…`: any other query than the signed one is refused, as is one that was decoded and
/// encoded again.
pub fn file(path: &str, query: &str) -> Option<Answer> {
    let key = path.strip_prefix("/get/")?;
    let is_key = key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_key {
        return Some(Answer::new(StatusCode::NOT_FOUND, TEXT, "Not Found"));
    }
    if query != files::signed(key) {
        return Some(Answer::new(StatusCode::FORBIDDEN, TEXT, "Signature does not match"));
    }
    let disposition = format!("attachment; filename=\"{key}.pdf\"");
    let answer = Answer::new(StatusCode::OK, "application/pdf", files::content(key));
    Some(answer.with_header("content-disposition", disposition))
}
