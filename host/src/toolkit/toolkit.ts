import { HostError } from '../problem.ts';
import { loadToolkit, type Toolkit } from './load.ts';

let instance: Promise<Toolkit> | undefined;

/**
 * Works with the toolkit, which is loaded when first used. An instance that trapped cannot be entered
 * again: it is dropped, and the next caller gets a new one.
 *
 * @param use must be done with the toolkit, and with every resource of it, when it returns
 * @throws HostError `toolkit-failed` after a trap; and whatever `use` throws
 */
export async function withToolkit<T>(use: (toolkit: Toolkit) => T): Promise<T> {
  const toolkit = await (instance ??= loadToolkit());
  try {
    return use(toolkit);
  } catch (error) {
    if (error instanceof HostError) throw error;
    instance = undefined;
    throw new HostError({
      code: 'toolkit-failed',
      message: 'the composition toolkit gave up on this input',
      help: 'Something in it is nested too deeply or is malformed in a way nobody foresaw. Please report it with the plan.',
      causes: [error instanceof Error ? error.message : String(error)],
    });
  }
}

/** What a function of the toolkit answered: the two sides of its `result`. */
export type Answer<T, E> = { readonly ok: T } | { readonly err: E };

/**
 * Turns the error of a `result`, which jco throws, into a value.
 * @throws what `call` throws otherwise: a trap
 */
export function answer<T, E>(call: () => T): Answer<T, E> {
  try {
    return { ok: call() };
  } catch (error) {
    if (error instanceof Error && 'payload' in error) return { err: error.payload as E };
    throw error;
  }
}
