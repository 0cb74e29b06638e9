//! Codes as pictures. Error correction M (15 %) and a quiet zone of four modules (ISO/IEC 18004), black on white whatever
//! the theme of the page around it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use qrcode::{Color, EcLevel, QrCode};

use super::lettering;

/// Modules of white around the code.
const QUIET_ZONE: usize = 4;
/// How high the line of the name is, in modules.
const LETTERS: usize = 4;
/// Side of a picture in a page or an answer, about, in pixels.
const SMALL: usize = 330;

/// The picture of a text as the value of an `img`'s `src`: `data:image/png;base64,…`.
pub fn png_data_url(text: &str) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png(text, SMALL, "")))
}

/// A PNG at least `side` pixels wide, as far as whole pixels per module allow, with `caption` under the code (the name
/// of the place; may be empty).
pub fn png(text: &str, side: usize, caption: &str) -> Vec<u8> {
    let code = draw(text);
    let modules = code.width() + 2 * QUIET_ZONE;
    let scale = side.div_ceil(modules).max(1);
    let (width, caption_height) = (modules * scale, caption_modules(caption) * scale);
    let height = width + caption_height;
    let name = match caption {
        "" => Vec::new(),
        caption => lettering::line(caption, code.width() * scale, LETTERS * scale),
    };
    let is_dark = |x: usize, y: usize| {
        let Some(left) = x.checked_sub(QUIET_ZONE * scale).filter(|left| *left < code.width() * scale) else {
            return false;
        };
        if let Some(line) = y.checked_sub(width) {
            return name.get(line * code.width() * scale + left).is_some_and(|dark| *dark > 127);
        }
        let row = (y / scale).checked_sub(QUIET_ZONE).filter(|row| *row < code.width());
        row.is_some_and(|row| code[(left / scale, row)] == Color::Dark)
    };
    // One bit for each pixel, rows padded to whole bytes, 1 is white.
    let mut bits = vec![0_u8; width.div_ceil(8) * height];
    for y in 0..height {
        for x in (0..width).filter(|x| !is_dark(*x, y)) {
            bits[y * width.div_ceil(8) + x / 8] |= 0x80 >> (x % 8);
        }
    }
    let mut file = Vec::new();
    let pixels = |length: usize| u32::try_from(length).expect("some thousand pixels");
    let mut encoder = png::Encoder::new(&mut file, pixels(width), pixels(height));
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&bits));
    written.expect("writing into memory fails for no picture of this size");
    file
}

/// How many modules the name takes, below the quiet zone.
fn caption_modules(caption: &str) -> usize {
    if caption.is_empty() { 0 } else { LETTERS + 1 }
}

/// An SVG of one unit for each module, with `caption` under the code (the name of the place; may be empty).
pub fn svg(text: &str, caption: &str) -> String {
    use std::fmt::Write;

    let code = draw(text);
    let side = code.width() + 2 * QUIET_ZONE;
    let mut path = String::new();
    for y in 0..code.width() {
        for x in (0..code.width()).filter(|x| code[(*x, y)] == Color::Dark) {
            _ = write!(path, "M{} {}h1v1h-1z", x + QUIET_ZONE, y + QUIET_ZONE);
        }
    }
    let height = side + caption_modules(caption);
    let label = match caption {
        "" => String::new(),
        caption => format!(
            "<text x=\"{}\" y=\"{}\" font-family=\"system-ui, sans-serif\" font-size=\"2.6\" text-anchor=\"middle\" \
             textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            side as f32 / 2.0,
            side + LETTERS - 1,
            // Long names are squeezed into the width of the code; short ones stand as they are.
            (caption.chars().count() * 3 / 2).clamp(1, code.width()),
            super::escape(caption),
        ),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {height}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{height}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/>{label}</svg>"
    )
}

