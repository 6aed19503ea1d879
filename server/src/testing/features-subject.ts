import type { Place } from '../analysis/snapshot.ts';
import { Workspace } from '../analysis/workspace.ts';
import { complete } from '../features/completion/complete.ts';
import { definition } from '../features/navigation/definition.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { documentLinks } from '../features/navigation/document-links.ts';
import { hover } from '../features/hover/hover.ts';
import { implementation } from '../features/navigation/implementation.ts';
import { references } from '../features/navigation/references.ts';
import { rename } from '../features/navigation/rename.ts';
import { type SignatureHelp, signatureHelp } from '../features/hover/signature-help.ts';
import { typeDefinition } from '../features/navigation/type-definition.ts';
import { knownWasi } from '../node/known-wasi.ts';
import type { Marker } from './marker.ts';
import { memoryFileSystem } from './memory-file-system.ts';
import type { Subject, SubjectHelp } from './subject.ts';

/** The features themselves, over files that are in memory. */
export function featuresSubject({ fixture, features }: Marker): Subject {
  const workspace = new Workspace(memoryFileSystem(fixture.files), knownWasi);
  workspace.changeFolders(['file://'], []);
  workspace.setFeatures(features);
  const ask = <T>(feature: (snapshot: ReturnType<Workspace['snapshot']>, place: Place) => T) => {
    return (place: Place) => Promise.resolve(feature(workspace.snapshot(), place));
  };
  return {
    definition: ask(definition),
    typeDefinition: ask(typeDefinition),
    implementation: ask(implementation),
    hover: ask((snapshot, place) => hover(snapshot, place)?.markdown),
    help: (place, isInvoked) =>
      Promise.resolve(helpIn(signatureHelp(workspace.snapshot(), place, { isInvoked }))),
    references: ask((snapshot, place) => references(snapshot, place, { includeDeclaration: true }) ?? []),
    complete: ask((snapshot, place) => complete(snapshot, place)?.items.map(({ label }) => label) ?? []),
    rename: (place, name) => Promise.resolve(rename(workspace.snapshot(), place, name) ?? []),
    links: ask((snapshot, { uri }) =>
      documentLinks(snapshot, uri).map(({ target, ...range }) => ({ from: { uri, ...range }, to: target })),
    ),
    diagnostics: () => {
      const snapshot = workspace.snapshot();
      const files = [...workspace.filesToCheck()].filter((uri) => uri !== undefined);
      return Promise.resolve(
        files.flatMap((uri) => diagnostics(snapshot, uri).map((found) => ({ uri, ...found }))),
      );
    },
    close: () => Promise.resolve(),
  };
}

function helpIn(help: SignatureHelp | undefined): SubjectHelp | undefined {
  if (help === undefined) return undefined;
  const { label, parameters } = help.signatures[help.active]!;
  const parameter = parameters[help.parameter];
  return {
    label,
    parameter: parameter && { label: label.slice(parameter.start, parameter.end), docs: parameter.docs },
  };
}
