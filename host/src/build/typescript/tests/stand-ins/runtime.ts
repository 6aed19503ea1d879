/** The runtime of stand-ins for the imports of a world, bundled with tests. It may import no other module. */

type Callable = (...args: unknown[]) => unknown;
type Members = Readonly<Record<string, unknown>>;

/** By the name of an import without its version. */
const provided = new Map<string, unknown>();
/** The names of the world's imports, each with its members; without members for a function. */
const known = new Map<string, { readonly name: string; readonly members: readonly string[] | undefined }>();

const unversioned = (name: string): string => name.replace(/@.*/, '');

/** Sets the implementations of imports, until the next call for the same import. */
export function provide(imports: Members): void {
  for (const [name, value] of Object.entries(imports)) {
    const found = known.get(unversioned(name));
    if (!found) {
      const names = [...known.values()].map((one) => one.name).join(', ');
      throw new Error(`the sources do not import ${name}; they import ${names || 'nothing of their world'}`);
    }
    const wrong = found.members && Object.keys(value as object).find((key) => !found.members?.includes(key));
    if (wrong !== undefined)
      throw new Error(`${found.name} has no ${wrong}; it has ${found.members?.join(', ')}`);
    provided.set(unversioned(name), value);
  }
}

/**
 * Replaces a function or a class of an import: forwards to the provided implementation at each call.
 *
 * @param member undefined for a function that the world itself imports
 */
export function standIn(name: string, members: readonly string[] | undefined, member?: string): unknown {
  known.set(unversioned(name), { name, members });
  const target = (): object => {
    const given = provided.get(unversioned(name));
    const found = member === undefined ? given : (given as Members | undefined)?.[member];
    if (found === undefined) throw new Error(missing(name, member));
    return found as object;
  };
  return new Proxy(function () {}, {
    apply: (_, self, args: unknown[]) => Reflect.apply(target() as Callable, self, args),
    construct: (_, args) => Reflect.construct(target() as new () => object, args) as object,
    get: (_, key) => Reflect.get(target(), key) as unknown,
  });
}

function missing(name: string, member: string | undefined): string {
  const what = member === undefined ? name : `${member} of ${name}`;
  const example = member === undefined ? `'${name}': () => …` : `'${name}': { ${member}: … }`;
  return (
    `${what} was called, which exists only inside a component. Provide a stand-in in the test: ` +
    `import { provide } from 'wit-studio:test'; provide({ ${example} });`
  );
}
