#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| asms_targets::trace::check(input));
