//! The instances of a document and their arguments, as written: nothing is resolved, so that it
//! also works for a document whose packages are missing or do not fit.

use super::span;
use crate::exports::wit_studio::toolkit::document::{
    Argument, Origin, Outline, OutlinedExport, OutlinedInstance,
};
use std::collections::HashMap;
use wac_parser::{
    Document, ExportOptions, Expr, Ident, InstantiationArgument, NewExpr, PackageName, PostfixExpr,
    PrimaryExpr, Statement,
};

pub fn of_document(document: &Document) -> Outline {
    let mut reader = Reader::default();
    let mut exports = Vec::new();
    for statement in &document.statements {
        match statement {
            Statement::Let(bound) => {
                let origin = reader.origin_of(&bound.expr, Some(bound.id.string));
                reader.bound.insert(bound.id.string.into(), origin);
            }
            Statement::Export(export) => {
                let Some(origin) = reader.origin_of(&export.expr, None) else { continue };
                let name = match &export.options {
                    ExportOptions::Rename(name) => Some(name.as_str().into()),
                    ExportOptions::None | ExportOptions::Spread(_) => None,
                };
                let is_spread = matches!(export.options, ExportOptions::Spread(_));
                exports.push(OutlinedExport { name, is_spread, span: span(export.expr.span), origin });
            }
            Statement::Import(_) | Statement::Type(_) => {}
        }
    }
    Outline { instances: reader.instances, exports }
}

#[derive(Default)]
struct Reader {
    instances: Vec<OutlinedInstance>,
    /// The names bound by `let`; none for the document's own imports.
    bound: HashMap<String, Option<Origin>>,
}

impl Reader {
    /// @param name what `let` calls the value
    fn origin_of(&mut self, expr: &Expr, name: Option<&str>) -> Option<Origin> {
        // `let a = new x {}.y` names the export and not the instance.
        let name = name.filter(|_| expr.postfix.is_empty());
        let origin = match &expr.primary {
            PrimaryExpr::New(new) => {
                Some(Origin { instance: self.instance(new, name), export: None, function: None })
            }
            PrimaryExpr::Nested(nested) => self.origin_of(&nested.inner, name),
            PrimaryExpr::Ident(ident) => self.bound(ident),
        }?;
        let mut accessed = expr.postfix.iter().map(accessed);
        let export = origin.export.or_else(|| accessed.next());
        let function = origin.function.or_else(|| accessed.next());
        Some(Origin { export, function, ..origin })
    }

    fn bound(&self, ident: &Ident) -> Option<Origin> {
        self.bound.get(ident.string).cloned().flatten()
    }

    fn instance(&mut self, new: &NewExpr, name: Option<&str>) -> u32 {
        let arguments = new.arguments.iter().filter_map(|argument| self.argument(argument)).collect();
        let package = versioned(&new.package);
        let instance =
            OutlinedInstance { name: name.map(Into::into), package, span: span(new.package.span), arguments };
        self.instances.push(instance);
        self.instances.len() as u32 - 1
    }

    fn argument(&mut self, argument: &InstantiationArgument) -> Option<Argument> {
        match argument {
            InstantiationArgument::Named(named) => Some(Argument {
                names: vec![named.name.as_str().into()],
                span: span(named.name.span()),
                origin: self.origin_of(&named.expr, None),
            }),
            InstantiationArgument::Inferred(ident) => {
                let origin = self.bound(ident);
                let last = |origin: &Origin| origin.function.clone().or(origin.export.clone());
                let names = origin.as_ref().and_then(last).into_iter().chain([ident.string.into()]).collect();
                Some(Argument { names, span: span(ident.span), origin })
            }
            InstantiationArgument::Spread(ident) => {
                Some(Argument { names: Vec::new(), span: span(ident.span), origin: self.bound(ident) })
            }
            InstantiationArgument::Fill(_) => None,
        }
    }
}

pub fn accessed(postfix: &PostfixExpr) -> String {
    match postfix {
        PostfixExpr::Access(access) => access.id.string.into(),
        PostfixExpr::NamedAccess(access) => access.string.value.into(),
    }
}

fn versioned(package: &PackageName) -> String {
    match &package.version {
        Some(version) => format!("{}@{version}", package.name),
        None => package.name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(statements: &str) -> Outline {
        let source = format!("package t:s;\n{statements}");
        of_document(&Document::parse(&source).unwrap())
    }

    fn shown(origin: &Option<Origin>) -> String {
        origin.as_ref().map_or("?".into(), |origin| {
            let function = origin.function.iter().map(|name| format!("#{name}")).collect::<String>();
            format!("{}.{}{function}", origin.instance, origin.export.as_deref().unwrap_or("*"))
        })
    }

    fn arguments(instance: &OutlinedInstance) -> Vec<String> {
        let one = |argument: &Argument| format!("{}={}", argument.names.join("|"), shown(&argument.origin));
        instance.arguments.iter().map(one).collect()
    }

    #[test]
    fn has_arguments_of_every_form() {
        let outline = outline(
            r#"import logging: t:log/sink;
               let math = new t:math@1.0.0 {};
               let ops = (math)["t:math/ops@1.0.0"].deep;
               let app = new t:app { ops, a: logging, "b:c/d": math.ops, e: (new t:late { ...math }).x, ... };"#,
        );
        let packages: Vec<_> = outline.instances.iter().map(|one| one.package.as_str()).collect();
        assert_eq!(packages, ["t:math@1.0.0", "t:late", "t:app"]);
        let named: Vec<_> = outline.instances.iter().map(|one| one.name.as_deref()).collect();
        assert_eq!(named, [Some("math"), None, Some("app")]);
        assert_eq!(arguments(&outline.instances[1]), ["=0.*"]);
        assert_eq!(
            arguments(&outline.instances[2]),
            ["deep|ops=0.t:math/ops@1.0.0#deep", "a=?", "b:c/d=0.ops", "e=1.x"]
        );
    }

    #[test]
    fn has_exports_of_every_form() {
        let outline =
            outline("let a = new t:a {}; export a.run; export a.run as \"go\"; export a...; export x;");
        let one =
            |export: &OutlinedExport| (export.name.clone(), export.origin.export.clone(), export.is_spread);
        let run = || Some("run".to_string());
        let found: Vec<_> = outline.exports.iter().map(one).collect();
        assert_eq!(found, [(None, run(), false), (Some("go".into()), run(), false), (None, None, true)]);
    }
}
