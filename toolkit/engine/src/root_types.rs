//! Components that export types, or resources, at their root.
//!
//! wit-component 0.259, by which js-component-bindgen reads a component, knows the worlds of WIT, whose exports are
//! functions and interfaces; a type may be exported by an interface only. Such a component becomes the instance that
//! another one exports.

use std::borrow::Cow;

use wasm_encoder::{
    Component, ComponentExportKind, ComponentExportSection, ComponentInstanceSection, RawSection,
};
use wasmparser::{ComponentExternalKind, Parser, Payload, Result};

/// The interface whose functions and types are those at the root.
const INTERFACE: &str = "root";

/// The id of a section that contains a component.
const COMPONENT_SECTION: u8 = 4;

/// The component within one that exports it as an interface, if it exports a type at its root. One with imports stays
/// as it is: the outer component would have to name their types again.
pub fn as_interface(component: &[u8]) -> Result<Cow<'_, [u8]>> {
    let found = root_of(component)?;
    if !found.exports_type || found.has_imports {
        return Ok(Cow::Borrowed(component));
    }
    let mut instances = ComponentInstanceSection::new();
    instances.instantiate::<[(&str, ComponentExportKind, u32); 0], &str>(0, []);
    let mut exports = ComponentExportSection::new();
    exports.export(INTERFACE, ComponentExportKind::Instance, 0, None);
    let mut outer = Component::new();
    outer.section(&RawSection { id: COMPONENT_SECTION, data: component });
    outer.section(&instances).section(&exports);
    Ok(Cow::Owned(outer.finish()))
}

#[derive(Default)]
struct Root {
    exports_type: bool,
    has_imports: bool,
}

fn root_of(component: &[u8]) -> Result<Root> {
    let mut root = Root::default();
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(component) {
        match payload? {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            Payload::ComponentImportSection(section) if depth == 0 => root.has_imports |= section.count() > 0,
            Payload::ComponentExportSection(section) if depth == 0 => {
                for export in section {
                    root.exports_type |= export?.kind == ComponentExternalKind::Type;
                }
            }
            _ => {}
        }
    }
    Ok(root)
}
