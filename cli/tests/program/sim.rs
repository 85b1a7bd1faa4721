use std::fs;
use std::path::PathBuf;
use std::process::Output;

use asms_sim::{BUILT_IN, Plan};
use insta::assert_snapshot;
use serde_json::Value;

use super::{run, transcript};

/// A folder of a test alone, where failures are kept.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("sim-{name}"));
        // What an earlier run left behind.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn run(&self, command: &str, input: &[u8]) -> Output {
        let mut program = assert_cmd::cargo::cargo_bin_cmd!("asms");
        program.current_dir(&self.0).env_remove("COLUMNS");
        program.args(command.split(' ')).write_stdin(input).output().unwrap()
    }

    fn transcript(&self, command: &str) -> String {
        let Output { status, stdout, stderr } = self.run(command, b"");
        let mut shown = format!("$ asms {command}\n{}", String::from_utf8(stdout).unwrap());
        if !stderr.is_empty() {
            shown = format!("{shown}--- standard error\n{}", String::from_utf8(stderr).unwrap());
        }
        format!("{shown}--- exit code {}", status.code().unwrap())
    }

    fn text(&self, command: &str) -> String {
        String::from_utf8(self.run(command, b"").stdout).unwrap()
    }

    fn code(&self, command: &str) -> Option<i32> {
        self.run(command, b"").status.code()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn holds(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }
}

/// A defect that shows within days.
const BROKEN: &str = "sim everyday --days 2 --with AMB-23=every-request";

#[test]
fn a_short_run() {
    let place = Place::new("short");
    assert_snapshot!(place.transcript("sim everyday --seeds 0..3 --days 3"));
    assert!(!place.holds("asms-failures.toml"), "nothing failed");
}

#[test]
fn failures_are_kept_shrunk_and_replayed() {
    let place = Place::new("failures");
    let shown = [
        format!("{BROKEN} --seeds 0..3"),
        "shrink --seed 1".to_owned(),
        "replay".to_owned(),
        "replay --seed 7".to_owned(),
    ];
    assert_snapshot!(shown.map(|command| place.transcript(&command)).join("\n\n"));
}

/// The command that is printed runs the failure again.
#[test]
fn the_replay_command_works() {
    let place = Place::new("command");
    let command =
        format!("{BROKEN} --preset good --carrier cdma --fault request-lost=0 --no-swarm --seeds 3..5");
    let text = place.text(&command);
    let command = text.lines().find_map(|line| line.trim().strip_prefix("asms ")).unwrap();
    assert!(
        command.starts_with("sim everyday --seeds 3 --days 2 --preset good --carrier cdma --with "),
        "{command}"
    );
    let of_one = place.run(&format!("{command} --failures other.toml --json"), b"");
    let whole = place.run(&format!("{BROKEN} --preset good --carrier cdma --fault request-lost=0 --no-swarm --seeds 3..5 --failures another.toml --json"), b"");
    let [one, both] = [of_one, whole].map(|run| serde_json::from_slice::<Value>(&run.stdout).unwrap());
    assert_eq!(one["failures"][0], both["failures"][0]);
    assert_eq!(one["failures"].as_array().unwrap().len(), 1);
}

/// Kept failures run first; what is mended stays until it is forgotten, and what fails again is mended no more.
#[test]
fn kept_failures_come_first() {
    let place = Place::new("first");
    assert_eq!(place.code(&format!("{BROKEN} --seeds 0..2")), Some(1));
    let again = place.text(&format!("{BROKEN} --seeds 100..101"));
    assert!(again.contains("kept in asms-failures.toml: 2 ran again, 0 of them mended\n"), "{again}");
    // Another behaviour has nothing to do with them.
    let other = place.text("sim everyday --days 2 --seeds 0..1");
    assert!(!other.contains("ran again"), "{other}");
    // The behaviour is mended.
    let file = place.read("asms-failures.toml");
    place.write("asms-failures.toml", &file.replace("with = [\"AMB-23=every-request\"]\n", ""));
    let mended = place.run("sim everyday --days 2 --seeds 0..1", b"");
    let text = String::from_utf8(mended.stdout).unwrap();
    assert_eq!(mended.status.code(), Some(0), "{text}");
    assert!(text.contains("3 ran again, 3 of them mended"), "{text}");
    assert!(text.contains("stay there until --forget"), "{text}");
    assert!(place.read("asms-failures.toml").contains("mended = \"0.1.0\""));
    let replay = place.run("replay", b"");
    assert_eq!(replay.status.code(), Some(0));
    let forgotten = place.text("replay --forget");
    assert!(forgotten.ends_with("0 of 3 still fail, 3 mended\n3 forgotten\n"), "{forgotten}");
    assert!(!place.read("asms-failures.toml").contains("[[failure]]"));
}

