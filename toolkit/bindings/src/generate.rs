//! One generator a language, with the options of wit-bindgen's command line. No formatter runs: there are no
//! processes here.

use wit_bindgen_core::{Files, WorldGenerator};
use wit_parser::{Resolve, WorldId};

use crate::exports::wit_studio::bindings::generators::{Generated, Language};

pub fn files(language: Language, resolve: &mut Resolve, world: WorldId) -> anyhow::Result<Vec<Generated>> {
    let mut files = Files::default();
    generator(language).generate(resolve, world, &mut files)?;
    let files = files.iter();
    Ok(files.map(|(path, content)| Generated { path: path.into(), content: content.into() }).collect())
}

fn generator(language: Language) -> Box<dyn WorldGenerator> {
    match language {
        Language::C => wit_bindgen_c::Opts::default().build(),
        Language::Cpp => wit_bindgen_cpp::Opts::default().build(None),
        Language::Csharp => wit_bindgen_csharp::Opts::default().build(),
        Language::Go => {
            let format = wit_bindgen_go::Format::False;
            // Warnings would be printed to a terminal.
            wit_bindgen_go::Opts { format, quiet: true, ..Default::default() }.build()
        }
        Language::Moonbit => {
            let gen_dir = "gen".into();
            wit_bindgen_moonbit::Opts { gen_dir, ..Default::default() }.build()
        }
        Language::Rust => {
            let opts =
                wit_bindgen_rust::Opts { generate_all: true, pub_export_macro: true, ..Default::default() };
            Box::new(opts.build())
        }
    }
}
