//! From schemas to TypeScript.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::schema::Schema;

// Writing to a string cannot fail, so results of `write!` are dropped.

/// A codelist that some member refers to.
#[derive(Debug, PartialEq, Eq)]
pub struct Codelist {
    /// Empty where the list is open: its codes stand in its file only.
    pub closed: Vec<String>,
}

#[derive(Debug, Default)]
pub struct Types {
    pub text: String,
    /// By the name of the file.
    pub codelists: BTreeMap<String, Codelist>,
    written: BTreeSet<String>,
}

impl Types {
    /// All definitions of a schema, `prefix` before their names. What is only another spelling of a value is left out.
    pub fn definitions(&mut self, prefix: &str, schema: &Schema) -> Result<(), String> {
        for (name, definition) in &schema.definitions.0 {
            if !definition.properties.0.is_empty() && !name.ends_with("Unversioned") {
                self.interface(&named(prefix, name), definition)?;
            }
        }
        Ok(())
    }

    /// One interface, and those of the objects that are described inside it.
    pub fn interface(&mut self, name: &str, schema: &Schema) -> Result<(), String> {
        // Both packages describe the same publisher.
        if !self.written.insert(name.to_owned()) {
            return Ok(());
        }
        let prefix = if name.starts_with("Versioned") { "Versioned" } else { "" };
        let mut inner = Vec::new();
        let mut members = String::new();
        for (member, of) in &schema.properties.0 {
            let path = format!("{name}{}", capitalised(member));
            let kind = self.kind(prefix, &path, of, &mut inner)?;
            write_doc(&mut members, of);
            let optional = if schema.required.contains(member) { "" } else { "?" };
            let _ = writeln!(members, "  {member}{optional}: {kind};");
        }
        let doc = interface_doc(name).map(|doc| format!("/** {doc} */\n")).unwrap_or_default();
        let _ = write!(self.text, "\n{doc}export interface {name} {{\n{members}  [member: string]: unknown;\n}}\n");
        for (name, schema) in inner {
            self.interface(&name, schema)?;
        }
        Ok(())
    }

