import { HostError } from '../../problem.ts';
import { withBuilder, type Needs, type Wit } from '../../toolkit/javascript.ts';
import type { ComponentManifest } from './manifest.ts';
import { refusal } from './refusal.ts';

/**
 * The component of a guest's script. A job for the thread of tools.
 * @throws HostError what `describeWorld` throws, or `component-not-linked`
 */
export async function linkScript(
  manifest: ComponentManifest,
  wit: Wit,
  code: string,
  needs: Needs,
): Promise<Uint8Array> {
  try {
    return await withBuilder(({ link }) => link(wit, code, needs).component);
  } catch (error) {
    throw linkProblem(refusal(error, manifest), manifest);
  }
}

function linkProblem(error: unknown, { name }: ComponentManifest): unknown {
  if (error instanceof HostError) return error;
  return new HostError({
    code: 'component-not-linked',
    message: `${name} could not be linked`,
    causes: [(error as Error).message],
    help: 'This is a mistake of WIT Studio. Please report it with the WIT of the component.',
  });
}
