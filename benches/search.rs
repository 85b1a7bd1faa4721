//! Exhaustive search of one scenario, beside the search of the crate `stateright` over the same machines.

#![expect(clippy::unwrap_used, reason = "a bench whose input is wrong stops")]

use std::sync::atomic::AtomicBool;

use asms_check::{Search, Stateright};
use asms_machine::scenario::Scenario;
use asms_machine::system::System;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

fn search(criterion: &mut Criterion) {
    let scenario = Scenario::built_in("options").unwrap().unwrap();
    let system = System::new(scenario);
    let report = ours(&system, 1);
    let peer = Stateright { threads: 1 }.run(system.clone());
    assert_eq!((report.0, report.1), (peer.states, peer.generated), "both engines walk the same space");

    let mut group = criterion.benchmark_group("search");
    group.sample_size(10);
    group.throughput(Throughput::Elements(report.0));
    for threads in [1, 2] {
        group.bench_function(format!("ours, threads: {threads}"), |bencher| {
            bencher.iter(|| ours(&system, threads));
        });
        group.bench_function(format!("peer: stateright, threads: {threads}"), |bencher| {
            bencher.iter_batched(
                || system.clone(),
                |system| Stateright { threads }.run(system),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// States and steps of a whole search.
fn ours(system: &System, threads: usize) -> (u64, u64) {
    let report = Search { threads, ..Search::new() }.run(system, &AtomicBool::new(false), |_| ());
    assert!(report.is_complete());
    (report.states, report.generated)
}

criterion_group!(benches, search);
criterion_main!(benches);
