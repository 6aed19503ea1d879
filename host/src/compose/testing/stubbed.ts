/** A component whose imports are replaced by stubs. */

export const DESK = 't:s/desk@1.0.0';

/** Exports functions of its own that call its imports. */
export const caller = `(component
  (import "${DESK}" (instance $desk
    (type $words (list string))
    (type $text (option string))
    (type $found (result $text (error u8)))
    (type $pair (tuple s8 u64))
    (export "count" (func (param "a" string) (param "b" s64) (result u32)))
    (export "words" (func (result $words)))
    (export "find" (func (param "key" string) (result $found)))
    (export "pair" (func (param "on" bool) (param "x" f64) (result $pair)))
    (export "letter" (func (result char)))))
  (import "greet" (func $greet (param "name" string) (result string)))
  (alias export $desk "count" (func $count)) (export "count" (func $count))
  (alias export $desk "words" (func $words)) (export "words" (func $words))
  (alias export $desk "find" (func $find)) (export "find" (func $find))
  (alias export $desk "pair" (func $pair)) (export "pair" (func $pair))
  (alias export $desk "letter" (func $letter)) (export "letter" (func $letter))
  (export "greeting" (func $greet)))`;

/** A plan of one instance with these imports. */
export const plan = (imports: string) =>
  `[instances.app]\ncomponent = "app.wasm"\n[instances.app.imports]\n${imports}\n`;
