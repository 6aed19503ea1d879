//! Prints wit-parser's figures for every type and function of WIT packages: one line of JSON in
//! (`{"path", "features"}`), one line of JSON out (the lines of figures, sorted; or `error`).
//! server/src/abi/testing/figures.ts writes the same lines from our own layer.
use anyhow::Result;
use serde_json::{Value, json};
use std::io::{Write, stdin, stdout};
use std::path::Path;
use wit_parser::abi::{AbiVariant, FlatTypes, WasmType};
use wit_parser::{
    Function, InterfaceId, Resolve, SizeAlign, Type, TypeDefKind, TypeId, WorldId, WorldItem, WorldKey,
};

fn main() -> Result<()> {
    for line in stdin().lines() {
        let figures = figures_of(&serde_json::from_str(&line?)?)
            .unwrap_or_else(|error| json!({ "error": format!("{error:#}") }));
        writeln!(stdout(), "{figures}")?;
    }
    Ok(())
}

fn figures_of(case: &Value) -> Result<Value> {
    let mut resolve = Resolve::default();
    match &case["features"] {
        Value::Array(names) => {
            resolve.features.extend(names.iter().filter_map(|name| name.as_str().map(String::from)))
        }
        _ => resolve.all_features = true,
    }
    resolve.push_path(Path::new(case["path"].as_str().unwrap_or_default()))?;
    let mut sizes = SizeAlign::default();
    sizes.fill(&resolve)?;
    let mut figures = Figures { resolve: &resolve, sizes, lines: Vec::new() };
    for (id, interface) in resolve.interfaces.iter() {
        if interface.name.is_some() {
            figures.interface(&resolve.id_of(id).unwrap_or_default(), id);
        }
    }
    for (id, _) in resolve.worlds.iter() {
        figures.world(id);
    }
    figures.lines.sort();
    Ok(json!(figures.lines))
}

struct Figures<'a> {
    resolve: &'a Resolve,
    sizes: SizeAlign,
    lines: Vec<String>,
}

impl Figures<'_> {
    fn interface(&mut self, owner: &str, id: InterfaceId) {
        let interface = &self.resolve.interfaces[id];
        for (name, ty) in &interface.types {
            self.named_type(owner, name, *ty);
        }
        for (name, function) in &interface.functions {
            self.function(owner, name, function);
        }
    }

    fn world(&mut self, id: WorldId) {
        let world = &self.resolve.worlds[id];
        let package =
            world.package.map(|package| self.resolve.packages[package].name.interface_id(&world.name));
        let name = package.unwrap_or_else(|| world.name.clone());
        for (direction, items) in [("import", &world.imports), ("export", &world.exports)] {
            for (key, item) in items {
                let owner = format!("{name}#{direction}");
                match (key, item) {
                    (WorldKey::Name(key), WorldItem::Interface { id, .. })
                        if self.resolve.interfaces[*id].name.is_none() =>
                    {
                        self.interface(&format!("{owner}.{key}"), *id)
                    }
                    (WorldKey::Name(key), WorldItem::Function(function)) => {
                        self.function(&owner, key, function)
                    }
                    (WorldKey::Name(key), WorldItem::Type { id, .. }) => self.named_type(&owner, key, *id),
                    _ => {}
                }
            }
        }
    }

    /// A resource itself is no value.
    fn named_type(&mut self, owner: &str, name: &str, id: TypeId) {
        let behind = self.behind(id);
        if matches!(self.resolve.types[behind].kind, TypeDefKind::Resource) {
            return;
        }
        let ty = Type::Id(id);
        let size = self.sizes.size(&ty).size_wasm32();
        let align = self.sizes.align(&ty).align_wasm32();
        let offsets = self.offsets(behind);
        let flat = self.flat(&ty);
        self.lines
            .push(format!("type {owner} {name} size={size} align={align} flat={flat} offsets={offsets}"));
    }

    fn behind(&self, id: TypeId) -> TypeId {
        match &self.resolve.types[id].kind {
            TypeDefKind::Type(Type::Id(next)) => self.behind(*next),
            _ => id,
        }
    }

    /// Of the fields of a record, or of the payload of a variant.
    fn offsets(&self, id: TypeId) -> String {
        match &self.resolve.types[id].kind {
            TypeDefKind::Record(record) => {
                let offsets = self.sizes.field_offsets(record.fields.iter().map(|field| &field.ty));
                offsets
                    .iter()
                    .map(|(offset, _)| offset.size_wasm32().to_string())
                    .collect::<Vec<_>>()
                    .join(",")
            }
            TypeDefKind::Variant(variant) => {
                let cases = variant.cases.iter().map(|case| case.ty.as_ref());
                self.sizes.payload_offset(variant.tag(), cases).size_wasm32().to_string()
            }
            _ => String::new(),
        }
    }

    fn flat(&self, ty: &Type) -> String {
        let mut storage = [WasmType::I32; Resolve::MAX_FLAT_PARAMS];
        let mut flat = FlatTypes::new(&mut storage);
        if self.resolve.push_flat(ty, &mut flat) { core_types(&flat.to_vec()) } else { "many".into() }
    }

    fn function(&mut self, owner: &str, name: &str, function: &Function) {
        let signatures = [
            ("import", AbiVariant::GuestImport),
            ("export", AbiVariant::GuestExport),
            ("async-import", AbiVariant::GuestImportAsync),
            ("async-export", AbiVariant::GuestExportAsync),
        ]
        .map(|(label, variant)| {
            let signature = self.resolve.wasm_signature(variant, function);
            let [params, results] = [&signature.params, &signature.results].map(|types| core_types(types));
            let spilled = match (signature.indirect_params, signature.retptr) {
                (false, false) => "",
                (true, false) => " params-in-memory",
                (false, true) => " result-in-memory",
                (true, true) => " params-in-memory result-in-memory",
            };
            format!("{label}=({params})->({results}){spilled}")
        });
        self.lines.push(format!("func {owner} {name} {}", signatures.join(" ")));
    }
}

/// As on wasm32.
fn core_types(types: &[WasmType]) -> String {
    let names = types.iter().map(|ty| match ty {
        WasmType::I32 | WasmType::Pointer | WasmType::Length => "i32",
        WasmType::I64 | WasmType::PointerOrI64 => "i64",
        WasmType::F32 => "f32",
        WasmType::F64 => "f64",
    });
    names.collect::<Vec<_>>().join(",")
}
