; Captures are the names that tree-sitter's highlighters, Neovim, Helix and Zed share.

[(line_comment) (block_comment)] @comment
[(doc_comment) (block_doc_comment)] @comment.documentation

[
  "as" "constructor" "enum" "export" "flags" "func" "import" "include" "interface" "package"
  "record" "resource" "static" "type" "use" "variant" "with" "world"
] @keyword
"async" @keyword.coroutine
(accessor) @keyword

["(" ")" "{" "}"] @punctuation.bracket
(list_type ["<" ">"] @punctuation.bracket)
(map_type ["<" ">"] @punctuation.bracket)
(option_type ["<" ">"] @punctuation.bracket)
(result_type ["<" ">"] @punctuation.bracket)
(tuple_type ["<" ">"] @punctuation.bracket)
(stream_type ["<" ">"] @punctuation.bracket)
(future_type ["<" ">"] @punctuation.bracket)
(own_type ["<" ">"] @punctuation.bracket)
(borrow_type ["<" ">"] @punctuation.bracket)
["," ";" ":" "." "/" "@"] @punctuation.delimiter
["->" "="] @operator

(primitive_type) @type.builtin
(list_type "list" @type.builtin)
(map_type "map" @type.builtin)
(option_type "option" @type.builtin)
(result_type "result" @type.builtin)
(tuple_type "tuple" @type.builtin)
(stream_type "stream" @type.builtin)
(future_type "future" @type.builtin)
(own_type "own" @type.builtin)
(borrow_type "borrow" @type.builtin)
(no_type) @type.builtin

(integer) @number
(string) @string
(version) @string.special

(attribute "@" @attribute)
(attribute [(since "since" @attribute) (unstable "unstable" @attribute) (deprecated "deprecated" @attribute) (external_id "external-id" @attribute)])
(since "version" @property)
(deprecated "version" @property)
(unstable "feature" @property)
(unstable feature: (identifier) @constant)

(package_id namespace: (identifier) @namespace name: (identifier) @namespace)
(path_package namespace: (identifier) @namespace name: (identifier) @namespace)
(path name: (identifier) @type.interface)
(include path: (path name: (identifier) @type.world))
(interface_definition name: (identifier) @type.interface)
(world_definition name: (identifier) @type.world)
(top_level_use alias: (identifier) @type.interface)

(use_name name: (identifier) @type)
(use_name alias: (identifier) @type)
(include_name [name: (identifier) alias: (identifier)] @variable)
(import name: (identifier) @variable)
(export name: (identifier) @variable)
(import name: (identifier) @function type: (function_type))
(export name: (identifier) @function type: (function_type))

(function_definition name: (identifier) @function)
(method name: (identifier) @function.method)
(static_function name: (identifier) @function)
(_ name: (identifier) @property type: (function_type accessor: (accessor)))
(parameter name: (identifier) @variable.parameter)

(type_alias name: (identifier) @type)
(record_definition name: (identifier) @type)
(variant_definition name: (identifier) @type)
(enum_definition name: (identifier) @type)
(flags_definition name: (identifier) @type)
(resource_definition name: (identifier) @type)
(named_type name: (identifier) @type)
(own_type resource: (identifier) @type)
(borrow_type resource: (identifier) @type)

(record_field name: (identifier) @property)
(variant_case name: (identifier) @constant)
(enum_case name: (identifier) @constant)
(flag name: (identifier) @constant)
