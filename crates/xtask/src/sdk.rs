//! Building and packing the npm package.

use std::fs;
use std::path::PathBuf;

use crate::error::{Context, Error, Result};
use crate::shell::{Shell, remove_folder};
use crate::workspace::WASM_TARGET;

/// `cargo xtask sdk`: wasm, its JavaScript, the TypeScript facade, and the tarball of it all.
pub fn build(shell: &Shell) -> Result<()> {
    remove_folder(&shell.workspace.root.join("www/sdk/dist"))?;
    compile(shell)?;
    bind(shell)?;
    optimize(shell)?;
    shell.run(shell.command("npm").args(["run", "build", "-w", "www/sdk"]))?;
    pack(shell)
}

fn compile(shell: &Shell) -> Result<()> {
    let mut command = shell.shipping_command("cargo");
    command.args(["build", "--locked", "-p", "tenderlens-wasm"]).args(["--profile", "wasm", "--target", WASM_TARGET]);
    shell.run(&mut command)
}

fn bind(shell: &Shell) -> Result<()> {
    let module = format!("{WASM_TARGET}/wasm/tenderlens_wasm.wasm");
    let mut command = shell.command("wasm-bindgen");
    command
        .args(["--target", "web", "--out-dir", "www/sdk/dist/wasm", "--out-name", "tenderlens"])
        .arg(shell.workspace.target.join(module));
    shell.run(&mut command)
}

/// Functions with one caller stay functions beyond a small size: engines compile each as a whole,
/// in the background, and run the slow first version until then. With all of a merge in one it is
/// over before that.
///
/// No feature flags: with them binaryen writes an encoding that Node 20 refuses; without, it
/// keeps to the features that the module itself declares.
fn optimize(shell: &Shell) -> Result<()> {
    let module = shell.workspace.root.join("www/sdk/dist/wasm/tenderlens_bg.wasm");
    let optimized = module.with_extension("opt");
    let mut command = shell.command("wasm-opt");
    command.args(["-O3", "--one-caller-inline-max-function-size=300"]);
    shell.run(command.arg(&module).arg("-o").arg(&optimized))?;
    fs::rename(&optimized, &module).context("replacing the wasm module by its optimized form")
}

fn pack(shell: &Shell) -> Result<()> {
    let folder = shell.workspace.packed();
    remove_folder(&folder)?;
    fs::create_dir_all(&folder).context("creating the folder for the tarball")?;
    let mut command = shell.command("npm");
    // No scripts: what they would build has just been built.
    command.args(["pack", "--ignore-scripts", "-w", "www/sdk", "--pack-destination"]);
    shell.run(command.arg(&folder))
}

/// The packed package.
pub fn tarball(shell: &Shell) -> Result<PathBuf> {
    let folder = shell.workspace.packed();
    fs::read_dir(&folder)
        .context(format!("listing {}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "tgz"))
        .ok_or_else(|| Error::new("there is no packed SDK; run: cargo xtask sdk"))
}
