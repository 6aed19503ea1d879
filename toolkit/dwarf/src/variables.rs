//! The variables that the code at an offset sees, and where their values are.

use crate::Reader;
use crate::expression::{Frame, Piece, Place, Registers, evaluate};
use crate::functions::{own_name, spans_of};
use crate::module::Module;
use crate::types::TypeId;
use gimli::{AttributeValue, DebuggingInformationEntry, DwAt, EntriesTreeNode, UnitOffset, constants};

pub struct Variable {
    pub name: String,
    pub type_id: Option<TypeId>,
    pub is_parameter: bool,
    /// Whether the compiler added it.
    pub is_artificial: bool,
    /// Empty where the compiler has left no value.
    pub pieces: Vec<Piece>,
}

type Entry = DebuggingInformationEntry<Reader>;

/// Blocks of a function nest no deeper than this.
const MOST_NESTED: usize = 200;

/// The scope of variables at one place in the code.
pub struct View<'a> {
    pub unit: usize,
    pub offset: u32,
    pub frame: Frame<'a>,
}

impl Module {
    /// Of the frame with this index in `frames`, in the order of the sources; of those with one name the innermost.
    pub fn variables(&self, offset: u32, frame: usize, registers: &Registers) -> Vec<Variable> {
        let Some((unit, functions)) = self.functions_at(offset) else { return Vec::new() };
        let Some(function) = functions.len().checked_sub(frame + 1).map(|at| functions[at]) else {
            return Vec::new();
        };
        let base = self.frame_base(unit, functions[0].entry, registers);
        let view = View { unit, offset, frame: Frame { registers, base } };
        let mut found = Vec::new();
        if let Ok(mut tree) = self.units[unit].entries_tree(Some(function.entry))
            && let Ok(root) = tree.root()
        {
            self.collect(root, &view, MOST_NESTED, &mut found);
        }
        self.add_omitted(&view, function.entry, &mut found);
        let hidden =
            |at: usize, one: &Variable| found[at + 1..].iter().any(|inner: &Variable| inner.name == one.name);
        let shown: Vec<bool> = found.iter().enumerate().map(|(at, one)| !hidden(at, one)).collect();
        found.into_iter().zip(shown).filter_map(|(one, is_shown)| is_shown.then_some(one)).collect()
    }

    /// Parameters that only the function's declaration has, because this inlined call has no value for them.
    fn add_omitted(&self, view: &View, function: UnitOffset, found: &mut Vec<Variable>) -> Option<()> {
        let origin =
            self.units[view.unit].entry(function).ok()?.attr_value(constants::DW_AT_abstract_origin)?;
        let (unit, origin) = self.referred(view.unit, &origin)?;
        let declared = View { unit, offset: view.offset, frame: Frame { ..view.frame } };
        let mut at = 0;
        self.each_child(unit, origin, |child| {
            if child.tag() != constants::DW_TAG_formal_parameter {
                return;
            }
            let Some(parameter) = self.variable(child, &declared) else { return };
            if !found.iter().any(|one| one.is_parameter && one.name == parameter.name) {
                found.insert(at.min(found.len()), parameter);
            }
            at += 1;
        });
        Some(())
    }

    /// Variables of the unit outside of functions.
    pub fn statics(&self, offset: u32) -> Vec<Variable> {
        let Some(unit) = self.lines.at(offset).map(|row| row.unit as usize) else { return Vec::new() };
        let view = View { unit, offset, frame: Frame { registers: &self.constants, base: None } };
        let mut found = Vec::new();
        if let Ok(mut tree) = self.units[unit].entries_tree(None)
            && let Ok(root) = tree.root()
        {
            self.collect_statics(root, &view, MOST_NESTED, &mut found);
        }
        found
    }

