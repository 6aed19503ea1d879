// The program that most sessions of the tests debug: shop, in Rust, calls packing, in C.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { folderWith } from '../../compose/testing/folder.ts';

/** The folder of debugged programs and their sources. */
export const debuggee = resolve('test-fixtures/debuggee');
export const rust = resolve(debuggee, 'shop.rs');
export const c = resolve(debuggee, 'packing.c');

/** The line of a source that has this text, from one. */
export const lineIn = (source: string, text: string): number =>
  source.split('\n').findIndex((line) => line.includes(text)) + 1;
export const lineOf = (file: string, text: string): number => lineIn(readFileSync(file, 'utf8'), text);

/** The two components, for a folder. */
export const shopFiles = () => ({
  'shop.wasm': readFileSync(resolve(debuggee, 'shop.wasm')),
  'packing.wasm': readFileSync(resolve(debuggee, 'packing.wasm')),
});

/** A plan of the two in their folder, and of more instances, a line each. */
export const shopPlan = (more = ''): string =>
  `[instances]\npacking = "packing.wasm"\nshop = "shop.wasm"\n${more}`;

/** Composes the two; the file is removed with the scope. */
export async function composedShop(): Promise<AsyncDisposable & { readonly program: string }> {
  const folder = await folderWith({ ...shopFiles(), 'composition.toml': shopPlan() });
  const { component } = await folder.compose({ plan: 'composition.toml', out: 'out.wasm' });
  return { program: component, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}
