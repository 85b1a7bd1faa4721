//! Finds libwbxml, if the feature asks for it.

#[cfg(not(feature = "libwbxml"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}

/// The layout of its structures and the list of its differences are those of one version.
#[cfg(feature = "libwbxml")]
fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    match pkg_config::Config::new().exactly_version("0.11.8").probe("libwbxml2") {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "the feature `libwbxml` needs libwbxml 0.11.8 with its headers (Debian: apt-get install libwbxml2-dev); \
             everything else builds without the feature\n{error}"
        )),
    }
}
