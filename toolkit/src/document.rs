//! WAC documents.

mod meant;
mod outline;

use crate::exports::wit_studio::toolkit::document::{
    Composed, Diagnostic, Guest, Instance, Label, Outline, Package, PackageName, Span, Wire,
};
use crate::{Toolkit, describe, graph, reasons};
use indexmap::IndexMap;
use miette::SourceSpan;
use semver::Version;
use std::collections::HashSet;
use wac_graph::{CompositionGraph, NodeId, NodeKind};
use wac_parser::Document;
use wac_types::BorrowedPackageKey;

impl Guest for Toolkit {
    fn packages(source: String) -> Result<Vec<PackageName>, Diagnostic> {
        let document = Document::parse(&source).map_err(diagnostic)?;
        named_packages(&document)
    }

    fn outline_of(source: String) -> Result<Outline, Diagnostic> {
        Document::parse(&source).map(|document| outline::of_document(&document)).map_err(diagnostic)
    }

    fn compose(source: String, packages: Vec<Package>) -> Result<Composed, Diagnostic> {
        let document = Document::parse(&source).map_err(diagnostic)?;
        let names = packages.iter().map(versioned_name).collect::<Result<Vec<_>, _>>()?;
        let keys = names
            .iter()
            .map(|(name, version)| BorrowedPackageKey::from_name_and_version(name, version.as_ref()));
        let components = packages.iter().map(|package| package.component.clone());
        let components: IndexMap<_, _> = keys.zip(components).collect();
        let resolution = document.resolve(components).map_err(|error| {
            let explained = meant::explain(&error, &document, &packages);
            explained.unwrap_or_default().applied_to(diagnostic(error))
        })?;
        let component = resolution.encode(graph::options()).map_err(diagnostic)?;
        let description = describe::of_component(&component).map_err(invalid)?;
        let (instances, wires) = instances_and_wires(resolution.graph());
        Ok(Composed { component, description, instances, wires })
    }
}

/// The first mention of every other package.
fn named_packages(document: &Document) -> Result<Vec<PackageName>, Diagnostic> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    let own = document.directive.package.name;
    let mut visitor = wac_resolver::PackageVisitor::new(|name: &str, version: Option<&Version>, at| {
        if name != own && seen.insert((name.to_string(), version.cloned())) {
            names.push(PackageName {
                name: name.into(),
                version: version.map(ToString::to_string),
                span: span(at),
            });
        }
        true
    });
    visitor.visit(document).map_err(diagnostic)?;
    Ok(names)
}

fn versioned_name(package: &Package) -> Result<(String, Option<Version>), Diagnostic> {
    let version = package.version.as_deref().map(Version::parse).transpose();
    let version = version.map_err(|error| invalid(vec![error.to_string()]))?;
    Ok((package.name.clone(), version))
}

fn instances_and_wires(graph: &CompositionGraph) -> (Vec<Instance>, Vec<Wire>) {
    let is_instance = |id: &NodeId| matches!(graph[*id].kind(), NodeKind::Instantiation(_));
    let nodes: Vec<NodeId> = graph.node_ids().filter(is_instance).collect();
    let index = |node: NodeId| nodes.iter().position(|id| *id == node).map(|at| at as u32);
    let instance = |id: &NodeId| Instance {
        name: graph[*id].name().map(Into::into),
        package: graph[*id].package().map(|package| graph[package].key().to_string()).unwrap_or_default(),
    };
    let wires = nodes.iter().enumerate().flat_map(|(target, node)| {
        graph
            .get_instantiation_arguments(*node)
            .map(move |(import, argument)| (target as u32, import, Given::of(graph, argument)))
    });
    let wires = wires.filter_map(|(target, import, Given { source, function })| {
        Some(Wire { target, import: import.into(), source: index(source)?, function })
    });
    (nodes.iter().map(instance).collect(), wires.collect())
}

/// An argument: an instance's export, a function of that, or something the document imports.
struct Given {
    source: NodeId,
    function: Option<(String, String)>,
}

impl Given {
    fn of(graph: &CompositionGraph, argument: NodeId) -> Self {
        let Some((owner, name)) = graph.get_alias_source(argument) else {
            return Self { source: argument, function: None };
        };
        match graph.get_alias_source(owner) {
            Some((source, interface)) => Self { source, function: Some((interface.into(), name.into())) },
            None => Self { source: owner, function: None },
        }
    }
}

fn diagnostic<E: miette::Diagnostic>(error: E) -> Diagnostic {
    let mut labels: Vec<_> = error.labels().into_iter().flatten().collect();
    labels.sort_by_key(|label| !label.primary());
    let label = |label: &miette::LabeledSpan| Label {
        span: span(*label.inner()),
        text: label.label().map(Into::into),
    };
    Diagnostic {
        message: error.to_string(),
        reasons: reasons::of_error(&error).split_off(1),
        labels: labels.iter().map(label).collect(),
        help: error.help().map(|help| help.to_string()),
        misnamed: None,
    }
}

