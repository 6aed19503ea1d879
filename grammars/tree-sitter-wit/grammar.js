/**
 * WIT, the interface language of the WebAssembly Component Model (design/mvp/WIT.md), as wit-parser 0.263
 * reads it.
 *
 * Keywords are no identifiers: `%` makes one of a keyword. Versions are read from their pieces, so that the
 * dots of `use a:b/c@1.0.0.{d}` fall where they belong.
 */
/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

/** Items separated by commas; one may follow the last. */
const list = (rule) => optional(seq(rule, repeat(seq(',', rule)), optional(',')));

/** `ns:pkg/name@version` */
const itemOf = (path_package, $) =>
  seq(
    field('package', path_package),
    '/',
    field('name', $.identifier),
    optional(seq('@', field('version', $.version))),
  );

const braced = (rule) => seq('{', list(rule), '}');

const primitives = [
  'bool',
  'u8',
  'u16',
  'u32',
  'u64',
  's8',
  's16',
  's32',
  's64',
  'f32',
  'f64',
  'char',
  'string',
  'error-context',
];

const keywords = [
  ...primitives,
  ...[
    'as',
    'async',
    'borrow',
    'constructor',
    'enum',
    'export',
    'flags',
    'func',
    'future',
    'import',
    'include',
  ],
  ...[
    'interface',
    'list',
    'map',
    'option',
    'own',
    'package',
    'record',
    'resource',
    'result',
    'static',
    'stream',
    'tuple',
  ],
  ...['type', 'use', 'variant', 'with', 'world', '_'],
];

