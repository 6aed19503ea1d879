//! Packages are written in the text format here, which is read like the binary one.

use crate::exports::wit_studio::decoder::packages::{Outcome, Refusal};
use crate::merge::read;

/// The package `t:<name>` with an interface `i` that has the items.
fn package(name: &str, imports: &str, items: &str) -> String {
    format!(
        r#"(component (type (component {imports} (export "t:{name}/i" (instance {items})))) (export "i" (type 0)))"#
    )
}

fn outcomes(files: &[&str]) -> Vec<Outcome> {
    read(&files.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>())
}

fn text(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

fn refusal(file: &str) -> Refusal {
    match &outcomes(&[file])[0] {
        Outcome::Refused(refusal) => refusal.clone(),
        other => panic!("{other:?}"),
    }
}

const TYPE: &str = r#"(type $t u8) (export "t" (type (eq $t)))"#;

/// Imports the type `t` of `t:a/i`, and uses it.
fn user() -> String {
    let imports = format!(r#"(import "t:a/i" (instance $a {TYPE})) (alias export $a "t" (type $t))"#);
    package("b", &imports, r#"(alias outer 1 $t (type $u)) (export "t" (type (eq $u)))"#)
}

#[test]
fn prints_a_package() {
    let printed = outcomes(&[&package("a", "", TYPE)]);
    assert_eq!(text(&printed[0]), "package t:a;\n\ninterface i {\n  type t = u8;\n}\n");
}

#[test]
fn prints_what_a_file_knows_of_others_as_nested_packages() {
    let printed = outcomes(&[&user()]);
    assert!(text(&printed[0]).ends_with("package t:a {\n  interface i {\n    type t = u8;\n  }\n}\n"));
}

#[test]
fn prints_a_package_for_its_own_file_alone() {
    for order in [[0, 1], [1, 0]] {
        let files = [package("a", "", TYPE), user()];
        let printed = outcomes(&order.map(|index: usize| files[index].as_str()));
        assert!(printed.iter().all(|one| text(one).matches("package").count() == 1), "{printed:?}");
    }
}

#[test]
fn keeps_docs_whatever_the_order() {
    let docs = r#"(@custom "package-docs" "\01{\22interfaces\22:{\22i\22:{\22types\22:{\22t\22:{\22docs\22:\22What t is.\22}}}}}")"#;
    let documented = package("a", "", TYPE).replacen("(component", &format!("(component {docs}"), 1);
    for files in [[documented.clone(), user()], [user(), documented.clone()]] {
        let printed = outcomes(&files.each_ref().map(String::as_str));
        assert!(printed.iter().any(|one| text(one).contains("/// What t is.")), "{printed:?}");
    }
}

#[test]
fn merges_a_package_that_comes_twice() {
    let other = package("a", "", r#"(export "f" (func))"#);
    let printed = outcomes(&[&package("a", "", TYPE), &other]);
    assert!(text(&printed[0]).contains("type t = u8;") && text(&printed[0]).contains("f: func();"));
    assert!(matches!(printed[1], Outcome::Merged(0)));
}

#[test]
fn refuses_what_contradicts_a_file_before_it() {
    let [one, other] = [r#"(export "f" (func))"#, r#"(export "f" (func (result u8)))"#];
    let printed = outcomes(&[&package("a", "", one), &package("a", "", other), &package("c", "", TYPE)]);
    assert!(text(&printed[0]).contains("f: func();"));
    assert!(matches!(printed[1], Outcome::Refused(Refusal::Conflict(_))));
    assert!(text(&printed[2]).contains("package t:c;"));
}

#[test]
fn says_why_a_file_is_refused() {
    assert!(matches!(refusal("package a:b;"), Refusal::NotWasm));
    assert!(matches!(refusal(""), Refusal::NotWasm));
    assert!(matches!(refusal("(module)"), Refusal::CoreModule));
    assert!(matches!(refusal("(component)"), Refusal::Component));
    assert!(matches!(refusal("(component (type"), Refusal::Text(_)));
    // An instance under two names, which WIT cannot express.
    let reexport = r#"(component (type $t (instance (export "r" (type (sub resource)))))
        (import "t:a/i" (instance $i (type $t))) (export "t:b/i" (instance $i)))"#;
    assert!(matches!(refusal(reexport), Refusal::Component));
    assert!(matches!(refusal(&package("a/b", "", TYPE)), Refusal::Text(_) | Refusal::Invalid(_)));
}

#[test]
fn survives_a_file_cut_short() {
    let binary = wat::parse_str(user()).unwrap();
    for end in 0..binary.len() {
        // A cut between two sections leaves a smaller component, which may be a valid one.
        read(&[binary[..end].to_vec()]);
    }
}
