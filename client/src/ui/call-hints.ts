/** What a person who is asked for a call is shown, from the exports of the component. */
export interface CallHints {
  readonly prompt: string;
  readonly placeHolder: string;
}

/** Exports with a colon are interfaces: `ns:pkg/iface@1.0.0`. Functions stand by their plain name. */
export function callHints(exports: readonly string[] | undefined): CallHints {
  const [first, ...others] = (exports ?? []).filter((name) => !name.includes(':'));
  const [face] = (exports ?? []).filter((name) => name.includes(':'));
  const among = others.length > 0 ? ` Functions: ${[first, ...others].join(', ')}.` : '';
  const placeHolder =
    first !== undefined ? `${first}(…)` : face !== undefined ? `${face}#function(…)` : 'function(arguments)';
  const orRun = exports === undefined ? ' Leave it empty to call wasi:cli/run.' : '';
  return { prompt: `A function and its arguments, in WAVE.${among}${orRun}`, placeHolder };
}
