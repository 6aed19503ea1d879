//! Operations of instances and adapters on handles, as wasm. The representation of the host's
//! resources is the handle in the host's table for the fused component.

use crate::exchange::Exchange;
use crate::fusion::Fusion;
use crate::handles::{
    ENTRY, FORWARDS, Forwards, Handles, KIND, Known, LENDS, MAKER, OWNER, REPRESENTATION, RESOURCE, at,
};
use std::collections::HashMap;
use wasm_encoder::{BlockType, Function, InstructionSink, MemoryType, ValType};
use wasmtime_environ::EntityRef;
use wasmtime_environ::component::{
    ResourceIndex, RuntimeComponentInstanceIndex, TypeResourceTable, TypeResourceTableIndex,
};

/// Of the resources in a component.
pub struct Resources {
    handles: Handles,
    /// Calls that lend something, innermost last: where the call before begins, how many borrows there are, then the
    /// instance and handle of each owner that lends.
    calls: u32,
    /// Where the innermost begins, and where the next would.
    innermost: u32,
    end: u32,
    /// Of those that instances define, and functions that drop a handle of the host's.
    pub destructors: HashMap<ResourceIndex, u32>,
    /// None where no handle passes between the host and an instance.
    pub exchange: Option<Exchange>,
}

const CALL: i32 = 8;
const LENDER: i32 = 8;
const BORROWS: u32 = 4;

impl Resources {
    pub fn new(fusion: &mut Fusion<'_>) -> Self {
        let component = &fusion.source.component;
        let known: Vec<Known> = (0..fusion.source.resource_tables)
            .map(|index| match &fusion.source.types[TypeResourceTableIndex::new(index)] {
                TypeResourceTable::Concrete { ty, instance } => {
                    let defined = component.defined_resource_index(*ty);
                    let forwards = match (fusion.forwarders.contains(instance), defined) {
                        (false, _) => Forwards::No,
                        (true, None) => Forwards::Imported,
                        (true, Some(_)) => Forwards::Exported,
                    };
                    let made = defined.map(|defined| component.defined_resource_instances[defined]);
                    let is_host = forwards == Forwards::Imported;
                    let maker = made.or(is_host.then_some(*instance)).map(|maker| maker.as_u32());
                    Known { instance: instance.as_u32(), resource: ty.as_u32(), maker, forwards }
                }
                TypeResourceTable::Abstract(_) => {
                    Known { instance: 0, resource: u32::MAX >> 2, maker: None, forwards: Forwards::No }
                }
            })
            .collect();
        let builder = &mut fusion.builder;
        let handles = Handles::new(builder, &known, component.num_runtime_component_instances);
        let ty =
            MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        let calls = builder.memory(ty);
        let (innermost, end) = (builder.variable(0), builder.variable(0));
        Resources { handles, calls, innermost, end, destructors: HashMap::new(), exchange: None }
    }

    pub fn new_owner(
        &self,
        flag: Option<u32>,
        instance: RuntimeComponentInstanceIndex,
        resource: ResourceIndex,
    ) -> Function {
        let mut body = Function::new([]);
        let mut code = body.instructions();
        may_leave(&mut code, flag);
        code.i32_const(instance.as_u32() as i32).i32_const(owner(resource)).local_get(0).i32_const(0);
        code.call(self.handles.add).end();
        body
    }

    pub fn representation(
        &self,
        instance: RuntimeComponentInstanceIndex,
        resource: ResourceIndex,
    ) -> Function {
        let mut body = Function::new([]);
        let mut code = body.instructions();
        self.find(&mut code, instance, resource);
        code.i32_load(at(self.handles.memory, REPRESENTATION)).end();
        body
    }

    pub fn drop(
        &self,
        flag: Option<u32>,
        instance: RuntimeComponentInstanceIndex,
        resource: ResourceIndex,
    ) -> Function {
        let (memory, entry, representation) = (self.handles.memory, 1, 2);
        let mut body = Function::new([(2, ValType::I32)]);
        let mut code = body.instructions();
        may_leave(&mut code, flag);
        self.find(&mut code, instance, resource);
        code.local_tee(entry).i32_load(at(memory, REPRESENTATION)).local_set(representation);
        code.local_get(entry).i32_load(at(memory, KIND)).i32_const(owner(resource)).i32_eq();
        code.if_(BlockType::Empty);
        lends_nothing(&mut code, memory, entry);
        code.i32_const(instance.as_u32() as i32).local_get(entry).call(self.handles.remove);
        if let Some(destructor) = self.destructors.get(&resource) {
            code.local_get(representation).call(*destructor);
        }
        code.else_();
        code.local_get(entry).i32_load(at(memory, LENDS)).local_tee(representation).local_get(representation);
        code.i32_load(at(self.calls, BORROWS)).i32_const(1).i32_sub().i32_store(at(self.calls, BORROWS));
        code.i32_const(instance.as_u32() as i32).local_get(entry).call(self.handles.remove).end().end();
        body
    }

