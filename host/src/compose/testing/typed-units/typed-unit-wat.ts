import { endsOf } from './ends.ts';
import { exporting } from './exports.ts';
import { caller, items, lowered } from './imports.ts';
import type { Core, Interface, TypedUnit } from './model.ts';
import { MAP, RECEIVED, valuesType } from './values.ts';

/** A component in text. */
export function typedUnitWat({
  imports,
  export: own,
  add,
  counts = false,
  constant = false,
}: TypedUnit): string {
  const each = (text: (item: Interface, at: number) => string) => imports.map(text).join('\n');
  const kinds = new Set([...imports, own].map(({ kind }) => kind));
  const passed = (['future', 'stream'] as const).filter(
    (kind) => kinds.has(kind) || (kind === 'stream' && kinds.has('sink')),
  );
  const { core: exportCore, code, lifted, exported } = exporting(own);
  const core: Core = Object.assign({}, ...imports.map(lowered), ...passed.map(endsOf), exportCore) as Core;
  const functions = Object.entries(core);
  return `(component
    ${passed.map((kind) => `(type $${kind} (${kind} u32))`).join(' ')}
    ${each(
      (item, at) => `(import "${item.name}" (instance $i${at} ${items(item)}))
      ${item.kind === 'store' ? `(alias export $i${at} "r" (type $r${at}))` : ''}`,
    )}
    ${own.kind === 'store' ? '(type $r (resource (rep i32)))' : ''}
    ${own.kind === 'relay' ? `(alias export $i${own.store} "r" (type $r))` : ''}
    ${kinds.has('map') ? MAP : ''} ${own.kind === 'flat' ? valuesType(own.types ?? []) : ''}
    (core module $memory (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const ${RECEIVED})))
    (core instance $memory (instantiate $memory))
    ${functions.map(([name, { canon }]) => `(core func $${name} ${canon})`).join('\n')}
    (core module $m
      (import "" "memory" (memory 1))
      ${functions.map(([name, { signature }]) => `(import "" "${name}" (func $${name} ${signature}))`).join('\n')}
      (global $count (mut i32) (i32.const 0))
      ${each(caller)}
      (func $body (param $x i32) (result i32) (local $sum i32)
        (if (i32.const ${constant ? 1 : 0}) (then (return (i32.const ${add}))))
        (global.set $count (i32.add (global.get $count) (i32.const ${counts ? 100 : 0})))
        (local.set $sum (i32.add (i32.add (local.get $x) (i32.const ${add})) (global.get $count)))
        ${each(
          (_, at) => `(local.set $sum (i32.add (local.get $sum)
          (i32.mul (i32.const ${at + 2}) (call $f${at} (i32.add (local.get $x) (i32.const 1))))))`,
        )}
        (local.get $sum))
      ${code})
    (core instance $m (instantiate $m (with "" (instance (export "memory" (memory $memory "memory"))
      ${functions.map(([name]) => `(export "${name}" (func $${name}))`).join(' ')}))))
    ${lifted}
    ${exported}
    ${own.name === 'run' ? '' : `(export "${own.name}" (instance $o))`})`;
}
