/**
 * Calls of WebAssembly whose traps stop a debugger. V8 ignores what the host's own scripts throw while a guest is
 * debugged (`blackboxHost` in debug/inspector), and traps of WebAssembly that they call directly; these functions are
 * in a script without a name.
 */
import { Script } from 'node:vm';

interface Visible {
  /** The function, called from a script that is not the host's. */
  call<Args extends readonly unknown[], Result>(callee: (...args: Args) => Result): (...args: Args) => Result;
  /** @throws WebAssembly.RuntimeError the trap of a start function */
  instantiate(module: WebAssembly.Module, imports: WebAssembly.Imports): WebAssembly.Instance;
  /** Stops the thread for a debugger, in a frame of the name `stopAtCrossing`. */
  stopAtCrossing(): void;
}

export const visible = new Script(`({
  call: (callee) => (...args) => callee(...args),
  instantiate: (module, imports) => new WebAssembly.Instance(module, imports),
  stopAtCrossing: function stopAtCrossing() { debugger; },
})`).runInThisContext() as Visible;
