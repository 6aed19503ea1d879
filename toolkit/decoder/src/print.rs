//! The packages of a set of files, as WIT.

use crate::decode::{Decoded, reasons};
use crate::exports::wit_studio::decoder::packages::{Outcome, Refusal};
use std::collections::HashMap;
use wit_component::WitPrinter;
use wit_parser::{PackageId, Resolve};

/// All files that were accepted, merged.
#[derive(Default)]
pub struct Printed {
    resolve: Resolve,
    /// The package of each file.
    packages: HashMap<usize, PackageId>,
    /// The file that each package is printed for.
    homes: HashMap<PackageId, usize>,
}

impl Printed {
    pub fn of(files: &[Result<Decoded, Refusal>]) -> Self {
        let mut printed = Self::default();
        let mut seen = HashMap::new();
        for index in dependencies_first(files) {
            let Ok(Decoded { resolve, package }) = &files[index] else { continue };
            let Ok(remap) = printed.resolve.merge(resolve.clone()) else { continue };
            printed.packages.insert(index, remap.packages[package.index()]);
            for id in remap.packages {
                let home = seen.entry(id).or_insert(index);
                *home = index.min(*home);
            }
        }
        printed.homes = seen;
        // A file for a package is its home, wherever else parts of it are.
        for index in (0..files.len()).rev() {
            if let Some(id) = printed.packages.get(&index) {
                printed.homes.insert(*id, index);
            }
        }
        printed
    }

    pub fn outcome(&self, index: usize) -> Outcome {
        let Some(package) = self.packages.get(&index) else {
            let reason = "it cannot be put together with the other files".into();
            return Outcome::Refused(Refusal::Conflict(vec![reason]));
        };
        match self.homes[package] {
            home if home != index => Outcome::Merged(home as u32),
            _ => self.print(index, *package),
        }
    }

    fn print(&self, index: usize, package: PackageId) -> Outcome {
        let parts = self.resolve.packages.iter().map(|(id, _)| id);
        let parts = parts.filter(|id| *id != package && self.homes.get(id) == Some(&index));
        let texts = std::iter::once(self.text(package, true)).chain(parts.map(|id| self.text(id, false)));
        match texts.collect::<anyhow::Result<Vec<_>>>() {
            Ok(texts) => Outcome::Text(texts.join("\n")),
            Err(error) => Outcome::Refused(Refusal::Invalid(reasons(&error))),
        }
    }

    /// Ends with a line end.
    fn text(&self, package: PackageId, is_main: bool) -> anyhow::Result<String> {
        let mut printer = WitPrinter::default();
        printer.print_package(&self.resolve, package, is_main)?;
        Ok(format!("{}\n", printer.output.to_string().trim_end()))
    }
}

/// The order for merging, in which the existing docs win. A file has no docs of the packages that
/// it only refers to, and those refer to fewer packages than itself.
fn dependencies_first(files: &[Result<Decoded, Refusal>]) -> Vec<usize> {
    let size = |index: &usize| files[*index].as_ref().map_or(0, |file| file.resolve.packages.len());
    let mut order: Vec<_> = (0..files.len()).collect();
    order.sort_by_key(size);
    order
}
