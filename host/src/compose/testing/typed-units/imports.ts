import { given, taken, unless } from './ends.ts';
import { type Core, BINARY, type Interface, MEMORY, REALLOC, UNARY } from './model.ts';
import { callFlat, callMap, flatItem, loweredFlat, MAP } from './values.ts';

/** The types of an interface's items, as an importer writes them. `at` is its number among the imports. */
export function items({ kind, store, types = [] }: Interface): string {
  const number = '(func (param "x" u32) (result u32))';
  switch (kind) {
    case 'plain':
      return `(export "f" ${number})`;
    case 'async':
      return '(export "f" (func async (param "x" u32) (result u32)))';
    case 'future':
    case 'stream':
      return `(type $t (${kind} u32)) (export "f" (func (param "x" u32) (result $t)))`;
    case 'sink':
      return '(type $t (stream u32)) (export "f" (func (param "xs" $t) (result u32)))';
    case 'flat':
      return flatItem(types);
    case 'map':
      return `${MAP} (export "f" (func (param "m" $map) (result $map)))`;
    case 'store':
      return `(export "r" (type $r (sub resource)))
        (export "make" (func (param "x" u32) (result (own $r))))
        (export "get" (func (param "it" (borrow $r)) (result u32)))`;
    case 'relay':
      return `(export "r" (type $r (eq $r${store})))
        (export "relay" (func (param "it" (own $r)) (result (own $r))))
        (export "peek" (func (param "it" (borrow $r)) (result u32)))`;
  }
}

/** The core functions for calls of the import with this index. */
export function lowered({ kind, types = [] }: Interface, at: number): Core {
  const lower = (name: string, options = '') => `(canon lower (func $i${at} "${name}") ${options})`;
  switch (kind) {
    case 'async':
      return { [`c${at}`]: { signature: BINARY, canon: lower('f', `async ${MEMORY}`) } };
    case 'store':
      return {
        [`make${at}`]: { signature: UNARY, canon: lower('make') },
        [`get${at}`]: { signature: UNARY, canon: lower('get') },
        [`drop${at}`]: { signature: '(param i32)', canon: `(canon resource.drop $r${at})` },
      };
    case 'relay':
      return {
        [`relay${at}`]: { signature: UNARY, canon: lower('relay') },
        [`peek${at}`]: { signature: UNARY, canon: lower('peek') },
      };
    case 'flat':
      return { [`c${at}`]: { signature: loweredFlat(types), canon: lower('f', MEMORY) } };
    case 'map':
      return {
        [`c${at}`]: { signature: '(param i32 i32 i32)', canon: lower('f', `${MEMORY} ${REALLOC}`) },
      };
    default:
      return { [`c${at}`]: { signature: UNARY, canon: lower('f') } };
  }
}

/** The core function that calls the import at that place, of a number to a number. */
export function caller({ kind, store, types = [] }: Interface, at: number): string {
  const body = (): string => {
    switch (kind) {
      case 'plain':
        return `(call $c${at} (local.get $x))`;
      case 'async':
        return `${unless('2', `(call $c${at} (local.get $x) (i32.const 16))`)} (i32.load (i32.const 16))`;
      case 'future':
      case 'stream':
        return `${taken(kind, `(call $c${at} (local.get $x))`)}`;
      case 'sink':
        return `(call $c${at} ${given('stream', '(local.get $x)')})`;
      case 'flat':
        return callFlat(`$c${at}`, types);
      case 'map':
        return callMap(`$c${at}`);
      case 'store':
        return `(local.set $h (call $make${at} (local.get $x))) ${asked(`get${at}`, at)}`;
      case 'relay':
        return `(local.set $h (call $relay${at} (call $make${store} (local.get $x)))) ${asked(`peek${at}`, store!)}`;
    }
  };
  return `(func $f${at} (param $x i32) (result i32) (local $h i32) (local $ends i64) ${body()})`;
}

const asked = (name: string, store: number): string =>
  `(local.set $x (call $${name} (local.get $h))) (call $drop${store} (local.get $h)) (local.get $x)`;
