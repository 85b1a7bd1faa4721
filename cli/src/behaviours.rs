//! `asms behaviours`: every decision point and its variants, from the types that the machines ask.

mod json;
mod matrix;
mod text;

use std::io::Write;

use asms_machine::behaviour::{Behaviour, Point, Standing, Variant};
use asms_machine::facts;
use asms_machine::scenario::{Catches, Chosen};

use crate::answer::{Answer, Failure};

/// Print every decision point with its variants: what an implementation may do, or did, at each
///
/// A decision point is a place where the specification leaves a choice, or where an implementation went wrong. The
/// default is what the suite takes for right; a reading is another way to understand the specification; a defect is what
/// somebody's server or client did. `asms check --with POINT=VARIANT` shows what follows from one.
#[derive(clap::Args, Debug)]
#[command(after_help = format!("{AFTER_HELP}\n\n{}", matrix::AFTER_HELP))]
pub(crate) struct Args {
    /// A decision point, or an id: the variants that it is about [default: all]
    #[arg(conflicts_with = "matrix")]
    point: Option<String>,

    #[command(flatten)]
    matrix: matrix::Options,

    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms behaviours                           the whole table
  asms behaviours repeated-add              one decision point; AMB-17 is the same one
  asms behaviours B-22                      the variants that do what this known bug did; EC- and ASMS- ids likewise
  asms behaviours --matrix                  which scenario catches which variant: some minutes
  asms behaviours --matrix --variant AMB-17 --scenario lost-response

Exit codes:
  0  printed
  2  there is no such decision point, and the id stands at none";

/// Finds and prints.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    if args.matrix.matrix {
        return matrix::run(&args.matrix, args.json, out);
    }
    let catches = Catches::built_in().map_err(Failure::unusable)?;
    let rows = match &args.point {
        None => Behaviour::POINTS.iter().map(|point| Row::whole(point)).collect(),
        Some(asked) => select(asked)?,
    };
    if args.json {
        json::write(&rows, &catches, out)?;
    } else {
        text::write(&rows, &catches, out)?;
    }
    Ok(Answer::Yes)
}

/// A decision point with the variants that are shown.
struct Row {
    point: &'static Point,
    variants: Vec<&'static Variant>,
}

impl Row {
    fn whole(point: &'static Point) -> Self {
        Self { point, variants: point.variants.iter().collect() }
    }

    fn choices(&self) -> impl Iterator<Item = Chosen> {
        self.variants.iter().map(|variant| Chosen { point: self.point, variant })
    }
}

/// The decision point of this name or ambiguity as a whole, or of each one the variants that come from this id, with
/// the default beside them. Case does not matter.
fn select(asked: &str) -> Result<Vec<Row>, Failure> {
    let rows: Vec<Row> = Behaviour::POINTS
        .iter()
        .filter_map(|point| {
            let is_it = |name: &str| name.eq_ignore_ascii_case(asked);
            if is_it(point.name) || point.ambiguity.is_some_and(is_it) {
                return Some(Row::whole(point));
            }
            let comes_from = |variant: &Variant| variant.sources.split(' ').any(is_it);
            let found = point.variants.iter().any(comes_from);
            let is_shown = |variant: &&Variant| comes_from(variant) || variant.standing == Standing::Default;
            found.then(|| Row { point, variants: point.variants.iter().filter(is_shown).collect() })
        })
        .collect();
    if rows.is_empty() { Err(Failure::Unusable(unknown(asked))) } else { Ok(rows) }
}

fn unknown(asked: &str) -> String {
    let known = facts::requirements()
        .into_iter()
        .chain(facts::edge_cases())
        .chain(facts::known_bugs())
        .chain(facts::ambiguities());
    if let Some(fact) = known.into_iter().find(|fact| fact.id.eq_ignore_ascii_case(asked)) {
        return format!(
            "no variant comes from {}: {}\n`asms coverage {}` says how it is covered",
            fact.id, fact.text, fact.id
        );
    }
    let points: Vec<String> = Behaviour::POINTS.iter().map(|point| point.label()).collect();
    format!("there is no decision point {asked:?}, and no such id; there are {}", points.join(", "))
}