#[test]
fn as_many_failures_are_kept_as_asked() {
    let place = Place::new("keep");
    let text = place.text(&format!("{BROKEN} --seeds 0..4 --keep 1"));
    assert!(text.contains(" of them kept in asms-failures.toml: "), "{text}");
    assert!(place.read("asms-failures.toml").matches("[[failure]]").count() < 4);
    assert_eq!(place.code(&format!("{BROKEN} --seeds 0..2 --keep 0 --failures none.toml")), Some(1));
    assert!(!place.holds("none.toml"));
}

/// The number of threads changes nothing that is printed or kept.
#[test]
fn threads_change_nothing() {
    let place = Place::new("threads");
    let runs = ["1", "2", "3"].map(|threads| {
        let file = format!("{threads}.toml");
        let text =
            place.text(&format!("{BROKEN} --seeds 0..12 --threads {threads} --failures {file} --json"));
        (text, place.read(&file))
    });
    assert!(runs[0] == runs[1] && runs[1] == runs[2]);
}

#[test]
fn for_programs() {
    assert_snapshot!(Place::new("json").transcript("sim everyday --seeds 0..1 --days 1 --json"));
}

#[test]
fn every_parameter() {
    assert_snapshot!(
        Place::new("plan").transcript("sim everyday --preset disaster --only-faults none --show-plan")
    );
}

#[test]
fn variants_side_by_side() {
    let place = Place::new("compare");
    assert_snapshot!(place.transcript("sim everyday --seeds 0..3 --days 3 --compare AMB-23"));
    assert!(!place.holds("asms-failures.toml"), "one reading is no failure of another");
    let json: Value =
        serde_json::from_str(&place.text("sim everyday --seeds 0..1 --days 1 --compare AMB-23 --json"))
            .unwrap();
    assert_eq!(json["compared"], "dropped-class");
    assert!(json["rows"].as_array().unwrap().len() > 1);
}

#[test]
fn networks_side_by_side() {
    let place = Place::new("networks");
    let shown = place.transcript("sim everyday --seeds 0..2 --days 3 --compare preset --plot networks");
    assert_snapshot!(shown);
    assert!(place.read("networks-latency.svg").starts_with("<svg") && place.holds("networks-fates.svg"));
    // Each column is what the option of that name gives.
    let rows = |command: &str| serde_json::from_str::<Value>(&place.text(command)).unwrap();
    let compared = rows("sim everyday --seeds 0..2 --days 3 --compare carrier --json");
    let alone = rows("sim everyday --seeds 0..2 --days 3 --carrier cdma --json");
    assert_eq!(compared["rows"][1]["name"], "cdma");
    assert_eq!(compared["rows"][1]["numbers"], alone["numbers"]);
    assert_ne!(compared["rows"][0]["numbers"], alone["numbers"]);
}

#[test]
fn a_log_has_a_line_for_each_thing() {
    let place = Place::new("log");
    let text = place.text("sim everyday --seeds 3 --days 1 --log seed.log");
    let log = place.read("seed.log");
    let events = text.lines().next().unwrap().rsplit(", ").next().unwrap().to_owned();
    assert_eq!(events, format!("{} events", log.lines().count()));
    assert!(log.starts_with("  0 00:00:00."), "{log}");
}

/// A file of one's own, with a radio of its own; what the command line says comes on top.
/// A failure is drawn with its step marked, as text and as a picture.
#[test]
fn what_led_to_a_failure_is_drawn() {
    let place = Place::new("chart");
    place.run(&format!("{BROKEN} --seeds 0"), b"");
    place.run("shrink", b"");
    assert_snapshot!(place.transcript("chart"));
    assert_eq!(place.code("chart --svg failure.svg"), Some(0));
    let picture = place.read("failure.svg");
    assert!(picture.starts_with("<svg") && picture.contains("is broken on day"), "{picture}");
    assert_eq!(place.code("chart --seed 5"), Some(2), "there is none of this seed");
}

