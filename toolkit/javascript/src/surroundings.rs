//! Facilities that a script expects and a world need not have: a log, a clock, random numbers. The
//! world gets the interfaces of WASI behind them, in the version that it uses already.

use anyhow::{Result, bail};
use wit_parser::{InterfaceId, PackageName, Resolve, World, WorldId, WorldItem, WorldKey};

use crate::exports::wit_studio::javascript::builder::Needs;

/// The part of each interface that is used, as a package of WASI that has nothing else.
const PARTS: [(&str, &str); 4] = [
    ("io", include_str!("../wit/surroundings/io.wit")),
    ("cli", include_str!("../wit/surroundings/cli.wit")),
    ("clocks", include_str!("../wit/surroundings/clocks.wit")),
    ("random", include_str!("../wit/surroundings/random.wit")),
];

const STREAMS: [(&str, &str); 2] = [("cli", "stdout"), ("cli", "stderr")];
const CLOCKS: [(&str, &str); 2] = [("clocks", "wall-clock"), ("clocks", "monotonic-clock")];
const TIMERS: [(&str, &str); 2] = [("clocks", "monotonic-clock"), ("io", "poll")];
const SEED: [(&str, &str); 1] = [("random", "insecure-seed")];
const RANDOM: [(&str, &str); 1] = [("random", "random")];
/// The engine's own imports of them; the rest of its imports is left to `sys`.
const ASKED: [&str; 12] = [
    "get-stdout",
    "get-stderr",
    "now",
    "insecure-seed",
    "[method]output-stream.check-write",
    "[method]output-stream.write",
    "[method]output-stream.blocking-flush",
    "[method]output-stream.subscribe",
    "[method]pollable.block",
    "[resource-drop]output-stream",
    "[resource-drop]pollable",
    "[resource-drop]error",
];

#[derive(Default)]
pub struct Surroundings {
    version: String,
    /// `wasi:cli/stderr`, and so on, those included that it needs in turn.
    known: Vec<String>,
    wanted: Vec<String>,
    /// The world of a library that needs them and nothing else.
    pub world: Option<WorldId>,
}

impl Surroundings {
    /// By their versions, without those that only they need.
    pub fn interfaces(&self) -> Vec<String> {
        self.wanted.iter().map(|name| self.versioned(name)).collect()
    }

    /// The interface in the world that provides an import of the engine.
    pub fn interface_for(&self, module: &str, function: &str) -> Option<String> {
        let name = module.split('@').next().unwrap_or(module);
        let is_known = self.known.iter().any(|known| known == name) && ASKED.contains(&function);
        is_known.then(|| self.versioned(name))
    }

    /// `wasi:cli/stderr` and `wasi:io/streams`.
    pub fn stderr(&self) -> Option<(String, String)> {
        let name = "wasi:cli/stderr";
        let has = self.known.iter().any(|known| known == name);
        has.then(|| (self.versioned(name), self.versioned("wasi:io/streams")))
    }

    fn versioned(&self, name: &str) -> String {
        format!("{name}@{}", self.version)
    }
}

pub fn add(resolve: &mut Resolve, world: WorldId, needs: Needs) -> Result<Surroundings> {
    let mut wanted = Vec::new();
    let all = [
        (Needs::STREAMS, &STREAMS[..]),
        (Needs::CLOCKS, &CLOCKS),
        (Needs::TIMERS, &TIMERS),
        (Needs::SEED, &SEED),
        (Needs::RANDOM, &RANDOM),
    ];
    for (need, interfaces) in all {
        if needs.contains(need) {
            wanted.extend(interfaces);
        }
    }
    if wanted.is_empty() {
        return Ok(Surroundings::default());
    }
    let version = provide(resolve)?;
    let alone = only(resolve, world);
    let mut surroundings = Surroundings { version, world: Some(alone), ..Surroundings::default() };
    for (package, interface) in wanted {
        let name = format!("wasi:{package}/{interface}");
        let id = find(resolve, package, &surroundings.version, interface).unwrap();
        for world in [world, alone] {
            import(resolve, world, id, &mut surroundings.known);
        }
        surroundings.wanted.push(name);
    }
    Ok(surroundings)
}

/// An empty world beside another one.
fn only(resolve: &mut Resolve, beside: WorldId) -> WorldId {
    let package = resolve.worlds[beside].package;
    resolve.worlds.alloc(World {
        name: "surroundings".into(),
        imports: Default::default(),
        exports: Default::default(),
        package,
        docs: Default::default(),
        stability: Default::default(),
        includes: Vec::new(),
        span: Default::default(),
    })
}

/// A version of WASI with every part: one that the world uses, or another.
fn provide(resolve: &mut Resolve) -> Result<String> {
    let known = resolve.package_names.keys().filter(|name| name.namespace == "wasi");
    let versions = known.filter_map(|name| name.version.as_ref()).filter(|version| {
        (version.major, version.minor) == (0, 2) && version.pre.is_empty() && version.build.is_empty()
    });
    let known: Vec<String> = versions.map(ToString::to_string).collect();
    let others = (0..).map(|patch| format!("0.2.{patch}")).take(64);
    for version in known.into_iter().rev().chain(others) {
        let mut attempt = resolve.clone();
        if complete(&mut attempt, &version).is_ok() {
            *resolve = attempt;
            return Ok(version);
        }
    }
    bail!("no version of wasi:cli fits the packages at hand")
}

/// Adds the packages that are missing.
fn complete(resolve: &mut Resolve, version: &str) -> Result<()> {
    for (package, text) in PARTS {
        let text = text.replace("@0.2.0", &format!("@{version}"));
        let interfaces: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("interface ")?.split(' ').next()).collect();
        if !resolve.package_names.contains_key(&name_of(package, version)) {
            resolve.push_source(package, &text)?;
        }
        for interface in interfaces {
            if find(resolve, package, version, interface).is_none() {
                bail!("wasi:{package}@{version} has no {interface}");
            }
        }
    }
    let streams = find(resolve, "io", version, "streams").unwrap();
    let write = "[method]output-stream.blocking-write-and-flush";
    if !resolve.interfaces[streams].functions.contains_key(write) {
        bail!("wasi:io@{version} is not whole");
    }
    Ok(())
}

fn name_of(package: &str, version: &str) -> PackageName {
    PackageName { namespace: "wasi".into(), name: package.into(), version: version.parse().ok() }
}

fn find(resolve: &Resolve, package: &str, version: &str, interface: &str) -> Option<InterfaceId> {
    let package = resolve.package_names.get(&name_of(package, version))?;
    resolve.packages[*package].interfaces.get(interface).copied()
}

/// Imports an interface, behind those whose types it uses.
fn import(resolve: &mut Resolve, world: WorldId, id: InterfaceId, known: &mut Vec<String>) {
    let needed: Vec<InterfaceId> = resolve.interface_direct_deps(id).collect();
    for other in needed {
        import(resolve, world, other, known);
    }
    let name = resolve.id_of(id).unwrap();
    let name = name.split('@').next().unwrap().to_string();
    if !known.contains(&name) {
        known.push(name);
    }
    let item = WorldItem::Interface {
        id,
        stability: Default::default(),
        external_id: None,
        docs: Default::default(),
        span: Default::default(),
    };
    resolve.worlds[world].imports.entry(WorldKey::Interface(id)).or_insert(item);
}
