// Generated from the WIT by `wit-studio build`; changes are overwritten.
/// <reference path="./interfaces/edge-service-auth.d.ts" />
/// <reference path="./interfaces/edge-service-exchange.d.ts" />
/// <reference path="./interfaces/wasi-cli-stderr.d.ts" />
/// <reference path="./interfaces/wasi-clocks-monotonic-clock.d.ts" />
/// <reference path="./interfaces/wasi-http-incoming-handler.d.ts" />
/// <reference path="./interfaces/wasi-http-types.d.ts" />
/// <reference path="./interfaces/wasi-io-error.d.ts" />
/// <reference path="./interfaces/wasi-io-poll.d.ts" />
/// <reference path="./interfaces/wasi-io-streams.d.ts" />
declare module 'edge:service/handler@0.1.0' {
  export type Request = import('edge:service/exchange@0.1.0').Request;
  export type Response = import('edge:service/exchange@0.1.0').Response;
  export type * as EdgeServiceAuth010 from 'edge:service/auth@0.1.0'; // import edge:service/auth@0.1.0
  export type * as EdgeServiceExchange010 from 'edge:service/exchange@0.1.0'; // import edge:service/exchange@0.1.0
  export type * as WasiCliStderr0212 from 'wasi:cli/stderr@0.2.12'; // import wasi:cli/stderr@0.2.12
  export type * as WasiClocksMonotonicClock0212 from 'wasi:clocks/monotonic-clock@0.2.12'; // import wasi:clocks/monotonic-clock@0.2.12
  export type * as WasiHttpTypes0212 from 'wasi:http/types@0.2.12'; // import wasi:http/types@0.2.12
  export type * as WasiIoError0212 from 'wasi:io/error@0.2.12'; // import wasi:io/error@0.2.12
  export type * as WasiIoPoll0212 from 'wasi:io/poll@0.2.12'; // import wasi:io/poll@0.2.12
  export type * as WasiIoStreams0212 from 'wasi:io/streams@0.2.12'; // import wasi:io/streams@0.2.12
  export * as incomingHandler from 'wasi:http/incoming-handler@0.2.12'; // export wasi:http/incoming-handler@0.2.12
  /**
  * Answers one request; `incoming-handler` is this with HTTP around it.
  */
  export function handle(request: Request): Response;
}
