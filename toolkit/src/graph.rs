//! Instances, wires and exports, step by step, so that every error belongs to one step.

pub mod mismatch;

use crate::exports::wit_studio::toolkit::graph::{
    Composed, Conflict, Description, EncodeError, Guest, GuestGraph, WireError,
};
use crate::{Toolkit, describe, reasons};
use std::cell::RefCell;
use wac_graph::{AliasError, CompositionGraph, EncodeOptions, NodeId, PackageId, Processor};
use wac_types::Package;

impl Guest for Toolkit {
    type Graph = RefCell<Graph>;
}

/// An instance, its export, and a function of that.
type Item<'a> = (u32, &'a str, Option<&'a str>);

#[derive(Default)]
pub struct Graph {
    graph: CompositionGraph,
    components: Vec<PackageId>,
    instances: Vec<NodeId>,
}

impl GuestGraph for RefCell<Graph> {
    fn new() -> Self {
        Self::default()
    }

    fn load(&self, component: Vec<u8>) -> Result<Description, Vec<String>> {
        self.borrow_mut().load(component)
    }

    fn instantiate(&self, component: u32, name: String) -> u32 {
        self.borrow_mut().instantiate(component, name)
    }

    fn wire(
        &self,
        target: u32,
        import: String,
        source: u32,
        export: String,
        function: Option<String>,
    ) -> Result<(), WireError> {
        self.borrow_mut().wire(target, &import, (source, &export, function.as_deref()))
    }

    fn export(
        &self,
        source: u32,
        export: String,
        function: Option<String>,
        name: String,
    ) -> Result<(), Vec<String>> {
        self.borrow_mut().export((source, &export, function.as_deref()), name)
    }

    fn encode(&self) -> Result<Composed, EncodeError> {
        self.borrow().encode()
    }
}

impl Graph {
    fn load(&mut self, component: Vec<u8>) -> Result<Description, Vec<String>> {
        // wac knows packages by name; ours only have to differ.
        let name = format!("component:c{}", self.components.len());
        let package = Package::from_bytes(&name, None, component, self.graph.types_mut());
        let package = package.map_err(|error| reasons::of_chain(&error))?;
        let description = describe::of_package(self.graph.types(), &package);
        let id = self.graph.register_package(package);
        self.components.push(id.map_err(|error| reasons::of_error(&error))?);
        Ok(description)
    }

    fn instantiate(&mut self, component: u32, name: String) -> u32 {
        let node = self.graph.instantiate(self.components[component as usize]);
        self.graph.set_node_name(node, name);
        self.instances.push(node);
        self.instances.len() as u32 - 1
    }

    fn wire(&mut self, target: u32, import: &str, given: Item) -> Result<(), WireError> {
        let target = self.instances[target as usize];
        let refused = |error: &dyn std::error::Error| WireError::Refused(reasons::of_error(error));
        let argument = self.item(given).map_err(|error| refused(&error))?;
        let result = self.graph.set_instantiation_argument(target, import, argument);
        result.map_err(|error| match mismatch::explain(&self.graph, target, import, argument) {
            differences if differences.is_empty() => refused(&error),
            differences => WireError::Mismatch(differences),
        })
    }

    fn export(&mut self, given: Item, name: String) -> Result<(), Vec<String>> {
        let item = self.item(given).map_err(|error| reasons::of_error(&error))?;
        self.graph.export(item, name).map_err(|error| reasons::of_error(&error))
    }

    fn item(&mut self, (source, export, function): Item) -> Result<NodeId, AliasError> {
        let export = self.graph.alias_instance_export(self.instances[source as usize], export)?;
        function.map_or(Ok(export), |function| self.graph.alias_instance_export(export, function))
    }

    fn encode(&self) -> Result<Composed, EncodeError> {
        let component = self.graph.encode(options()).map_err(|error| self.encode_error(error))?;
        let description = describe::of_component(&component).map_err(EncodeError::Invalid)?;
        Ok(Composed { component, description })
    }

    fn encode_error(&self, error: wac_graph::EncodeError) -> EncodeError {
        use wac_graph::EncodeError as Wac;
        let text = reasons::of_error(&error);
        match error {
            Wac::GraphContainsCycle { .. } => EncodeError::Cycle(text),
            Wac::ImportTypeMergeConflict { import, first, second, source } => {
                EncodeError::Conflict(Conflict {
                    name: import,
                    first: self.index(first),
                    second: self.index(second),
                    reasons: reasons::of_chain(&source),
                })
            }
            _ => EncodeError::Invalid(text),
        }
    }

    fn index(&self, instance: NodeId) -> u32 {
        let found = self.instances.iter().position(|node| *node == instance);
        found.expect("conflicts are between instances") as u32
    }
}

/// A component with the imports of another one, which it contains, and no exports.
pub fn without_exports(component: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let mut graph = CompositionGraph::new();
    let package = Package::from_bytes("component:c", None, component, graph.types_mut())?;
    let package = graph.register_package(package)?;
    graph.instantiate(package);
    Ok(graph.encode(options())?)
}

