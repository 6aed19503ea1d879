import type { InspectResult } from '../../../host/src/protocol.ts';

/** `wasi:http/incoming-handler.handle@0.2.12`, `wasi:http/handler.handle@0.3.0` */
const HANDLER = /^wasi:http\/(incoming-)?handler\./;

/** Whether a component handles HTTP requests, so that it can be served. */
export const handlesHttp = ({ functions }: Pick<InspectResult, 'functions'>): boolean =>
  functions.some(({ name }) => HANDLER.test(name));
