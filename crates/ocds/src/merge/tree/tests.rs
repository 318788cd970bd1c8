//! The tree against the literal algorithm, over generated histories.

#[path = "../../../tests/common/generate.rs"]
#[allow(dead_code)] // each program uses its own
mod generate;

use generate::{Generator, LEVELS, Level};

use crate::merge::job::{Mode, run_literal, run_tree};
use crate::merge::value::Value;
use crate::merge::write::push_value;
use crate::merge::{Options, Override, Rules};

/// How many histories of each level, unless `TENDERLENS_HISTORIES` says otherwise.
const EACH: u64 = 2_000;

fn options(seed: u64) -> Options {
    let mut options = match seed % 5 {
        0 => Options::new(Rules::ocds_1_0()),
        1 => Options::with_rules(Rules::none()),
        _ => Options::default(),
    };
    let strategy = match seed % 7 {
        0 => Override::Append,
        1 => Override::MergeByPosition,
        _ => return options,
    };
    for path in ["awards", "tender.items", "list.list", "contracts.implementation.milestones"] {
        options.overrides.set(path.split('.'), strategy);
    }
    options
}

/// The tree copies arrays of other things than objects from the source, names said twice included.
fn without_repeated_names(json: &str) -> String {
    let mut out = String::new();
    push_value(&Value::parse(json).expect("valid JSON"), &mut out);
    out
}

/// Compares one level; returns how many of the histories the tree took, and of how many.
fn compare(level: Level) -> (usize, usize) {
    let (mut taken, mut all) = (0, 0);
    for seed in 0..generate::histories(EACH) {
        let history = Generator::new(seed * 3 + 1_000_000 + level as u64, level).history();
        let releases: Vec<&str> = history.releases.iter().map(String::as_str).collect();
        let options = options(seed);
        for mode in [Mode::Compiled, Mode::Versioned] {
            all += 1;
            let label = || format!("{level:?} {seed} {mode:?}\n{}", releases.join("\n"));
            let literal = run_literal(mode, &releases, &options);
            match (run_tree(mode, &releases, &options), literal) {
                (Ok(None), _) => continue,
                (Ok(Some(mut tree)), Ok(literal)) => {
                    tree.json = without_repeated_names(&tree.json);
                    assert_eq!(tree, literal, "{}", label());
                }
                (tree, literal) => panic!("{}\ntree {tree:?}\nliteral {literal:?}", label()),
            }
            taken += 1;
        }
    }
    (taken, all)
}

#[test]
fn same_as_the_literal_algorithm() {
    let shares = LEVELS.map(|level| {
        let (taken, all) = compare(level);
        println!("{level:?}: {all} merges, {taken} by the tree");
        taken as f64 / all as f64
    });
    // A tree that leaves everything to the literal algorithm would pass too.
    assert!(shares[0] > 0.75, "ordinary data belongs to the tree");
    assert!(shares[1] > 0.2 && shares[2] > 0.01);
}
