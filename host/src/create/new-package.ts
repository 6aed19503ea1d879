import { join, resolve } from 'node:path';
import type { NewPackageParams, NewResult } from '../protocol.ts';
import { checkEmpty, writeNew } from './files.ts';
import { parsePackageName, witName } from './names.ts';

/**
 * Writes a WIT package with an interface and a world to begin with.
 * @throws HostError `folder-not-empty`, `folder-unwritable`, `name-invalid`
 */
export async function newPackage(params: NewPackageParams): Promise<NewResult> {
  const folder = resolve(params.folder);
  const { namespace, name, version } = parsePackageName(params.name);
  await checkEmpty(folder);
  const file = `${name}.wit`;
  const id = `${witName(namespace)}:${witName(name)}${version === undefined ? '' : `@${version}`}`;
  await writeNew(folder, { [file]: starter(id) });
  const next = ['wit-studio check .', `wit-studio new component --wit . ../my-${name}`];
  return { folder, files: [file], open: join(folder, file), next };
}

const starter = (id: string): string => `package ${id};

/// The functions that components of this package have for each other.
interface greetings {
  record person {
    name: string,
  }

  /// Says hello to somebody.
  greet: func(person: person) -> string;
}

/// A component that greets.
world greeter {
  export greetings;
}
`;
