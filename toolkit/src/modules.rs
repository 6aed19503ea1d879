//! Core modules as components.

mod numeric_exports;

use crate::exports::wit_studio::toolkit::modules::{Guest, Refusal};
use crate::{Toolkit, reasons};
use numeric_exports::with_numeric_exports;
use wasi_preview1_component_adapter_provider::{
    WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME as WASI_0_1, WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER as COMMAND,
    WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER as REACTOR,
};
use wasmparser::{Parser, Payload, Validator};
use wit_component::ComponentEncoder;

impl Guest for Toolkit {
    fn wrap(module: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let outline = outline(&module).map_err(|error| Refusal::Invalid(reasons::of_chain(&error)))?;
        if outline.has_wit {
            return encode(&module, &outline);
        }
        if !outline.unknown_imports.is_empty() {
            return Err(Refusal::UnknownImports(outline.unknown_imports));
        }
        if outline.is_command {
            return encode(&module, &outline);
        }
        let typed = with_numeric_exports(&module).map_err(|error| invalid(&error))?;
        encode(&typed.ok_or(Refusal::NothingToCall)?, &outline)
    }
}

/// The properties of a module that decide how it is wrapped.
#[derive(Default)]
struct Outline {
    has_wit: bool,
    is_command: bool,
    imports_wasi: bool,
    unknown_imports: Vec<String>,
}

fn outline(module: &[u8]) -> anyhow::Result<Outline> {
    Validator::new().validate_all(module)?;
    let mut outline = Outline::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if import.module == WASI_0_1 {
                        outline.imports_wasi = true;
                    } else {
                        outline.unknown_imports.push(format!("{}.{}", import.module, import.name));
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    outline.is_command |= export?.name == "_start";
                }
            }
            Payload::CustomSection(section) => {
                outline.has_wit |= section.name().starts_with("component-type");
            }
            _ => {}
        }
    }
    Ok(outline)
}

fn encode(module: &[u8], outline: &Outline) -> Result<Vec<u8>, Refusal> {
    component(module, outline).map_err(|error| invalid(&error))
}

fn component(module: &[u8], outline: &Outline) -> anyhow::Result<Vec<u8>> {
    let mut encoder = ComponentEncoder::default();
    let encoder = encoder.validate(true).module(module)?;
    if !outline.imports_wasi && !outline.is_command {
        return encoder.encode();
    }
    let adapter = if outline.is_command { COMMAND } else { REACTOR };
    encoder.adapter(WASI_0_1, adapter)?.encode()
}

fn invalid(error: &anyhow::Error) -> Refusal {
    Refusal::Invalid(reasons::of_chain(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::of_component;
    use crate::testing::component;

    fn names(wat: &str) -> (Vec<String>, Vec<String>) {
        let description = of_component(&Toolkit::wrap(component(wat)).unwrap()).unwrap();
        let imports = description.imports.into_iter().map(|item| item.name).collect();
        (imports, description.exports.into_iter().map(|item| item.name).collect())
    }

    #[test]
    fn a_command_exports_run() {
        let (imports, exports) = names(
            r#"(module
              (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))
              (memory (export "memory") 1)
              (func (export "_start")))"#,
        );
        assert!(imports.iter().any(|name| name.starts_with("wasi:cli/exit@0.2.")), "{imports:?}");
        assert!(exports.iter().any(|name| name.starts_with("wasi:cli/run@0.2.")), "{exports:?}");
    }

    #[test]
    fn a_command_need_not_import_anything() {
        let (_, exports) = names(r#"(module (memory (export "memory") 1) (func (export "_start")))"#);
        assert!(exports.iter().any(|name| name.starts_with("wasi:cli/run@0.2.")), "{exports:?}");
    }

    #[test]
    fn a_reactor_exports_its_functions_of_numbers() {
        let (imports, exports) = names(
            r#"(module
              (import "wasi_snapshot_preview1" "random_get" (func (param i32 i32) (result i32)))
              (memory (export "memory") 1)
              (func (export "_initialize"))
              (func (export "add_all") (param i32 i64 f32) (result f64) f64.const 0)
              (func (export "__secret"))
              (func (export "two") (result i32 i32) i32.const 1 i32.const 2))"#,
        );
        assert!(imports.iter().any(|name| name.starts_with("wasi:random/random@0.2.")), "{imports:?}");
        assert_eq!(exports, ["add-all"]);
    }

    fn refusal(wat: &str) -> Refusal {
        Toolkit::wrap(component(wat)).unwrap_err()
    }

    #[test]
    fn imports_of_other_modules_are_named() {
        let refusal = refusal(
            r#"(module (import "env" "now" (func)) (import "wasi_unstable" "proc_exit" (func (param i32))))"#,
        );
        let Refusal::UnknownImports(names) = refusal else { panic!("{refusal:?}") };
        assert_eq!(names, ["env.now", "wasi_unstable.proc_exit"]);
    }

    #[test]
    fn nothing_to_call_is_no_component() {
        assert!(matches!(refusal("(module (memory (export \"memory\") 1))"), Refusal::NothingToCall));
    }

    #[test]
    fn a_broken_module_says_why() {
        let Err(Refusal::Invalid(reasons)) = Toolkit::wrap(b"\0asm\x01\0\0\0\xff".to_vec()) else { panic!() };
        assert!(!reasons.is_empty());
    }
}
