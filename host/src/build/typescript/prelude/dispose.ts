/**
 * The engine calls this method when another component drops a resource of this one (`fix` in toolkit/javascript). It
 * looks the method up by name alone, so every object has it.
 */
Object.defineProperty(Object.prototype, 'witStudioDispose', {
  configurable: true,
  value(this: Partial<Disposable>): void {
    this[Symbol.dispose]?.();
  },
});
