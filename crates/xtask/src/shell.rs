//! Running other programs: on the terminal, or into a log with a time limit.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::IsTerminal;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Context, Error, Result};
use crate::log::Log;
use crate::workspace::{CARGO_FUZZ_VERSION, TRUNK_VERSION, Workspace};

/// How long a program may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(5);

pub struct Shell {
    pub workspace: Workspace,
    search_path: OsString,
    /// Absent: programs write to the terminal.
    log: Option<Log>,
    /// Absent: programs may take as long as they like, because a person is watching.
    deadline: Option<Instant>,
    at_terminal: bool,
}

fn cargo_home() -> PathBuf {
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}

impl Shell {
    pub fn on_terminal(workspace: Workspace) -> Result<Self> {
        Ok(Self {
            search_path: search_path(&workspace)?,
            workspace,
            log: None,
            deadline: None,
            at_terminal: std::io::stdin().is_terminal(),
        })
    }

    /// From here on programs must have ended when `limit` is over.
    pub fn limit(&mut self, limit: Duration) {
        self.deadline = Some(Instant::now() + limit);
    }

    /// From here on programs write into `log`.
    pub fn log_to(&mut self, log: Log) {
        self.log = Some(log);
    }

    pub fn log(&self) -> Option<&Log> {
        self.log.as_ref()
    }

    /// A program that finds our pinned tools first and starts at the repository's root.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.workspace.root).env("PATH", &self.search_path).stdin(Stdio::null());
        command
    }

    /// As [`Shell::command`], for what compiles modules that are shipped: the places that panics
    /// name must not be this machine's folders.
    pub fn shipping_command(&self, program: impl AsRef<OsStr>) -> Command {
        self.shipping_command_with(program, &[])
    }

    /// The same, with further flags for the compiler.
    pub fn shipping_command_with(&self, program: impl AsRef<OsStr>, further: &[&str]) -> Command {
        let mut command = self.command(program);
        let remap = |folder: &Path, name: &str| format!("--remap-path-prefix={}={name}", folder.display());
        // Leptos erases the types of its views under this flag: the module is a tenth smaller.
        let erase = "--cfg=erase_components".to_owned();
        let mut flags = [remap(&cargo_home(), "cargo"), remap(&self.workspace.root, "tenderlens"), erase].join(" ");
        for flag in further {
            flags += " ";
            flags += flag;
        }
        // Only for the browsers' target, so that build scripts and macros are not built again.
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
        command
    }

    /// Where `program` is found, our pinned tools first.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.search_path).map(|folder| folder.join(program)).find(|path| path.is_file())
    }

    /// Runs to the end; anything but success is an error that repeats the command.
    pub fn run(&self, command: &mut Command) -> Result<()> {
        let line = describe(command);
        self.say(&format!("$ {line}"));
        if let Some(log) = &self.log {
            command.stdout(log.writer()?).stderr(log.writer()?);
        }
        if self.owns_group() {
            command.process_group(0);
        }
        let mut child = command.spawn().context(format!("cannot start `{line}`"))?;
        let status = self.wait(&mut child, &line);
        if self.owns_group() {
            // A server or browser that a test forgot must not outlive its runner.
            signal_group(&child, "KILL");
        }
        match status? {
            status if status.success() => Ok(()),
            status => Err(Error::new(format!("`{line}` failed ({status})"))),
        }
    }

    /// Runs like [`Shell::run`] and hands back what was written to the log, also after a failure.
    pub fn run_and_read(&self, command: &mut Command) -> Result<(String, Result<()>)> {
        let log = self.log.as_ref().ok_or_else(|| Error::new("this command's output can only be read from a log"))?;
        let start = log.len()?;
        let outcome = self.run(command);
        Ok((log.text_since(start)?, outcome))
    }

    /// The trimmed output of a quick question such as `node --version`; `None` if it failed.
    pub fn ask(&self, command: &mut Command) -> Option<String> {
        let output = command.stderr(Stdio::null()).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    /// The whole output of a short program; an error repeats what it complained about.
    pub fn read(&self, command: &mut Command) -> Result<String> {
        let line = describe(command);
        let output = command.output().context(format!("cannot start `{line}`"))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let complaint = String::from_utf8_lossy(&output.stderr);
            Err(Error::new(format!("`{line}` failed: {}", complaint.trim())))
        }
    }

    pub fn say(&self, line: &str) {
        match &self.log {
            Some(log) => log.note(line),
            None => println!("{line}"),
        }
    }

    /// A time limit needs a process group, so that a kill reaches grandchildren too. At a terminal
    /// there is none: Ctrl-C must reach everything, and only the terminal's own group gets it.
    fn owns_group(&self) -> bool {
        self.deadline.is_some() && !self.at_terminal
    }

    fn wait(&self, child: &mut Child, line: &str) -> Result<ExitStatus> {
        loop {
            if let Some(status) = child.try_wait().context("waiting")? {
                self.show_progress();
                return Ok(status);
            }
            if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                self.stop(child)?;
                return Err(Error::new(format!("`{line}` was stopped: its time was over")));
            }
            self.show_progress();
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn show_progress(&self) {
        if let Some(log) = &self.log {
            log.show_progress();
        }
    }

    fn stop(&self, child: &mut Child) -> Result<()> {
        if self.owns_group() {
            signal_group(child, "TERM");
            let end = Instant::now() + GRACE;
            while Instant::now() < end && child.try_wait().context("waiting")?.is_none() {
                thread::sleep(Duration::from_millis(100));
            }
            signal_group(child, "KILL");
        }
        // Already gone is as good as killed.
        let _ = child.kill();
        child.wait().context("waiting for a stopped program")?;
        Ok(())
    }
}

