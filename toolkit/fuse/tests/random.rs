//! The results before and after fusing are equal, for chains of up to six components that pass on
//! random values of random types, and sometimes trap. `FUZZ_GRAPHS` is their number; `FUZZ_SEED`
//! the first seed.

mod judge;

use judge::{answer, written};
use wit_studio_fuse::fuse;

#[test]
fn random_chains_answer_as_before() {
    let number = |name: &str, otherwise| std::env::var(name).map_or(otherwise, |text| text.parse().unwrap());
    let first: u64 = number("FUZZ_SEED", 1);
    let mut answered = 0;
    for seed in first..first + number("FUZZ_GRAPHS", 12) {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let ty = Type::random(&mut random, 3);
        let text = chain(&ty.text(), 2 + random.below(5), &mut random);
        let plain = wat::parse_str(&text).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{text}"));
        let fused = fuse(&plain, seed % 2 == 0).unwrap_or_else(|refusal| panic!("seed {seed}: {refusal:?}"));
        let name = format!("random-{seed}");
        let (plain, fused) = (written(&name, "plain", &plain), written(&name, "fused", &fused.component));
        for _ in 0..3 {
            let values: Vec<_> = (0..random.below(5)).map(|_| ty.value(&mut random)).collect();
            let call = format!("f([{}])", values.join(", "));
            let expected = answer(&plain, &call);
            assert_eq!(answer(&fused, &call), expected, "seed {seed}: {call}\n{text}");
            answered += u32::from(expected.is_some());
        }
    }
    assert!(answered > 0, "not one call came back");
}

