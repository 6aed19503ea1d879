//! Suggestions for a wrong name or argument where wac's error has none.

use super::{Diagnostic, Package, outline::accessed};
use crate::describe;
use crate::exports::wit_studio::toolkit::describe::{Description, Item, Kind};
use crate::exports::wit_studio::toolkit::document::Misnamed;
use miette::SourceSpan;
use wac_parser::resolution::Error;
use wac_parser::{
    Document, Expr, Ident, ImportStatement, InstantiationArgument, NewExpr, PackageName, PostfixExpr,
    PrimaryExpr, Statement, TypeStatement,
};

#[derive(Default)]
pub struct Meant {
    misnamed: Option<Misnamed>,
    /// In place of wac's reasons and help.
    whole: Option<(String, String)>,
}

impl Meant {
    pub fn applied_to(self, diagnostic: Diagnostic) -> Diagnostic {
        let diagnostic = Diagnostic { misnamed: self.misnamed, ..diagnostic };
        match self.whole {
            Some((reason, help)) => Diagnostic { reasons: vec![reason], help: Some(help), ..diagnostic },
            None => diagnostic,
        }
    }

    fn misnamed(name: &str, known: impl IntoIterator<Item = String>) -> Self {
        let misnamed = Misnamed { name: name.into(), known: known.into_iter().collect() };
        Meant { misnamed: Some(misnamed), whole: None }
    }
}

pub fn explain(error: &Error, document: &Document, packages: &[Package]) -> Option<Meant> {
    match error {
        Error::UndefinedName { name, .. } => Some(Meant::misnamed(name, names_of(document))),
        Error::MissingComponentImport { package, import, .. } => {
            Some(Meant::misnamed(import, names(described(package, packages)?.imports)))
        }
        Error::PackageMissingExport { package, export, path, .. } if path.is_empty() => {
            Some(Meant::misnamed(export, names(described(package, packages)?.exports)))
        }
        Error::MissingInstanceExport { name, span } => {
            let at = |expr: &Expr| expr.postfix.iter().position(|postfix| postfix.span() == *span);
            let expressions = expressions(document);
            let (expr, at) = expressions.iter().find_map(|expr| Some((expr, at(expr)?)))?;
            let package = instantiated(&expr.primary, document)?;
            let exports = described(package.string, packages)?.exports;
            Some(Meant::misnamed(name, members(exports, &expr.postfix[..at])?))
        }
        Error::MismatchedInstantiationArg { name, span, .. } => {
            let whole = whole_instance(name, *span, document, packages)?;
            Some(Meant { misnamed: None, whole: Some(whole) })
        }
        _ => None,
    }
}

/// An argument that is an instance, where one of its interfaces belongs.
fn whole_instance(
    import: &str,
    span: SourceSpan,
    document: &Document,
    packages: &[Package],
) -> Option<(String, String)> {
    let (written, package) = expressions(document).into_iter().find_map(|expr| {
        let PrimaryExpr::New(new) = &expr.primary else { return None };
        new.arguments.iter().find_map(|argument| argument_at(argument, span, document))
    })?;
    let exports = described(package.string, packages)?.exports;
    let interfaces: Vec<_> = exports.into_iter().filter(|item| item.kind == Kind::Interface).collect();
    let fits = interfaces.iter().find(|item| short(&item.name) == short(import));
    let written = written.unwrap_or("name");
    let help = match fits {
        Some(item) => format!("Give its interface: {written}.{}.", short(&item.name)),
        None => format!("It exports {}.", names(interfaces).join(", ")),
    };
    let subject = if written == "name" { "this".into() } else { format!("`{written}`") };
    Some((
        format!("{subject} is the whole component {}, and an interface belongs here", package.string),
        help,
    ))
}

/// The name and the package of the instance that the argument at `span` is.
fn argument_at<'d>(
    argument: &'d InstantiationArgument<'d>,
    span: SourceSpan,
    document: &'d Document<'d>,
) -> Option<(Option<&'d str>, &'d PackageName<'d>)> {
    match argument {
        InstantiationArgument::Named(named) if named.name.span() == span => {
            let expr = unwrapped(&named.expr);
            if !expr.postfix.is_empty() {
                return None;
            }
            let name = match &expr.primary {
                PrimaryExpr::Ident(ident) => Some(ident.string),
                _ => None,
            };
            Some((name, instantiated(&expr.primary, document)?))
        }
        InstantiationArgument::Inferred(ident) if ident.span == span => {
            Some((Some(ident.string), instance_named(ident, document)?))
        }
        _ => None,
    }
}

