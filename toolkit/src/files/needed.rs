//! Functions of wasi:io that the module of `toolkit/files` calls, and that a component which calls others need not
//! import.

use super::world::Replaced;
use wit_parser::{
    Docs, Function, FunctionKind, Handle, InterfaceId, Param, Resolve, Result_, Span, Stability, Type,
    TypeDef, TypeDefKind, TypeId, TypeOwner,
};

/// Adds them to the interfaces, with types from existing functions.
pub fn add_needed(resolve: &mut Resolve, replaced: &[Replaced]) {
    let find = |name: &str| replaced.iter().find(|one| !one.is_files && one.part.as_deref() == Some(name));
    if let Some(poll) = find("poll") {
        add_ready(resolve, poll.import.id);
    }
    if let Some(streams) = find("streams") {
        add_writing(resolve, streams.import.id);
    }
}

/// For `poll`, of several pollables.
fn add_ready(resolve: &mut Resolve, poll: InterfaceId) {
    let Some(pollable) = resolve.interfaces[poll].types.get("pollable").copied() else { return };
    let this = anonymous(resolve, TypeDefKind::Handle(Handle::Borrow(pollable)));
    add(resolve, poll, pollable, "[method]pollable.ready", &[("self", this)], Some(Type::Bool));
}

/// For `splice` and `blocking-splice`.
fn add_writing(resolve: &mut Resolve, streams: InterfaceId) {
    let functions = &resolve.interfaces[streams].functions;
    let splices = ["[method]output-stream.splice", "[method]output-stream.blocking-splice"];
    let Some(splice) = splices.iter().find_map(|name| functions.get(*name)).cloned() else { return };
    let FunctionKind::Method(stream) = splice.kind else { return };
    let Some(Type::Id(count)) = splice.result else { return };
    let TypeDefKind::Result(Result_ { err, .. }) = resolve.types[count].kind else { return };
    let this = splice.params[0].ty;
    let bytes = anonymous(resolve, TypeDefKind::List(Type::U8));
    let nothing = anonymous(resolve, TypeDefKind::Result(Result_ { ok: None, err }));
    let contents = [("self", this), ("contents", bytes)];
    add(resolve, streams, stream, "[method]output-stream.check-write", &[("self", this)], splice.result);
    for name in ["write", "blocking-write-and-flush"] {
        let name = format!("[method]output-stream.{name}");
        add(resolve, streams, stream, &name, &contents, Some(nothing));
    }
}

fn anonymous(resolve: &mut Resolve, kind: TypeDefKind) -> Type {
    Type::Id(resolve.types.alloc(TypeDef {
        name: None,
        kind,
        owner: TypeOwner::None,
        docs: Docs::default(),
        stability: Stability::Unknown,
        span: Span::default(),
        external_id: None,
    }))
}

fn add(
    resolve: &mut Resolve,
    interface: InterfaceId,
    resource: TypeId,
    name: &str,
    params: &[(&str, Type)],
    result: Option<Type>,
) {
    let param = |(name, ty): &(&str, Type)| Param { name: (*name).into(), ty: *ty, span: Span::default() };
    resolve.interfaces[interface].functions.entry(name.into()).or_insert_with(|| Function {
        name: name.into(),
        kind: FunctionKind::Method(resource),
        params: params.iter().map(param).collect(),
        result,
        docs: Docs::default(),
        stability: Stability::Unknown,
        span: Span::default(),
        external_id: None,
    });
}
