//! `asms explore`: a scenario in a browser, step by step.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use asms_check::explore;
use asms_machine::system::System;

use crate::answer::{Answer, Failure};
use crate::search::{cores, scenario};

/// Step through a scenario in a browser.
///
/// Serves stateright's Explorer on this machine alone, until it is interrupted: what may happen in each state, what it
/// changes, and the way so far as a drawing.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// A scenario that comes with the program, or a file of your own (*.toml)
    scenario: String,

    /// Choose a variant at a decision point, as in AMB-17=no-dedupe; may be given several times
    #[arg(long, value_name = "POINT=VARIANT")]
    with: Vec<String>,

    /// The port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 3000)]
    port: u16,

    /// The address to listen on, which has to be one of this machine alone
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
}

const EXAMPLES: &str = "\
Examples:
  asms explore sync-keys                          then open http://127.0.0.1:3000/
  asms explore options --with soft-delete=ignored --port 0

In the browser:
  Next Action Choices  who sends what to whom; with ╳ between them it is lost
  the drawing          the way so far; a last step that breaks a property is marked
  below the drawing    what the last step changed, or the whole state with `Complete State?`
  Properties           whether a way to break each was found, once `Run to completion` was pressed;
                       verdicts and the shortest ways are what asms check gives

Exit codes:
  2  the command line or the scenario cannot be used, or the port is in use";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let mut system = System::new(scenario(&args.scenario)?);
    system
        .behaviour
        .set_from(args.with.iter().map(String::as_str))
        .map_err(|error| Failure::unusable(format!("--with: {error}")))?;
    let name = system.scenario.name.clone();
    let mut told = Ok(());
    explore(system, SocketAddr::new(args.address, args.port), cores(), |address| {
        told = tell(&name, address, out);
    })
    .map_err(Failure::unusable)?;
    told?;
    Ok(Answer::Yes)
}

fn tell(name: &str, address: SocketAddr, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{name} is at http://{address}/ until this is interrupted")?;
    // It goes on for long, and nobody sees what waits to be written.
    out.flush()
}
