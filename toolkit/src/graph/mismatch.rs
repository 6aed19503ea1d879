//! The exact difference between an import and the export that is meant for it.

use crate::exports::wit_studio::toolkit::graph::Mismatch;
use crate::reasons;
use crate::wit_text::Printer;
use wac_graph::{CompositionGraph, NodeId};
use wac_types::{ItemKind, SubtypeChecker, Types};

/// All items that differ, where wac's own check stops at the first; none when the types agree.
pub fn explain(graph: &CompositionGraph, target: NodeId, import: &str, argument: NodeId) -> Vec<Mismatch> {
    let types = graph.types();
    let package = graph[target].package().map(|id| graph[id].ty());
    let expected = package.and_then(|world| types[world].imports.get(import).copied());
    expected
        .map(|expected| differences(types, import, expected, graph[argument].item_kind()))
        .unwrap_or_default()
}

/// All items of an interface that differ, or the item `name` itself when it is no interface.
pub fn differences(types: &Types, name: &str, expected: ItemKind, found: ItemKind) -> Vec<Mismatch> {
    match (expected, found) {
        (ItemKind::Instance(expected), ItemKind::Instance(found)) => types[expected]
            .exports
            .iter()
            .filter_map(|(name, item)| compare(types, name, *item, types[found].exports.get(name).copied()))
            .collect(),
        (expected, found) => compare(types, name, expected, Some(found)).into_iter().collect(),
    }
}

fn compare(types: &Types, name: &str, expected: ItemKind, found: Option<ItemKind>) -> Option<Mismatch> {
    let reasons = match found {
        Some(found) => check(types, expected, found)?,
        None => Vec::new(),
    };
    let printer = Printer::new(types);
    Some(Mismatch {
        name: name.into(),
        expected: printer.item(expected),
        found: found.map(|found| printer.item(found)),
        reasons,
    })
}

/// Why `found` cannot be used as `expected`, if so.
fn check(types: &Types, expected: ItemKind, found: ItemKind) -> Option<Vec<String>> {
    let mut cache = Default::default();
    let result = SubtypeChecker::new(&mut cache).is_subtype(found, types, expected, types);
    result.err().map(|error| reasons::of_chain(&error))
}
