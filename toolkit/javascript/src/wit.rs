//! Reads packages from memory.

use wit_parser::decoding::{DecodedWasm, decode};
use wit_parser::{PackageId, Resolve, SourceMap, UnresolvedPackageGroup, WorldId};

use crate::{File, Refusal, Source, Wit};

/// The packages of `wit` and its world.
pub fn read(wit: &Wit) -> Result<(Resolve, WorldId), Refusal> {
    let mut resolve = Resolve::default();
    // Items behind a feature gate are left out: hosts do not have them unless somebody switches them on.
    let mut texts = Vec::new();
    for source in &wit.dependencies {
        match source {
            Source::Binary(bytes) => drop(decoded(&mut resolve, bytes)?),
            Source::Text(files) => texts.push(parsed(files)?),
        }
    }
    let main = match &wit.main {
        Source::Binary(bytes) => decoded(&mut resolve, bytes)?,
        Source::Text(files) => {
            let main = parsed(files)?;
            let pushed = resolve.push_groups(main, texts).map_err(anyhow::Error::from);
            pushed.map_err(|error| invalid(&resolve, &error))?
        }
    };
    let world = choose(&resolve, main, wit.world.as_deref())?;
    Ok((resolve, world))
}

fn parsed(files: &[File]) -> Result<UnresolvedPackageGroup, Refusal> {
    let mut map = SourceMap::default();
    for file in files {
        map.push_str(&file.path, file.text.as_str());
    }
    map.parse().map_err(|(map, error)| Refusal::Invalid(error.render(&map)))
}

fn decoded(resolve: &mut Resolve, bytes: &[u8]) -> Result<PackageId, Refusal> {
    let problem = |error: anyhow::Error| Refusal::Invalid(format!("{error:#}"));
    match decode(bytes).map_err(problem)? {
        DecodedWasm::WitPackage(other, id) => {
            let remap = resolve.merge(other).map_err(|error| problem(error.into()))?;
            Ok(remap.packages[id.index()])
        }
        DecodedWasm::Component(..) => Err(Refusal::Invalid("a component where a WIT package belongs".into())),
    }
}

/// The world of that name, or the only one of the package.
fn choose(resolve: &Resolve, package: PackageId, name: Option<&str>) -> Result<WorldId, Refusal> {
    let worlds = &resolve.packages[package].worlds;
    let found = match name {
        Some(name) => worlds.get(name).copied().or_else(|| resolve.select_world(&[package], Some(name)).ok()),
        None if worlds.len() == 1 => worlds.values().next().copied(),
        None => None,
    };
    found.ok_or_else(|| Refusal::NoWorld(worlds.keys().cloned().collect()))
}

fn invalid(resolve: &Resolve, error: &anyhow::Error) -> Refusal {
    Refusal::Invalid(resolve.render_error(error))
}
