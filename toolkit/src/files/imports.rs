//! The imports of the core module of a component with files.

use super::copies::Place;
use super::handles::Resource;
use super::module::ABI;
use super::tasks;
use super::world::Replaced;
use crate::stubs::code::val_types;
use std::collections::HashMap;
use wasm_encoder::ValType;
use wit_parser::abi::{AbiVariant, WasmSignature};
use wit_parser::{Resolve, ResourceIntrinsic, TypeDefKind, TypeId, WasmImport};

/// The imports of the module, with the indices of their functions.
#[derive(Default)]
pub struct Imports {
    pub section: Vec<(String, String, Vec<ValType>, Vec<ValType>)>,
    /// Functions of the host, by interface and name.
    pub functions: HashMap<(usize, String), u32>,
    pub resources: HashMap<TypeId, Resource>,
    pub host_drops: HashMap<TypeId, u32>,
    /// Imports for the prebuilt module that are no functions of interfaces, by their names there.
    pub prebuilt: HashMap<String, u32>,
}

impl Imports {
    pub fn of(resolve: &Resolve, replaced: &[Replaced]) -> Self {
        let mut all = Self::default();
        for (index, one) in replaced.iter().enumerate() {
            let interface = &resolve.interfaces[one.export.id];
            for ty in interface.types.values().copied() {
                if matches!(resolve.types[ty].kind, TypeDefKind::Resource) {
                    all.add_resource(resolve, one, ty);
                }
            }
            if one.is_files {
                if one.part.as_deref() == Some("third") {
                    tasks::add(&mut all, resolve, &one.export);
                }
                continue;
            }
            for function in interface.functions.values() {
                let func = &resolve.interfaces[one.import.id].functions[&function.name];
                let is_task = tasks::is_async(&func.kind) && !tasks::is_async(&function.kind);
                let (abi, variant) = if is_task {
                    (tasks::ABI, AbiVariant::GuestImportAsync)
                } else {
                    (ABI, AbiVariant::GuestImport)
                };
                let import = WasmImport::Func { interface: Some(&one.import.key), func };
                let (module, name) = resolve.wasm_import_name(abi, import);
                let WasmSignature { params, results, .. } = resolve.wasm_signature(variant, func);
                let at = all.push(module, name, val_types(&params), val_types(&results));
                all.functions.insert((index, function.name.clone()), at);
            }
        }
        all
    }

    fn add_resource(&mut self, resolve: &Resolve, one: &Replaced, resource: TypeId) {
        let mut add = |place: &Place, resource, intrinsic, results: &[ValType]| {
            let interface = Some(&place.key);
            let import = WasmImport::ResourceIntrinsic { interface, resource, intrinsic };
            self.add(resolve, import, vec![ValType::I32], results.to_vec())
        };
        let new = add(&one.export, resource, ResourceIntrinsic::ExportedNew, &[ValType::I32]);
        let rep = add(&one.export, resource, ResourceIntrinsic::ExportedRep, &[ValType::I32]);
        let drop = add(&one.export, resource, ResourceIntrinsic::ExportedDrop, &[]);
        if !one.is_files {
            let name = resolve.types[resource].name.as_deref().unwrap_or_default();
            let original = resolve.interfaces[one.import.id].types[name];
            let host = add(&one.import, original, ResourceIntrinsic::ImportedDrop, &[]);
            self.host_drops.insert(resource, host);
        }
        self.resources.insert(resource, Resource::Exported { new, rep, drop });
    }

    pub fn add(
        &mut self,
        resolve: &Resolve,
        import: WasmImport,
        params: Vec<ValType>,
        results: Vec<ValType>,
    ) -> u32 {
        let (module, name) = resolve.wasm_import_name(ABI, import);
        self.push(module, name, params, results)
    }

    pub fn push(&mut self, module: String, name: String, params: Vec<ValType>, results: Vec<ValType>) -> u32 {
        self.section.push((module, name, params, results));
        self.section.len() as u32 - 1
    }

    /// The index for an import of the prebuilt module; none if the world of the component lacks it.
    pub fn for_base(&self, resolve: &Resolve, replaced: &[Replaced], part: &str, name: &str) -> Option<u32> {
        if part == "tasks" {
            return self.prebuilt.get(name).copied();
        }
        let at = replaced.iter().position(|one| !one.is_files && one.part.as_deref() == Some(part))?;
        match name.strip_prefix("[resource-drop]") {
            Some(name) => {
                let resource = resolve.interfaces[replaced[at].export.id].types.get(name)?;
                self.host_drops.get(resource).copied()
            }
            None => self.functions.get(&(at, name.into())).copied(),
        }
    }
}
