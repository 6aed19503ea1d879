//! The types behind trait objects of Rust, by the addresses of their tables of methods.

use crate::expression::{Frame, Piece, Place};
use crate::module::Module;
use crate::types::TypeId;
use crate::variables::View;
use gimli::constants;
use std::collections::HashMap;

impl Module {
    /// The type whose methods are in the table at this address.
    pub fn type_of_table(&self, address: u32) -> Option<TypeId> {
        self.tables.get_or_init(|| self.read_tables()).get(&address).copied()
    }

    fn read_tables(&self) -> HashMap<u32, TypeId> {
        let mut found = HashMap::new();
        for unit in 0..self.units.len() {
            // Tables before a malformed entry are returned.
            let _ = self.add_tables(unit, &mut found);
        }
        found
    }

    /// They are variables of a unit, whose type names the type that implements the trait.
    fn add_tables(&self, unit: usize, found: &mut HashMap<u32, TypeId>) -> gimli::Result<()> {
        let mut tree = self.units[unit].entries_tree(None)?;
        let mut children = tree.root()?.children();
        let view = View { unit, offset: 0, frame: Frame { registers: &self.constants, base: None } };
        while let Some(child) = children.next()? {
            let entry = child.entry();
            if entry.tag() != constants::DW_TAG_variable {
                continue;
            }
            let implementer = || {
                let (unit, table) = self.referred(unit, &entry.attr_value(constants::DW_AT_type)?)?;
                let table = self.units[unit].entry(table).ok()?;
                self.referred(unit, &table.attr_value(constants::DW_AT_containing_type)?)
            };
            if let Some(implementer) = implementer()
                && let Some([Piece { place: Place::Memory(address), .. }]) =
                    self.pieces(entry, &view).as_deref()
            {
                found.insert(*address, TypeId::new(implementer));
            }
        }
        Ok(())
    }
}
