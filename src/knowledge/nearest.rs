//! "Did you mean": the known word that a mistyped one is most like.

/// A sentence that offers the word most like `wanted`, empty where none is like it.
pub(crate) fn did_you_mean<'k>(wanted: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let wanted = wanted.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(&wanted, &word.to_lowercase()), word))
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .map_or_else(String::new, |(_, word)| format!("did you mean `{word}`? "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_like_word_is_offered() {
        assert_eq!(did_you_mean("Hikvison", ["dahua", "hikvision"]), "did you mean `hikvision`? ");
        assert_eq!(did_you_mean("axis", ["dahua", "hikvision"]), "");
    }
}
