//! What the benches have in common: the documents, and the work of each row. `README.md` says what each figure means.

pub mod documents;
pub mod texts;
pub mod varied;
pub mod work;
