/** Components that add up the results of their imports, so that the result of a composition shows its wires. */

/** A component of a composition: imports, each by name, and the name of its export. */
export interface Unit {
  readonly imports: readonly string[];
  /** `run` is exported as a function, any other name as an interface with a function `f`. */
  readonly export: string;
  readonly add: number;
  /** Counts its own calls, and adds the count: two instances differ from one that is shared. */
  readonly counts?: boolean;
}

/** `f(x) = x + add + count + 2 * a(x + 1) + 3 * b(x + 1) + …` with a function of each import. */
export function unitWat({ imports, export: name, add, counts = false }: Unit): string {
  const each = (text: (name: string, at: number) => string) => imports.map(text).join('\n');
  const iface = '(instance $o (export "f" (func $f)))';
  return `(component
    ${each(
      (from, at) => `(import "${from}" (instance $i${at} (export "f" (func (param "x" u32) (result u32)))))
      (core func $c${at} (canon lower (func $i${at} "f")))`,
    )}
    (core module $m
      ${each((_, at) => `(import "" "f${at}" (func $f${at} (param i32) (result i32)))`)}
      (global $count (mut i32) (i32.const 0))
      (func (export "f") (param i32) (result i32) (local $sum i32)
        (global.set $count (i32.add (global.get $count) (i32.const ${counts ? 100 : 0})))
        (local.set $sum (i32.add (i32.add (local.get 0) (i32.const ${add})) (global.get $count)))
        ${each(
          (_, at) => `(local.set $sum (i32.add (local.get $sum)
          (i32.mul (i32.const ${at + 2}) (call $f${at} (i32.add (local.get 0) (i32.const 1))))))`,
        )}
        (local.get $sum)))
    (core instance $m (instantiate $m (with "" (instance
      ${each((_, at) => `(export "f${at}" (func $c${at}))`)}))))
    (func $f (param "x" u32) (result u32) (canon lift (core func $m "f")))
    ${name === 'run' ? '(export "run" (func $f))' : `${iface} (export "${name}" (instance $o))`})`;
}

/** The function of a unit whose imports are these functions. Each instance needs a new one. */
export function model({ add, counts = false }: Unit, ...imports: ((x: number) => number)[]) {
  let count = 0;
  return (x: number): number => {
    if (counts) count += 100;
    const sums = imports.map((call, at) => (at + 2) * call(x + 1));
    return [x, add, count, ...sums].reduce((sum, value) => (sum + value) % 2 ** 32, 0);
  };
}
