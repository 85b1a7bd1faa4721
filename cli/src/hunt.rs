//! `asms hunt`: which seed shows each defect first.

use std::io::{self, Write};

use asms_machine::behaviour::Behaviour;
use asms_sim::fleet::{Hunt, Hunted, defects};
use asms_sim::{BUILT_IN, Failure as Broken, Plan};

use crate::answer::{Answer, Failure};
use crate::layout::WIDTH;
use crate::search::{cores, interrupt};
use crate::sim::spinner;

/// Say for each known defect how many seeds it takes until one shows it
///
/// Each defect is put into the machines in turn, and the scenarios of the simulator run with it, seed by seed, until a
/// property is broken that nothing excuses.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// How many seeds to try in each scenario
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    seeds: u64,

    /// Look for these defects only, as in AMB-17=no-dedupe
    #[arg(value_name = "POINT=VARIANT")]
    defects: Vec<String>,

    /// Defects that are looked for at a time, 1 to 256; they change how long it takes and nothing else [default: one a core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  asms hunt                                  every defect, some minutes
  asms hunt AMB-17=no-dedupe --seeds 1000    one of them, with patience
  asms sim everyday --with AMB-17=no-dedupe  what it breaks, and how often

Reading the table:
  not asked  no scenario of the simulator comes where the defect would make a difference
  not shown  it made no difference that a property speaks of, in so many seeds

Exit codes: 0 it was looked for, 2 there is no such defect, 3 interrupted";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let defects = wanted(&args.defects)?;
    let worlds = BUILT_IN.iter().map(|(name, text)| {
        let plan = Plan::parse(name, &format!("{name}.toml"), text).map_err(Failure::unusable)?;
        Ok(((*name).to_owned(), plan))
    });
    let hunt = Hunt {
        worlds: worlds.collect::<Result<_, Failure>>()?,
        seeds: args.seeds,
        threads: args.threads.map_or_else(cores, usize::from),
    };
    let spinner = spinner();
    let interrupt = interrupt();
    let hunted =
        hunt.run(&defects, &interrupt, |done| spinner.set_message(format!("{done} of {}", defects.len())));
    spinner.finish_and_clear();
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &hunted).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        table(&hunted, args.seeds, out)?;
    }
    Ok(if hunted.len() == defects.len() { Answer::Yes } else { Answer::Truncated })
}

/// The defects that are asked for, or all.
fn wanted(names: &[String]) -> Result<Vec<(&'static str, &'static str)>, Failure> {
    let all = defects();
    if names.is_empty() {
        return Ok(all);
    }
    let found = names.iter().map(|name| {
        let (point, variant) = name.split_once('=').unwrap_or((name, ""));
        let point = Behaviour::POINTS
            .iter()
            .find(|known| known.name == point || known.ambiguity == Some(point))
            .map_or(point, |known| known.name);
        all.iter().find(|defect| **defect == (point, variant)).copied().ok_or_else(|| {
            let known: Vec<String> =
                all.iter().map(|(point, variant)| format!("{point}={variant}")).collect();
            Failure::unusable(format!("there is no defect {name:?}; there are {}", known.join(", ")))
        })
    });
    found.collect()
}

fn table(hunted: &[Hunted], seeds: u64, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:42} {:>5}  {:12} shown by", "defect", "seeds", "scenario")?;
    writeln!(out, "{}", "─".repeat(WIDTH))?;
    for Hunted { point, variant, shown, asked } in hunted {
        let name = format!("{point}={variant}");
        match shown {
            Some(shown) => {
                let failure = match shown.failure {
                    Broken::Property(property) => property.to_owned(),
                    Broken::Pending => "work left in the end".to_owned(),
                    Broken::Divergence => "bytes and model differ".to_owned(),
                };
                writeln!(out, "{name:42} {:>5}  {:12} {failure}", shown.seed + 1, shown.world)?;
            }
            None if *asked => writeln!(out, "{name:42} {:>5}  {:12} not shown", "-", "")?,
            None => writeln!(out, "{name:42} {:>5}  {:12} not asked", "-", "")?,
        }
    }
    writeln!(out, "{}", "─".repeat(WIDTH))?;
    let shown = hunted.iter().filter(|hunted| hunted.shown.is_some()).count();
    let asked = hunted.iter().filter(|hunted| hunted.asked).count();
    writeln!(out, "{} defects: {asked} asked, {shown} shown within {seeds} seeds a scenario", hunted.len())
}