/// Lines of half blocks for a terminal, two rows of modules each. White is drawn and black left out, so that it is read on a
/// black background.
pub fn half_blocks(text: &str) -> Vec<String> {
    let code = draw(text);
    let side = code.width() + 2 * QUIET_ZONE;
    let is_white = |x: usize, y: usize| match (x.checked_sub(QUIET_ZONE), y.checked_sub(QUIET_ZONE)) {
        (Some(column), Some(row)) if column < code.width() && row < code.width() => {
            code[(column, row)] == Color::Light
        }
        // Below the last row of a code there is nothing, which is white where the code ends in the middle of a line.
        _ => true,
    };
    let cell = |x: usize, y: usize| match (is_white(x, y), is_white(x, y + 1)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };
    (0..side).step_by(2).map(|y| (0..side).map(|x| cell(x, y)).collect()).collect()
}

fn draw(text: &str) -> QrCode {
    QrCode::with_error_correction_level(text, EcLevel::M)
        .expect("codes and their addresses are far below 2331 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `domain::checkin::code` writes them: 80 characters of base 32.
    const CODE: &str = "CEAAABBK7Q2ZKJ5XW6AGSQJ4XQ7YCAGZH4PABUNSPQ6Y4T22NN6I3HQPJ5XW6AGSQJ4XQ7YCAGZH4PAB";

    #[test]
    fn a_code_alone_is_version_four_and_in_an_address_at_most_seven() {
        assert_eq!(draw(CODE).width(), 33);
        let address = format!("https://attendance.academy.example.org/scan?code={CODE}");
        assert!(draw(&address).width() <= 45, "{}", draw(&address).width());
    }

    #[test]
    fn the_png_is_white_around_and_of_whole_pixels() {
        let file = png(CODE, 1_000, "");
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().expect("a PNG");
        let info = reader.info();
        assert_eq!(info.width, info.height);
        assert!(info.width >= 1_000 && info.width.is_multiple_of(41), "{}", info.width);
        let scale = (info.width / 41) as usize;
        let mut rows = vec![0; reader.output_buffer_size().expect("fits")];
        reader.next_frame(&mut rows).expect("whole");
        let line = rows.len() / (41 * scale);
        assert!(
            rows[..line * 4 * scale].chunks(line).all(|row| row[..line - 1].iter().all(|byte| *byte == 0xff))
        );
    }

    #[test]
    fn a_name_stands_below_the_quiet_zone_and_changes_nothing_of_the_code() {
        let rows = |file: &[u8]| {
            let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
            let mut rows = vec![0; reader.output_buffer_size().expect("fits")];
            reader.next_frame(&mut rows).expect("whole");
            rows
        };
        let (bare, named) = (rows(&png(CODE, 1_000, "")), rows(&png(CODE, 1_000, "Iron House")));
        assert_eq!(named[..bare.len()], bare);
        let name = &named[bare.len()..];
        assert_eq!(name.len() * 41, bare.len() * 5, "five modules high");
        assert!(name.iter().any(|byte| *byte != 0xff), "and something is written");
    }

    #[test]
    fn half_blocks_are_the_code_read_in_pairs_of_rows() {
        let (lines, code) = (half_blocks(CODE), draw(CODE));
        assert_eq!(lines.len(), 21, "41 modules");
        assert!(lines.iter().all(|line| line.chars().count() == 41), "{lines:?}");
        assert!(lines[..2].iter().flat_map(|line| line.chars()).all(|cell| cell == '█'));
        for (x, y) in (0..33).flat_map(|x| (0..33).map(move |y| (x, y))) {
            let cell = lines[(y + 4) / 2].chars().nth(x + 4).expect("a cell");
            let is_white = if y % 2 == 0 { "█▀" } else { "█▄" }.contains(cell);
            assert_eq!(is_white, code[(x, y)] == Color::Light, "{x} {y}");
        }
    }

    #[test]
    fn a_hostile_name_under_a_code_stays_a_name() {
        let drawn = svg(CODE, "Gym </text><script>alert(1)</script> & Co\u{0}");
        assert!(!drawn.contains("<script") && drawn.contains("&lt;script&gt;") && drawn.contains("&amp; Co"));
        assert!(!svg(CODE, "").contains("<text"));
    }
}
