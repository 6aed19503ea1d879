/**
 * A handler in text whose status is 200 plus the number of earlier requests that its core module has seen: `seen`
 * returns that number, `change` modifies the state; `options` are those of the lifted handler.
 */
export const counter = (
  definitions: string,
  seen: string,
  change: string,
  options = '',
): string => `(component
  (import "wasi:http/types@0.2.0" (instance $types
    (export "incoming-request" (type (sub resource)))
    (export "response-outparam" (type $out (sub resource)))
    (export "fields" (type $fields (sub resource)))
    (export "outgoing-response" (type $response (sub resource)))
    (type $code' (variant (case "HTTP-protocol-error")))
    (export "error-code" (type $code (eq $code')))
    (export "[constructor]fields" (func (result (own $fields))))
    (export "[constructor]outgoing-response" (func (param "headers" (own $fields)) (result (own $response))))
    (export "[method]outgoing-response.set-status-code"
      (func (param "self" (borrow $response)) (param "status-code" u16) (result (result))))
    (export "[static]response-outparam.set"
      (func (param "param" (own $out)) (param "response" (result (own $response) (error $code)))))))
  (alias export $types "incoming-request" (type $request))
  (alias export $types "response-outparam" (type $outparam))
  (core func $fields (canon lower (func $types "[constructor]fields")))
  (core func $response (canon lower (func $types "[constructor]outgoing-response")))
  (core func $status (canon lower (func $types "[method]outgoing-response.set-status-code")))
  (core func $set (canon lower (func $types "[static]response-outparam.set")))
  (core module $m
    (import "" "fields" (func $fields (result i32)))
    (import "" "response" (func $response (param i32) (result i32)))
    (import "" "status" (func $status (param i32 i32) (result i32)))
    (import "" "set" (func $set (param i32 i32 i32)))
    ${definitions}
    (func $seen (result i32) ${seen})
    (func $change ${change})
    (func (export "handle") (param $request i32) (param $out i32)
      (local $response i32)
      (local.set $response (call $response (call $fields)))
      (drop (call $status (local.get $response) (i32.add (i32.const 200) (call $seen))))
      (call $set (local.get $out) (i32.const 0) (local.get $response))
      (call $change)))
  (core instance $i (instantiate $m (with "" (instance
    (export "fields" (func $fields)) (export "response" (func $response))
    (export "status" (func $status)) (export "set" (func $set))))))
  (type $handle (func (param "request" (own $request)) (param "response-out" (own $outparam))))
  (func $handle (type $handle) (canon lift (core func $i "handle") ${options}))
  (instance $handler (export "handle" (func $handle)))
  (export "wasi:http/incoming-handler@0.2.0" (instance $handler)))`;
