//! `<Tracks>`: which tracks, which columns.

use super::arguments::{Args, parts};
use super::{Column, LinkedComponent, TracksOf};
use crate::diagnostic::did_you_mean;
use crate::model::{Entity, Kind};
use crate::source::Spanned;

impl Args<'_> {
    pub(super) fn tracks(&mut self) -> Option<LinkedComponent> {
        let caption = self.text("caption").map(|t| t.value);
        let limit = self.integer("limit").map(|n| n as usize);
        let as_of = self.as_of();
        let chart = if self.argument("chart").is_some() { self.chart() } else { None };
        let kinds = [("drama", Kind::Drama), ("soundtrack", Kind::Soundtrack), ("artist", Kind::Artist)];
        let named: Vec<_> = kinds.into_iter().filter(|(name, _)| self.argument(name).is_some()).collect();
        let of = match (named.as_slice(), self.text("tracks")) {
            ([], Some(list)) => TracksOf::These(self.track_list(&list)),
            ([(name, kind)], None) => TracksOf::Entity(self.reference(name, *kind)?),
            ([], None) if self.argument("chart").is_some() => TracksOf::Chart,
            ([], None) => {
                self.needed("`drama`, `soundtrack`, `artist`, `chart` or `tracks`", "soundtrack=\"…\"");
                return None;
            }
            _ => {
                let span = self.name_span();
                self.fault(
                    span,
                    "`<Tracks>` takes one of `drama`, `soundtrack`, `artist` and `tracks`".to_owned(),
                    None,
                );
                return None;
            }
        };
        let usual = match (&of, chart) {
            (TracksOf::Entity(Entity::Soundtrack(_)), _) => {
                vec![Column::Position, Column::Title, Column::Artists, Column::Length]
            }
            (TracksOf::Entity(Entity::Artist(_)), _) => vec![Column::Title, Column::Soundtrack, Column::Released],
            (_, Some(_)) => vec![Column::Title, Column::Artists, Column::Peak, Column::Weeks],
            _ => vec![Column::Title, Column::Artists, Column::Drama],
        };
        let columns = match self.text("columns") {
            None => usual,
            Some(list) => self.columns(&list, chart.is_some()),
        };
        Some(LinkedComponent::Tracks { of, chart, columns, limit, caption, as_of })
    }

    pub(super) fn columns(&mut self, list: &Spanned<String>, chart: bool) -> Vec<Column> {
        let mut columns = Vec::new();
        for part in parts(list) {
            match Column::from_word(&part.value) {
                Some(Column::Peak | Column::Weeks) if !chart => {
                    self.fault(
                        part.span,
                        format!("the column `{}` needs a chart", part.value),
                        Some("say which: `chart=\"…\"`, or use the column `charts`".into()),
                    );
                }
                Some(column) => columns.push(column),
                None => {
                    let help = did_you_mean(&part.value, Column::WORDS)
                        .unwrap_or_else(|| format!("the columns are: {}", Column::WORDS.join(", ")));
                    self.fault(part.span, format!("`{}` is not a column of `<Tracks>`", part.value), Some(help));
                }
            }
        }
        columns
    }

    pub(super) fn track_list(&mut self, list: &Spanned<String>) -> Vec<Entity> {
        let parts = parts(list);
        if parts.is_empty() {
            self.fault(list.span, "`tracks` names no track", Some("write `tracks=\"soundtrack/track, …\"`".into()));
        }
        parts.iter().filter_map(|part| self.resolve(Kind::Track, part)).collect()
    }
}
