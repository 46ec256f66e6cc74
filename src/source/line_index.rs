//! From a byte offset to a line and a column, made only when something is shown.

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// The starts of all lines of one text.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds where the lines of `text` begin. A line ends with `\n` (a `\r` before it belongs to the end).
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1));
        Self { starts: starts.collect() }
    }

    /// Line and column of a byte offset; offsets past the end give the end.
    pub fn place(&self, text: &str, offset: usize) -> LineColumn {
        let offset = floor_char_boundary(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = text.get(start..offset).map_or(0, |part| part.chars().count()) + 1;
        LineColumn { line, column }
    }
}

/// The nearest character boundary at or before `offset`.
pub fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "ab\n도깨비 x\n";
        let index = LineIndex::new(text);
        let offset = text.find('x').unwrap();
        assert_eq!(index.place(text, offset), LineColumn { line: 2, column: 5 });
        assert_eq!(index.place(text, 9999).line, 3);
    }
}
