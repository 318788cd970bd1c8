//! The command line of `get`, made from the endpoint table: a subcommand per publisher, below it one
//! per endpoint that reads, with an option per parameter.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use tenderlens_core::endpoint::{Endpoint, Kind, Paging, Parameter, Publisher, ResponseKind};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;

/// In front of the names of our own options, so that no parameter can be taken for one of them.
const OWN: &str = "own:";

/// What is asked for, and how it is written.
#[derive(Debug)]
pub struct Asked {
    pub publisher: String,
    pub endpoint: String,
    pub parameters: Parameters,
    pub all: bool,
    /// In short windows; all of them.
    pub thorough: bool,
    pub ndjson: bool,
    pub check: bool,
    pub linked: bool,
    pub resume: Option<String>,
    pub base: Option<String>,
    pub output: Option<PathBuf>,
}

pub fn command(registry: &Registry) -> Command {
    let publishers = registry.publishers().iter().map(of_publisher);
    Command::new("get")
        .about("Read an endpoint of a publisher")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("PUBLISHER")
        .subcommand_help_heading("Publishers")
        .subcommands(publishers)
}

fn of_publisher(publisher: &Publisher) -> Command {
    let rows = publisher.endpoints.iter().filter(|row| !row.is_write());
    Command::new(publisher.id)
        .about(format!("{}: {}", publisher.name, publisher.holds))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("ENDPOINT")
        .subcommand_help_heading("Endpoints")
        .subcommands(rows.map(|row| of_endpoint(publisher, row)))
}

fn of_endpoint(publisher: &Publisher, row: &'static Endpoint) -> Command {
    let mut command = Command::new(row.id).about(row.summary).args(row.parameters.iter().map(of_parameter));
    if !row.quirks.is_empty() {
        let quirks: Vec<_> = row.quirks.iter().map(|quirk| format!("- {quirk}")).collect();
        command = command.after_help(format!("Known of this endpoint:\n{}", quirks.join("\n")));
    }
    command.args(own(publisher, row))
}

fn of_parameter(parameter: &'static Parameter) -> Arg {
    let argument = Arg::new(parameter.name).long(parameter.name).help(help(parameter)).value_name(form(parameter.kind));
    // Whether it is missing is the core's to say; here `--resume` may stand in for all of them.
    match parameter.kind {
        Kind::Flag => argument.num_args(0).default_missing_value("1").action(ArgAction::Set),
        _ => argument.allow_hyphen_values(true),
    }
}

fn help(parameter: &Parameter) -> String {
    let required = if parameter.required && parameter.default.is_none() { " (required)" } else { "" };
    let default = parameter.default.map_or_else(String::new, |value| format!(" [default: {value}]"));
    format!("{}{required}{default} [example: {}]", parameter.doc, parameter.example)
}

fn form(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer { .. } => "NUMBER",
        Kind::Date => "YYYY-MM-DD",
        Kind::Month => "YYYY-MM",
        Kind::DateTime => "YYYY-MM-DDTHH:MM:SS",
        Kind::Ocid => "OCID",
        Kind::JsonObject => "JSON",
        Kind::OneOf { .. } | Kind::Country => "CODE",
        Kind::ListOf { .. } | Kind::Words => "A,B,…",
        Kind::Text | Kind::Opaque | Kind::Flag => "TEXT",
    }
}

/// The options that are ours and not the publisher's, where they make sense.
fn own(publisher: &Publisher, row: &Endpoint) -> Vec<Arg> {
    let option = |name: &'static str, help: &'static str| {
        Arg::new(format!("{OWN}{name}")).long(name).help(help).help_heading("Options of this command")
    };
    let flag = |name, help| option(name, help).action(ArgAction::SetTrue);
    let mut arguments = vec![
        option("base", "Address to use instead of the live service's, for example of a sandbox").value_name("URL"),
        option("output", "Write to this file instead of the standard output; behind what stands in it with --resume")
            .value_name("FILE"),
    ];
    let file = matches!(row.response, ResponseKind::Zip | ResponseKind::File);
    if !file {
        arguments.push(flag("json", "Write each answer as published, one after the other (the default)"));
    }
    if !file {
        arguments.push(flag("ndjson", "Write the entries of the answers, one on a line"));
    }
    if row.response == ResponseKind::Zip {
        arguments.push(flag("ndjson", "Write the releases or records of a JSON file, one on a line, as they come in"));
        let check = flag("check", "Compare with the publisher's SHA-256 (with --ndjson)");
        // Without it nothing is unpacked that could be compared.
        arguments.push(check.requires(format!("{OWN}ndjson")));
    }
    let holds_records = matches!(row.response, ResponseKind::Record | ResponseKind::RecordPackage);
    if holds_records && publisher.lookup.releases.is_some() {
        let help = "Fetch the releases that records only link to, and write them in the place of the links";
        arguments.push(flag("linked", help));
    }
    if row.paging != Paging::None {
        arguments.push(flag("all", "Go on to the last page"));
        if publisher.listing.slices.is_some() && publisher.listing.endpoint == row.id {
            let help = "Read all of the window in parts so short that the publisher leaves nothing out of them";
            arguments.push(flag("thorough", help));
        }
        arguments.push(option("resume", "Go on where an earlier run ended: the token it wrote").value_name("TOKEN"));
    }
    // A parameter of the same name wins: it is the publisher's own word.
    arguments.retain(|argument| row.parameter(argument.get_long().unwrap_or_default()).is_none());
    arguments
}

/// Reads what [`command`] understood.
pub fn read(matches: &ArgMatches, registry: &Registry) -> Option<Asked> {
    let (publisher, matches) = matches.subcommand()?;
    let (endpoint, matches) = matches.subcommand()?;
    let (_, row) = registry.endpoint(publisher, endpoint)?;
    let mut parameters = Parameters::new();
    for parameter in row.parameters {
        if let Some(value) = matches.get_one::<String>(parameter.name) {
            parameters.insert(parameter.name.to_owned(), value.clone());
        }
    }
    let text = |name: &str| matches.try_get_one::<String>(&format!("{OWN}{name}")).ok().flatten().cloned();
    let flag = |name: &str| matches.try_get_one::<bool>(&format!("{OWN}{name}")).ok().flatten().is_some_and(|set| *set);
    Some(Asked {
        publisher: publisher.to_owned(),
        endpoint: endpoint.to_owned(),
        parameters,
        all: flag("all") || flag("thorough"),
        thorough: flag("thorough"),
        ndjson: flag("ndjson"),
        check: flag("check"),
        linked: flag("linked"),
        resume: text("resume"),
        base: text("base"),
        output: text("output").map(PathBuf::from),
    })
}
