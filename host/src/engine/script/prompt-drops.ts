/**
 * When a guest drops a stream or a future of the host's, js-component-bindgen 2.18 says so to the host in a
 * microtask, after all that the guest does in the same step: a port that it closed and binds again would be in use.
 * It waits because a host's function might call the guest; ours do not, so they hear of it at once.
 */
const LATER = /(function _disposeHostValue\([^]*?\n\s*)queueMicrotask\(\(\) => \{/;

/** @param script what the generator wrote */
export const dropPromptly = (script: string): string => script.replace(LATER, '$1((drop) => drop())(() => {');
