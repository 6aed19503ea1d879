/**
 * The script of js-component-bindgen 2.18 as `fast-path.ts` needs it: its functions report their kind, code that lends
 * an owner to a component that gets a representation checks whether the call is pending, and a trap ends pending calls.
 */
const BUILT_IN =
  /Object\.assign\((_guardTrap\([^()]*(?:_guardMayLeave\(\d+, )?(trampoline\d+)\)?, true\)), \{ /g;

const ENTERS = /\bconst (trampoline\d+) = _symmetricSyncGuestCallEnter;/g;

/** `resource.new`, `resource.rep`, and `resource.drop` of a component's own resources. */
const OF_HANDLES = [
  /\bconst (trampoline\d+) = \(\(rep\) => \(handleTable/g,
  /\bfunction (trampoline\d+)\(handle\) \{\s*return rscTableGet\(handleTable\d+, handle\)\.rep;/g,
  /\bfunction (trampoline\d+)\(handle\) \{\s*const handleEntry = rscTableRemove\(handleTable\d+, handle\);\s*if \(handleEntry\.own\) \{\s*(?:exports\d+[^;\n]*\(handleEntry\.rep\);\s*)?\}/g,
];

const BORROW =
  /(function resourceTransferBorrow\(handle, fromTid, toTid\) \{[^]*?)(\n\s*const componentIdx = )/;
const LEND = `
    if (toTable._createdReps.has(rep) && (!own || instantiateCore.lend?.(fromTable, handle, fromTid, toTid))) return rep;
    instantiateCore.enterAll?.();`;

const CAUGHT = /(catch \(err\) \{\s*)(_debugLog\("error while executing sync callee\/callback")/g;

/** A built-in that suspends only if necessary: a wrapper in JavaScript would be on the stack that it suspends. */
const CONDITIONAL =
  /return (new WebAssembly\.Instance\(\s*CONDITIONAL_SUSPENDING_WASM\.\w+,\s*\{ '': \{) fast, (slow: [^\n]*\s*\)\.exports\.run);/g;
const OBSERVES =
  'return Object.assign($1 fast: (...values) => { instantiateCore.enterAll?.(); return fast(...values); }, $2, { unobservant$$: true });';

/** @param script the generator's output, after `created-representations.ts` */
export function letCallsPend(script: string): string {
  const named = (pattern: RegExp): Set<string> =>
    new Set([...script.matchAll(pattern)].map(([, name]) => name!));
  const enters = named(ENTERS);
  const ofHandles = new Set(OF_HANDLES.flatMap((pattern) => [...named(pattern)]));
  return script
    .replace(BUILT_IN, (whole, guarded: string, name: string) => {
      if (enters.has(name)) return `Object.assign(${guarded}, { entersCall$: true, `;
      return ofHandles.has(name) ? `Object.assign(${guarded}, { unobservant$: true, ` : whole;
    })
    .replace(CONDITIONAL, OBSERVES)
    .replace(BORROW, (_, head: string, behind: string) => head + LEND + behind)
    .replace(CAUGHT, '$1instantiateCore.forget?.();\n$2');
}