/// The last one returns its argument; the others call the next. Each may trap, at lists of a
/// certain length or on the way back.
fn chain(ty: &str, length: u64, random: &mut Random) -> String {
    let function = format!("(param \"x\" (list {ty})) (result (list {ty}))");
    let mut components = String::new();
    let mut instances = String::new();
    for place in 0..length {
        let last = place == length - 1;
        // A component passes on its arguments in the same encoding.
        let encoding = ENCODINGS[random.below(ENCODINGS.len() as u64) as usize];
        let import = if last {
            String::new()
        } else {
            format!(
                "(import \"f\" (func $f {function}))
                 (core func $f (canon lower (func $f) {encoding} (memory (core memory $m \"memory\"))
                   (realloc (core func $m \"realloc\"))))"
            )
        };
        let given = if last { "" } else { "(with \"\" (instance (export \"f\" (func $f))))" };
        let asked = if last { "" } else { "(import \"\" \"f\" (func $f (param i32 i32 i32)))" };
        let call = if last {
            "(i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1))"
        } else {
            "(call $f (local.get 0) (local.get 1) (i32.const 16))"
        };
        let trap = |random: &mut Random| {
            let at = random.below(40);
            format!("(if (i32.eq (local.get 1) (i32.const {at})) (then unreachable))")
        };
        let (before, behind) = (trap(random), trap(random));
        let start = 256 + 8 * random.below(100);
        components += &format!(
            "(component $c{place}
              (core module $memory
                (memory (export \"memory\") 1)
                (global $next (mut i32) (i32.const {start}))
                (func (export \"realloc\") (param i32 i32 i32 i32) (result i32) (local $at i32)
                  (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
                  (global.set $next (i32.add (local.get $at) (local.get 3)))
                  (if (i32.gt_u (global.get $next) (i32.shl (memory.size) (i32.const 16)))
                    (then (drop (memory.grow (i32.const 4)))))
                  (memory.copy (local.get $at) (local.get 0) (select (local.get 1) (local.get 3)
                    (i32.lt_u (local.get 1) (local.get 3))))
                  (local.get $at)))
              (core instance $m (instantiate $memory))
              {import}
              (core module $code
                (import \"m\" \"memory\" (memory 1)) {asked}
                (func (export \"f\") (param i32 i32) (result i32) {before} {call} {behind} (i32.const 16))
                (func (export \"done\") (param i32) (i32.store (local.get 0) (i32.const -1))))
              (core instance $i (instantiate $code (with \"m\" (instance $m)) {given}))
              (func (export \"f\") {function} (canon lift (core func $i \"f\") {encoding} (memory (core memory $m \"memory\"))
                (realloc (core func $m \"realloc\")) (post-return (core func $i \"done\")))))"
        );
    }
    for place in (0..length).rev() {
        let next = place + 1;
        let given =
            if next == length { String::new() } else { format!("(with \"f\" (func $i{next} \"f\"))") };
        instances += &format!("(instance $i{place} (instantiate $c{place} {given}))");
    }
    format!("(component {components} {instances} (export \"f\" (func $i0 \"f\")))")
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

enum Type {
    Number(&'static str, i64, u64),
    Bool,
    Char,
    Text,
    List(Box<Type>),
    Option(Box<Type>),
    Result(Box<Type>, Box<Type>),
    Tuple(Vec<Type>),
}

impl Type {
    fn random(random: &mut Random, depth: u32) -> Type {
        let inner = |random: &mut Random| Box::new(Type::random(random, depth - 1));
        match random.below(if depth == 0 { 9 } else { 14 }) {
            0 => Type::Number("u8", 0, 1 << 8),
            1 => Type::Number("s16", -(1 << 15), 1 << 16),
            2 => Type::Number("u32", 0, 1 << 32),
            3 => Type::Number("s64", i64::MIN, u64::MAX),
            4 => Type::Number("f64", -1000, 2000),
            5 => Type::Number("f32", -1000, 2000),
            6 => Type::Bool,
            7 => Type::Char,
            8 => Type::Text,
            9 => Type::List(inner(random)),
            10 => Type::Option(inner(random)),
            11 => Type::Result(inner(random), inner(random)),
            _ => Type::Tuple((0..1 + random.below(5)).map(|_| *inner(random)).collect()),
        }
    }

    fn text(&self) -> String {
        match self {
            Type::Number(name, ..) => name.to_string(),
            Type::Bool => "bool".to_string(),
            Type::Char => "char".to_string(),
            Type::Text => "string".to_string(),
            Type::List(element) => format!("(list {})", element.text()),
            Type::Option(value) => format!("(option {})", value.text()),
            Type::Result(ok, error) => format!("(result {} (error {}))", ok.text(), error.text()),
            Type::Tuple(parts) => {
                format!("(tuple {})", parts.iter().map(Type::text).collect::<Vec<_>>().join(" "))
            }
        }
    }

    /// As WAVE.
    fn value(&self, random: &mut Random) -> String {
        let joined = |values: Vec<String>| values.join(", ");
        match self {
            Type::Number(_, least, count) => (least.wrapping_add_unsigned(random.below(*count))).to_string(),
            Type::Bool => (random.below(2) == 1).to_string(),
            Type::Char => format!("'{}'", character(random)),
            Type::Text => {
                // Some are of ASCII or Latin-1 alone, or begin so.
                let plain = [0, random.below(40), 40][random.below(3) as usize];
                let most = [3, 6][random.below(2) as usize];
                let some =
                    |random: &mut Random, at| if at < plain { some(random, most) } else { character(random) };
                format!("\"{}\"", (0..random.below(40)).map(|at| some(random, at)).collect::<String>())
            }
            Type::List(element) => {
                format!("[{}]", joined((0..random.below(6)).map(|_| element.value(random)).collect()))
            }
            Type::Option(_) if random.below(3) == 0 => "none".to_string(),
            Type::Option(value) => format!("some({})", value.value(random)),
            Type::Result(ok, _) if random.below(2) == 0 => format!("ok({})", ok.value(random)),
            Type::Result(_, error) => format!("err({})", error.value(random)),
            Type::Tuple(parts) => {
                format!("({})", joined(parts.iter().map(|part| part.value(random)).collect()))
            }
        }
    }
}

const ENCODINGS: [&str; 3] =
    ["string-encoding=utf8", "string-encoding=utf16", "string-encoding=latin1+utf16"];

/// The first three are ASCII, the first six Latin-1.
const CHARACTERS: [char; 13] =
    ['a', 'Z', ' ', 'é', 'ß', '\u{80}', '߿', 'ࠀ', '世', '\u{d7ff}', '\u{ffee}', '🎉', '\u{10ffee}'];

fn character(random: &mut Random) -> char {
    some(random, CHARACTERS.len() as u64)
}

fn some(random: &mut Random, most: u64) -> char {
    CHARACTERS[random.below(most) as usize]
}
