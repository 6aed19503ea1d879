//! Names that no toolchain produces and that could end a string or a comment of the script.
//!
//! The generator escapes its output; this check holds even if it fails to.

use wasmparser::{
    ComponentAlias, ComponentExternName, ComponentInstance, ComponentType, ComponentTypeDeclaration,
    CoreType, Imports, Instance, InstanceTypeDeclaration, ModuleTypeDeclaration, Parser, Payload, Result,
};

/// In bytes: symbols of generic Rust and C++ have thousands.
const LONGEST: usize = 16 * 1024;

/// The first unusual name of a component, in any part of it.
pub fn first(component: &[u8]) -> Option<String> {
    let mut found = Finder { unusual: None };
    for payload in Parser::new(0).parse_all(component) {
        // A component that cannot be read is the generator's to refuse.
        let read = payload.and_then(|payload| found.payload(payload));
        if read.is_err() || found.unusual.is_some() {
            break;
        }
    }
    found.unusual
}

/// Each compiler mangles symbols differently, so this excludes characters rather than allow known
/// ones.
fn is_usual(name: &str) -> bool {
    name.len() <= LONGEST
        && !name.contains(|c: char| {
            c.is_control() || matches!(c, '\'' | '"' | '`' | '\\' | '\u{2028}' | '\u{2029}')
        })
        && !["${", "/*", "*/"].iter().any(|part| name.contains(part))
}

struct Finder {
    unusual: Option<String>,
}

impl Finder {
    fn look(&mut self, name: &str) {
        if self.unusual.is_none() && !is_usual(name) {
            self.unusual = Some(name.to_string());
        }
    }

    fn look_at_extern(&mut self, name: &ComponentExternName) {
        self.look(name.name);
        for option in [name.implements, name.version_suffix, name.external_id] {
            self.look(option.unwrap_or_default());
        }
    }

    fn payload(&mut self, payload: Payload) -> Result<()> {
        match payload {
            Payload::ImportSection(section) => all(section, |it| self.imports(it)),
            Payload::ExportSection(section) => all(section, |it| Ok(self.look(it.name))),
            Payload::InstanceSection(section) => all(section, |it| Ok(self.instance(&it))),
            Payload::CoreTypeSection(section) => all(section, |it| self.core_type(&it)),
            Payload::ComponentImportSection(section) => all(section, |it| Ok(self.look_at_extern(&it.name))),
            Payload::ComponentExportSection(section) => all(section, |it| Ok(self.look_at_extern(&it.name))),
            Payload::ComponentInstanceSection(section) => all(section, |it| Ok(self.component_instance(&it))),
            Payload::ComponentAliasSection(section) => all(section, |it| Ok(self.alias(&it))),
            Payload::ComponentTypeSection(section) => all(section, |it| self.ty(&it)),
            _ => Ok(()),
        }
    }

    fn imports(&mut self, imports: Imports) -> Result<()> {
        match imports {
            Imports::Single(_, import) => {
                self.look(import.module);
                self.look(import.name);
            }
            Imports::Compact1 { module, items } => {
                self.look(module);
                all(items, |item| Ok(self.look(item.name)))?;
            }
            Imports::Compact2 { module, names, .. } => {
                self.look(module);
                all(names, |name| Ok(self.look(name)))?;
            }
        }
        Ok(())
    }

    fn instance(&mut self, instance: &Instance) {
        match instance {
            Instance::Instantiate { args, .. } => args.iter().for_each(|arg| self.look(arg.name)),
            Instance::FromExports(exports) => exports.iter().for_each(|it| self.look(it.name)),
        }
    }

    fn component_instance(&mut self, instance: &ComponentInstance) {
        match instance {
            ComponentInstance::Instantiate { args, .. } => {
                args.iter().for_each(|arg| self.look(arg.name));
            }
            ComponentInstance::FromExports(exports) => {
                exports.iter().for_each(|it| self.look_at_extern(&it.name));
            }
        }
    }

    fn alias(&mut self, alias: &ComponentAlias) {
        match alias {
            ComponentAlias::InstanceExport { name, .. } | ComponentAlias::CoreInstanceExport { name, .. } => {
                self.look(name)
            }
            ComponentAlias::Outer { .. } => {}
        }
    }

    fn core_type(&mut self, ty: &CoreType) -> Result<()> {
        let CoreType::Module(declarations) = ty else {
            return Ok(());
        };
        for declaration in declarations {
            match declaration {
                ModuleTypeDeclaration::Export { name, .. } => self.look(name),
                ModuleTypeDeclaration::Import(import) => {
                    self.look(import.module);
                    self.look(import.name);
                }
                ModuleTypeDeclaration::Type(_) | ModuleTypeDeclaration::OuterAlias { .. } => {}
            }
        }
        Ok(())
    }

    /// Names of fields, cases and parameters are words by the rules of the format.
    fn ty(&mut self, ty: &ComponentType) -> Result<()> {
        match ty {
            ComponentType::Component(declarations) => {
                declarations.iter().try_for_each(|it| self.component_declaration(it))
            }
            ComponentType::Instance(declarations) => {
                declarations.iter().try_for_each(|it| self.instance_declaration(it))
            }
            _ => Ok(()),
        }
    }

    fn component_declaration(&mut self, declaration: &ComponentTypeDeclaration) -> Result<()> {
        match declaration {
            ComponentTypeDeclaration::CoreType(ty) => self.core_type(ty),
            ComponentTypeDeclaration::Type(ty) => self.ty(ty),
            ComponentTypeDeclaration::Alias(alias) => Ok(self.alias(alias)),
            ComponentTypeDeclaration::Export { name, .. } => Ok(self.look_at_extern(name)),
            ComponentTypeDeclaration::Import(import) => Ok(self.look_at_extern(&import.name)),
        }
    }

    fn instance_declaration(&mut self, declaration: &InstanceTypeDeclaration) -> Result<()> {
        match declaration {
            InstanceTypeDeclaration::CoreType(ty) => self.core_type(ty),
            InstanceTypeDeclaration::Type(ty) => self.ty(ty),
            InstanceTypeDeclaration::Alias(alias) => Ok(self.alias(alias)),
            InstanceTypeDeclaration::Export { name, .. } => Ok(self.look_at_extern(name)),
        }
    }
}

/// Every item of a section, until one cannot be read.
fn all<T>(items: impl IntoIterator<Item = Result<T>>, mut look: impl FnMut(T) -> Result<()>) -> Result<()> {
    items.into_iter().try_for_each(|item| look(item?))
}