fn invalid(mut reasons: Vec<String>) -> Diagnostic {
    let rest = reasons.split_off(1);
    Diagnostic { message: reasons.remove(0), reasons: rest, labels: Vec::new(), help: None, misnamed: None }
}

fn span(span: SourceSpan) -> Span {
    Span { start: span.offset() as u32, end: (span.offset() + span.len()) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{exporter, importer};

    const SERVICE: &str = r#"package t:service;
let math = new t:math {};
let app = new t:app { "t:math/ops@0.1.0": math["t:math/ops@0.1.0"] };
export app.run;
"#;

    fn packages(result: &str) -> Vec<Package> {
        let package = |name: &str, component| Package { name: name.into(), version: None, component };
        let math = exporter("0.1.0", r#"(param "x" u32)"#, result);
        vec![package("t:math", math), package("t:app", importer())]
    }

    fn labelled(source: &str, diagnostic: &Diagnostic) -> String {
        let span = diagnostic.labels[0].span;
        source[span.start as usize..span.end as usize].into()
    }

    #[test]
    fn lists_the_packages_of_a_document() {
        let names = Toolkit::packages(SERVICE.into()).unwrap();
        let names: Vec<_> = names.iter().map(|package| package.name.as_str()).collect();
        assert_eq!(names, ["t:math", "t:app"]);
    }

    #[test]
    fn does_not_list_the_package_of_the_document_itself() {
        let source = "package t:s targets t:s/w; interface a { type n = u32; }
            world w { use t:s/a.{n}; import t:math/ops; }";
        let names = Toolkit::packages(source.into()).unwrap();
        assert_eq!(names.iter().map(|package| package.name.as_str()).collect::<Vec<_>>(), ["t:math"]);
    }

    #[test]
    fn tells_what_it_wired() {
        let composed = Toolkit::compose(SERVICE.into(), packages("(result u32)")).unwrap();
        assert_eq!(composed.instances[1].name.as_deref(), Some("app"));
        assert_eq!(composed.instances[1].package, "t:app");
        let wire = &composed.wires[0];
        assert_eq!((wire.target, wire.import.as_str(), wire.source), (1, "t:math/ops@0.1.0", 0));
        assert_eq!(wire.function, None);
        assert_eq!(composed.description.exports[0].name, "run");
    }

    #[test]
    fn says_where_a_name_is_not_defined() {
        let source = "package t:service;\nexport nothing;\n";
        let error = Toolkit::compose(source.into(), Vec::new()).unwrap_err();
        assert_eq!(labelled(source, &error), "nothing");
    }

    #[test]
    fn says_where_types_differ() {
        let error = Toolkit::compose(SERVICE.into(), packages("(result char)")).unwrap_err();
        assert_eq!(labelled(SERVICE, &error), r#""t:math/ops@0.1.0""#);
        assert!(!error.reasons.is_empty());
    }

    fn misnamed(source: &str) -> (String, Vec<String>) {
        let error = Toolkit::compose(source.into(), packages("(result u32)")).unwrap_err();
        let misnamed = error.misnamed.unwrap();
        (misnamed.name, misnamed.known)
    }

    #[test]
    fn lists_what_could_have_been_named() {
        let argument = SERVICE.replace(r#""t:math/ops@0.1.0": math"#, r#"opps: math"#);
        assert_eq!(misnamed(&argument), ("opps".into(), vec!["t:math/ops@0.1.0".into()]));
        let access = SERVICE.replace("app.run", "app.rum");
        assert_eq!(misnamed(&access), ("rum".into(), vec!["run".into()]));
        let member = SERVICE.replace("app.run", "math.ops.doubel");
        assert_eq!(misnamed(&member), ("doubel".into(), vec!["double".into()]));
        let name = SERVICE.replace("app.run", "ap.run");
        assert_eq!(misnamed(&name), ("ap".into(), vec!["math".into(), "app".into()]));
        let package = "package t:s; import x: t:math/opps;";
        assert_eq!(misnamed(package), ("opps".into(), vec!["t:math/ops@0.1.0".into()]));
    }

    #[test]
    fn says_when_a_whole_component_is_given_for_an_interface() {
        for whole in ["math", "(math)", "new t:math {}"] {
            let source = SERVICE.replace(r#"math["t:math/ops@0.1.0"]"#, whole);
            let error = Toolkit::compose(source.clone(), packages("(result u32)")).unwrap_err();
            assert_eq!(labelled(&source, &error), r#""t:math/ops@0.1.0""#);
            assert!(
                error.reasons[0].ends_with("is the whole component t:math, and an interface belongs here")
            );
            assert!(error.help.unwrap().ends_with(".ops."));
        }
    }

    #[test]
    fn counts_spans_in_bytes() {
        let source = "package t:service; /* \u{1f980} */ export nothing;";
        let error = Toolkit::compose(source.into(), Vec::new()).unwrap_err();
        assert_eq!(labelled(source, &error), "nothing");
    }
}