    fn collect(
        &self,
        node: EntriesTreeNode<Reader>,
        view: &View,
        depth: usize,
        found: &mut Vec<Variable>,
    ) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let mut children = node.children();
        let mut blocks = Vec::new();
        while let Some(child) = children.next().ok()? {
            match child.entry().tag() {
                constants::DW_TAG_formal_parameter | constants::DW_TAG_variable => {
                    found.extend(self.variable(child.entry(), view));
                }
                // Blocks are visited after the variables that are visible in them, whatever the
                // order of the entries.
                constants::DW_TAG_lexical_block if self.holds(child.entry(), view) => {
                    blocks.push(child.entry().offset());
                }
                _ => {}
            }
        }
        for block in blocks {
            let mut tree = self.units[view.unit].entries_tree(Some(block)).ok()?;
            self.collect(tree.root().ok()?, view, depth, found);
        }
        Some(())
    }

    fn collect_statics(
        &self,
        node: EntriesTreeNode<Reader>,
        view: &View,
        depth: usize,
        found: &mut Vec<Variable>,
    ) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let mut children = node.children();
        while let Some(child) = children.next().ok()? {
            match child.entry().tag() {
                constants::DW_TAG_variable => {
                    let variable = self.variable(child.entry(), view);
                    // Rust writes its tables of methods as variables.
                    found.extend(variable.filter(|one| !one.pieces.is_empty() && !one.name.contains('{')));
                }
                constants::DW_TAG_namespace => {
                    self.collect_statics(child, view, depth, found);
                }
                _ => {}
            }
        }
        Some(())
    }

    fn holds(&self, entry: &Entry, view: &View) -> bool {
        let spans = spans_of(&self.dwarf, &self.units[view.unit], entry, self.code_length);
        spans.iter().any(|&(start, end)| (start..end).contains(&view.offset))
    }

    fn frame_base(&self, unit: usize, function: UnitOffset, registers: &Registers) -> Option<u64> {
        let entry = self.units[unit].entry(function).ok()?;
        let Some(AttributeValue::Exprloc(expression)) = entry.attr_value(constants::DW_AT_frame_base) else {
            return None;
        };
        let pieces = evaluate(&self.dwarf, &self.units[unit], expression, &Frame { registers, base: None })?;
        match &pieces[..] {
            [Piece { place: Place::Bytes(bytes), .. }] => {
                Some(u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?))
            }
            [Piece { place: Place::Memory(address), .. }] => Some(u64::from(*address)),
            _ => None,
        }
    }

    fn variable(&self, entry: &Entry, view: &View) -> Option<Variable> {
        let name = self.attribute(view.unit, entry, constants::DW_AT_name).and_then(|(unit, value)| {
            Some(crate::text(&self.dwarf.attr_string(&self.units[unit], value).ok()?))
        });
        Some(Variable {
            name: name.or_else(|| own_name(&self.dwarf, &self.units[view.unit], entry))?,
            type_id: self
                .attribute(view.unit, entry, constants::DW_AT_type)
                .and_then(|(unit, value)| self.referred(unit, &value))
                .map(TypeId::new),
            is_parameter: entry.tag() == constants::DW_TAG_formal_parameter,
            is_artificial: entry.tag() == constants::DW_TAG_variable
                && self.attribute(view.unit, entry, constants::DW_AT_artificial).is_some(),
            pieces: self.pieces(entry, view).unwrap_or_default(),
        })
    }

    pub fn pieces(&self, entry: &Entry, view: &View) -> Option<Vec<Piece>> {
        let unit = &self.units[view.unit];
        if let Some(constant) = entry.attr_value(constants::DW_AT_const_value) {
            return Some(vec![Piece { size: 0, place: Place::Bytes(bytes_of(&constant)?) }]);
        }
        let expression = match self.attribute(view.unit, entry, constants::DW_AT_location)?.1 {
            AttributeValue::Exprloc(expression) => expression,
            list => {
                let mut entries = self.dwarf.attr_locations(unit, list).ok()??;
                loop {
                    let one = entries.next().ok()??;
                    if (one.range.begin..one.range.end).contains(&u64::from(view.offset)) {
                        break one.data;
                    }
                }
            }
        };
        evaluate(&self.dwarf, unit, expression, &view.frame)
    }

    /// An attribute of the entry, or of its abstract origin; and the unit that contains it.
    fn attribute(&self, unit: usize, entry: &Entry, name: DwAt) -> Option<(usize, AttributeValue<Reader>)> {
        if let Some(value) = entry.attr_value(name) {
            return Some((unit, value));
        }
        let origin = entry
            .attr_value(constants::DW_AT_abstract_origin)
            .or_else(|| entry.attr_value(constants::DW_AT_specification))?;
        let (unit, offset) = self.referred(unit, &origin)?;
        Some((unit, self.units[unit].entry(offset).ok()?.attr_value(name)?))
    }
}

fn bytes_of(value: &AttributeValue<Reader>) -> Option<Vec<u8>> {
    match value {
        AttributeValue::Block(bytes) => Some(bytes.to_vec()),
        AttributeValue::Data16(value) => Some(value.to_le_bytes().to_vec()),
        AttributeValue::Sdata(value) => Some(value.to_le_bytes().to_vec()),
        other => Some(other.udata_value()?.to_le_bytes().to_vec()),
    }
}
