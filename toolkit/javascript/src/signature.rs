//! The types of a function that a world itself imports, in TypeScript: as jco writes types in its declarations,
//! which leave these functions out.

use wit_parser::{Function, Handle, Resolve, Type, TypeDef, TypeDefKind, TypeId, TypeOwner};

use crate::exports::wit_studio::javascript::builder::{FunctionParam, ImportedFunction};

pub fn of(resolve: &Resolve, function: &Function) -> ImportedFunction {
    let text = |ty: &Type| type_text(resolve, ty);
    let params = function.params.iter();
    ImportedFunction {
        name: function.name.clone(),
        is_async: function.kind.is_async(),
        params: params
            .map(|param| FunctionParam { name: param.name.clone(), type_: text(&param.ty) })
            .collect(),
        output: match &function.result {
            Some(result) => text_or_void(resolve, given(resolve, result).as_ref()),
            None => "void".into(),
        },
    }
}

/// The type that a function with this result returns to its caller: an `err` is thrown.
fn given(resolve: &Resolve, result: &Type) -> Option<Type> {
    match result {
        Type::Id(id) => match &resolve.types[*id].kind {
            TypeDefKind::Result(result) => result.ok,
            TypeDefKind::Type(other) => given(resolve, other),
            _ => Some(*result),
        },
        _ => Some(*result),
    }
}

fn text_or_void(resolve: &Resolve, ty: Option<&Type>) -> String {
    ty.map_or("void".into(), |ty| type_text(resolve, ty))
}

fn type_text(resolve: &Resolve, ty: &Type) -> String {
    match ty {
        Type::Bool => "boolean".into(),
        Type::U64 | Type::S64 => "bigint".into(),
        Type::Char | Type::String => "string".into(),
        Type::ErrorContext => "unknown".into(),
        Type::Id(id) => defined(resolve, *id),
        _ => "number".into(),
    }
}

fn defined(resolve: &Resolve, id: TypeId) -> String {
    let definition = &resolve.types[id];
    if let Some(named) = named(resolve, definition) {
        return named;
    }
    let text = |ty: &Type| type_text(resolve, ty);
    match &definition.kind {
        TypeDefKind::List(Type::U8) => "Uint8Array".into(),
        TypeDefKind::List(ty) | TypeDefKind::FixedLengthList(ty, _) => format!("Array<{}>", text(ty)),
        TypeDefKind::Map(key, value) => format!("Map<{}, {}>", text(key), text(value)),
        TypeDefKind::Option(ty) if is_option(resolve, ty) => {
            format!("{{ tag: 'none' }} | {{ tag: 'some'; val: {} }}", text(ty))
        }
        TypeDefKind::Option(ty) => format!("{} | undefined", text(ty)),
        TypeDefKind::Result(result) => {
            let [ok, err] = [&result.ok, &result.err].map(|ty| text_or_void(resolve, ty.as_ref()));
            format!("{{ tag: 'ok'; val: {ok} }} | {{ tag: 'err'; val: {err} }}")
        }
        TypeDefKind::Tuple(tuple) => {
            let types: Vec<String> = tuple.types.iter().map(text).collect();
            format!("[{}]", types.join(", "))
        }
        TypeDefKind::Handle(Handle::Own(id) | Handle::Borrow(id)) => defined(resolve, *id),
        TypeDefKind::Stream(ty) => format!("AsyncIterable<{}>", text_or_void(resolve, ty.as_ref())),
        TypeDefKind::Future(ty) => format!("PromiseLike<{}>", text_or_void(resolve, ty.as_ref())),
        TypeDefKind::Type(ty) => text(ty),
        _ => "unknown".into(),
    }
}

/// Records and the like always have a name, which their module declares.
fn named(resolve: &Resolve, definition: &TypeDef) -> Option<String> {
    let name = pascal_case(definition.name.as_ref()?);
    let module = match definition.owner {
        TypeOwner::World(id) => {
            let world = &resolve.worlds[id];
            resolve.packages[world.package?].name.interface_id(&world.name)
        }
        TypeOwner::Interface(id) => resolve.id_of(id).or_else(|| resolve.interfaces[id].name.clone())?,
        TypeOwner::None => return None,
    };
    Some(format!("import('{module}').{name}"))
}

/// Whether `none` of an option of this type would be ambiguous with an inner `none`.
fn is_option(resolve: &Resolve, ty: &Type) -> bool {
    let Type::Id(id) = ty else { return false };
    match &resolve.types[*id].kind {
        TypeDefKind::Option(_) => true,
        TypeDefKind::Type(other) => is_option(resolve, other),
        _ => false,
    }
}

fn pascal_case(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| {
            first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
        })
    });
    words.collect()
}
