use crate::Builder;
use crate::exports::wit_studio::javascript::builder::{
    File, Guest, ImportedFunction, Needs, Refusal, Source, Wit,
};

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

#[test]
fn imports_are_described_by_what_a_script_can_import() {
    let wit = package(
        "package a:b@1.2.0;
         interface i { resource r; record p { n: u8 } enum e { x } use o.{q}; free: func(); }
         interface o { type q = u32; }
         world w { import i; import plain: interface { f: func(); } resource owned; }",
    );
    let shape = Builder::describe(wit).unwrap();
    let names: Vec<&str> = shape.imports.iter().map(|import| import.name.as_str()).collect();
    assert_eq!(names, ["a:b/o@1.2.0", "a:b/i@1.2.0", "plain"]);
    let i = &shape.imports[1];
    assert_eq!((&i.functions[..], &i.constants[..]), (&["free".to_string()][..], &["e".to_string()][..]));
    assert_eq!((i.resources[0].name.as_str(), &i.types[..]), ("r", &["q".to_string(), "p".to_string()][..]));
    assert!(shape.imported_functions.is_empty());
}

#[test]
fn imported_functions_have_their_types_in_typescript() {
    let wit = package(
        "package a:b@1.2.0;
         interface i { resource r; }
         world w {
           use i.{r};
           record my-point { x: f64 }
           import plain: func();
           import f: async func(a: list<u8>, b: list<option<u64>>, c: my-point, d: borrow<r>) -> result<r, string>;
           import g: func(a: option<option<char>>, b: tuple<bool, result<_, u8>>) -> list<list<s8>>;
         }",
    );
    let shape = Builder::describe(wit).unwrap();
    let [plain, f, g] = &shape.imported_functions[..] else { panic!() };
    assert_eq!((plain.name.as_str(), plain.is_async, plain.output.as_str()), ("plain", false, "void"));
    assert!(f.is_async);
    let types = |function: &ImportedFunction| -> Vec<String> {
        function.params.iter().map(|param| param.type_.clone()).collect()
    };
    let expected = [
        "Uint8Array",
        "Array<bigint | undefined>",
        "import('a:b/w@1.2.0').MyPoint",
        "import('a:b/w@1.2.0').R",
    ];
    assert_eq!(
        (types(f), f.output.as_str()),
        (expected.map(String::from).to_vec(), "import('a:b/w@1.2.0').R")
    );
    let expected = [
        "{ tag: 'none' } | { tag: 'some'; val: string | undefined }",
        "[boolean, { tag: 'ok'; val: void } | { tag: 'err'; val: number }]",
    ];
    assert_eq!((types(g), g.output.as_str()), (expected.map(String::from).to_vec(), "Array<Array<number>>"));
}
