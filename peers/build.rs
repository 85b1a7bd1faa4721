//! Finds libwbxml, if the feature asks for it.

#[cfg(not(feature = "libwbxml"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}

/// The layout of its structures and the list of its differences are those of one version.
#[cfg(feature = "libwbxml")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(error) = pkg_config::Config::new().exactly_version("0.11.8").probe("libwbxml2") {
        println!(
            "cargo::error=the feature `libwbxml` needs libwbxml 0.11.8 with its headers, and pkg-config (Debian: apt-get \
             install libwbxml2-dev pkg-config); everything else builds without the feature"
        );
        for line in error.to_string().lines() {
            println!("cargo::error={line}");
        }
    }
}
