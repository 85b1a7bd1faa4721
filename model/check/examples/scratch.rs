use asms_check::*; use asms_machine::{scenario::Scenario, system::{System, line}}; use std::sync::atomic::AtomicBool;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let path = &args[0];
    let text = std::fs::read_to_string(path).unwrap();
    let mut sys = System::new(Scenario::parse("x", path, &text).unwrap());
    for w in &args[1..] { sys.behaviour.set_from(w).unwrap(); }
    let t = std::time::Instant::now();
    let r = Search { threads: 2, limits: Limits { states: 3_000_000, ..Limits::default() }, ..Search::new() }.run(&sys, &AtomicBool::new(false), |_| ());
    println!("== {path} {:?}: {} states {} gen depth {} {:?} {:?} size {}", &args[1..], r.states, r.generated, r.depth, r.stopped, t.elapsed(), std::mem::size_of::<asms_machine::system::State>());
    for g in &r.goals { if g.reached.is_none() { println!("   goal {} {:?}", g.name, g.reached); } }
    for p in &r.properties {
      match &p.found { Found::Violated{reason, path} => { println!("   {} VIOLATED {reason} in {}", p.info.name, path.len());
        if std::env::var("V").is_ok() { replay(&sys, path, |s| { let l = line(s.action, s.effect); println!("       {} -> {}: {}", l.from, l.to, l.text); }).unwrap(); } }
        Found::Unconcerned => println!("   {} never came up", p.info.name), Found::Held => () }
    }
}
