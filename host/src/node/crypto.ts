/** Node's cryptography, loaded at its first use: loading takes a tenth of the start of a guest's process. */
import type * as Crypto from 'node:crypto';
import module from 'node:module';

const load = module.createRequire(import.meta.url);

export const crypto = (): typeof Crypto => load('node:crypto') as typeof Crypto;
