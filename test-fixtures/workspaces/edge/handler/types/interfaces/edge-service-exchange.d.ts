// Generated from the WIT by `wit-studio build`; changes are overwritten.
declare module 'edge:service/exchange@0.1.0' {
  export interface Request {
    method: string,
    /**
     * The path and the query, as in `/hello?name=ada`.
     */
    path: string,
    /**
     * The value of the `Authorization` header.
     */
    authorization?: string | null,
    body: string,
  }
  export interface Response {
    status: number,
    contentType: string,
    body: string,
  }
}
