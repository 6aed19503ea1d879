import { pascalCase } from '../../inspect/script-names.ts';
import { interfaceName } from '../names.ts';
import type { NamedType, OutlineFunction, OutlineMethod, WorldOutline } from '../world-outline.ts';

/** A package that implements the functions of a world, or one of its interfaces. */
export interface GoPackage {
  readonly name: string;
  /** Names of types. */
  readonly resources: readonly string[];
  readonly functions: readonly GoFunction[];
}

export interface GoFunction {
  /** `MakeCart` of a constructor, `CartMerge` of a static function. */
  readonly name: string;
  /** The resource of a method. */
  readonly receiver?: string;
  readonly fn: OutlineFunction;
}

/** The packages that wit-bindgen's code imports, without empty ones. */
export function packagesOf({ functions, interfaces }: WorldOutline): readonly GoPackage[] {
  const own: GoPackage = { name: 'export_wit_world', resources: [], functions: functions.map(freeFunction) };
  const all = interfaces.map(({ id, functions: inside, resources }): GoPackage => {
    const methods = resources.flatMap(({ name, functions: methods }) =>
      methods.map((method) => goMethod(id, name, method)),
    );
    return {
      name: `export_${interfaceName(id)}`,
      resources: resources.map(({ name }) => pascalCase(name)),
      functions: [...methods, ...inside.map(freeFunction)],
    };
  });
  return [own, ...all].filter(({ resources, functions: inside }) => resources.length + inside.length > 0);
}

const freeFunction = (fn: OutlineFunction): GoFunction => ({ name: pascalCase(fn.name), fn });

function goMethod(id: string, resource: string, method: OutlineMethod): GoFunction {
  const type = pascalCase(resource);
  const name = pascalCase(method.name);
  switch (method.kind) {
    case 'method':
      return { name, receiver: type, fn: method };
    case 'static':
      return { name: `${type}${name}`, fn: method };
    case 'constructor':
      return {
        name: `Make${type}`,
        fn: { ...method, name: resource, result: method.result ?? typeOf(id, resource) },
      };
  }
}

const typeOf = (id: string, name: string): NamedType => ({
  kind: 'named',
  name,
  owner: { id, isWorld: false },
  borrowed: false,
  body: () => ({ kind: 'resource' }),
});
