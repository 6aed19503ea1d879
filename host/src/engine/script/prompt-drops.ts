/**
 * When a guest drops a stream or a future of the host, js-component-bindgen 2.18 notifies the host in a microtask,
 * after everything else in the guest's step: a port that the guest closes and binds again would be in use. The delay is
 * for functions of the host that might call the guest; ours do not, so they are notified at once.
 */
const LATER = /(function _disposeHostValue\([^]*?\n\s*)queueMicrotask\(\(\) => \{/;

/** @param script the generator's output */
export const dropPromptly = (script: string): string => script.replace(LATER, '$1((drop) => drop())(() => {');
