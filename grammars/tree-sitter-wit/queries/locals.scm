; The body of an interface or world is a scope; what it defines or uses can be named in it.

[(source_file) (package_body) (interface_body) (world_body)] @local.scope

(interface_definition name: (identifier) @local.definition)
(world_definition name: (identifier) @local.definition)
(top_level_use alias: (identifier) @local.definition)
(top_level_use !alias path: (path name: (identifier) @local.definition))

(type_alias name: (identifier) @local.definition.type)
(record_definition name: (identifier) @local.definition.type)
(variant_definition name: (identifier) @local.definition.type)
(enum_definition name: (identifier) @local.definition.type)
(flags_definition name: (identifier) @local.definition.type)
(resource_definition name: (identifier) @local.definition.type)
(use_name alias: (identifier) @local.definition.type)
(use_name !alias name: (identifier) @local.definition.type)
(function_definition name: (identifier) @local.definition.function)

(named_type name: (identifier) @local.reference)
(own_type resource: (identifier) @local.reference)
(borrow_type resource: (identifier) @local.reference)
(path name: (identifier) @local.reference)
