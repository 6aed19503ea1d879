import { URLSearchParams } from './search-params.ts';
import { URL } from './url.ts';

Object.assign(globalThis, { URL, URLSearchParams });
