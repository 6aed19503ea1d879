//! Small components for the tests.

/// Exports `t:math/ops@<version>` with one function of the type that `params` and `result` make.
pub fn exporter(version: &str, params: &str, result: &str) -> Vec<u8> {
    component(&format!(
        r#"(component
          (core module $m (func (export "f") (param i32) (result i32) local.get 0))
          (core instance $i (instantiate $m))
          (func $f {params} {result} (canon lift (core func $i "f")))
          (instance $ops (export "double" (func $f)))
          (export "t:math/ops@{version}" (instance $ops)))"#
    ))
}

/// Imports `t:math/ops@0.1.0` and exports its function as `run`.
pub fn importer() -> Vec<u8> {
    component(
        r#"(component
          (import "t:math/ops@0.1.0" (instance $ops
            (export "double" (func (param "x" u32) (result u32)))))
          (alias export $ops "double" (func $double))
          (export "run" (func $double)))"#,
    )
}

pub fn component(wat: &str) -> Vec<u8> {
    wat::parse_str(wat).expect("the test's own WAT")
}
