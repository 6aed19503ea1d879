import { HostError } from '../problem.ts';
import { withBuilder, type Needs, type Wit } from '../toolkit/javascript.ts';
import type { ComponentManifest } from './manifest.ts';
import { seededRandom } from './random.ts';
import { refusal } from './refusal.ts';

/**
 * The component of a guest's script. A job for the thread of tools.
 * @throws HostError what `describeWorld` throws, or `component-not-linked`
 */
export async function linkScript(manifest: ComponentManifest, wit: Wit, code: string): Promise<Uint8Array> {
  try {
    const needs = needsOf(code);
    return await withBuilder(({ link: linkAll, surroundings }) => {
      const [seed] = needs.random ? surroundings(wit, { random: true }) : [];
      const script = seed === undefined ? code : seededRandom(seed) + code;
      return linkAll(wit, script, needs).component;
    });
  } catch (error) {
    throw linkProblem(refusal(error, manifest), manifest);
  }
}

/** What a script takes for granted: it imports no clock that it does not look at. */
const needsOf = (code: string): Needs => ({
  streams: true,
  clocks: /\b(?:Date|performance)\b/.test(code),
  random: /\brandom\b/.test(code),
});

function linkProblem(error: unknown, { name }: ComponentManifest): unknown {
  if (error instanceof HostError) return error;
  return new HostError({
    code: 'component-not-linked',
    message: `${name} could not be linked`,
    causes: [(error as Error).message],
    help: 'This is a mistake of WIT Studio. Please report it with the WIT of the component.',
  });
}
