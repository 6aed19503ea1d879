import { snakeCase } from '../names.ts';
import { smallestValues } from '../smallest-value.ts';
import type { OutlineFunction, WorldOutline } from '../world-outline.ts';
import { identifier, typeText, valueSyntax, valueText, type Place, type RustNames } from './types.ts';

/**
 * A test of the first function whose arguments can be written as literals, which compares its result; else a test of
 * its type.
 */
export function firstTest(world: WorldOutline, names: RustNames): string {
  const [body] = calls(world, names);
  const text = body ?? '        let _ = std::mem::size_of::<Component>();';
  return `#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn answers() {\n${text}\n    }\n}`;
}

function* calls({ functions, interfaces }: WorldOutline, names: RustNames): Generator<string> {
  const root: Place = { names, inExport: false, own: undefined };
  for (const fn of functions) yield* call('Guest', fn, root);
  for (const { id, functions: inside } of interfaces)
    for (const fn of inside)
      yield* call(`${names.module(id, true)}::Guest`, fn, { names, inExport: true, own: id });
}

function* call(trait: string, fn: OutlineFunction, place: Place): Generator<string> {
  if (fn.async) return;
  const args = smallestValues(
    fn.params.map(({ type }) => type),
    valueSyntax(place),
  );
  const value = valueText(fn.result, place);
  if (args === undefined || value === undefined) return;
  const made = `<Component as ${trait}>::${identifier(snakeCase(fn.name))}(${args.join(', ')})`;
  // Types that wit-bindgen makes print, but do not compare.
  yield [
    `        let value = ${made};`,
    `        let expected: ${typeText(fn.result, place)} = ${value};`,
    '        assert_eq!(format!("{value:?}"), format!("{expected:?}"));',
  ].join('\n');
}
