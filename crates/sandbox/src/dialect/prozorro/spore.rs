//! `/spore`: what the service says of itself, here made from the rows.

use crate::call::Call;
use crate::json::Object;

pub fn write(call: &Call<'_>) -> String {
    let version = call.value("api_version").unwrap_or_default();
    let mut methods = Object::new();
    for row in call.publisher.endpoints {
        let names = row.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let method = Object::new()
            .text("path", &row.path.replace('{', ":").replace('}', ""))
            .text("method", row.method.name())
            .texts("required_params", names)
            .texts("formats", ["json"]);
        methods = methods.object(row.id, method);
    }
    Object::new()
        .text("name", "Fictional data in the shape of openprocurement (Tenderlens sandbox)")
        .text("version", version)
        .text("base_url", &format!("{}/api/{version}", call.base))
        .raw("expected_status", "[200,400,401,403,404]")
        .object("methods", methods)
        .done()
}
