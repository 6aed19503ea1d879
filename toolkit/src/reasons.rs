//! Errors as data: one sentence a cause, outermost first.

/// The sentences of an `anyhow` chain.
pub fn of_chain(error: &anyhow::Error) -> Vec<String> {
    error.chain().map(ToString::to_string).collect()
}

/// The sentences of an error and of its sources.
pub fn of_error(error: &dyn std::error::Error) -> Vec<String> {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect()
}
