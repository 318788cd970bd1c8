//! Whatever releases some documents hold, process by process.

use tenderlens_core::ocds::collect::{Groups, Process, Unreadable};

use super::Merged;
use super::problem::Problem;

/// What `make` makes of each process, and everything that could not be used: one bad process does
/// not hide the others.
///
/// # Errors
/// [`Problem::unreadable`] for a document that is no JSON: with it missing, every result could be
/// incomplete.
pub(super) fn each<T>(
    documents: &[&str],
    mut make: impl FnMut(&Process<'_>) -> Result<T, Vec<Problem>>,
) -> Result<Merged<T>, Problem> {
    // Merging checks what it reads, so that most texts are checked once.
    let (mut groups, mut problems) = read(documents, Groups::glance).or_else(|_| read(documents, Groups::read))?;
    let dropped = groups.dedupe();
    let mut processes = Vec::with_capacity(groups.as_met().len());
    for process in groups.processes() {
        match make(process) {
            Ok(made) => processes.push(made),
            Err(found) => problems.extend(found),
        }
    }
    let only_merged = |process: &Process<'_>| process.records() == 0 && process.links().is_empty();
    if dropped > 0 || !problems.is_empty() || !groups.as_met().iter().all(only_merged) {
        read(documents, Groups::read)?;
    }
    Ok(Merged { processes, problems })
}

type Read<'a> = fn(&mut Groups<'a>, &'a str) -> Result<usize, Unreadable>;

fn read<'a>(documents: &[&'a str], read: Read<'a>) -> Result<(Groups<'a>, Vec<Problem>), Problem> {
    let (mut groups, mut problems) = (Groups::default(), Vec::new());
    for (index, document) in documents.iter().enumerate() {
        match read(&mut groups, document) {
            Ok(0) => return Err(Problem::unreadable(index, 0, "it is empty")),
            Ok(_) => {}
            Err(error) => return Err(Problem::unreadable(index, error.offset, &error.problem)),
        }
        problems.extend(groups.problems.drain(..).map(|problem| Problem::found(problem, Some(index))));
    }
    Ok((groups, problems))
}

#[cfg(test)]
mod tests {
    use tenderlens_core::ocds::collect::{Form, Groups};
    use tenderlens_core::ocds::merge::Options;

    use super::super::problem::Problem;
    use super::{each, read};

    /// The merged releases and the problems, or what is wrong with the document.
    fn merged(document: &str) -> Result<(Vec<String>, usize), Problem> {
        let compiled = |process: &super::Process<'_>| {
            let outcome = process.merge(&Form::Compiled, &Options::default());
            outcome.json.ok_or_else(|| outcome.problems.into_iter().map(|it| Problem::found(it, None)).collect())
        };
        each(&[document], compiled).map(|merged| (merged.processes, merged.problems.len()))
    }

    /// What is the same when all is checked first.
    fn checked(document: &str) -> Result<(Vec<String>, usize), Problem> {
        let (mut groups, problems) = read(&[document], Groups::read)?;
        groups.dedupe();
        let (mut made, mut count) = (Vec::new(), problems.len());
        for process in groups.processes() {
            let outcome = process.merge(&Form::Compiled, &Options::default());
            count += if outcome.json.is_none() { outcome.problems.len() } else { 0 };
            made.extend(outcome.json);
        }
        Ok((made, count))
    }

    const DOCUMENTS: [&str; 4] = [
        r#"{"links":{"next":[1]},"releases":[{"ocid":"a","id":"1","date":"2","tag":["x"],"n":{"k":[1,{"\"}":"\\"}],"m":""}},
            {"ocid":"a","id":"2","date":"1","n":{"k":[],"l":null}}, {"ocid":"b","id":"3","date":"1","items":[[{}]]}]}"#,
        r#"{"releases":[{"ocid":"a","date":"1","n":[1, 2]},{"ocid":"a","date":"1","n":[1,2]},{"ocid":"a","date":"1","n":[12]}]}"#,
        r#"{"records":[{"ocid":"a","releases":[{"url":"u","x":{"y":1}}],"compiledRelease":{"ocid":"a","x":[1]}},
            {"ocid":"b","releases":[{"ocid":"b","tag":["compiled"],"x":{"y":[1]}}]}]}"#,
        r#"{"ocid":"a","releases":[{"url":"u","x":{"y":[1]}},{"ocid":"a","date":"1","x":{"y":[1]}}]}"#,
    ];

    #[test]
    fn a_document_that_is_broken_anywhere_is_refused_as_if_all_were_checked_first() {
        for document in DOCUMENTS {
            assert!(merged(document).is_ok());
            for at in 0..document.len() {
                for instead in
                    ["", "{", "}", "[", "]", "\"", ",", ":", "\\", "x", "1", " ", "\u{1}", "}}", "{}", ",\"ocid\":1"]
                {
                    let broken = format!("{}{instead}{}", &document[..at], &document[at + 1..]);
                    assert_eq!(format!("{:?}", merged(&broken)), format!("{:?}", checked(&broken)), "{broken}");
                    assert_eq!(merged(&document[..at]).is_ok(), checked(&document[..at]).is_ok());
                }
            }
        }
    }
}