    fn find(
        &self,
        code: &mut InstructionSink<'_>,
        instance: RuntimeComponentInstanceIndex,
        resource: ResourceIndex,
    ) {
        code.i32_const(instance.as_u32() as i32).local_get(0).i32_const(resource.as_u32() as i32);
        code.call(self.handles.find);
    }

    /// `(handle, from, to) -> handle`, types by their place in the memory of the tables.
    pub fn transfer_own(&self) -> Function {
        let (memory, entry, representation) = (self.handles.memory, 3, 4);
        let mut body = Function::new([(2, ValType::I32)]);
        let mut code = body.instructions();
        known(&mut code, memory, 1, FORWARDS);
        code.if_(BlockType::Empty);
        self.exchanged(&mut code, 1, 0, |exchange| exchange.take);
        code.local_set(representation).else_();
        self.find_known(&mut code);
        code.local_tee(entry).i32_load(at(memory, KIND)).i32_const(1).i32_and().i32_eqz();
        code.if_(BlockType::Empty).unreachable().end();
        lends_nothing(&mut code, memory, entry);
        code.local_get(entry).i32_load(at(memory, REPRESENTATION)).local_set(representation);
        known(&mut code, memory, 1, OWNER);
        code.local_get(entry).call(self.handles.remove).end();
        known(&mut code, memory, 2, FORWARDS);
        code.if_(BlockType::Result(ValType::I32));
        self.exchanged(&mut code, 2, representation, |exchange| exchange.give);
        code.else_();
        known(&mut code, memory, 2, OWNER);
        known(&mut code, memory, 2, RESOURCE);
        code.i32_const(1).i32_shl().i32_const(1).i32_or();
        code.local_get(representation).i32_const(0).call(self.handles.add).end().end();
        body
    }

    /// Like the former, but the component that defines the resource gets its representation.
    pub fn transfer_borrow(&self) -> Function {
        let (memory, calls, entry, last, representation) = (self.handles.memory, self.calls, 3, 4, 5);
        let mut body = Function::new([(3, ValType::I32)]);
        let mut code = body.instructions();
        known(&mut code, memory, 1, FORWARDS);
        code.if_(BlockType::Empty).local_get(0).local_set(representation);
        known(&mut code, memory, 1, FORWARDS);
        code.i32_const(Forwards::Imported as i32).i32_eq().if_(BlockType::Empty);
        // A borrow of the host's is dropped when the call ends.
        self.push(&mut code, LENDER);
        code.global_get(self.end).i32_const(LENDER).i32_sub().local_tee(last).i32_const(-1);
        known(&mut code, memory, 1, RESOURCE);
        code.i32_sub().i32_store(at(calls, 0)).local_get(last).local_get(0).i32_store(at(calls, 4)).end();
        code.else_();
        self.find_known(&mut code);
        code.local_tee(entry).i32_load(at(memory, KIND)).i32_const(1).i32_and().if_(BlockType::Empty);
        code.local_get(entry).local_get(entry).i32_load(at(memory, LENDS)).i32_const(1).i32_add();
        code.i32_store(at(memory, LENDS));
        self.push(&mut code, LENDER);
        code.global_get(self.end).i32_const(LENDER).i32_sub().local_tee(last);
        known(&mut code, memory, 1, OWNER);
        code.i32_store(at(calls, 0)).local_get(last).local_get(0).i32_store(at(calls, 4)).end();
        code.local_get(entry).i32_load(at(memory, REPRESENTATION)).local_set(representation).end();
        known(&mut code, memory, 2, MAKER);
        known(&mut code, memory, 2, OWNER);
        code.i32_eq().if_(BlockType::Result(ValType::I32));
        code.local_get(representation).else_();
        let innermost = self.innermost;
        code.global_get(innermost).global_get(innermost).i32_load(at(calls, BORROWS)).i32_const(1).i32_add();
        code.i32_store(at(calls, BORROWS));
        known(&mut code, memory, 2, OWNER);
        known(&mut code, memory, 2, RESOURCE);
        code.i32_const(1).i32_shl().i32_const(2).i32_add();
        code.local_get(representation).global_get(innermost);
        code.call(self.handles.add).end().end();
        body
    }