/// Signals the group that `child` leads, by its id. An empty group is no error.
fn signal_group(child: &Child, signal: &str) {
    // The shell's own kill: the program of that name is missing on small systems. Without `--`,
    // which dash does not know.
    let _ = Command::new("sh")
        .args(["-c", &format!("kill -{signal} -{}", child.id())])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

fn search_path(workspace: &Workspace) -> Result<OsString> {
    let mut folders = vec![
        workspace.root.join("node_modules/.bin"),
        workspace.tool("trunk", TRUNK_VERSION).join("bin"),
        workspace.tool("cargo-fuzz", CARGO_FUZZ_VERSION).join("bin"),
    ];
    if let Ok(version) = workspace.wasm_bindgen_version() {
        folders.push(workspace.tool("wasm-bindgen", &version).join("bin"));
    }
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).context("building PATH")
}

/// The command as one could type it, without the folder of a long program path.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|part| quote(&part.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn quote(part: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=./:@,+".contains(c);
    if !part.is_empty() && part.chars().all(plain) {
        part.to_owned()
    } else {
        format!("'{}'", part.replace('\'', r"'\''"))
    }
}

/// Removes a folder if it is there, so that a step starts without leftovers.
pub fn remove_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).context(format!("removing {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process::{self, Command};
    use std::time::{Duration, Instant};

    use super::{Shell, describe, remove_folder};
    use crate::log::Log;
    use crate::workspace::Workspace;

    /// Outside of a terminal, as in CI, with a log of its own.
    fn shell(name: &str) -> Shell {
        let scratch = env::temp_dir().join(format!("xtask-{}-{name}", process::id()));
        let workspace = Workspace { root: env::temp_dir(), target: scratch.clone(), tools: scratch.clone() };
        Shell {
            search_path: env::var_os("PATH").unwrap_or_default(),
            workspace,
            log: Some(Log::create(scratch.join("log"), false).unwrap()),
            deadline: Some(Instant::now() + Duration::from_secs(60)),
            at_terminal: false,
        }
    }

    fn script(shell: &Shell, text: &str) -> Command {
        let mut command = shell.command("sh");
        command.args(["-c", text]);
        command
    }

    #[test]
    fn describes_a_command_as_one_would_type_it() {
        let mut command = Command::new("/somewhere/node_modules/.bin/stylelint");
        command.args(["www/styles/**/*.css", "--max-warnings=0"]);
        assert_eq!(describe(&command), "stylelint 'www/styles/**/*.css' --max-warnings=0");
    }

    #[test]
    fn hands_back_what_a_failed_program_wrote() {
        let shell = shell("failed");
        let mut command = script(&shell, "echo out; echo err >&2; exit 3");
        let (output, outcome) = shell.run_and_read(&mut command).unwrap();
        assert!(output.ends_with("out\nerr\n"), "{output}");
        assert!(outcome.unwrap_err().to_string().contains("exit status: 3"));
        remove_folder(&shell.workspace.target).unwrap();
    }

    #[test]
    fn what_hangs_is_stopped_together_with_what_it_started() {
        let mut shell = shell("hangs");
        shell.limit(Duration::from_millis(300));
        let mut command = script(&shell, "sleep 300 & echo $!; wait");
        let (output, outcome) = shell.run_and_read(&mut command).unwrap();
        assert!(outcome.unwrap_err().to_string().contains("its time was over"));
        assert!(is_gone(output.lines().last().unwrap()), "{output}");
        remove_folder(&shell.workspace.target).unwrap();
    }

    #[test]
    fn what_a_program_leaves_behind_does_not_outlive_it() {
        let shell = shell("leaves");
        let mut command = script(&shell, "sleep 300 & echo $!");
        let (output, outcome) = shell.run_and_read(&mut command).unwrap();
        assert_eq!(outcome, Ok(()));
        assert!(is_gone(output.lines().last().unwrap()), "{output}");
        remove_folder(&shell.workspace.target).unwrap();
    }

    /// Gone, or dead and only waiting to be collected; that may take a moment.
    fn is_gone(process: &str) -> bool {
        (0..50).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            std::fs::read_to_string(format!("/proc/{process}/stat")).map_or(true, |state| state.contains(") Z "))
        })
    }
}
