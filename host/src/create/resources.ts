import type { NamedType, OutlineBody, OutlineType } from './world-outline.ts';

/** Whether a type has one of some resources in it. */
export function hasResource(
  type: OutlineType | undefined,
  isMeant: (resource: NamedType) => boolean,
): boolean {
  const has = (one: OutlineType | undefined) => hasResource(one, isMeant);
  switch (type?.kind) {
    case 'list':
    case 'option':
      return has(type.element);
    case 'result':
      return has(type.ok) || has(type.err);
    case 'tuple':
      return type.elements.some(has);
    case 'named':
      return typesIn(type.body()).some(has) || (type.body().kind === 'resource' && isMeant(type));
    default:
      return false;
  }
}

function typesIn(body: OutlineBody): readonly (OutlineType | undefined)[] {
  if (body.kind === 'alias') return [body.type];
  if (body.kind === 'record') return body.fields.map(({ type }) => type);
  return body.kind === 'variant' ? body.cases.map(({ type }) => type) : [];
}
