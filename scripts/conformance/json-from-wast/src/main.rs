//! usage: json-from-wast FILE.wast FOLDER: writes FOLDER/wast.json and the binaries that it names.

use anyhow::Context;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, folder] = &args[..] else { anyhow::bail!("name a .wast and a folder") };
    let text = std::fs::read_to_string(file).context("cannot read the .wast")?;
    let buffer = wast::parser::ParseBuffer::new(&text)?;
    let ast = wast::parser::parse::<wast::Wast>(&buffer)?;
    let script = json_from_wast::Opts::default().convert(file, &text, ast)?;
    let folder = Path::new(folder);
    for (name, bytes) in &script.wasms {
        std::fs::write(folder.join(name), bytes)?;
    }
    std::fs::write(folder.join("wast.json"), serde_json::to_string(&script)?)?;
    Ok(())
}
