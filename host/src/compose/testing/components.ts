/** Small components as WAT. */

const OPS = 't:math/ops@0.1.0';

/** Exports an interface with one function, `name`, that gives back the number it gets. */
export const exporter = (iface = OPS, name = 'double', result = 'u32'): string => `(component
  (core module $m (func (export "f") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2))))
  (core instance $i (instantiate $m))
  (func $f (param "x" u32) (result ${result}) (canon lift (core func $i "f")))
  (instance $ops (export "${name}" (func $f)))
  (export "${iface}" (instance $ops)))`;

/** Imports an interface with the function `double` and exports that as `run`. */
export const importer = (iface = OPS, run = 'run'): string => `(component
  (import "${iface}" (instance $ops (export "double" (func (param "x" u32) (result u32)))))
  (alias export $ops "double" (func $double))
  (export "${run}" (func $double)))`;

/** Imports a function of the world and calls it in its export `run`. */
export const functionImporter = (name = 'double'): string => `(component
  (import "${name}" (func $f (param "x" u32) (result u32)))
  (core func $lowered (canon lower (func $f)))
  (core module $m
    (import "" "f" (func $f (param i32) (result i32)))
    (func (export "run") (param i32) (result i32) (call $f (local.get 0))))
  (core instance $i (instantiate $m (with "" (instance (export "f" (func $lowered))))))
  (func $run (param "x" u32) (result u32) (canon lift (core func $i "run")))
  (export "run" (func $run)))`;

/** Imports one interface and exports another, both empty. */
export const link = (from: string, to: string): string => `(component
  (import "${from}" (instance $in))
  (instance $out)
  (export "${to}" (instance $out)))`;

/** Gives a stream, and imports files, whose contents are streams. */
export const giver = `(component
  (import "wasi:io/streams@0.2.6" (instance $io (export "input-stream" (type (sub resource)))))
  (alias export $io "input-stream" (type $stream))
  (import "wasi:filesystem/types@0.2.6" (instance
    (alias outer 1 $stream (type $stream))
    (export "input-stream" (type $in (eq $stream)))
    (export "descriptor" (type (sub resource)))))
  (core module $m (func (export "open") (result i32) unreachable))
  (core instance $i (instantiate $m))
  (func $open (result (own $stream)) (canon lift (core func $i "open")))
  (instance $exported (export "open" (func $open)))
  (export "t:app/source" (instance $exported)))`;

/** Imports files of two versions. */
export const bothVersions = `(component
  (import "wasi:filesystem/types@0.2.6" (instance (export "descriptor" (type (sub resource)))))
  (import "wasi:filesystem/types@0.3.0" (instance (export "descriptor" (type (sub resource)))))
  (instance $exported)
  (export "t:app/nothing" (instance $exported)))`;
