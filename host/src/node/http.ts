/**
 * Node's HTTP, required and not imported: an import of it as an ES module reads all that it exports, `fetch` and its
 * kin among it, which takes longer than the rest of a thread's start.
 */
import type * as Http from 'node:http';
import type * as Https from 'node:https';
import module from 'node:module';

const load = module.createRequire(import.meta.url);

export const http = load('node:http') as typeof Http;
/** Loaded at its first use. */
export const https = (): typeof Https => load('node:https') as typeof Https;
