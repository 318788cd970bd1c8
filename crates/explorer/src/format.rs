//! Amounts and dates for people, by the browser's `Intl`.
//!
//! Amounts go to `Intl` as decimal text, never as floats, so every published digit is shown.
//! <https://tc39.es/ecma402/#sec-intl-numberformat-constructor>

use std::cell::RefCell;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static LOCALE: RefCell<String> = RefCell::new("en-GB".to_owned());
}

/// Conventions for numbers and dates to choose from: they differ within one language.
pub const LOCALES: [&str; 4] = ["en-GB", "es-PE", "es-ES", "uk-UA"];

/// How numbers and dates are written from now on (BCP 47).
pub fn set_locale(locale: &str) {
    LOCALE.with_borrow_mut(|current| locale.clone_into(current));
}

/// A whole number with its groups: `1,502`.
pub fn integer(number: usize) -> String {
    let digits = number.to_string();
    // Natively there is no `Intl`; and small numbers, most of them, have no groups to make.
    if number < 1000 || cfg!(not(target_arch = "wasm32")) { digits } else { quantity(&digits) }
}

/// `1234567.5` as `1,234,567.50`; text that is no number comes back as it is.
pub fn amount(decimal: &str) -> String {
    number(decimal, 2).unwrap_or_else(|| decimal.to_owned())
}

/// An amount as another locale writes it.
pub fn amount_in(decimal: &str, locale: &str) -> String {
    let current = LOCALE.with_borrow(String::clone);
    set_locale(locale);
    let text = amount(decimal);
    set_locale(&current);
    text
}

/// A quantity: no decimals but those published, `1.0` as `1`.
pub fn quantity(decimal: &str) -> String {
    number(decimal, 0).unwrap_or_else(|| decimal.to_owned())
}

/// A difference with its sign, with decimals as an amount or a quantity has them.
pub fn signed(decimal: &str, is_amount: bool) -> String {
    let sign = ("signDisplay", "exceptZero".into());
    number_as(decimal, if is_amount { 2 } else { 0 }, &[sign]).unwrap_or_else(|| decimal.to_owned())
}

/// Thousandths as a signed share: `+12.5%`, `-22.0%`.
pub fn signed_share(thousandths: i64) -> String {
    let (sign, units) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
    let decimal = format!("{sign}{}.{:03}", units / 1000, units % 1000);
    let style = [
        ("style", "percent".into()),
        ("minimumFractionDigits", 1.into()),
        ("maximumFractionDigits", 1.into()),
        ("signDisplay", "exceptZero".into()),
    ];
    number_as(&decimal, 0, &style).unwrap_or(decimal)
}

fn number(decimal: &str, least_decimals: u32) -> Option<String> {
    number_as(decimal, least_decimals, &[])
}

fn number_as(decimal: &str, least_decimals: u32, more: &[(&str, JsValue)]) -> Option<String> {
    let looks_decimal =
        !decimal.is_empty() && decimal.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    // Natively there is no `Intl`.
    if !looks_decimal || cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let options = object(&[
        ("minimumFractionDigits", least_decimals.into()),
        ("maximumFractionDigits", 20.into()),
        ("useGrouping", "always".into()),
    ]);
    for (name, value) in more {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), value);
    }
    let format = Intl::NumberFormat::new(&locales(), &options);
    // `format` is a bound getter that takes decimal text as it is; js-sys types it for numbers only.
    let format: Function = Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()?;
    format.call1(&JsValue::UNDEFINED, &decimal.into()).ok()?.as_string()
}

/// `0.384` as `38.4 %`, of a share that is not published but worked out here.
pub fn percent(share: f64) -> String {
    let options = object(&[("style", "percent".into()), ("maximumFractionDigits", 1.into())]);
    let format = Intl::NumberFormat::new(&locales(), &options);
    format.format().call1(&JsValue::UNDEFINED, &share.into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// A published date in the publisher's zone: `3 Mar 2026`, with the time and the zone's name where
/// a time is published. Text that is no date comes back as it is.
pub fn date_time(published: &str, zone: &str) -> String {
    let parts: &[(&str, &str)] = match published.len() {
        ..=10 => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
        _ => &[
            ("day", "numeric"),
            ("month", "short"),
            ("year", "numeric"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
            ("timeZoneName", "short"),
        ],
    };
    format_date(published, zone, parts)
}

/// The day of a published date in the publisher's zone.
pub fn date(published: &str, zone: &str) -> String {
    format_date(published, zone, &[("day", "numeric"), ("month", "short"), ("year", "numeric")])
}

/// `14:02`, of the device.
pub fn clock(unix_ms: f64) -> String {
    let options = object(&[("hour", "2-digit".into()), ("minute", "2-digit".into()), ("hourCycle", "h23".into())]);
    let format = Intl::DateTimeFormat::new(&locales(), &options);
    format
        .format()
        .call1(&JsValue::UNDEFINED, &unix_ms.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn format_date(published: &str, zone: &str, parts: &[(&str, &str)]) -> String {
    // A date without a time belongs to no zone: it is that day everywhere.
    let (zone, text) = if published.len() <= 10 { ("UTC", published.to_owned()) } else { (zone, published.to_owned()) };
    let unix_ms = js_sys::Date::parse(&text);
    if unix_ms.is_nan() {
        return published.to_owned();
    }
    let options: Vec<(&str, JsValue)> = parts.iter().map(|(name, value)| (*name, (*value).into())).collect();
    let options = object(&options);
    // Setting a member of a fresh plain object cannot fail.
    let _ = Reflect::set(&options, &"timeZone".into(), &zone.into());
    let format = Intl::DateTimeFormat::new(&locales(), &options);
    let formatted = format.format().call1(&JsValue::UNDEFINED, &unix_ms.into());
    formatted.ok().and_then(|text| text.as_string()).unwrap_or_else(|| published.to_owned())
}

fn locales() -> Array {
    LOCALE.with_borrow(|locale| Array::of1(&locale.into()))
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// `in 7 days`, `within 24 hours`, `3 days ago`: of the milliseconds that are left.
pub fn days_left(left_ms: f64) -> String {
    const DAY_MS: f64 = 86_400_000.0;
    days_in_words((left_ms / DAY_MS).floor() as i64)
}

fn days_in_words(days: i64) -> String {
    let number = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    match days {
        0 => t!("days.today").to_owned(),
        1.. => plural!("days.in", number),
        -1 => t!("days.yesterday").to_owned(),
        ..-1 => plural!("days.ago", number),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_are_counted_in_words() {
        let words: Vec<_> = [-3, -1, 0, 1, 7].map(super::days_in_words).into();
        assert_eq!(words, ["3 days ago", "in the last 24 hours", "within 24 hours", "in 1 day", "in 7 days"]);
    }
}
