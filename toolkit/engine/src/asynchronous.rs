use wasmparser::{
    CanonicalFunction, CanonicalOption, ComponentType, ComponentTypeDeclaration, InstanceTypeDeclaration,
    Parser, Payload,
};

/// Whether a component, or one within it, has a function that may wait on its stack: one of an `async` type,
/// or one that is lifted or lowered with the option `async`.
pub fn asynchronous(component: &[u8]) -> anyhow::Result<bool> {
    for payload in Parser::new(0).parse_all(component) {
        match payload? {
            Payload::ComponentTypeSection(types) => {
                for ty in types {
                    if in_type(&ty?) {
                        return Ok(true);
                    }
                }
            }
            Payload::ComponentCanonicalSection(functions) => {
                for function in functions {
                    if has_option(&function?) {
                        return Ok(true);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(false)
}

fn in_type(ty: &ComponentType) -> bool {
    match ty {
        ComponentType::Func(function) => function.async_,
        ComponentType::Instance(declarations) => declarations.iter().any(in_instance),
        ComponentType::Component(declarations) => declarations.iter().any(in_component),
        ComponentType::Defined(_) | ComponentType::Resource { .. } => false,
    }
}

fn in_instance(declaration: &InstanceTypeDeclaration) -> bool {
    matches!(declaration, InstanceTypeDeclaration::Type(ty) if in_type(ty))
}

fn in_component(declaration: &ComponentTypeDeclaration) -> bool {
    matches!(declaration, ComponentTypeDeclaration::Type(ty) if in_type(ty))
}

fn has_option(function: &CanonicalFunction) -> bool {
    match function {
        CanonicalFunction::Lift { options, .. } | CanonicalFunction::Lower { options, .. } => {
            options.contains(&CanonicalOption::Async)
        }
        _ => false,
    }
}
