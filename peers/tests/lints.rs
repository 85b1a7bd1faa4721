//! The lints of this crate are those of the workspace, but for the unsafe code that one module may hold.

use toml::{Table, Value};

#[test]
fn lints_are_those_of_the_workspace() {
    let workspace: Table = include_str!("../../Cargo.toml").parse().unwrap();
    let here: Table = include_str!("../Cargo.toml").parse().unwrap();
    let mut expected = workspace["workspace"]["lints"].clone();
    let forbidden = expected["rust"]
        .as_table_mut()
        .unwrap()
        .insert("unsafe_code".to_owned(), Value::String("deny".to_owned()));
    assert_eq!(forbidden, Some(Value::String("forbid".to_owned())));
    assert_eq!(here["lints"], expected);
}
