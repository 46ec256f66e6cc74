//! Dramas: their credits resolved.

use super::link::Linker;
use crate::model::Drama;
use crate::parse::DramaMatter;

impl Linker<'_> {
    /// Links one drama.
    pub(super) fn drama(&mut self, matter: DramaMatter) -> Drama {
        let credits = self.credits(matter.credits);
        let cover = matter.cover.and_then(|cover| self.cover(&cover, matter.drama.record.span.source));
        Drama { cover, credits, ..matter.drama }
    }
}