/// Validation is left to `describe`, which reads the result anyway.
pub fn options() -> EncodeOptions<'static> {
    EncodeOptions {
        define_components: true,
        validate: false,
        processor: Some(Processor { name: "wit-studio", version: env!("CARGO_PKG_VERSION") }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{component, exporter, importer};

    const OPS: &str = "t:math/ops@0.1.0";

    /// Two instances, 0 and 1.
    fn graph(first: Vec<u8>, second: Vec<u8>) -> Graph {
        let mut graph = Graph::default();
        for bytes in [first, second] {
            graph.load(bytes).unwrap();
            let index = graph.instances.len() as u32;
            graph.instantiate(index, format!("i{index}"));
        }
        graph
    }

    fn exact() -> Vec<u8> {
        exporter("0.1.0", r#"(param "x" u32)"#, "(result u32)")
    }

    fn mismatch(source: Vec<u8>, source_name: &str) -> (String, Option<String>) {
        let mut graph = graph(importer(), source);
        match graph.wire(0, OPS, (1, source_name, None)) {
            Err(WireError::Mismatch(mut items)) if items.len() == 1 => {
                let item = items.remove(0);
                assert_eq!(item.name, "double");
                (item.expected, item.found)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn composes_and_describes_the_result() {
        let mut graph = graph(importer(), exact());
        graph.wire(0, OPS, (1, OPS, None)).unwrap();
        graph.export((0, "run", None), "go".into()).unwrap();
        let composed = graph.encode().unwrap();
        assert!(composed.description.imports.is_empty());
        assert_eq!(composed.description.exports[0].name, "go");
    }

    #[test]
    fn wires_another_version() {
        let newer = exporter("0.1.7", r#"(param "x" u32)"#, "(result u32)");
        graph(importer(), newer).wire(0, OPS, (1, "t:math/ops@0.1.7", None)).unwrap();
    }

    #[test]
    fn wires_a_function_of_an_interface() {
        let wants = |ty: &str| {
            component(&format!(
                r#"(component (import "twice" (func $f (param "x" {ty}) (result u32))) (export "run" (func $f)))"#
            ))
        };
        let mut fits = graph(wants("u32"), exact());
        fits.wire(0, "twice", (1, OPS, Some("double"))).unwrap();
        fits.export((0, "run", None), "run".into()).unwrap();
        assert!(fits.encode().unwrap().description.imports.is_empty());
        let differs = graph(wants("char"), exact()).wire(0, "twice", (1, OPS, Some("double")));
        assert!(matches!(differs, Err(WireError::Mismatch(items)) if items[0].name == "twice"));
        let missing = graph(wants("u32"), exact()).wire(0, "twice", (1, OPS, Some("triple")));
        assert!(matches!(missing, Err(WireError::Refused(_))));
    }

    #[test]
    fn leaves_what_is_not_wired_open() {
        let mut graph = graph(importer(), importer());
        graph.export((0, "run", None), "run".into()).unwrap();
        let composed = graph.encode().unwrap();
        assert_eq!(composed.description.imports.len(), 1);
    }

    #[test]
    fn shows_both_sides_of_a_difference() {
        let other = exporter("0.1.0", r#"(param "x" char)"#, "(result u32)");
        let (expected, found) = mismatch(other, OPS);
        assert_eq!(expected, "func(x: u32) -> u32");
        assert_eq!(found.as_deref(), Some("func(x: char) -> u32"));
    }

    #[test]
    fn shows_what_is_missing() {
        let empty = component(r#"(component (instance $i) (export "t:math/ops@0.1.0" (instance $i)))"#);
        assert_eq!(mismatch(empty, OPS), ("func(x: u32) -> u32".into(), None));
    }

    #[test]
    fn refuses_a_second_wire_to_one_import() {
        let mut graph = graph(importer(), exact());
        let second = graph.instantiate(1, "second".into());
        graph.wire(0, OPS, (1, OPS, None)).unwrap();
        assert!(matches!(graph.wire(0, OPS, (second, OPS, None)), Err(WireError::Refused(_))));
    }

    #[test]
    fn finds_a_cycle() {
        let both = component(
            r#"(component
              (import "t:math/ops@0.1.0" (instance $in))
              (instance $out)
              (export "t:math/ops@0.1.0" (instance $out)))"#,
        );
        let mut graph = graph(both.clone(), both);
        graph.wire(0, OPS, (1, OPS, None)).unwrap();
        graph.wire(1, OPS, (0, OPS, None)).unwrap();
        assert!(matches!(graph.encode(), Err(EncodeError::Cycle(_))));
    }

    #[test]
    fn names_the_two_instances_that_mean_different_things_by_one_import() {
        let wants = |ty: &str| component(&format!(r#"(component (import "x" (func (param "p" {ty}))))"#));
        match graph(wants("u32"), wants("string")).encode() {
            Err(EncodeError::Conflict(conflict)) => {
                assert_eq!((conflict.name.as_str(), conflict.first, conflict.second), ("x", 0, 1));
            }
            other => panic!("{other:?}"),
        }
    }
}
