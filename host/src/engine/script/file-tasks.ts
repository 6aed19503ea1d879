/**
 * The functions of generated files that go on after they have returned (toolkit/src/files/third.rs) never suspend
 * WebAssembly, which js-component-bindgen 2.18 cannot tell: it would keep the next such call from starting until the end
 * of the caller's step, and the caller, which is synchronous, could not wait for it.
 */
const NAME = String.raw`virtual-wasi:filesystem\/types@0\.3\.[^"#]*#\[method\]descriptor\.(?:read-via-stream|read-directory|write-via-stream|append-via-stream)`;
const CALLED = new RegExp(String.raw`(adapter\d+: )(exports\d+\["\[async-lift\]${NAME}"\])`, 'g');
const RESUMED = new RegExp(
  String.raw`WebAssembly\.promising\((exports\d+\["\[callback\]\[async-lift\]${NAME}"\])\)`,
  'g',
);

/** @param script the generator's output */
export const startFileTasks = (script: string): string =>
  script
    .replace(CALLED, '$1Object.assign($2, { _jcoMaySuspend: false })')
    .replace(RESUMED, 'Object.assign($1, { _jcoMaySuspend: false })');
