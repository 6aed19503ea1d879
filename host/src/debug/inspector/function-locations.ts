import type { Location, ThreadInspector } from './thread-inspector.ts';
import type { RemoteObject } from './remote-object.ts';

interface Properties {
  readonly result: readonly { readonly value?: RemoteObject }[];
  readonly internalProperties?: readonly { readonly name: string; readonly value?: RemoteObject }[];
}

/**
 * The locations of functions.
 * @param expression a list of functions, in a frame of a stopped thread
 */
export async function functionLocations(
  inspector: ThreadInspector,
  callFrameId: string,
  expression: string,
): Promise<readonly Location[]> {
  const found = await inspector.call<{ result: RemoteObject }>('Debugger.evaluateOnCallFrame', {
    callFrameId,
    expression,
  });
  const { result } = await propertiesOf(inspector, found.result.objectId!);
  const functions = result.flatMap(({ value }) => (value?.type === 'function' ? value.objectId! : []));
  const locations = functions.map(async (objectId) => {
    const { internalProperties = [] } = await propertiesOf(inspector, objectId);
    return internalProperties.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value;
  });
  return (await Promise.all(locations)).filter((one): one is Location => one !== undefined);
}

/** Where V8 can stop in the function that begins at a location, without functions inside of it. */
export async function stopsIn(inspector: ThreadInspector, start: Location): Promise<readonly Location[]> {
  const found = await inspector.call<{ locations: readonly Location[] }>('Debugger.getPossibleBreakpoints', {
    start,
    restrictToFunction: true,
  });
  return found.locations;
}

const propertiesOf = (inspector: ThreadInspector, objectId: string): Promise<Properties> =>
  inspector.call('Runtime.getProperties', { objectId, ownProperties: true });
