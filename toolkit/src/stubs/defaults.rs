//! The default answer of a stub: the first value of a type.

use super::values::{Image, Stored, Value, root};
use wit_parser::{Handle, Int, Type, TypeDefKind, TypeId, TypeOwner};

impl Image<'_> {
    /// Memory is zero already, which is the default of most types.
    pub fn store_default(&mut self, at: u32, ty: &Type) -> Stored {
        self.has_default(ty)?;
        let Type::Id(id) = ty else { return Ok(()) };
        let resolve = self.resolve;
        let none = Value::DEFAULT;
        match &resolve.types[*id].kind {
            TypeDefKind::Type(ty) => self.store_default(at, ty),
            TypeDefKind::Handle(Handle::Own(resource)) => {
                self.handles.push((at, root(resolve, *resource)));
                Ok(())
            }
            // One that ends at once.
            TypeDefKind::Stream(_) => {
                self.handles.push((at, *id));
                Ok(())
            }
            TypeDefKind::Record(record) => {
                let fields: Vec<_> = record.fields.iter().map(|field| (&field.ty, None)).collect();
                self.store_fields(at, &fields, none)
            }
            TypeDefKind::Tuple(tuple) => {
                let fields: Vec<_> = tuple.types.iter().map(|ty| (ty, None)).collect();
                self.store_fields(at, &fields, none)
            }
            TypeDefKind::FixedLengthList(ty, length) => {
                let fields = vec![(ty, None); *length as usize];
                self.store_fields(at, &fields, none)
            }
            TypeDefKind::Variant(variant) => {
                let cases: Vec<_> = variant.cases.iter().map(|case| case.ty.as_ref()).collect();
                self.store_case(at, variant.tag(), &cases, self.default_case(&cases), none)
            }
            TypeDefKind::Result(result) => {
                let cases = [result.ok.as_ref(), result.err.as_ref()];
                self.store_case(at, Int::U8, &cases, self.default_case(&cases), none)
            }
            _ => Ok(()),
        }
    }

    /// The first case that has a default.
    fn default_case(&self, cases: &[Option<&Type>]) -> usize {
        let found = cases.iter().position(|case| case.is_none_or(|ty| self.has_default(ty).is_ok()));
        found.unwrap_or_default()
    }

    /// Why there is no default of a type, if so.
    fn has_default(&self, ty: &Type) -> Stored {
        let Type::Id(id) = ty else {
            return if *ty == Type::ErrorContext {
                Err("an error-context has no default".into())
            } else {
                Ok(())
            };
        };
        let any_of = |cases: &[Option<&Type>]| {
            let results = cases.iter().map(|case| case.map_or(Ok(()), |ty| self.has_default(ty)));
            results.fold(Err(String::new()), |found: Stored, one| if found.is_ok() { found } else { one })
        };
        match &self.resolve.types[*id].kind {
            TypeDefKind::Type(ty) => self.has_default(ty),
            TypeDefKind::Handle(Handle::Own(resource)) => self.is_own(*resource),
            TypeDefKind::Record(record) => {
                record.fields.iter().try_for_each(|field| self.has_default(&field.ty))
            }
            TypeDefKind::Tuple(tuple) => tuple.types.iter().try_for_each(|ty| self.has_default(ty)),
            TypeDefKind::FixedLengthList(ty, _) => self.has_default(ty),
            TypeDefKind::Variant(variant) => {
                any_of(&variant.cases.iter().map(|case| case.ty.as_ref()).collect::<Vec<_>>())
            }
            TypeDefKind::Result(result) => any_of(&[result.ok.as_ref(), result.err.as_ref()]),
            kind @ (TypeDefKind::Future(_) | TypeDefKind::Handle(_)) => {
                Err(format!("a {} has no default", kind.as_str()))
            }
            _ => Ok(()),
        }
    }

    /// Whether the stub makes a resource itself.
    pub fn is_own(&self, resource: TypeId) -> Stored {
        let ty = &self.resolve.types[root(self.resolve, resource)];
        let name = ty.name.as_deref().unwrap_or("resource");
        match ty.owner {
            TypeOwner::Interface(id) if self.own.contains(&id) => Ok(()),
            TypeOwner::Interface(id) => {
                let of = self.resolve.id_of(id).unwrap_or_default();
                Err(format!("only {of} makes the resource {name}; with a stub for that it is possible"))
            }
            _ => Err(format!("only the world makes the resource {name}")),
        }
    }
}