/// The names that can follow `path`: exports of an instance, or functions of an interface among them.
fn members(exports: Vec<Item>, path: &[PostfixExpr]) -> Option<Vec<String>> {
    match path {
        [] => Some(names(exports)),
        [interface] => {
            let name = accessed(interface);
            let found = exports.into_iter().find(|item| item.name == name || short(&item.name) == name)?;
            Some(found.functions)
        }
        _ => None,
    }
}

fn unwrapped<'d>(expr: &'d Expr<'d>) -> &'d Expr<'d> {
    match &expr.primary {
        PrimaryExpr::Nested(nested) if expr.postfix.is_empty() => unwrapped(&nested.inner),
        _ => expr,
    }
}

/// The package that an expression makes, or has made, an instance of.
fn instantiated<'d>(primary: &'d PrimaryExpr<'d>, document: &'d Document<'d>) -> Option<&'d PackageName<'d>> {
    match primary {
        PrimaryExpr::New(new) => Some(&new.package),
        PrimaryExpr::Ident(ident) => instance_named(ident, document),
        PrimaryExpr::Nested(nested) => {
            let expr = unwrapped(&nested.inner);
            expr.postfix.is_empty().then(|| instantiated(&expr.primary, document))?
        }
    }
}

fn instance_named<'d>(name: &Ident, document: &'d Document<'d>) -> Option<&'d PackageName<'d>> {
    let expr = document.statements.iter().find_map(|statement| match statement {
        Statement::Let(bound) if bound.id.string == name.string => Some(unwrapped(&bound.expr)),
        _ => None,
    })?;
    match &expr.primary {
        PrimaryExpr::New(new) if expr.postfix.is_empty() => Some(&new.package),
        _ => None,
    }
}

fn expressions<'d>(document: &'d Document<'d>) -> Vec<&'d Expr<'d>> {
    let mut found = Vec::new();
    for statement in &document.statements {
        match statement {
            Statement::Let(bound) => collect(&bound.expr, &mut found),
            Statement::Export(export) => collect(&export.expr, &mut found),
            Statement::Import(_) | Statement::Type(_) => {}
        }
    }
    found
}

fn collect<'d>(expr: &'d Expr<'d>, found: &mut Vec<&'d Expr<'d>>) {
    found.push(expr);
    match &expr.primary {
        PrimaryExpr::New(NewExpr { arguments, .. }) => {
            for argument in arguments {
                if let InstantiationArgument::Named(named) = argument {
                    collect(&named.expr, found);
                }
            }
        }
        PrimaryExpr::Nested(nested) => collect(&nested.inner, found),
        PrimaryExpr::Ident(_) => {}
    }
}

/// The names that a document defines, in order.
fn names_of(document: &Document) -> Vec<String> {
    let name = |statement: &Statement| match statement {
        Statement::Import(ImportStatement { id, .. }) => Some(id.string.into()),
        Statement::Let(bound) => Some(bound.id.string.into()),
        Statement::Type(TypeStatement::Interface(interface)) => Some(interface.id.string.into()),
        Statement::Type(TypeStatement::World(world)) => Some(world.id.string.into()),
        Statement::Type(_) | Statement::Export(_) => None,
    };
    document.statements.iter().filter_map(name).collect()
}

/// The package's description, by a name with or without its version.
fn described(name: &str, packages: &[Package]) -> Option<Description> {
    let versioned = |package: &&Package| match &package.version {
        Some(version) => format!("{}@{version}", package.name) == name,
        None => package.name == name,
    };
    let package = packages.iter().find(versioned).or_else(|| packages.iter().find(|one| one.name == name))?;
    describe::of_component(&package.component).ok()
}

fn names(items: Vec<Item>) -> Vec<String> {
    items.into_iter().map(|item| item.name).collect()
}

/// `types` of `wasi:http/types@0.2.12`.
fn short(name: &str) -> &str {
    let path = name.split('@').next().unwrap_or(name);
    path.rsplit('/').next().unwrap_or(path)
}
