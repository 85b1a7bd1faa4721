//! The scenarios that come with the simulator.

/// Declares the scenarios that come with the simulator.
macro_rules! built_in {
    ($($name:literal)*) => {
        /// The scenarios that come with the simulator, by name, with the text of their files.
        pub static BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../scenarios/", $name, ".toml"))),)*];
    };
}

built_in! {
    "everyday"
    "two-phones"
    "narrow"
    "old-version"
    "rough"
    "careless"
    "restless"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Plan;

    #[test]
    fn every_scenario_can_be_read() {
        for (name, text) in BUILT_IN {
            let plan = Plan::parse(name, &format!("{name}.toml"), text);
            assert!(plan.is_ok(), "{:?}", plan.err());
        }
    }

    /// A file in the folder that is not in the list would be a scenario that nobody can name.
    #[test]
    fn every_file_is_in_the_list() {
        let folder =
            std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios")).expect("it is there");
        let mut files: Vec<String> = folder
            .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
            .collect();
        files.sort_unstable();
        let mut names: Vec<String> = BUILT_IN.iter().map(|(name, _)| format!("{name}.toml")).collect();
        names.sort_unstable();
        assert_eq!(files, names);
    }
}
