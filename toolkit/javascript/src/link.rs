//! Puts the libraries together.

use std::borrow::Cow;

use anyhow::{Context, Result};
use wit_component::{Linker, StringEncoding, embed_component_metadata};
use wit_dylib::DylibOpts;
use wit_parser::{Resolve, WorldId};

use crate::surroundings::Surroundings;
use crate::{boot, engine, fields, fix, jobs, shim, sys};

pub fn link(
    resolve: &Resolve,
    world: WorldId,
    surroundings: &Surroundings,
    script: &str,
    is_async: bool,
    waits: bool,
) -> Result<Vec<u8>> {
    // The linker leaves out a library that nothing needs.
    let mut options = DylibOpts { interpreter: Some(boot::NAME.into()), ..DylibOpts::default() };
    let own = if waits { Cow::Owned(jobs::world(resolve, world)?) } else { Cow::Borrowed(resolve) };
    let (mut bindings, metadata) = wit_dylib::create_with_metadata(&own, world, Some(&mut options))
        .context("the bindings of the world")?;
    if waits {
        bindings = jobs::bind(&bindings)?;
    }
    bindings = fields::name(&bindings, &metadata)?;
    embed_component_metadata(&mut bindings, resolve, world, StringEncoding::UTF8, false)?;
    let mut engine = engine::prepare(is_async, surroundings)?;
    let mut boot = boot::library(shim::text(), script, surroundings);
    if let Some(world) = surroundings.world {
        for library in [&mut engine.module, &mut boot] {
            embed_component_metadata(library, resolve, world, StringEncoding::UTF8, false)?;
        }
    }
    let mut linker = Linker::default();
    // Constructors run in this order.
    linker.library("sys.wasm", &sys::library(&engine.missing), false)?;
    linker.library("engine.wasm", &engine.module, false)?;
    linker.library("fix.wasm", &fix::library(&metadata, is_async, waits), false)?;
    linker.library("bindings.wasm", &bindings, false)?;
    linker.library(boot::NAME, &boot, false)?;
    linker.encoder().validate(true);
    linker.encode()
}