    /// The value of that local as it is on the other side of the exchange with the host, for the type that another
    /// local names.
    fn exchanged(&self, code: &mut InstructionSink<'_>, ty: u32, value: u32, way: impl Fn(&Exchange) -> u32) {
        let Some(exchange) = &self.exchange else {
            code.local_get(value);
            return;
        };
        known(code, self.handles.memory, ty, RESOURCE);
        code.local_get(value).call(way(exchange));
    }

    fn find_known(&self, code: &mut InstructionSink<'_>) {
        known(code, self.handles.memory, 1, OWNER);
        code.local_get(0);
        known(code, self.handles.memory, 1, RESOURCE);
        code.call(self.handles.find);
    }

    fn push(&self, code: &mut InstructionSink<'_>, size: i32) {
        code.global_get(self.end).i32_const(size).i32_add().global_set(self.end);
        code.global_get(self.end)
            .memory_size(self.calls)
            .i32_const(16)
            .i32_shl()
            .i32_gt_u()
            .if_(BlockType::Empty);
        // As much as no stack of calls needs: 64 MB.
        code.memory_size(self.calls).i32_const(1024).i32_gt_u();
        code.i32_const(1).memory_grow(self.calls).i32_const(-1).i32_eq().i32_or();
        code.if_(BlockType::Empty).unreachable().end().end();
    }

    /// A call begins that may lend.
    pub fn enter(&self) -> Function {
        let (calls, begin) = (self.calls, 2);
        let mut body = Function::new([(1, ValType::I32)]);
        let mut code = body.instructions();
        code.global_get(self.end).local_set(begin);
        self.push(&mut code, CALL);
        code.local_get(begin).global_get(self.innermost).i32_store(at(calls, 0));
        code.local_get(begin).i32_const(0).i32_store(at(calls, BORROWS));
        code.local_get(begin).global_set(self.innermost).end();
        body
    }

    /// It ends: nothing may be borrowed any more, and what lent is free again.
    pub fn exit(&self) -> Function {
        let (memory, calls, lender, entry) = (self.handles.memory, self.calls, 0, 1);
        let mut body = Function::new([(2, ValType::I32)]);
        let mut code = body.instructions();
        code.global_get(self.innermost)
            .i32_load(at(calls, BORROWS))
            .if_(BlockType::Empty)
            .unreachable()
            .end();
        code.global_get(self.innermost).i32_const(CALL).i32_add().local_set(lender);
        code.block(BlockType::Empty).loop_(BlockType::Empty);
        code.local_get(lender).global_get(self.end).i32_ge_u().br_if(1);
        if let Some(exchange) = &self.exchange {
            code.local_get(lender).i32_load(at(calls, 0)).i32_const(0).i32_lt_s().if_(BlockType::Empty);
            code.i32_const(-1).local_get(lender).i32_load(at(calls, 0)).i32_sub();
            code.local_get(lender).i32_load(at(calls, 4)).call(exchange.release);
            code.local_get(lender).i32_const(LENDER).i32_add().local_set(lender).br(1).end();
        }
        code.local_get(lender).i32_load(at(calls, 0)).local_get(lender).i32_load(at(calls, 4));
        code.call(self.handles.lender).local_tee(entry).local_get(entry).i32_load(at(memory, LENDS));
        code.i32_const(1).i32_sub().i32_store(at(memory, LENDS));
        code.local_get(lender).i32_const(LENDER).i32_add().local_set(lender).br(0).end().end();
        code.global_get(self.innermost).global_set(self.end);
        code.global_get(self.innermost).i32_load(at(calls, 0)).global_set(self.innermost).end();
        body
    }
}

fn owner(resource: ResourceIndex) -> i32 {
    (resource.as_u32() * 2 + 1) as i32
}

/// Of the type that a local names.
fn known(code: &mut InstructionSink<'_>, memory: u32, local: u32, field: u32) {
    code.local_get(local).i32_const(ENTRY).i32_mul().i32_load(at(memory, field));
}

/// `flag`: of the instance, where it may be found cleared.
fn may_leave(code: &mut InstructionSink<'_>, flag: Option<u32>) {
    if let Some(flag) = flag {
        code.global_get(flag).i32_eqz().if_(BlockType::Empty).unreachable().end();
    }
}

fn lends_nothing(code: &mut InstructionSink<'_>, memory: u32, entry: u32) {
    code.local_get(entry).i32_load(at(memory, LENDS)).if_(BlockType::Empty).unreachable().end();
}
