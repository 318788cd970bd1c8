//! Building and packing the npm package.

use std::fs;
use std::path::{Path, PathBuf};

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

/// What every engine of the last years has (Chrome 91, Firefox 89, Safari 16.4, Node 16.4), and the merge is a
/// tenth faster with.
const VECTORS: &str = "-Ctarget-feature=+simd128";

fn compile(shell: &Shell) -> Result<()> {
    let mut command = shell.shipping_command_with("cargo", &[VECTORS]);
    command.args(["build", "--locked", "-p", "tenderlens-wasm"]).args(["--profile", "wasm", "--target", WASM_TARGET]);
    shell.run(&mut command)
}

/// The glue as a function: called again, it makes an instance with a state of its own.
fn bind(shell: &Shell) -> Result<()> {
    let folder = shell.workspace.root.join("www/sdk/dist/wasm");
    glue(shell, "no-modules", &folder)?;
    let scratch = shell.workspace.scratch().join("glue");
    glue(shell, "web", &scratch)?;
    // Only the glue that is a module has types that can be imported.
    let types = fs::read_to_string(scratch.join("tenderlens.d.ts")).context("reading the glue's types")?;
    fs::write(folder.join("exports.d.ts"), exports(&types)?).context("writing the exports' types")?;
    let script = folder.join("tenderlens.js");
    let text = fs::read_to_string(&script).context("reading the glue")?;
    fs::write(&script, as_function(&text)).context("writing the glue")?;
    fs::write(folder.join("tenderlens.d.ts"), GLUE_TYPES).context("writing the glue's types")
}

fn glue(shell: &Shell, target: &str, folder: &Path) -> Result<()> {
    let module = format!("{WASM_TARGET}/wasm/tenderlens_wasm.wasm");
    let mut command = shell.command("wasm-bindgen");
    command
        // Without it the glue names the module's file, and bundlers emit it once more.
        .args(["--omit-default-module-path", "--ts-typed-array-buffers"])
        .args(["--target", target, "--out-name", "tenderlens", "--out-dir"])
        .arg(folder)
        .arg(shell.workspace.target.join(module));
    shell.run(&mut command)
}

const GLUE_TYPES: &str = r#"// Written by `cargo xtask sdk`.
import type * as exported from "./exports.js";

/** What the module exports, and what makes the one instance. */
export type Exports = typeof exported & { initSync(given: { module: WebAssembly.Module }): void };

/** What the glue uses of its surroundings besides what every environment has. */
export interface Host {
  WebAssembly: {
    Module: typeof WebAssembly.Module;
    Instance: new (module: WebAssembly.Module, imports: WebAssembly.Imports) => { exports: WebAssembly.Exports };
  };
  AbortController: typeof AbortController;
  setTimeout(callback: () => void, milliseconds: number): ReturnType<typeof setTimeout>;
  clearTimeout(timer: ReturnType<typeof setTimeout>): void;
}

/** Glue for one instance, which its `initSync` makes. */
export function bind(host: Host): Exports;
"#;

/// Only what the module exports: making an instance is the glue's affair, and its types are those of a browser.
/// `Symbol.dispose` is younger than what consumers compile with, and not used.
fn exports(types: &str) -> Result<String> {
    let (exported, _) =
        types.split_once("export type InitInput").ok_or_else(|| Error::new("the glue's types are of another form"))?;
    Ok(exported.split_inclusive('\n').filter(|line| !line.contains("[Symbol.dispose]")).collect())
}

/// wasm-bindgen writes one expression, whose value it calls `wasm_bindgen`.
fn as_function(glue: &str) -> String {
    let host = "{ WebAssembly, AbortController, setTimeout, clearTimeout }";
    format!("export function bind({host}) {{\n{glue}\nreturn wasm_bindgen;\n}}\n")
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

/// The report of the public types, which reviewers see change; the SDK's tests compare it.
pub fn report(shell: &Shell) -> Result<()> {
    shell.run(shell.command("node").arg("www/sdk/scripts/report.mjs"))
}

/// The SDK's reference as a site, in docs/reference.
pub fn reference(shell: &Shell) -> Result<()> {
    shell.run(shell.command("typedoc").args(["--options", "www/sdk/typedoc.json"]))
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
