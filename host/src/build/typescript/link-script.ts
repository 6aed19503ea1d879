import { HostError } from '../../base/problem.ts';
import { scriptBuilder, type Needs, type Wit } from '../../toolkit/javascript.ts';
import type { ComponentManifest } from './manifest.ts';
import { notLinked, refusal } from './refusal.ts';
import { padded, templateOf, withScript, type Template } from './script-place.ts';
import { witKey } from './world.ts';

/** By world and needs, the most recently used last. */
const templates = new Map<string, Template>();
const MOST = 8;

/**
 * The component of a guest's script. A job for the thread of tools. Linking takes longest of a build: a script as long
 * as one before is written into the component that was linked then.
 * @throws HostError what `describeWorld` throws, or `component-not-linked`
 */
export async function linkScript(
  manifest: ComponentManifest,
  wit: Wit,
  code: string,
  needs: Needs,
): Promise<Uint8Array> {
  const script = padded(code);
  const key = `${witKey(wit)} ${JSON.stringify(needs)}`;
  const known = templates.get(key);
  const again = known && withScript(known, script);
  if (again) return again;
  try {
    const component = await scriptBuilder.use(({ link }) => link(wit, script, needs).component);
    keep(key, templateOf(component, script));
    return component;
  } catch (error) {
    const problem = refusal(error, manifest);
    throw problem instanceof HostError ? problem : notLinked(manifest, (error as Error).message);
  }
}

function keep(key: string, template: Template | undefined): void {
  templates.delete(key);
  if (template) templates.set(key, template);
  for (const [oldest] of templates) if (templates.size > MOST) templates.delete(oldest);
}
