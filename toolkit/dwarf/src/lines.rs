//! The line tables of all units as one, in the order of the code.

use crate::{Dwarf, Reader};
use std::collections::HashMap;

/// The source line of the code from `start` up to the next row.
#[derive(Clone, Copy)]
pub struct Row {
    pub start: u32,
    /// In `Lines::files`; `NO_FILE` where a sequence ends.
    pub file: u32,
    /// Counted from 1; 0 for code of no line.
    pub line: u32,
    pub column: u32,
    /// The index of the unit.
    pub unit: u32,
    pub is_stmt: bool,
    pub prologue_end: bool,
}

const NO_FILE: u32 = u32::MAX;

#[derive(Default)]
pub struct Lines {
    pub files: Vec<String>,
    /// Files of each unit by the numbers that the unit gives them.
    unit_files: Vec<HashMap<u64, u32>>,
    rows: Vec<Row>,
}

impl Lines {
    /// Units that cannot be read are left out.
    pub fn read(dwarf: &Dwarf, units: &[gimli::Unit<Reader>], code_length: u32) -> Lines {
        let mut lines = Lines::default();
        let mut known = HashMap::new();
        for (index, unit) in units.iter().enumerate() {
            let files = lines.read_files(dwarf, unit, &mut known);
            lines.unit_files.push(files);
            let before = lines.rows.len();
            if lines.read_rows(unit, index as u32, code_length).is_err() {
                lines.rows.truncate(before);
            }
        }
        // Of several rows with one address the last counts; a sequence may begin where another ends.
        lines.rows.sort_by_key(|row| (row.start, row.file != NO_FILE));
        lines.rows.dedup_by(|later, former| {
            let same = later.start == former.start;
            if same {
                let prologue_end = former.prologue_end || later.prologue_end;
                *former = Row { prologue_end, ..*later };
            }
            same
        });
        lines
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn read_files(
        &mut self,
        dwarf: &Dwarf,
        unit: &gimli::Unit<Reader>,
        known: &mut HashMap<String, u32>,
    ) -> HashMap<u64, u32> {
        let Some(program) = &unit.line_program else { return HashMap::new() };
        let header = program.header();
        // Before DWARF 5 numbers begin with 1, and asking for 0 gives the unit's own file.
        (0..=header.file_names().len() as u64)
            .filter_map(|number| {
                let path = path_of(dwarf, unit, header, header.file(number)?)?;
                let next = self.files.len() as u32;
                let index = *known.entry(path.clone()).or_insert(next);
                if index == next {
                    self.files.push(path);
                }
                Some((number, index))
            })
            .collect()
    }

    fn read_rows(&mut self, unit: &gimli::Unit<Reader>, index: u32, code_length: u32) -> gimli::Result<()> {
        let Some(program) = unit.line_program.clone() else { return Ok(()) };
        let mut rows = program.rows();
        let mut sequence: Vec<Row> = Vec::new();
        while let Some((_, row)) = rows.next_row()? {
            let start = u32::try_from(row.address()).unwrap_or(u32::MAX);
            let file = self.unit_files[index as usize].get(&row.file_index());
            sequence.push(Row {
                start,
                file: if row.end_sequence() { NO_FILE } else { file.copied().unwrap_or(NO_FILE) },
                line: row.line().map_or(0, |line| line.get() as u32),
                column: match row.column() {
                    gimli::ColumnType::LeftEdge => 0,
                    gimli::ColumnType::Column(column) => column.get() as u32,
                },
                unit: index,
                is_stmt: row.is_stmt(),
                prologue_end: row.prologue_end(),
            });
            if row.end_sequence() {
                // Sequences of functions that the linker removed start at 0 or behind the code.
                let lies_in_code = sequence.iter().all(|row| (1..=code_length).contains(&row.start));
                if lies_in_code {
                    self.rows.append(&mut sequence);
                }
                sequence.clear();
            }
        }
        Ok(())
    }

    /// The file with this number in the table of a unit.
    pub fn file(&self, unit: usize, number: u64) -> Option<&str> {
        let index = *self.unit_files.get(unit)?.get(&number)?;
        self.files.get(index as usize).map(String::as_str)
    }

    pub fn file_of(&self, row: &Row) -> Option<&str> {
        self.files.get(row.file as usize).map(String::as_str)
    }

    /// The row of the code at `offset`, in bytes from the start of the code section's contents.
    pub fn at(&self, offset: u32) -> Option<&Row> {
        let behind = self.rows.partition_point(|row| row.start <= offset);
        self.rows[..behind].last().filter(|row| row.file != NO_FILE)
    }

    /// Rows whose code begins in this range, each with the end of its code.
    pub fn within(&self, start: u32, end: u32) -> impl Iterator<Item = (&Row, u32)> {
        let from = self.rows.partition_point(|row| row.start < start);
        let ends = self.rows[from..].iter().skip(1).map(|row| row.start).chain([end]);
        self.rows[from..]
            .iter()
            .zip(ends)
            .take_while(move |(row, _)| row.start < end)
            .filter(|(row, _)| row.file != NO_FILE)
    }

    /// The rows at which code of the line begins, or else of the next line of the file that has code. Of optimized code,
    /// compilers may mark none of a line's rows as a statement.
    pub fn of_line(&self, file: &str, line: u32) -> Vec<Row> {
        let Some(index) = self.files.iter().position(|name| name == file) else { return Vec::new() };
        let is_of_file = |row: &&Row| row.file == index as u32;
        let marked = self.rows.iter().filter(is_of_file).any(|row| row.line == line && row.is_stmt);
        let of_file = || {
            let rows = self.rows.iter().filter(is_of_file);
            rows.filter(|row| row.is_stmt || (!marked && row.line == line))
        };
        let Some(nearest) = of_file().map(|row| row.line).filter(|&other| other >= line.max(1)).min() else {
            return Vec::new();
        };
        of_file().filter(|row| row.line == nearest).copied().collect()
    }

    /// The units with code of the file, if none of that code is of this line.
    pub fn units_without(&self, file: &str, line: u32) -> Vec<usize> {
        let index = self.files.iter().position(|name| name == file);
        let of_file = || self.rows.iter().filter(|row| Some(row.file as usize) == index);
        if of_file().any(|row| row.line == line) {
            return Vec::new();
        }
        let mut units: Vec<usize> = of_file().map(|row| row.unit as usize).collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    pub fn same_file(&self, a: &Row, b: &Row) -> bool {
        a.file == b.file
    }
}

fn path_of(
    dwarf: &Dwarf,
    unit: &gimli::Unit<Reader>,
    header: &gimli::LineProgramHeader<Reader>,
    file: &gimli::FileEntry<Reader>,
) -> Option<String> {
    let text = |value| Some(crate::text(&dwarf.attr_string(unit, value).ok()?));
    let mut path = unit.comp_dir.as_ref().map(crate::text).unwrap_or_default();
    if let Some(directory) = file.directory(header).and_then(text) {
        join(&mut path, &directory);
    }
    join(&mut path, &text(file.path_name())?);
    Some(path)
}

/// Both kinds of separators are read: the module may come from another system.
fn join(path: &mut String, part: &str) {
    let is_absolute =
        part.starts_with(['/', '\\']) || part.contains("://") || part.as_bytes().get(1) == Some(&b':');
    if is_absolute {
        path.clear();
    } else if !path.is_empty() && !path.ends_with(['/', '\\']) && !part.is_empty() {
        path.push(if path.contains('/') { '/' } else { '\\' });
    }
    path.push_str(part);
}
