import { camelCase, safe } from '../../../inspect/script-names.ts';
import type { ImportedFunction } from '../../../toolkit/javascript.ts';

/** The declarations of the modules of functions that a world itself imports; jco declares those of interfaces. */
export const functionTypes = (functions: readonly ImportedFunction[]): string =>
  functions.map(moduleOf).join('\n');

function moduleOf({ name, isAsync, params, output }: ImportedFunction): string {
  const local = safe(camelCase(name));
  const typed = params.map((param) => `${safe(camelCase(param.name))}: ${param.type}`);
  const result = isAsync ? `Promise<${output}>` : output;
  const exported = local === camelCase(name) ? local : `${local} as ${camelCase(name)}`;
  return `declare module '${name}' {
  function ${local}(${typed.join(', ')}): ${result};
  export { ${exported}, ${local} as default };
}
`;
}
