//! Draws text, in any of the alphabets that the embedded typefaces have: a line, as the names of places under codes, or a
//! drawing with text in it.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use rust_embed::RustEmbed;

/// Noto Sans for Latin and Cyrillic, Arabic and Devanagari (SIL Open Font License), which npm brings.
#[derive(RustEmbed)]
#[folder = "assets/dist"]
#[include = "*.ttf"]
struct Typefaces;

fn typefaces() -> Arc<Database> {
    static LOADED: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut database = Database::new();
        for file in Typefaces::iter().filter_map(|name| Typefaces::get(&name)) {
            database.load_font_data(file.data.into_owned());
        }
        Arc::new(database)
    };
    LOADED.get_or_init(load).clone()
}

/// How dark each pixel of `width` × `height` is, row by row, with `text` in the middle: as high as the line allows, and
/// smaller where it would be wider. All white where the program was built without typefaces.
pub fn line(text: &str, width: usize, height: usize) -> Vec<u8> {
    draw(text, width, height).unwrap_or_else(|| vec![0; width * height])
}

fn draw(text: &str, width: usize, height: usize) -> Option<Vec<u8>> {
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
         <text y=\"{height}\" font-family=\"Noto Sans\" font-size=\"{height}\">{}</text></svg>",
        super::escape(text)
    );
    let options = Options { fontdb: typefaces(), ..Options::default() };
    let tree = Tree::from_str(&drawing, &options).ok()?;
    let found = tree.root().abs_bounding_box();
    let (wide, high) = (width as f32, height as f32);
    let scale = (wide / found.width()).min(high / found.height()).min(0.72);
    let centre = |of: f32, start: f32, length: f32| (of - length * scale) / 2.0 - start * scale;
    let place = Transform::from_row(
        scale,
        0.0,
        0.0,
        scale,
        centre(wide, found.x(), found.width()),
        centre(high, found.y(), found.height()),
    );
    let mut pixels = Pixmap::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
    resvg::render(&tree, place, &mut pixels.as_mut());
    Some(pixels.pixels().iter().map(|pixel| pixel.alpha()).collect())
}

/// The pixels of a drawing with text, `scale` times as large: red, green, blue and opacity of each, row by row.
pub fn render(drawing: &str, width: u32, height: u32, scale: f32) -> Option<Vec<u8>> {
    let options = Options { fontdb: typefaces(), ..Options::default() };
    let tree = Tree::from_str(drawing, &options).ok()?;
    let mut pixels = Pixmap::new(width, height)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let colours = pixels.pixels().iter().map(|pixel| pixel.demultiply());
    Some(colours.flat_map(|one| [one.red(), one.green(), one.blue(), one.alpha()]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_drawn_in_every_alphabet_of_the_pages() {
        let dark = |text: &str| line(text, 600, 60).iter().filter(|pixel| **pixel > 127).count();
        assert_eq!(dark(""), 0);
        // What a typeface does not have is left out, or drawn as a box; two different names differ in any case.
        for (one, another) in
            [("Iron House", "Lantern"), ("مركز النور", "بيت"), ("Центр", "Зал"), ("केंद्र", "घर")]
        {
            assert!(dark(one) > 200, "{one}: {}", dark(one));
            assert_ne!(line(one, 600, 60), line(another, 600, 60));
        }
        let long = "A very long name of a place that goes on and on. ".repeat(2);
        let drawn = line(&long, 600, 60);
        let is_dark = |x: usize| (0..60).any(|y| drawn[y * 600 + x] > 0);
        let all = |columns: std::ops::Range<usize>| columns.filter(|x| is_dark(*x)).count();
        assert!(dark(&long) > 200 && all(0..600) > 300, "{} columns", all(0..600));
        assert!(all(0..30) > 0 && all(570..600) > 0, "squeezed into its width, and not cut");
        assert!(dark("Gym <script>&\u{0}") > 200);
    }
}