    fn kind<'a>(
        &mut self,
        prefix: &str,
        path: &str,
        schema: &'a Schema,
        inner: &mut Vec<(String, &'a Schema)>,
    ) -> Result<String, String> {
        if let Some(reference) = &schema.reference {
            return referred(prefix, reference);
        }
        if let Some(value) = versioned_value(schema) {
            return Ok(format!("Versioned<{}>[]", self.kind("", path, value, inner)?));
        }
        if !schema.one_of.is_empty() {
            let kinds = schema.one_of.iter().map(|one| self.kind(prefix, path, one, inner));
            return Ok(kinds.collect::<Result<Vec<_>, _>>()?.join(" | "));
        }
        let mut kinds = Vec::new();
        for kind in &schema.kinds.0 {
            let kind = match kind.as_str() {
                "object" if schema.properties.0.is_empty() => "{ [member: string]: unknown }".to_owned(),
                "object" => {
                    let name = object_name(path);
                    inner.push((name.clone(), schema));
                    name
                }
                "array" => format!("{}[]", self.items(prefix, path, schema, inner)?),
                "string" => self.text_kind(schema),
                "number" | "integer" => "number".to_owned(),
                "boolean" | "null" => kind.clone(),
                other => return Err(format!("{path}: there is no type for {other:?}")),
            };
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if kinds.is_empty() { Err(format!("{path}: the schema names no type")) } else { Ok(kinds.join(" | ")) }
    }

    /// A list of codes names its codelist beside `items`, not in it.
    fn items<'a>(
        &mut self,
        prefix: &str,
        path: &str,
        schema: &'a Schema,
        inner: &mut Vec<(String, &'a Schema)>,
    ) -> Result<String, String> {
        let Some(items) = &schema.items else { return Ok("unknown".to_owned()) };
        if schema.codelist.is_some() && items.kinds.contains("string") {
            return Ok(self.code(schema, items));
        }
        self.kind(prefix, path, items, inner)
    }

    fn text_kind(&mut self, schema: &Schema) -> String {
        if schema.codelist.is_some() { self.code(schema, schema) } else { "string".to_owned() }
    }

    /// The type of a code. `values` is where the codes of a closed list stand.
    fn code(&mut self, list: &Schema, values: &Schema) -> String {
        let Some(file) = &list.codelist else { return "string".to_owned() };
        let closed = if list.open_codelist { Vec::new() } else { values.codes.iter().flatten().cloned().collect() };
        self.codelists.insert(file.clone(), Codelist { closed });
        codelist_name(file)
    }
}

/// `tenderStatus.csv` is the type `TenderStatus`.
pub fn codelist_name(file: &str) -> String {
    match file.trim_end_matches(".csv") {
        // On its own the word says too little.
        "method" => "ProcurementMethod".to_owned(),
        // The name of the object itself.
        "relatedProcess" => "RelatedProcessRelationship".to_owned(),
        name => capitalised(name),
    }
}

/// Beyond the object of its schema, an array's value in a versioned release is a list of values over time.
fn versioned_value(schema: &Schema) -> Option<&Schema> {
    let items = schema.items.as_deref()?;
    items.property("releaseID").and(items.property("value"))
}

/// What a reference means here: the definition's interface, or a value over time.
fn referred(prefix: &str, reference: &str) -> Result<String, String> {
    let name = reference.rsplit('/').next().unwrap_or(reference);
    Ok(match name {
        "release-schema.json" => "Release".to_owned(),
        "versioned-release-validation-schema.json" => "VersionedRelease".to_owned(),
        "StringNullVersioned" | "StringNullUriVersioned" | "StringNullDateTimeVersioned" => {
            "Versioned<string | null>[]".to_owned()
        }
        _ if name.ends_with(".json") => return Err(format!("there is no type for {reference}")),
        _ => match name.strip_suffix("Unversioned") {
            Some(plain) => plain.to_owned(),
            None => named(prefix, name),
        },
    })
}

fn named(prefix: &str, name: &str) -> String {
    match name {
        // `Record` is a type of TypeScript's own.
        "record" => "OcdsRecord".to_owned(),
        "OrganizationReferenceVersionedId" => "VersionedOrganizationReferenceId".to_owned(),
        _ => format!("{prefix}{name}"),
    }
}

/// Objects that are described where they stand have no name in the schema.
fn object_name(path: &str) -> String {
    match path {
        "ReleasePackagePublisher" | "RecordPackagePublisher" => "Publisher".to_owned(),
        "OcdsRecordReleases" => "LinkedRelease".to_owned(),
        "AmendmentChanges" | "VersionedAmendmentChanges" => path.trim_end_matches('s').to_owned(),
        _ => path.to_owned(),
    }
}

fn write_doc(text: &mut String, schema: &Schema) {
    let format = match schema.format.as_deref() {
        Some("date-time") => Some("Date and time, ISO 8601."),
        Some("uri") => Some("A URI."),
        _ => None,
    };
    let deprecated = schema.deprecated.as_ref().map(|it| format!("@deprecated since OCDS {}", it.deprecated_version));
    let parts: Vec<&str> = format.into_iter().chain(deprecated.as_deref()).collect();
    if !parts.is_empty() {
        let _ = writeln!(text, "  /** {} */", parts.join(" "));
    }
}

fn capitalised(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// What an object is, in our own words.
fn interface_doc(name: &str) -> Option<&'static str> {
    Some(match name {
        "Release" => {
            "What was published at one moment about a contracting process. A compiled release has the same shape."
        }
        "Planning" => "What was decided before anybody was asked to bid.",
        "Tender" => "The call for bids: what is wanted, how bids are made and until when.",
        "Award" => "A decision to buy from somebody.",
        "Contract" => "What was signed after an award.",
        "Implementation" => "What happens under a contract: payments, milestones, documents.",
        "Milestone" => "Something that should happen by a date.",
        "Document" => "A file or page that belongs to the process.",
        "Budget" => "Where the money comes from.",
        "Transaction" => "A payment.",
        "OrganizationReference" => "Names one of the release's parties, by its `id` there.",
        "Organization" => "A party: somebody with a role in the process.",
        "Item" => "Goods, works or services, with how much of them.",
        "Amendment" => "A change to a tender, award or contract, and why it was made.",
        "Classification" => "What something is, as a code of some scheme.",
        "Identifier" => "A registered organization, as a number in some register.",
        "Address" => "A postal address.",
        "ContactPoint" => "Whom to ask.",
        "Value" => "An amount as JavaScript reads it. Where every digit counts, read it from the document's text.",
        "Period" => "A span of time.",
        "RelatedProcess" => "Another contracting process that this one belongs with.",
        "ReleasePackage" => "Releases as they are published: with who publishes them, and under which terms.",
        "RecordPackage" => "Records as they are published: with who publishes them, and under which terms.",
        "Publisher" => "Who publishes a package.",
        "OcdsRecord" => "All that is known about one contracting process.",
        "LinkedRelease" => "A release that stands elsewhere.",
        "VersionedRelease" => "A contracting process with all values that its fields have had.",
        _ => return None,
    })
}
