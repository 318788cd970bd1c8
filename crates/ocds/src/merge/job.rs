//! One merge from texts to text: reading what orders the releases, choosing the engine, naming
//! places in errors and warnings.

use std::borrow::Cow;

use super::error::{MergeError, MergeErrorKind, Warning};
use super::literal::{self, Trace};
use super::order::{Head, Shape, order};
use super::rules::RuleTree;
use super::value::{Str, Value};
use super::{Merged, Options, python, text, tree};
use crate::scan::{Scan, ScanError, Scanner};

/// Which merged release is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Compiled,
    Versioned,
}

/// Everything an engine needs.
pub(crate) struct Job<'j> {
    pub(crate) mode: Mode,
    pub(crate) rules: &'j RuleTree,
    /// The merged release to be updated.
    pub(crate) base: Option<&'j str>,
    pub(crate) releases: &'j [&'j str],
    pub(crate) shapes: &'j [Shape<'j>],
    /// The positions of the releases in merge order.
    pub(crate) order: &'j [usize],
}

/// Sorts and merges.
pub(crate) fn run(mode: Mode, releases: &[&str], options: &Options) -> Result<Merged, MergeError> {
    if let Some(merged) = run_tree(mode, releases, options)? {
        return Ok(merged);
    }
    run_literal(mode, releases, options)
}

/// Every case.
pub(crate) fn run_literal(mode: Mode, releases: &[&str], options: &Options) -> Result<Merged, MergeError> {
    let shapes = read_shapes(releases, Reading::Whole)?;
    let order = order_of(&shapes)?;
    run_ordered(mode, None, releases, &shapes, &order, options)
}

/// The usual case: none if it is not one.
pub(crate) fn run_tree(mode: Mode, releases: &[&str], options: &Options) -> Result<Option<Merged>, MergeError> {
    let shapes = read_shapes(releases, Reading::Start)?;
    // A date that is wrong here may be set right by a later member of the same name.
    let Ok(order) = order(&shapes) else {
        return Ok(None);
    };
    let rules = rules(options);
    tree::merge(&Job { mode, rules: &rules, base: None, releases, shapes: &shapes, order: &order })
}

/// The positions of the releases in merge order.
pub(crate) fn order_of(shapes: &[Shape<'_>]) -> Result<Vec<usize>, MergeError> {
    order(shapes).map_err(|unordered| {
        let place = Some(unordered.release);
        locate(shapes, place, unordered.kind)
    })
}

/// Merges to a compiled release and hands over how it came about.
pub(crate) fn with_trace<T>(
    releases: &[&str],
    options: &Options,
    then: impl FnOnce(&Trace<'_>) -> T,
) -> Result<T, MergeError> {
    let shapes = read_shapes(releases, Reading::Whole)?;
    let order = order_of(&shapes)?;
    let rules = rules(options);
    let job = Job { mode: Mode::Compiled, rules: &rules, base: None, releases, shapes: &shapes, order: &order };
    literal::trace(&job, then)
}

/// Merges releases whose order is known into `base`, or from nothing.
pub(crate) fn run_ordered(
    mode: Mode,
    base: Option<&str>,
    releases: &[&str],
    shapes: &[Shape<'_>],
    order: &[usize],
    options: &Options,
) -> Result<Merged, MergeError> {
    let rules = rules(options);
    literal::merge(&Job { mode, rules: &rules, base, releases, shapes, order })
}

/// The rules with the overrides on them.
pub(crate) fn rules(options: &Options) -> Cow<'_, RuleTree> {
    let tree = options.rules.tree();
    if options.overrides.is_empty() { Cow::Borrowed(tree) } else { Cow::Owned(tree.with_overrides(&options.overrides)) }
}

/// How much of a release to read for its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Until all four fields are found: they usually come first. Wrong if one is repeated later.
    Start,
    /// All of it, so that the last of several members of one name counts.
    Whole,
}

/// The heads of all releases.
pub(crate) fn read_shapes<'a>(releases: &[&'a str], reading: Reading) -> Result<Vec<Shape<'a>>, MergeError> {
    let mut shapes = Vec::with_capacity(releases.len());
    for (release, text) in releases.iter().enumerate() {
        match shape(text, reading) {
            Ok(shape) => shapes.push(shape),
            Err(error) => return Err(syntax_error(&shapes, Some(release), error)),
        }
    }
    Ok(shapes)
}

