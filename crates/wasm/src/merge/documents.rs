//! Whatever releases some documents hold, process by process.

use tenderlens_core::ocds::collect::{Groups, Process};

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
    make: impl Fn(&Process<'_>) -> Result<T, Vec<Problem>>,
) -> Result<Merged<T>, Problem> {
    let (mut groups, mut problems) = (Groups::default(), Vec::new());
    for (index, document) in documents.iter().enumerate() {
        match groups.read(document) {
            Ok(0) => return Err(Problem::unreadable(index, 0, "it is empty")),
            Ok(_) => {}
            Err(error) => return Err(Problem::unreadable(index, error.offset, &error.problem)),
        }
        problems.extend(groups.problems.drain(..).map(|problem| Problem::found(problem, Some(index))));
    }
    groups.dedupe();
    let mut processes = Vec::with_capacity(groups.as_met().len());
    for process in groups.processes() {
        match make(process) {
            Ok(made) => processes.push(made),
            Err(found) => problems.extend(found),
        }
    }
    Ok(Merged { processes, problems })
}