/// The same seed gives the same trace, byte for byte, and a plot beside it.
#[test]
fn a_trace_is_the_same_again() {
    let place = Place::new("trace");
    for name in ["one.jsonl", "other.jsonl"] {
        assert_eq!(
            place.code(&format!("sim rough --seeds 2 --days 3 --trace {name} --plot {name}.svg")),
            Some(0)
        );
    }
    let trace = place.read("one.jsonl");
    assert_eq!(trace, place.read("other.jsonl"));
    let replayed = asms_sim::record::read(trace.as_bytes()).unwrap();
    assert!(replayed.count() > 500, "three days have more than that");
    assert!(place.read("one.jsonl-latency.svg").starts_with("<svg"));
    assert_eq!(place.read("one.jsonl-fates.svg"), place.read("other.jsonl-fates.svg"));
}

/// The trace of what is left of a failure is done again and drawn; a step that cannot be done is told with the guard that
/// refuses it. It goes when the failure is forgotten.
#[test]
fn a_trace_is_done_again() {
    let place = Place::new("again");
    place.run(&format!("{BROKEN} --seeds 1"), b"");
    place.run("shrink", b"");
    let failures = place.read("asms-failures.toml");
    let name =
        failures.lines().find_map(|line| line.strip_prefix("trace = ")).unwrap().trim_matches('"').to_owned();
    assert!(name.starts_with("asms-failures-everyday-1-"), "{name}");
    let shown = [format!("replay {name}"), format!("chart {name}")];
    assert_snapshot!(shown.map(|command| place.transcript(&command)).join("\n\n"));
    let trace = place.read(&name);
    let (step, other) = ("{\"device-syncs\":0}", "{\"device-receives\":0}");
    place.write("refused.jsonl", &trace.replacen(step, other, 1));
    let refused = place.transcript("replay refused.jsonl");
    assert!(refused.contains("event 1: DeviceReceives(DeviceId(0)) may not"), "{refused}");
    assert_eq!(place.code("replay refused.jsonl"), Some(5));
    place.write("cut.jsonl", &trace[..trace.len() - 2]);
    assert_eq!(place.code("replay cut.jsonl"), Some(2));
    assert_eq!(place.code("chart cut.jsonl"), Some(2));
    place.write("asms-failures.toml", &failures.replace("with = [\"AMB-23=every-request\"]\n", ""));
    place.run("replay --forget", b"");
    assert!(!place.holds(&name) && place.holds("asms-failures.toml"));
}

#[test]
fn the_schema_of_traces_is_printed() {
    let schema = Place::new("schema").text("replay --schema");
    assert_eq!(schema, include_str!("../../../sim/trace.schema.json"));
}

#[test]
fn seeds_that_run_twice_are_the_same_twice() {
    let place = Place::new("twice");
    let said = place.text("sim two-phones --seeds 0..3 --days 4 --twice");
    assert!(said.ends_with("3 seeds ran twice, 0 of them in two ways\n"), "{said}");
    assert_eq!(said.lines().count(), 4);
}

#[test]
fn a_hunt_says_how_many_seeds_it_takes() {
    let place = Place::new("hunt");
    assert_snapshot!(place.transcript("hunt soft-delete=ignored key-minting=collide --seeds 3 --threads 2"));
    assert_eq!(place.code("hunt AMB-17=client-id"), Some(2), "that is no defect");
    // What is written is the table with what was found in it: the same, where that is the same.
    assert_eq!(place.code("hunt key-minting=collide --seeds 3 --write table.toml"), Some(0));
    assert_eq!(place.read("table.toml"), include_str!("../../../sim/hunt.toml"));
    // Of fewer seeds than the table has nothing is said.
    assert_eq!(place.code("hunt protocol-error=commands-first --seeds 1"), Some(0));
}

