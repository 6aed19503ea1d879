//! Results of wasmtime. `WASMTIME` names one of version 49 or newer.

use std::path::{Path, PathBuf};
use std::process::Command;

pub fn written(name: &str, kind: &str, component: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.{kind}.wasm"));
    std::fs::write(&path, component).unwrap();
    path
}

/// Its output, unless it trapped.
pub fn answer(component: &Path, call: &str) -> Option<String> {
    let wasmtime = std::env::var("WASMTIME").unwrap_or("wasmtime".to_string());
    let output = Command::new(wasmtime).args(["run", "--invoke", call]).arg(component).output().unwrap();
    if output.status.success() {
        return Some(String::from_utf8(output.stdout).unwrap().trim_end().to_string());
    }
    let message = String::from_utf8_lossy(&output.stderr).to_string();
    let traps = ["wasm trap", "handle", "utf-8", "borrow"];
    assert!(traps.iter().any(|trap| message.to_lowercase().contains(trap)), "{message}");
    None
}
