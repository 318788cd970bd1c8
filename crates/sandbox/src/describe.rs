//! `/sandbox/`: what is here and how to use it.

use tenderlens_core::endpoint::{Endpoint, Publisher};

use crate::faults::NAMES;
use crate::fixtures::example;
use crate::json::Object;
use crate::sandbox::Sandbox;
use crate::time::utc;

const FAULT_HELP: &str = "Send the header x-sandbox-fault: NAME or NAME:ARGUMENT with a request, or POST \
    {\"publisher\":\"uk\",\"fault\":\"rate-limited\",\"times\":1,\"retryAfter\":2} to /sandbox/faults (publisher, times, \
    retryAfter, ms, status and urlContains may be left out); GET lists the faults that are on, DELETE clears them.";

const WRITE_HELP: &str = "What is written is kept until POST /sandbox/reset; POST /sandbox/reset?empty also takes the \
    generated data away from the publishers that can be written to.";

const MONTH_HELP: &str = "Peru's file seace_v3/json/2023/10 streams about 100 MB of JSON in its archive, or as much as \
    the header x-sandbox-size says (2MB); the same bytes each time.";

fn link(publisher: &Publisher, row: &Endpoint, base: &str) -> String {
    let (path, query) = example(publisher, row);
    let separator = if query.is_empty() { "" } else { "?" };
    format!("{base}/sandbox/{}{path}{separator}{query}", publisher.id)
}

pub fn json(sandbox: &Sandbox, base: &str) -> String {
    let publishers = sandbox.registry.publishers().iter().map(|publisher| {
        let endpoints = publisher.endpoints.iter().map(|row| {
            let read = Object::new()
                .text("id", row.id)
                .text("method", row.method.name())
                .text("path", &format!("/sandbox/{}{}{}", publisher.id, publisher.base_path, row.path))
                .text("summary", row.summary);
            read.when(!row.is_write(), |read| read.text("example", &link(publisher, row, base)))
        });
        let forms = sandbox.dialects[publisher.id].forms().iter().map(|(name, what)| {
            let base = format!("{base}/sandbox/{}@{name}", publisher.id);
            Object::new().text("name", name).text("does", what).text("base", &base)
        });
        Object::new()
            .text("id", publisher.id)
            .text("name", publisher.name)
            .text("base", &format!("{base}/sandbox/{}", publisher.id))
            .text("data", sandbox.source(publisher.id).name())
            .list("forms", forms)
            .list("endpoints", endpoints)
    });
    let faults = NAMES.iter().map(|(name, what)| Object::new().text("name", name).text("does", what));
    Object::new()
        .text("name", "Tenderlens sandbox")
        .text("now", &utc(sandbox.now.as_second()))
        .list("publishers", publishers)
        .text("writes", WRITE_HELP)
        .text("largeMonth", MONTH_HELP)
        .object("faults", Object::new().text("how", FAULT_HELP).list("names", faults))
        .done()
}

pub fn html(sandbox: &Sandbox, base: &str) -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Tenderlens sandbox</title></head><body>\
         <h1>Tenderlens sandbox</h1><p>Local copies of the publishers' APIs. Generated data is fictional. Clock: ",
    );
    page.push_str(&escape(&utc(sandbox.now.as_second())));
    page.push_str("</p>");
    for publisher in sandbox.registry.publishers() {
        let data = sandbox.source(publisher.id).name();
        page.push_str(&format!(
            "<h2>{} <small>({}, {data})</small></h2><ul>",
            escape(publisher.name),
            escape(publisher.id)
        ));
        for row in publisher.endpoints {
            let (method, path) = (row.method.name(), escape(row.path));
            let path = match row.is_write() {
                true => format!("<code>{method} {path}</code>"),
                false => format!("<a href=\"{}\"><code>{path}</code></a>", escape(&link(publisher, row, base))),
            };
            page.push_str(&format!("<li>{path} {}</li>", escape(row.summary)));
        }
        page.push_str("</ul>");
        for (form, what) in sandbox.dialects[publisher.id].forms() {
            let mount = escape(&format!("/sandbox/{}@{form}", publisher.id));
            page.push_str(&format!("<p><code>{mount}</code>: {}</p>", escape(what)));
        }
    }
    page.push_str(&format!("<h2>Writes</h2><p>{}</p>", escape(WRITE_HELP)));
    page.push_str(&format!("<h2>A large month</h2><p>{}</p>", escape(MONTH_HELP)));
    page.push_str(&format!("<h2>Faults</h2><p>{}</p><dl>", escape(FAULT_HELP)));
    for (name, what) in NAMES {
        page.push_str(&format!("<dt><code>{name}</code></dt><dd>{}</dd>", escape(what)));
    }
    page.push_str("</dl></body></html>");
    page
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