#[test]
fn a_scenario_of_ones_own() {
    let place = Place::new("own");
    let (_, everyday) = BUILT_IN[0];
    place.write("mine.toml", &format!("{everyday}\n[simulation.radio]\nrefused-ppm = 123456\n"));
    let plan = place.text("sim mine.toml --show-plan");
    assert!(plan.contains("submission refused for now        12.3456 %\n"), "{plan}");
    let better = place.text("sim mine.toml --show-plan --preset good --days 7 --users 2");
    assert!(better.contains("7 days, 2 users with 1 device each"), "{better}");
    assert!(better.contains("12.3456 %") && better.contains("within 7 s"), "{better}");
    let ran = place.text("sim mine.toml --seeds 0..1 --days 1 --users 2");
    assert!(ran.starts_with("mine: 1 seed of 1 day, 2 device-days, "), "{ran}");
    // Nothing but the file of failures is needed to run it again.
    assert_eq!(place.code(&BROKEN.replace("everyday", "mine.toml")), Some(1));
    fs::remove_file(place.0.join("mine.toml")).unwrap();
    let replay = place.text("replay --seed 0");
    assert!(replay.starts_with("mine seed 0: "), "{replay}");
}

/// What `asms new-scenario` writes can be simulated, with every key chosen too.
#[test]
fn a_new_scenario_runs() {
    let place = Place::new("new");
    let written = place.run("new-scenario -", b"").stdout;
    let ran = place.run("sim - --seeds 0..2 --days 3", &written);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(String::from_utf8(ran.stdout).unwrap().starts_with("stdin: 2 seeds of 3 days, 6 device-days, "));
    let text = String::from_utf8(written).unwrap();
    let chosen: Vec<&str> = text
        .lines()
        .map(|line| line.strip_prefix('#').filter(|line| !line.starts_with(' ')).unwrap_or(line))
        .collect();
    let chosen = Plan::parse("new", "new.toml", &chosen.join("\n")).unwrap();
    let plain = Plan::parse("new", "new.toml", &text).unwrap();
    assert_eq!((chosen.days, chosen.users, chosen.swarm, chosen.poll), (30, 1, true, plain.poll));
    assert_eq!((chosen.habits, chosen.faults), (plain.habits, plain.faults));
}

/// Scenarios of the model run too.
#[test]
fn scenarios_of_the_model_run() {
    let place = Place::new("model");
    for name in ["sync-keys", "outbox", "two-devices"] {
        let run = place.run(&format!("sim {name} --seeds 0..2 --days 2"), b"");
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stdout));
    }
}

#[test]
fn mistakes_are_told_with_what_is_allowed() {
    let place = Place::new("wrong");
    place.write("habit.toml", &format!("{}\n[simulation.habits]\nsings = 1\n", BUILT_IN[0].1));
    place.write("range.toml", &BUILT_IN[0].1.replace("days = 30", "days = 0"));
    place.write("bad.toml", "[[failure]]\nformat = 1\nseed = 'x'\n");
    let shown = [
        "sim habit.toml",
        "sim range.toml",
        "sim no-such.toml",
        "sim everyday --preset rural",
        "sim everyday --carrier lte",
        "sim everyday --seeds 5..2",
        "sim everyday --seeds many",
        "sim everyday --fault rain=1",
        "sim everyday --fault request-lost=many",
        "sim everyday --only-faults rain",
        "sim everyday --with AMB-17=x",
        "sim everyday --profile x",
        "sim everyday --days 0",
        "sim everyday --log seed.log",
        "sim everyday --seeds 1 --log no-such/seed.log",
        "sim everyday --failures bad.toml",
        "replay",
        "replay bad.toml",
        "shrink bad.toml",
    ]
    .map(|command| {
        let shown = place.transcript(command);
        assert!(shown.ends_with("--- exit code 2"), "{shown}");
        shown
    });
    assert_snapshot!(shown.join("\n\n"));
    for command in ["sim no-such-scenario", "sim everyday --compare AMB-99"] {
        assert_eq!(place.code(command), Some(2), "{command}");
    }
}

#[test]
fn help_tells_of_everything() {
    assert_snapshot!(transcript(&["sim", "--help"], b""));
    for command in ["replay", "shrink"] {
        let help = run(&[command, "--help"], b"");
        assert!(String::from_utf8(help.stdout).unwrap().contains("Examples:\n"), "{command}");
    }
}
