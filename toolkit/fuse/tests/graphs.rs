//! The results before and after fusing are equal, for graphs that each test one feature.

mod judge;

use judge::{answer, written};
use std::path::Path;
use wit_studio_fuse::{Refusal, fuse};

/// A graph, and calls of it with their results, each in a separate instance; none is a trap.
type Calls = &'static [(&'static str, Option<&'static str>)];
const GRAPHS: &[(&str, Calls)] = &[
    (
        "scalars",
        &[
            ("add(3, 4)", Some("7")),
            ("apart()", Some("6034")),
            ("divide(-7, 1.5, 2)", Some("-2")),
            ("fail()", None),
        ],
    ),
    (
        "strings",
        &[
            (r#"shout("a")"#, Some(r#"">>a01""#)),
            (r#"shout("")"#, Some(r#"">>01""#)),
            (r#"shout("grüße, 世界 🎉 and more of it")"#, Some(r#"">>grüße, 世界 🎉 and more of it01""#)),
            ("sum([1, 2, 4000000000])", Some("4000000004")),
            ("sum([7])", Some("14")),
            ("broken(0)", None),
            ("broken(2)", None),
            ("broken(4)", None),
        ],
    ),
    (
        "starts",
        &[
            ("read(0)", Some("1702060386")),
            ("read(8)", Some("42")),
            ("read(16)", Some("0")),
            ("read(24)", Some("42")),
            ("read(28)", Some("7")),
            ("through(0)", None),
            ("through(1)", Some("42")),
            ("through(2)", Some("8")),
            ("through(3)", Some("8")),
        ],
    ),
    ("entered", &[("h()", Some("111"))]),
    (
        "leaving",
        &[
            ("ping()", Some("1")),
            ("quiet(\"four\")", Some("5")),
            ("given(\"four\")", None),
            ("after()", None),
            ("given-inside()", None),
            ("by-table()", None),
            ("aside()", None),
            ("quiet-inside()", Some("4")),
            // The adapters of wasmtime let `post-return` leave, where its host does not.
            ("after-inside()", Some("1")),
        ],
    ),
    ("host", &[("at-start()", Some("9")), ("count(3)", Some("3")), ("seeded()", Some("true"))]),
    (
        "resources",
        &[
            ("lend(0)", Some("2002")),
            ("lend(4)", Some("10010")),
            ("take(0)", Some("0")),
            ("take(9)", Some("9")),
            ("dropped()", Some("207")),
            ("handles()", Some("3121")),
            ("many(10000)", Some("100030000")),
            ("twice()", None),
            ("after-take()", None),
            ("unknown(0)", None),
            ("unknown(1)", None),
            ("held()", None),
        ],
    ),
    (
        "handles-of-host",
        &[
            ("numbers()", Some("6221")),
            ("ready()", Some("false")),
            ("lent()", Some("303")),
            ("held()", None),
            ("polled()", Some("313")),
            ("polled-unknown(2)", None),
            ("polled-unknown(8)", None),
            ("unknown(0)", None),
            ("unknown(2)", None),
            ("unknown(9)", None),
            ("twice()", None),
            ("after-take()", None),
            ("many(1000)", Some("1000")),
        ],
    ),
    (
        "lists",
        &[
            ("bytes(1, 8)", Some("3471707420")),
            ("bytes(0, 0)", Some("0")),
            ("bytes(65535, 1)", Some("0")),
            ("bytes(65535, 2)", None),
            ("bytes(4294967295, 4294967295)", None),
            ("halves(2, 6)", Some("652517451")),
            ("halves(3, 6)", None),
            ("doubles(8, 3)", Some("2642620596")),
            ("doubles(8, 536870912)", None),
            ("whole(4, 3)", Some("3875407668")),
            ("gaps(4, 3)", Some("1081940788")),
            ("tail(4, 3)", Some("3170705204")),
            ("truths(3, 8)", Some("538976288")),
        ],
    ),
];

#[test]
fn a_fused_component_answers_as_before() {
    for (name, calls) in GRAPHS {
        let plain = graph(name);
        let fused = |inlines| fuse(&plain, inlines).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let kinds = [
            written(name, "plain", &plain),
            written(name, "fused", &fused(false).component),
            written(name, "inlined", &fused(true).component),
        ];
        for ((call, expected), path) in
            calls.iter().flat_map(|call| kinds.iter().map(move |path| (call, path)))
        {
            assert_eq!(answer(path, call).as_deref(), *expected, "{}: {call}", path.display());
        }
    }
}

/// The calls go from the third component into the second, which alone is fused: it has the first for a host.
#[test]
fn a_component_with_resources_for_the_host_answers_as_before() {
    let calls: Calls = &[
        ("get(6)", Some("7")),
        ("take(9)", Some("2009")),
        ("dropped()", Some("207")),
        ("swap(2, 3)", Some("3004")),
        ("peek()", Some("5005")),
        ("peek-unknown(1)", Some("5")),
        ("peek-unknown(2)", None),
        ("peek-unknown(0)", None),
        ("hold()", None),
        ("destroy()", Some("103")),
        ("destroy-twice()", None),
        ("lend()", Some("863")),
        ("hold-h()", None),
        ("through()", Some("9")),
        ("many(1000)", Some("1203000")),
    ];
    let plain = graph("exported");
    let fused = with_second(&plain, |component| fuse(component, true).unwrap().component);
    let (plain, fused) = (written("exported", "plain", &plain), written("exported", "fused", &fused));
    for (call, expected) in calls {
        assert_eq!(answer(&plain, call).as_deref(), *expected, "{call}");
        assert_eq!(answer(&fused, call).as_deref(), *expected, "fused: {call}");
    }
}

/// The same component with another one in the place of the second in it.
fn with_second(component: &[u8], change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (mut out, mut depth, mut place) = (wasm_encoder::Component::new(), 0, 0);
    for payload in wasmparser::Parser::new(0).parse_all(component) {
        let payload = payload.unwrap();
        let section = payload.as_section();
        let bytes = section.map(|(id, range)| (id, &component[range.start as usize..range.end as usize]));
        if depth == 0
            && let Some((id, bytes)) = bytes
        {
            place += u32::from(id == wasm_encoder::ComponentSectionId::Component as u8);
            let is_second = place == 2 && matches!(payload, wasmparser::Payload::ComponentSection { .. });
            let data = &if is_second { change(bytes) } else { bytes.to_vec() };
            out.section(&wasm_encoder::RawSection { id, data });
        }
        match payload {
            wasmparser::Payload::ModuleSection { .. } | wasmparser::Payload::ComponentSection { .. } => {
                depth += 1
            }
            wasmparser::Payload::End(_) => depth -= 1,
            _ => {}
        }
    }
    out.finish()
}

#[test]
fn each_instance_has_one_memory_in_one_module() {
    let fused = fuse(&graph("scalars"), true).unwrap();
    assert_eq!((fused.instances, fused.adapters), (4, 5));
}

#[test]
fn what_an_instance_may_do_is_noted_where_something_could_see_it() {
    let writes = |name: &str| {
        let fused = fuse(&graph(name), false).unwrap().component;
        let payloads = wasmparser::Parser::new(0).parse_all(&fused).map(Result::unwrap);
        let bodies = payloads.filter_map(|payload| match payload {
            wasmparser::Payload::CodeSectionEntry(body) => Some(body),
            _ => None,
        });
        let operators =
            bodies.flat_map(|body| body.get_operators_reader().unwrap().into_iter().map(Result::unwrap));
        let writes = operators.filter(|one| matches!(one, wasmparser::Operator::GlobalSet { .. }));
        writes.count()
    };
    // The component's own function, which it has twice.
    assert_eq!(writes("scalars"), 2);
    // Three adapters and three functions that the host calls clear the flag and put it back.
    assert_eq!(writes("leaving"), 12);
}

#[test]
fn what_is_no_component_is_refused() {
    assert!(matches!(fuse(b"no component", true), Err(Refusal::Invalid(_))));
}

fn graph(name: &str) -> Vec<u8> {
    wat::parse_file(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/graphs/{name}.wat"))).unwrap()
}
