import type { Definition, InterfaceModel, Problem, ResolvedPackage } from '../../../resolve/model.ts';
import { rangeOf } from '../../../resolve/context.ts';
import type { Span } from '../../../syntax/ast.ts';
import { isNamed } from '../../facts/named-definitions.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { isBroken } from '../../facts/scopes.ts';

export const unusedUse: Rule = {
  code: 'unused-use',
  ids: ['U3', 'U7'],
  severity: 'hint',
  title: `Unused name in a \`use\`.`,
  explanation: `Nothing refers to the name: no item below it, and no other \`use\` of this package or its dependencies. Other packages may still use it, because an interface re-exports the types that it uses. An interface that consists only of \`use\` exists for that purpose and is not reported. In a world, \`use\` imports the type and its interface, so it always has an effect.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; }
interface j { use i.{t}; f: func() -> t; }
`,
      `package a:b;
interface i { type t = u8; }
interface j { use i.{t}; f: func(); }
interface k { use j.{t}; g: func() -> t; }
`,
      `package a:b;
interface i { type t = u8; type u = u8; }
interface prelude { use i.{t, u}; }
world w { use i.{t}; }
`,
    ],
    reject: [
      `package a:b;
interface i { type t = u8; }
interface j { use i.{t}; f: func(); }
`,
      `package a:b;
package c:d { interface i {} }
use c:d/i;
`,
    ],
  },
  message: ({ name, inFile }) =>
    inFile
      ? `Nothing in this file uses \`${name}\`. Remove the \`use\`.`
      : `Nothing uses \`${name}\`, in this interface or through it. Remove it, unless other packages use it from here.`,
  *checkRoot({ sources, resolved }: RootContext): Iterable<Problem> {
    const own = new Set(sources.main.files.map(({ uri }) => uri));
    for (const one of resolved.all) {
      if (!own.has(one.source.idFile.uri)) continue;
      for (const found of [...usedByInterfaces(one), ...usedByFiles(one)]) {
        // Almost every name is in its own package, and there may be hundreds of others.
        const isUsed = isNamed(found.definition, [one]) || isNamed(found.definition, resolved.all);
        if (!isUsed) yield problem(found);
      }
    }
  },
};

interface Used {
  readonly definition: Definition;
  readonly at: Span;
  readonly inFile: boolean;
}

const problem = ({ definition, at, inFile }: Used): Problem => ({
  code: 'unused-use',
  at: rangeOf(definition.uri, at),
  detail: { name: definition.name, inFile: inFile ? 'yes' : '' },
});

/** Excludes unresolved names, which have been reported. In broken text, a skipped part may contain the name. */
function usedByInterfaces(resolved: ResolvedPackage): Used[] {
  return resolved.interfaces.filter(hasItsOwn).flatMap(({ names, definition, file }) => {
    const uses: Definition[] = [];
    for (const name of names.values()) if (name.kind === 'use' && name.target) uses.push(name);
    const text = resolved.source.parts.find((part) => part.file.uri === file)?.file;
    if (uses.length === 0 || (text && isBroken(text, definition.node))) return [];
    return uses.map((use) => ({ definition: use, at: use.node, inFile: false }));
  });
}

/** Any item except a `use`. */
const hasItsOwn = ({ items }: InterfaceModel): boolean => items.some(({ kind }) => kind !== 'use');

function usedByFiles(resolved: ResolvedPackage): Used[] {
  const files = resolved.source.parts.map(({ file }) => file).filter(({ ast }) => ast.errors.length === 0);
  return files.flatMap(({ uri }) => {
    const uses = [...(resolved.fileScopes.get(uri)?.values() ?? [])].filter(({ target }) => target);
    return uses.map((use) => ({ definition: use, at: use.node, inFile: true }));
  });
}
