import { type BinaryKind, kindOf, unknownVersionOf } from '../binary/kind.ts';
import { type Outline, outlineOfComponent, outlineOfModule } from '../binary/outline.ts';
import type { Composer } from '../compositions/composer.ts';
import { viewOfComponent } from '../compositions/picture/graph-view.ts';
import { pictureOf } from '../compositions/picture/svg.ts';
import type { Description } from '../compositions/toolkit.ts';
import type { Decode } from '../packages/encoded.ts';

/** The contents of a .wasm file, for its view in an editor. */
export interface ComponentView extends Outline {
  /** `broken` starts as a component or module and cannot be read to its end, or is not valid. */
  readonly kind: BinaryKind | 'broken';
  readonly bytes: number;
  /** Why it cannot be read, or why no component can be made of a core module. */
  readonly reasons: readonly string[];
  /** Its world, or its packages, as WIT. */
  readonly wit: string | undefined;
  /** Of a composition: how it is put together, as an SVG for a page that has its style. */
  readonly picture?: string;
  /** Of a core module: the component that it is run as. */
  readonly component?: Pick<ComponentView, 'imports' | 'exports' | 'wit'>;
}

const NOTHING = { contents: [], producers: [], imports: [], exports: [], reasons: [], wit: undefined };

/** Reads a file's sections here and its types by the toolkit. Nothing of it runs, and nothing throws. */
export async function viewComponent(
  bytes: Uint8Array,
  composer: Composer | undefined,
  decode: Decode | undefined,
): Promise<ComponentView> {
  const kind = kindOf(bytes);
  const base = { ...NOTHING, kind, bytes: bytes.length };
  const version = unknownVersionOf(bytes);
  if (version !== undefined) return { ...base, kind: 'broken', reasons: [`it is of ${version}`] };
  if (kind === 'empty' || kind === 'other') return base;
  try {
    if (kind === 'core-module') {
      const outline = withoutName(outlineOfModule(bytes));
      return { ...base, ...outline, ...(await wrapped(bytes, composer)) };
    }
    const outline = withoutName(outlineOfComponent(bytes));
    return { ...base, ...outline, ...drawing(bytes), ...(await typesOf(bytes, kind, composer, decode)) };
  } catch (error) {
    return { ...base, kind: 'broken', reasons: [error instanceof Error ? error.message : String(error)] };
  }
}

/** Other composers write components that cannot be drawn. */
function drawing(bytes: Uint8Array): Pick<ComponentView, 'picture'> {
  try {
    const view = viewOfComponent(bytes);
    return view ? { picture: pictureOf(view, false) } : {};
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

const withoutName = ({ contents, producers, imports, exports }: Outline): Outline => ({
  contents,
  producers,
  imports,
  exports,
});

async function wrapped(
  bytes: Uint8Array,
  composer: Composer | undefined,
): Promise<Pick<ComponentView, 'reasons' | 'component'>> {
  const wrapped = await composer?.wrap(bytes, 'The file');
  if (wrapped === undefined) return { reasons: [] };
  if ('err' in wrapped) {
    const { message, help, causes = [] } = wrapped.err;
    return { reasons: [`${message}.`, ...causes, ...(help === undefined ? [] : [help])] };
  }
  const { imports = [], exports = [], wit } = await typesOf(wrapped.ok, 'component', composer, undefined);
  return { reasons: [], component: { imports, exports, wit } };
}

async function typesOf(
  bytes: Uint8Array,
  kind: 'component' | 'package',
  composer: Composer | undefined,
  decode: Decode | undefined,
): Promise<Partial<ComponentView>> {
  if (kind === 'package') {
    const [outcome] = (await decode?.([bytes])) ?? [];
    if (outcome?.kind === 'text') return { wit: outcome.text };
    return { kind: 'broken', reasons: outcome?.kind === 'refused' ? outcome.refusal.reasons : [] };
  }
  const described = await composer?.describe(bytes);
  if (described === undefined) return {};
  if ('err' in described) return { kind: 'broken', reasons: described.err };
  const { imports, exports } = described.ok;
  // A component may have what WIT has no word for.
  const printed = await composer?.wit(bytes).catch(() => undefined);
  const wit = printed !== undefined && 'ok' in printed ? printed.ok : undefined;
  return { imports: namesOf(imports), exports: namesOf(exports), wit };
}

const namesOf = (items: Description['imports']): readonly string[] =>
  items.filter(({ kind }) => kind !== 'type').map(({ name }) => name);
