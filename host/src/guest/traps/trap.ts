import { originalFrame } from '../../engine/linked/modules/counted-frames.ts';
import { HostError } from '../../base/problem.ts';
import type { Problem } from '../../protocol.ts';
import { reasonOf } from './trap-reason.ts';
import { lastWords, type LastWords } from '../thread/last-words.ts';
import { adviceFor } from './trap-advice.ts';
import { placed, valuePlace } from './value-place.ts';
import { takeGuestError, type GuestError } from '../thread/panic.ts';

export const MOST_FRAMES = 12;

/**
 * The problem reported when a guest traps or panics.
 * @param most frames that are shown, or looked up in the sources first
 */
export function toProblem(error: unknown, most = MOST_FRAMES): Problem {
  if (error instanceof HostError) return error.problem;
  if (error instanceof WebAssembly.Exception) return { ...trapped(UNCAUGHT, []), withoutTrap: true };
  if (!(error instanceof Error)) {
    return {
      code: 'guest-error',
      message: `the guest returned an error: ${JSON.stringify(error, bigintToText)}`,
      help: 'This is a result of the function, not a fault of the host.',
    };
  }
  const thrown = takeGuestError();
  if (thrown) return thrown.value ? wrongValue(thrown, error) : uncaught(thrown);
  const frames = framesOf(error).slice(0, most);
  const { text, isRule } = reasonOf(error);
  const words = lastWords(text);
  if (words) return gaveUp(words, frames);
  return { ...trapped(text, frames), ...(isRule && { withoutTrap: true }) };
}

/** V8 gives it no stack. */
const UNCAUGHT = 'an exception of WebAssembly that nothing caught';

/** How lines of the sources come into the frames; left out where they are there. */
export const WITHOUT_LINES =
  'The frames name the functions of the guest, innermost first; build it with debug information to see lines of its sources.';

function trapped(reason: string, frames: readonly string[]): Problem {
  const advice = adviceFor(reason);
  return {
    code: 'guest-trap',
    message: `the guest trapped: ${reason}`,
    help: advice === undefined ? WITHOUT_LINES : `${advice} ${WITHOUT_LINES}`,
    ...(frames.length > 0 && { causes: frames }),
  };
}

/** The message of its language, with the place or the stack in it. */
const gaveUp = ({ message, frames, isStack }: LastWords, others: readonly string[]): Problem => ({
  code: 'guest-trap',
  message: `the guest trapped: ${message}`,
  help: 'The guest wrote this message before it trapped.',
  causes: isStack ? frames : [...frames, ...others],
});

const uncaught = ({ message, frames }: GuestError): Problem => ({
  code: 'guest-trap',
  message,
  help: 'The guest did not catch this exception. The lines are those of its sources.',
  ...(frames.length > 0 && { causes: frames }),
});

const wrongValue = ({ message }: GuestError, error: Error): Problem => ({
  code: 'guest-trap',
  message: placed(message, valuePlace(framesOf(error))),
  help: 'A value of the guest does not fit its type in the WIT. The generated types declare it.',
});

/** The WebAssembly frames of a stack: `auth.wasm.check (wasm://wasm/auth.wasm-1a2b:wasm-function[7]:0x1f3)`. */
function framesOf({ stack = '' }: Error): string[] {
  const lines = stack.split('\n').map((line) => line.trim().replace(/^at /, ''));
  return lines.filter((line) => line.includes('wasm://')).map(originalFrame);
}

const bigintToText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `${value}` : value;
