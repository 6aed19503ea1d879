import { resolve } from 'node:path';
import { HostError } from '../base/problem.ts';
import type { NewLanguage, WorldChoice, WorldsResult } from '../protocol.ts';
import { LANGUAGES } from './languages.ts';
import { readWorldFor } from './new-component.ts';
import { wasiWorlds } from './wasi.ts';
import { worldsIn } from './worlds-in.ts';

/** The worlds that a component can be started from in a language: those of .wit files and those of WASI. */
export function worldsFor(language: NewLanguage, files: readonly string[]): WorldsResult {
  const seriesWith = new Map<string, boolean>();
  /** The versions of a series, such as 0.2, have the same template. */
  const hasWasiTemplate = (id: string): boolean => {
    const series = /^[^@]*@\d+\.\d+/.exec(id)?.[0] ?? id;
    const known = seriesWith.get(series) ?? hasTemplate(language, { kind: 'wasi', name: id });
    seriesWith.set(series, known);
    return known;
  };
  return {
    worlds: worldsIn(files).filter(({ folder, name }) =>
      hasTemplate(language, { kind: 'package', wit: folder, name }),
    ),
    wasi: wasiWorlds()
      .map(({ id }) => id)
      .filter(hasWasiTemplate),
  };
}

/** True for a world with mistakes: creating a component from it reports them. */
function hasTemplate(language: NewLanguage, world: WorldChoice): boolean {
  const { check } = LANGUAGES[language];
  if (!check) return true;
  try {
    check(readWorldFor(resolve('new'), 'any', world).outline);
    return true;
  } catch (error) {
    return !(error instanceof HostError && error.problem.code === 'language-unsupported');
  }
}
