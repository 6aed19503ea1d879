//! Files of wasi:filesystem 0.3.
//!
//! There, the functions that give a stream are synchronous, and a task of such a function cannot go on to write it. So
//! there are two components. The first one has the files; in its WIT those functions are asynchronous. The second one
//! exports WASI's interfaces, and calls it: a call whose task has returned is over for the caller.

use super::copies::Place;
use super::imports::Imports;
use super::module::{self, Writer};
use super::world::{Replaced, set_world};
use crate::Toolkit;
use crate::exports::wit_studio::toolkit::files::{File, Made, Pair};
use crate::exports::wit_studio::toolkit::graph::{Guest, GuestGraph};
use crate::stubs::encode;
use anyhow::{Context, anyhow};
use wit_parser::{Resolve, WorldId, WorldKey};

const CLOCKS: &str = include_str!("../../../server/wasi/0.3.0/wasi-clocks/package.wit");
const FILESYSTEM: &str = include_str!("../../../server/wasi/0.3.0/wasi-filesystem/package.wit");
const VERSION: &str = "0.3.0";

/// The functions that are tasks in the component which has the files.
pub const TASKS: [&str; 4] = ["read-via-stream", "read-directory", "write-via-stream", "append-via-stream"];

/// WASI's package, and the one in which it has tasks.
struct Packages {
    resolve: Resolve,
    world: WorldId,
    /// `types` and `preopens`
    wasi: [Place; 2],
    tasks: [Place; 2],
}

impl Packages {
    fn new(version: &str) -> anyhow::Result<Self> {
        let mut resolve = Resolve::default();
        let mut push = |text: &str| resolve.push_str("package.wit", &text.replace(VERSION, version));
        push(CLOCKS)?;
        let wasi = push(FILESYSTEM)?;
        let with_tasks = FILESYSTEM.replace("package wasi:", "package virtual-wasi:");
        let with_tasks = TASKS.iter().fold(with_tasks, |text, name| {
            text.replace(&format!("{name}: func("), &format!("{name}: async func("))
        });
        let tasks = push(&with_tasks)?;
        let world = push("package wit-studio:files; world files {}")?;
        let world = resolve.select_world(&[world], None)?;
        let place = |package, name: &str| {
            let id = *resolve.packages[package as wit_parser::PackageId].interfaces.get(name)?;
            Some(Place { key: WorldKey::Interface(id), id })
        };
        let places = |package| Some([place(package, "types")?, place(package, "preopens")?]);
        let (wasi, tasks) = places(wasi).zip(places(tasks)).context("WASI lacks an interface")?;
        Ok(Self { resolve, world, wasi, tasks })
    }

    fn contents(&mut self, files: &[File]) -> anyhow::Result<Vec<u8>> {
        set_world(&mut self.resolve, self.world, &[], &self.tasks)?;
        let [types, preopens] = self.tasks.clone();
        let own = |place: Place, part: &str| Replaced {
            import: place.clone(),
            export: place,
            part: Some(part.into()),
            is_files: true,
        };
        let all = [own(types, "third"), own(preopens, "preopens")];
        let mut module = module::write(&self.resolve, &all, None, files)?;
        encode(&mut module, &self.resolve, self.world)
    }

    fn front(&mut self) -> anyhow::Result<Vec<u8>> {
        set_world(&mut self.resolve, self.world, &self.tasks, &self.wasi)?;
        let pairs = self.tasks.iter().zip(&self.wasi);
        let passed: Vec<_> = pairs
            .map(|(import, export)| Replaced {
                import: import.clone(),
                export: export.clone(),
                part: None,
                is_files: false,
            })
            .collect();
        let imports = Imports::of(&self.resolve, &passed);
        let mut writer = Writer::empty(&self.resolve, &imports, &passed);
        for one in &passed {
            writer.interface(one)?;
        }
        let mut module = writer.finish(&[], 0)?;
        encode(&mut module, &self.resolve, self.world)
    }
}

/// @param replaced the imports of wasi:filesystem, all of this version
pub fn make(version: &str, replaced: Vec<String>, files: &[File]) -> anyhow::Result<Made> {
    let mut packages = Packages::new(version)?;
    let components = [packages.contents(files)?, packages.front()?];
    let names = |places: &[Place; 2]| places.each_ref().map(|one| packages.resolve.name_world_key(&one.key));
    let component = joined(components, names(&packages.tasks), names(&packages.wasi))?;
    let pair = |name: String| Pair { imported: name.clone(), exported: name };
    Ok(Made { component, replaced: replaced.into_iter().map(pair).collect(), front: None })
}

/// One component of the files and their front.
fn joined(components: [Vec<u8>; 2], tasks: [String; 2], wasi: [String; 2]) -> anyhow::Result<Vec<u8>> {
    let graph = <<Toolkit as Guest>::Graph as GuestGraph>::new();
    for (index, component) in components.into_iter().enumerate() {
        graph.load(component).map_err(failed)?;
        graph.instantiate(index as u32, format!("files{index}"));
    }
    let (contents, front) = (0, 1);
    for name in tasks {
        graph.wire(front, name.clone(), contents, name, None).map_err(failed)?;
    }
    for name in wasi {
        graph.export(front, name.clone(), None, name).map_err(failed)?;
    }
    Ok(graph.encode().map_err(failed)?.component)
}

fn failed(error: impl std::fmt::Debug) -> anyhow::Error {
    anyhow!("the files and their front do not fit: {error:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::of_component;

    #[test]
    fn makes_files_of_each_release() {
        for version in ["0.3.0", "0.3.2"] {
            let file = File { path: "a".into(), content: b"x".to_vec() };
            let name = format!("wasi:filesystem/types@{version}");
            let made = make(version, vec![name.clone()], &[file]).unwrap();
            assert_eq!((&made.replaced[0].imported, &made.replaced[0].exported), (&name, &name));
            let description = of_component(&made.component).unwrap();
            let exports: Vec<_> = description.exports.into_iter().map(|item| item.name).collect();
            assert_eq!(exports, [name, format!("wasi:filesystem/preopens@{version}")]);
            assert!(description.imports.iter().all(|item| item.name.starts_with("wasi:clocks/")));
        }
    }
}
