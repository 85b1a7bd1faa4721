//! Worlds of the simulator: how many things happen in a second, and how much of a device's life passes.

#![expect(clippy::unwrap_used, reason = "a bench whose input is wrong stops")]

use asms_sim::plan::{Fault, Faults, Habit, Habits};
use asms_sim::{Plan, judge, run};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Days of a world that only polls: 1,000 of them are some 300,000 things.
const POLLING_DAYS: u32 = 1_000;
/// Days of a world in which everything happens.
const EVERYDAY: u32 = 90;

fn sim(criterion: &mut Criterion) {
    let poll = |style: &str| {
        let text = format!(
            "about = 'polls'\n[[folder]]\nkind = 'inbox'\n[[folder]]\nkind = 'outbox'\n[[device]]\nfolders.inbox = {{ sms = 0 \
             }}\nfolders.outbox = {{ sms = 0 }}\noutbound = true\nstyle = '{style}'\n"
        );
        let mut plan = Plan::parse("polls", "polls.toml", &text).unwrap();
        plan.habits = Habit::ALL.iter().fold(Habits::NONE, |habits, habit| habits.with(*habit, 0));
        plan.faults = Fault::ALL.iter().fold(Faults::NONE, |faults, fault| faults.with(*fault, 0));
        plan.days = POLLING_DAYS;
        plan
    };
    let everyday = {
        let text = include_str!("../sim/scenarios/everyday.toml");
        let mut plan = Plan::parse("everyday", "everyday.toml", text).unwrap();
        plan.days = EVERYDAY;
        plan
    };
    for (name, plan) in
        [("polls without a body", &poll("empty")), ("polls in full", &poll("full")), ("everyday", &everyday)]
    {
        let events = run(plan, 1).unwrap();
        assert_eq!(judge(plan, 1, None, None).events, events, "oracles change nothing");
        for (unit, throughput) in [("events", events), ("device-days", plan.days.into())] {
            let mut group = criterion.benchmark_group(format!("sim, {name}, in {unit}"));
            group.sample_size(10);
            group.throughput(Throughput::Elements(throughput));
            group.bench_function("without oracles", |bencher| bencher.iter(|| run(plan, 1).unwrap()));
            group.bench_function("with oracles", |bencher| bencher.iter(|| judge(plan, 1, None, None)));
            group.finish();
        }
    }
}

criterion_group!(benches, sim);
criterion_main!(benches);
