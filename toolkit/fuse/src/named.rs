//! A component that does nothing but give functions the names that they have in an interface: a name such as
//! `[method]pollable.ready` is accepted among the exports of a component only, beside the resource.

use crate::forward::{Declared, declare};
use crate::forwarder::Types;
use wasm_encoder::{ComponentBuilder, ComponentExportKind, ComponentTypeRef};
use wasmparser::{ComponentAlias, ComponentTypeDeclaration, InstanceTypeDeclaration, TypeBounds};

/// It imports all that a forwarder imports, for the types, and the functions by number.
pub fn component(
    declarations: &[ComponentTypeDeclaration<'_>],
    named: &Declared<'_>,
    ty: &[InstanceTypeDeclaration<'_>],
) -> Result<ComponentBuilder, String> {
    let mut builder = ComponentBuilder::default();
    declare(&mut builder, declarations, named.exported)?;
    // An exported type is another one to the validator, which requires it in later exports.
    let (mut imported, mut exported) = (Types(vec![]), Types(vec![]));
    let mut functions = 0;
    for declaration in ty {
        match declaration {
            InstanceTypeDeclaration::Type(ty) => {
                imported.define(&mut builder, ty)?;
                exported.define(&mut builder, ty)?;
            }
            InstanceTypeDeclaration::Alias(ComponentAlias::Outer { index, .. }) => {
                imported.0.push(*index);
                exported.0.push(*index);
            }
            InstanceTypeDeclaration::Export { name, ty: wasmparser::ComponentTypeRef::Type(bounds) } => {
                let index = builder.alias_export(named.index, name.name, ComponentExportKind::Type);
                imported.0.push(index);
                let index = match bounds {
                    TypeBounds::Eq(ty) => exported.0[*ty as usize],
                    TypeBounds::SubResource => index,
                };
                exported.0.push(builder.export(*name, ComponentExportKind::Type, index, None));
            }
            InstanceTypeDeclaration::Export { name, ty: wasmparser::ComponentTypeRef::Func(ty) } => {
                let (from, to) = (imported.0[*ty as usize], exported.0[*ty as usize]);
                let index = builder.import(&function(functions), ComponentTypeRef::Func(from));
                functions += 1;
                builder.export(*name, ComponentExportKind::Func, index, Some(ComponentTypeRef::Func(to)));
            }
            _ => return Err("its world has nested instances or core types".to_string()),
        }
    }
    Ok(builder)
}

/// The name under which it imports a function.
pub fn function(place: usize) -> String {
    format!("function-{place}")
}
