#![no_main]

use asms_targets::system::{check, mutate, splice};

libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let script = mutate(&data[..size], seed);
    let size = script.len().min(max_size);
    data[..size].copy_from_slice(&script[..size]);
    size
});

libfuzzer_sys::fuzz_crossover!(|first: &[u8], second: &[u8], out: &mut [u8], seed: u32| {
    let script = splice(first, second, seed);
    let size = script.len().min(out.len());
    out[..size].copy_from_slice(&script[..size]);
    size
});
