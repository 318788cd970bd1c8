use super::{Reason, in_success, read};

fn message(body: &str) -> String {
    read(body.as_bytes()).message
}

#[test]
fn find_a_tender_answers_json_for_400_and_404_and_plain_text_for_429_and_503() {
    let body = r#"{"status":400,"error":"Bad Request","message":"Request parameters unknown","path":"/api","exception":"'statuses' is not recognised"}"#;
    assert_eq!(message(body), "Bad Request: Request parameters unknown: 'statuses' is not recognised");
    assert_eq!(message("Too Many Requests\n"), "Too Many Requests");
    assert_eq!(read(b"Too Many Requests").errors, []);
}

#[test]
fn empty_and_html_bodies_of_proxies_are_shortened_not_interpreted() {
    let page = format!("<html>{}</html>", "я".repeat(1000));
    assert_eq!(message(&page).chars().count(), 301);
    assert_eq!(read(b"\xff\xfe").message, "\u{fffd}\u{fffd}");
    assert_eq!(read(b" \n"), Default::default());
    assert_eq!(message(r#"{"errors":[]}"#), r#"{"errors":[]}"#);
}

#[test]
fn openprocurement_0_1_has_three_error_shapes() {
    let flat = read(br#"{"message":"totalValue.amount: Missing input","messageUID":"err-1","id":"f00"}"#);
    assert_eq!(flat.message, "totalValue.amount: Missing input");
    assert_eq!((flat.errors[0].message_uid.as_deref(), flat.errors[0].id.as_deref()), (Some("err-1"), Some("f00")));

    let cornice = r#"{"status":"error","errors":[{"location":"header","name":"Content-Type","description":"is wrong"},{"location":"body","name":"data","description":["a","b"]}]}"#;
    let cornice = read(cornice.as_bytes());
    assert_eq!(cornice.message, "Content-Type: is wrong (and 1 more)");
    assert_eq!(cornice.errors[1].description, "a; b");

    let announced = read(br#"{"errors":[{"message":"Missing input","messageUID":"u","id":"1"}]}"#);
    assert_eq!((announced.message.as_str(), announced.errors.len()), ("Missing input", 1));
    assert_eq!(announced.errors[0].message_uid.as_deref(), Some("u"));
}

#[test]
fn descriptions_nest_and_name_the_members_they_are_about() {
    let body = r#"{"status":"error","errors":[{"location":"body","name":"procuringEntity","description":{"identifier":{"scheme":["Not a well formed URL."]}}},
        {"location":"body","name":"requirementGroups","description":[{"requirements":[{"value":["wrong","bad"]}]},{"title":["missing"]}]}]}"#;
    let refusal = read(body.as_bytes());
    assert_eq!(refusal.errors[0].description, "identifier.scheme: Not a well formed URL.");
    assert_eq!(refusal.errors[1].description, "requirements.value: wrong; requirements.value: bad; title: missing");
}

#[test]
fn newer_servers_say_type_loc_and_msg() {
    let body = r#"{"type":"data-validation","title":"Data Validation Error","details":"x","status":400,
        "errors":[{"type":"extra_forbidden","loc":["body","data",0],"msg":"Extra inputs are not permitted","input":{}}]}"#;
    let refusal = read(body.as_bytes());
    assert_eq!(refusal.message, "body.data.0: Extra inputs are not permitted");
    assert_eq!(refusal.errors[0].code.as_deref(), Some("extra_forbidden"));
    assert_eq!(
        message(r#"{"type":"t","title":"Archived","details":"since 2020","status":410}"#),
        "Archived: since 2020"
    );
}

#[test]
fn development_gateways_errors_are_recognised_on_200_too() {
    let body = r#"{"errors":[{"code":1020,"message":" You should use at least 2 criteria","url":"http://x"}]}"#;
    let refusal = in_success(body).unwrap();
    assert_eq!(refusal.message, "You should use at least 2 criteria");
    assert_eq!(
        refusal.errors[0],
        Reason {
            description: "You should use at least 2 criteria".into(),
            code: Some("1020".into()),
            url: Some("http://x".into()),
            ..Reason::default()
        }
    );
    for body in [r#"{"errors":[]}"#, r#"{"errors":null}"#, r#"{"hits":[]}"#, "[]"] {
        assert_eq!(in_success(body), None, "{body}");
    }
}

#[test]
fn a_hostile_body_stays_within_bounds() {
    let deep = format!("{{\"errors\":[{}1{}]}}", "[".repeat(100), "]".repeat(100));
    assert!(message(&deep).contains('['));
    let many = format!("{{\"errors\":[{}1]}}", "{\"description\":\"x\"},".repeat(1000));
    assert_eq!(read(many.as_bytes()).errors.len(), 100);
}
