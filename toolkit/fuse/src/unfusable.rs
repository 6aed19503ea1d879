//! Reasons for leaving a component unfused that are visible before its translation.

use wasmparser::{
    CanonicalFunction, CanonicalOption, ComponentDefinedType, ComponentType, ComponentTypeDeclaration,
    ComponentTypeRef, InstanceTypeDeclaration, Parser, Payload, Result,
};

/// Each reason once, in the order of the component.
pub fn reasons(component: &[u8]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(component) {
        match payload? {
            Payload::ComponentCanonicalSection(section) => {
                for function in section {
                    found.extend(of_function(&function?));
                }
            }
            Payload::ComponentTypeSection(section) => {
                for ty in section {
                    found.extend(of_type(&ty?));
                }
            }
            Payload::ComponentImportSection(section) => {
                for import in section {
                    found.extend(of_reference(&import?.ty));
                }
            }
            _ => {}
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    Ok(found.into_iter().filter(|reason| seen.insert(*reason)).map(str::to_string).collect())
}

const ASYNC: &str = "it has async functions, which wait on a stack of their own";
const STREAMS: &str = "it has streams, futures or error contexts, which the host keeps";
const COLLECTED: &str = "it passes values as objects of the garbage collector";

fn of_function(function: &CanonicalFunction) -> Option<&'static str> {
    match function {
        CanonicalFunction::Lift { options, .. } | CanonicalFunction::Lower { options, .. } => {
            options.iter().find_map(|option| match option {
                CanonicalOption::Async | CanonicalOption::Callback(_) => Some(ASYNC),
                CanonicalOption::Gc | CanonicalOption::CoreType(_) => Some(COLLECTED),
                _ => None,
            })
        }
        CanonicalFunction::ResourceNew { .. }
        | CanonicalFunction::ResourceDrop { .. }
        | CanonicalFunction::ResourceRep { .. } => None,
        CanonicalFunction::ContextGet { .. } | CanonicalFunction::ContextSet { .. } => {
            Some("it uses storage of a task (`context.get`, `context.set`)")
        }
        _ => Some("it starts, ends or awaits tasks, streams or threads by itself"),
    }
}

fn of_type(ty: &ComponentType<'_>) -> Option<&'static str> {
    match ty {
        ComponentType::Defined(defined) => match defined {
            ComponentDefinedType::Stream(_) | ComponentDefinedType::Future(_) => Some(STREAMS),
            _ => None,
        },
        ComponentType::Func(function) => function.async_.then_some(ASYNC),
        ComponentType::Instance(declarations) => declarations.iter().find_map(of_instance),
        ComponentType::Component(declarations) => {
            declarations.iter().find_map(|declaration| match declaration {
                ComponentTypeDeclaration::Type(ty) => of_type(ty),
                ComponentTypeDeclaration::Import(import) => of_reference(&import.ty),
                ComponentTypeDeclaration::Export { ty, .. } => of_reference(ty),
                _ => None,
            })
        }
        ComponentType::Resource { .. } => None,
    }
}

fn of_instance(declaration: &InstanceTypeDeclaration<'_>) -> Option<&'static str> {
    match declaration {
        InstanceTypeDeclaration::Type(ty) => of_type(ty),
        InstanceTypeDeclaration::Export { ty, .. } => of_reference(ty),
        _ => None,
    }
}

fn of_reference(ty: &ComponentTypeRef) -> Option<&'static str> {
    match ty {
        ComponentTypeRef::Module(_) => Some("it imports a core module, which is not known before it runs"),
        _ => None,
    }
}
