//! The files that are merged: made once by the seeded generator, the same bytes everywhere.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::error::{Context, Result};
use crate::shell::Shell;

/// The generator and the schema, kept beside the repository.
pub struct Shared {
    generator: PathBuf,
    pub schema: PathBuf,
}

pub struct Corpus {
    pub path: PathBuf,
    pub bytes: u64,
}

impl Corpus {
    pub fn megabytes(&self) -> f64 {
        self.bytes as f64 / 1e6
    }
}

impl Shared {
    /// None where either is absent.
    pub fn find(root: &Path) -> Option<Self> {
        let shared = root.parent()?.join("shared");
        let generator = shared.join("merge/corpus.py");
        let schema = shared.join("schema/1.1.5/release-schema.json");
        (generator.is_file() && schema.is_file()).then_some(Self { generator, schema })
    }

    /// The corpus of these arguments of the generator.
    pub fn corpus(&self, shell: &Shell, arguments: &str) -> Result<Corpus> {
        let folder = shell.workspace.scratch().join("corpus");
        fs::create_dir_all(&folder).context("creating the folder of the corpora")?;
        let path = folder.join(format!("releases{}.ndjson", arguments.replace(' ', "")));
        if !path.is_file() {
            self.generate(shell, arguments, &path)?;
        }
        let bytes = fs::metadata(&path).context("looking at the corpus")?.len();
        Ok(Corpus { path, bytes })
    }

    /// Under another name first: half a corpus must not be taken for one.
    fn generate(&self, shell: &Shell, arguments: &str, path: &Path) -> Result<()> {
        let unfinished = path.with_extension("part");
        let file = File::create(&unfinished).context("creating a corpus")?;
        let mut command = shell.command("python3");
        command.arg(&self.generator).args(arguments.split(' ')).stdout(file);
        shell.run(&mut command)?;
        fs::rename(&unfinished, path).context("naming a finished corpus")
    }
}
