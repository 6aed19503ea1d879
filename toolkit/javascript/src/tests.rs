use crate::Builder;
use crate::exports::wit_studio::javascript::builder::{File, Guest, Needs, Refusal, Source, Wit};

fn package(text: &str) -> Wit {
    let file = File { path: "a.wit".into(), text: text.into() };
    Wit { main: Source::Text(vec![file]), dependencies: Vec::new(), world: None }
}

#[test]
fn a_component_has_the_world_and_what_was_asked_for() {
    let wit = package("package a:b; world w { export f: func() -> u32; }");
    let linked = Builder::link(wit, "export const f = () => 1;".into(), Needs::STREAMS).unwrap();
    assert_eq!(linked.added, ["wasi:cli/stdout@0.2.0", "wasi:cli/stderr@0.2.0"]);
    let decoded = wit_parser::decoding::decode(&linked.component).unwrap();
    let resolve = decoded.resolve();
    let (_, world) = resolve.worlds.iter().next().unwrap();
    let imports: Vec<String> = world.imports.keys().map(|key| resolve.name_world_key(key)).collect();
    let io = ["wasi:io/error@0.2.0", "wasi:io/poll@0.2.0", "wasi:io/streams@0.2.0"];
    for name in io.into_iter().chain(linked.added.iter().map(String::as_str)) {
        assert!(imports.iter().any(|import| import == name), "{name} in {imports:?}");
    }
    assert_eq!(imports.len(), 5);
}

#[test]
fn a_world_is_named_where_there_are_two() {
    let wit = package("package a:b; world w { } world v { }");
    let Err(Refusal::NoWorld(worlds)) = Builder::describe(wit) else { panic!() };
    assert_eq!(worlds, ["w", "v"]);
}

#[test]
fn exports_are_described_by_their_names() {
    let wit = package(
        "package a:b; interface i { resource r { constructor(); get-it: func() -> u32; make: static func() -> r; }
         free: func(); } world w { export i; export top-level: func(); }",
    );
    let shape = Builder::describe(wit).unwrap();
    assert_eq!(shape.functions, ["top-level"]);
    let [interface] = &shape.interfaces[..] else { panic!() };
    assert_eq!((interface.name.as_str(), &interface.functions[..]), ("a:b/i", &["free".to_string()][..]));
    let [resource] = &interface.resources[..] else { panic!() };
    assert!(resource.has_constructor);
    assert_eq!(
        (&resource.methods[..], &resource.statics[..]),
        (&["get-it".to_string()][..], &["make".to_string()][..])
    );
}