module.exports = grammar({
  name: 'wit',

  externals: ($) => [$.block_comment, $.block_doc_comment],

  extras: ($) => [/[ \t\n]|\r\n/, $.line_comment, $.doc_comment, $.block_comment, $.block_doc_comment],

  word: ($) => $._word,

  supertypes: ($) => [$.type, $.type_definition],

  // No identifier has the name of a keyword, even where the keyword itself is not allowed. The keyword `from` is not
  // in the list: tree-sitter reserves only words that occur in a rule.
  reserved: { global: () => keywords },

  rules: {
    source_file: ($) => seq(optional('\uFEFF'), optional($.package_declaration), repeat($._top_level_item)),

    line_comment: () => token(prec(-1, seq('//', /[^\n]*/))),
    doc_comment: () => token(seq('///', /[^\n]*/)),

    // Packages

    package_declaration: ($) => seq('package', field('id', $.package_id), ';'),

    nested_package: ($) => seq('package', field('id', $.package_id), field('body', $.package_body)),

    package_body: ($) => seq('{', repeat($._top_level_item), '}'),

    package_id: ($) =>
      seq(
        field('namespace', $.identifier),
        ':',
        field('name', $.identifier),
        optional(seq('@', field('version', $.version))),
      ),

    // One token, so that the dot of `use a:b/c@1.0.0-rc.1.{d}` stays out of it.
    version: () =>
      token(/[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?/),

    _top_level_item: ($) =>
      choice($.nested_package, $.interface_definition, $.world_definition, $.top_level_use),

    top_level_use: ($) =>
      seq(
        repeat($.attribute),
        'use',
        field('path', $.path),
        optional(seq('as', field('alias', $.identifier))),
        ';',
      ),

    // Paths

    path: ($) => choice(field('name', $.identifier), itemOf($.path_package, $)),

    path_package: ($) => seq(field('namespace', $.identifier), ':', field('name', $.identifier)),

    // Interfaces

    interface_definition: ($) =>
      seq(repeat($.attribute), 'interface', field('name', $.identifier), field('body', $.interface_body)),

    interface_body: ($) => seq('{', repeat($._interface_item), '}'),

    _interface_item: ($) => choice($.use, $.type_definition, $.function_definition),

    use: ($) => seq(repeat($.attribute), 'use', field('path', $.path), '.', field('names', $.use_names), ';'),

    use_names: ($) => braced($.use_name),
    use_name: ($) => seq(field('name', $.identifier), optional(seq('as', field('alias', $.identifier)))),

    function_definition: ($) =>
      seq(repeat($.attribute), field('name', $.identifier), ':', field('type', $.function_type), ';'),

    function_type: ($) =>
      seq(
        choice(seq(optional(field('async', 'async')), 'func'), field('accessor', $.accessor)),
        field('parameters', $.parameters),
        optional(seq('->', field('result', $.type))),
      ),

    // No keywords: elsewhere they are names.
    accessor: () => choice('get', 'set'),

    parameters: ($) => seq('(', list($.parameter), ')'),
    parameter: ($) => seq(field('name', $.identifier), ':', field('type', $.type)),

    // Worlds

    world_definition: ($) =>
      seq(repeat($.attribute), 'world', field('name', $.identifier), field('body', $.world_body)),

    world_body: ($) => seq('{', repeat($._world_item), '}'),

    _world_item: ($) => choice($.use, $.type_definition, $.include, $.import, $.export),

    import: ($) => seq(repeat($.attribute), 'import', $._extern),
    export: ($) => seq(repeat($.attribute), 'export', $._extern),

    _extern: ($) =>
      choice(
        seq(field('path', choice($.path, alias($._path_with_accessor, $.path))), ';'),
        seq(
          field('name', $.identifier),
          ':',
          field('path', choice($.path, alias($._path_from_accessor, $.path))),
          ';',
        ),
        seq(field('name', $.identifier), ':', field('type', $.function_type), ';'),
        seq(field('name', $.identifier), ':', 'interface', field('body', $.interface_body)),
      ),

    // `import a:get/item;`, where the package could be the name of an accessor.
    _path_with_accessor: ($) => itemOf(alias($._package_with_accessor, $.path_package), $),
    _package_with_accessor: ($) =>
      seq(field('namespace', $.identifier), ':', field('name', alias($.accessor, $.identifier))),

    // `import name: get;` and `import name: get:pkg/item;`, where an accessor could start.
    _path_from_accessor: ($) =>
      choice(
        field('name', alias($.accessor, $.identifier)),
        itemOf(alias($._package_from_accessor, $.path_package), $),
      ),
    _package_from_accessor: ($) =>
      seq(field('namespace', alias($.accessor, $.identifier)), ':', field('name', $.identifier)),

    include: ($) =>
      seq(
        repeat($.attribute),
        'include',
        field('path', $.path),
        choice(';', seq('with', field('names', $.include_names))),
      ),

    include_names: ($) => braced($.include_name),
    include_name: ($) => seq(field('name', $.identifier), 'as', field('alias', $.identifier)),

    // Attributes

    attribute: ($) => seq('@', choice($.since, $.unstable, $.deprecated, $.external_id)),

    since: ($) => seq('since', '(', 'version', '=', field('version', $.version), ')'),
    unstable: ($) => seq('unstable', '(', 'feature', '=', field('feature', $.identifier), ')'),
    deprecated: ($) => seq('deprecated', '(', 'version', '=', field('version', $.version), ')'),
    external_id: ($) => seq('external-id', '(', field('value', $.string), ')'),

    // Type definitions

    type_definition: ($) =>
      choice(
        $.type_alias,
        $.record_definition,
        $.variant_definition,
        $.enum_definition,
        $.flags_definition,
        $.resource_definition,
      ),

    type_alias: ($) =>
      seq(repeat($.attribute), 'type', field('name', $.identifier), '=', field('type', $.type), ';'),

    record_definition: ($) =>
      seq(repeat($.attribute), 'record', field('name', $.identifier), field('body', $.record_body)),
    record_body: ($) => braced($.record_field),
    record_field: ($) => seq(field('name', $.identifier), ':', field('type', $.type)),

    variant_definition: ($) =>
      seq(repeat($.attribute), 'variant', field('name', $.identifier), field('body', $.variant_body)),
    variant_body: ($) => braced($.variant_case),
    variant_case: ($) => seq(field('name', $.identifier), optional(seq('(', field('payload', $.type), ')'))),

    enum_definition: ($) =>
      seq(repeat($.attribute), 'enum', field('name', $.identifier), field('body', $.enum_body)),
    enum_body: ($) => braced($.enum_case),
    enum_case: ($) => field('name', $.identifier),

    flags_definition: ($) =>
      seq(repeat($.attribute), 'flags', field('name', $.identifier), field('body', $.flags_body)),
    flags_body: ($) => braced($.flag),
    flag: ($) => field('name', $.identifier),

    resource_definition: ($) =>
      seq(
        repeat($.attribute),
        'resource',
        field('name', $.identifier),
        choice(';', field('body', $.resource_body)),
      ),

    resource_body: ($) => seq('{', repeat(choice($.constructor, $.method, $.static_function)), '}'),

    constructor: ($) =>
      seq(
        repeat($.attribute),
        'constructor',
        field('parameters', $.parameters),
        optional(seq('->', field('result', $.type))),
        ';',
      ),

    method: ($) =>
      seq(repeat($.attribute), field('name', $.identifier), ':', field('type', $.function_type), ';'),

    static_function: ($) =>
      seq(
        repeat($.attribute),
        field('name', $.identifier),
        ':',
        'static',
        field('type', $.function_type),
        ';',
      ),

    // Types

    type: ($) =>
      choice(
        $.primitive_type,
        $.named_type,
        $.list_type,
        $.map_type,
        $.option_type,
        $.result_type,
        $.tuple_type,
        $.stream_type,
        $.future_type,
        $.own_type,
        $.borrow_type,
      ),

    primitive_type: () => choice(...primitives),

    named_type: ($) => field('name', $.identifier),

    list_type: ($) =>
      seq('list', '<', field('element', $.type), optional(seq(',', field('length', $.integer))), '>'),

    map_type: ($) => seq('map', '<', field('key', $.type), ',', field('value', $.type), '>'),

    option_type: ($) => seq('option', '<', field('element', $.type), '>'),

    result_type: ($) =>
      seq(
        'result',
        optional(
          seq(
            '<',
            choice(
              seq(field('ok', $.type), optional(seq(',', field('err', $.type)))),
              seq(field('ok', $.no_type), ',', field('err', $.type)),
            ),
            '>',
          ),
        ),
      ),

    no_type: () => '_',

    tuple_type: ($) => seq('tuple', '<', list(field('element', $.type)), '>'),

    stream_type: ($) => seq('stream', optional(seq('<', field('element', $.type), '>'))),

    future_type: ($) => seq('future', optional(seq('<', field('element', $.type), '>'))),

    own_type: ($) => seq('own', '<', field('resource', $.identifier), '>'),

    borrow_type: ($) => seq('borrow', '<', field('resource', $.identifier), '>'),

    // Tokens

    identifier: ($) => choice($._word, $._escaped),

    // Anything that is lexed as a word; whether its parts are well formed is for a checker to say.
    _word: () => /[\p{XID_Start}_][\p{XID_Continue}-]*/u,
    _escaped: () => token(seq('%', /[\p{XID_Start}_-][\p{XID_Continue}-]*/u)),

    integer: () => /[0-9]+/,

    string: () => token(seq('"', repeat(choice(/[^"\\\n]/, /\\[^\n]/)), '"')),
  },
});
