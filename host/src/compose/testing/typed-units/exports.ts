import { given, taken } from './ends.ts';
import { type Core, type Interface, MEMORY, REALLOC, UNARY } from './model.ts';
import { flatSignature, implementFlat, implementMap } from './values.ts';

/**
 * The implementation of the component's export: core functions, and their lifting to `$f`, or to `$r` and its
 * functions.
 */
interface Exported {
  readonly core: Core;
  readonly code: string;
  readonly lifted: string;
  /** The instance, or the function of `run`. */
  readonly exported: string;
}

const NUMBER = '(param "x" u32) (result u32)';
const lift = (params: string, name: string, options = '') =>
  `(func ${params} (canon lift (core func $m "${name}") ${options}))`;
const one = (signature: string, options = ''): Pick<Exported, 'lifted' | 'exported'> => ({
  lifted: `(func $f ${signature} (canon lift (core func $m "f") ${options}))`,
  exported: '(instance $o (export "f" (func $f)))',
});
const asF = (code: string): string =>
  `(func (export "f") (param $x i32) (result i32) (local $h i32) (local $ends i64) ${code})`;
const BODY = '(call $body (local.get $x))';

export function exporting({ name, kind, store = 0, types = [] }: Interface): Exported {
  if (name === 'run')
    return { core: {}, code: asF(BODY), ...one(NUMBER), exported: '(export "run" (func $f))' };
  switch (kind) {
    case 'plain':
      return { core: {}, code: asF(BODY), ...one(NUMBER) };
    case 'async':
      return {
        core: { return: { signature: '(param i32)', canon: '(canon task.return (result u32))' } },
        code: `${asF(`(call $return ${BODY}) (i32.const 0)`)}
          (func (export "again") (param i32 i32 i32) (result i32) (unreachable))`,
        ...one(`async ${NUMBER}`, 'async (callback (core func $m "again"))'),
      };
    case 'future':
    case 'stream':
      return { core: {}, code: asF(given(kind, BODY)), ...one(`(param "x" u32) (result $${kind})`) };
    case 'sink':
      return {
        core: {},
        code: asF(`(local.set $x (block (result i32) ${taken('stream', '(local.get $x)')})) ${BODY}`),
        ...one('(param "xs" $stream) (result u32)'),
      };
    case 'flat':
      return {
        core: {},
        code: implementFlat(types, BODY),
        ...one(flatSignature(types), `${MEMORY} ${REALLOC}`),
      };
    case 'map':
      return {
        core: {},
        code: implementMap(BODY),
        ...one('(param "m" $map) (result $map)', `${MEMORY} ${REALLOC}`),
      };
    case 'store':
      return {
        core: { 'resource-new': { signature: UNARY, canon: '(canon resource.new $r)' } },
        code: `(func (export "make") (param $x i32) (result i32) (call $resource-new ${BODY}))
          (func (export "get") (param i32) (result i32) (local.get 0))`,
        ...ofResource({
          make: ['(param "x" u32) (result (own $r))'],
          get: ['(param "it" (borrow $r)) (result u32)'],
        }),
      };
    case 'relay':
      return {
        core: {},
        code: `(func (export "relay") (param $h i32) (result i32) (local $x i32)
            (local.set $x (call $get${store} (local.get $h))) (call $drop${store} (local.get $h))
            (call $make${store} ${BODY}))
          (func (export "peek") (param $h i32) (result i32) (local $x i32)
            (local.set $x (i32.add (call $get${store} (local.get $h)) (i32.const 1)))
            (call $drop${store} (local.get $h)) (local.get $x))`,
        ...ofResource({
          relay: [`(param "it" (own $r)) (result (own $r))`],
          peek: ['(param "it" (borrow $r)) (result u32)'],
        }),
      };
  }
}

/** Functions of `$r`, in an instance that has the resource under its name. */
function ofResource(
  functions: Record<string, readonly [signature: string]>,
): Pick<Exported, 'lifted' | 'exported'> {
  const entries = Object.entries(functions);
  const each = (text: (name: string, signature: string) => string): string =>
    entries.map(([name, [signature]]) => text(name, signature)).join('\n');
  return {
    lifted: each((name, signature) => lift(signature, name).replace('(func ', `(func $${name} `)),
    exported: `(component $named (import "r" (type $r (sub resource)))
        ${each((name, signature) => `(import "${name}" (func $${name} ${signature}))`)}
        (export $e "r" (type $r))
        ${each((name, signature) => `(export "${name}" (func $${name}) (func ${signature.replaceAll('$r', '$e')}))`)})
      (instance $o (instantiate $named (with "r" (type $r)) ${each((name) => `(with "${name}" (func $${name}))`)}))`,
  };
}