fn shape(text: &str, reading: Reading) -> Scan<Shape<'_>> {
    let mut scanner = Scanner::new(text)?;
    scanner.skip_space();
    if scanner.peek() != b'{' {
        let value = Value::parse(text)?;
        return Ok(Shape::Other(Shape::not_an_object(&value)));
    }
    head(&mut scanner, reading).map(Shape::Object)
}

/// Reads `ocid`, `id`, `date` and `tag`.
fn head<'a>(scanner: &mut Scanner<'a>, reading: Reading) -> Scan<Head<'a>> {
    let mut head = Head::default();
    scanner.advance();
    scanner.skip_space();
    if scanner.peek() == b'}' {
        return Ok(head);
    }
    loop {
        let key = Str::new(scanner.string()?, scanner.text());
        scanner.skip_space();
        scanner.expect(b':')?;
        scanner.skip_space();
        let value = scanner.skip_value(1)?;
        let field = match &*key.text {
            b"ocid" => Some(&mut head.ocid),
            b"id" => Some(&mut head.id),
            b"date" => Some(&mut head.date),
            b"tag" => Some(&mut head.tag),
            _ => None,
        };
        if let Some(field) = field {
            *field = Some(Value::parse(value.span.of(scanner.text()))?);
        }
        if reading == Reading::Start && head.is_complete() {
            return Ok(head);
        }
        scanner.skip_space();
        if scanner.peek() == b'}' {
            return Ok(head);
        }
        scanner.expect(b',')?;
        scanner.skip_space();
    }
}

impl Job<'_> {
    pub(crate) fn error_at(&self, release: Option<usize>, kind: MergeErrorKind) -> MergeError {
        locate(self.shapes, release, kind)
    }

    pub(crate) fn syntax_error(&self, release: Option<usize>, error: ScanError) -> MergeError {
        syntax_error(self.shapes, release, error)
    }

    /// The reference's one warning. `id` is already a Python `repr`.
    pub(crate) fn duplicate(&self, release: Option<usize>, id: &str, path: String) -> Warning {
        let (ocid, release_id) = names(self.shapes, release);
        Warning {
            code: "duplicate-id",
            class: "DuplicateIdValueWarning",
            message: format!("Multiple objects have the `id` value {id} in the `{path}` array"),
            path,
            ocid,
            release_id,
            release,
        }
    }
}

pub(crate) fn syntax_error(shapes: &[Shape<'_>], release: Option<usize>, error: ScanError) -> MergeError {
    let kind = MergeErrorKind::InvalidJson { offset: error.offset, problem: error.problem };
    locate(shapes, release, kind)
}

pub(crate) fn locate(shapes: &[Shape<'_>], release: Option<usize>, kind: MergeErrorKind) -> MergeError {
    let (ocid, release_id) = names(shapes, release);
    MergeError { ocid, release_id, release, ..MergeError::new(kind) }
}

/// The `ocid` and `id` of a release, as text.
pub(crate) fn names(shapes: &[Shape<'_>], release: Option<usize>) -> (Option<String>, Option<String>) {
    let head = release.and_then(|r| shapes.get(r)).and_then(Shape::head);
    let name = |value: &Option<Value<'_>>| {
        let value = value.as_ref().filter(|value| !value.is_null())?;
        Some(python::display(value))
    };
    let ocid = head.and_then(|head| name(&head.ocid));
    (ocid, head.and_then(|head| name(&head.id)))
}

/// Appends Python's `str()` of a part of a compiled release's id, as the inside of a JSON string.
pub(crate) fn push_id_part(value: Option<&Value<'_>>, out: &mut String) {
    match value {
        Some(Value::String(string)) => out.push_str(string.raw),
        Some(value) => text::push_json_inside(&python::repr(value), out),
        None => out.push_str("None"),
    }
}
