//! The contrast between the style sheet's colors, by the formula of WCAG 2.2.

use std::collections::BTreeMap;

use crate::support::Server;

/// Colors by name; channels from 0 to 255.
type Palette = BTreeMap<String, [u8; 3]>;

/// The colors among the custom properties of a block.
fn palette(block: &str) -> Palette {
    let lines = block.split(['{', ';', '}']);
    let properties = lines.filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
    properties
        .map(|(name, hex)| {
            let long: String = match hex.len() {
                3 => hex.chars().flat_map(|digit| [digit, digit]).collect(),
                _ => hex.to_owned(),
            };
            let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(long.as_bytes());
            let bytes = bytes.expect("a color is hexadecimal");
            let channels = bytes.try_into().expect("a color has three channels");
            (name.to_owned(), channels)
        })
        .collect()
}

/// The light and the dark palette.
fn palettes() -> [Palette; 2] {
    let server = Server::start();
    let style = server.client().get("/static/style.css").status(200);
    let roots: Vec<&str> = style.text().split(":root {").skip(1).collect();
    [roots[0], roots[1]].map(|rest| palette(rest.split('}').next().unwrap_or_default()))
}

fn luminance(color: [u8; 3]) -> f64 {
    let [red, green, blue] = color.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(palette: &Palette, one: &str, other: &str) -> f64 {
    let [one, other] = [one, other].map(|name| luminance(palette[name]));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_formula_is_the_known_one() {
    let palette = palette("{ --black: #000; --white: #fff; --gray: #767676 }");
    assert!((contrast(&palette, "black", "white") - 21.0).abs() < 1e-9);
    assert!((contrast(&palette, "gray", "white") - 4.54).abs() < 0.005);
}

/// The contrasts as measured when the palette was chosen, on the page and on a
/// raised surface.
#[test]
fn the_parts_of_a_cookie_stand_out_as_they_were_chosen_to() {
    let [light, dark] = palettes();
    for (palette, figures) in [
        (
            light,
            [
                ("payload", 8.0, 7.3),
                ("timestamp", 7.5, 6.8),
                ("signature", 8.0, 7.3),
                ("ok", 8.1, 7.3),
                ("error", 7.8, 7.1),
                ("text", 17.2, 15.6),
            ],
        ),
        (
            dark,
            [
                ("payload", 9.9, 8.8),
                ("timestamp", 10.8, 9.6),
                ("signature", 9.4, 8.3),
                ("ok", 11.3, 10.0),
                ("error", 8.9, 7.9),
                ("text", 15.4, 13.7),
            ],
        ),
    ] {
        for (name, on_page, on_surface) in figures {
            for (ground, expected) in [("page", on_page), ("surface", on_surface)] {
                let found = contrast(&palette, name, ground);
                assert!(
                    (found - expected).abs() <= 0.051,
                    "{name} on {ground}: {found:.2}"
                );
            }
        }
    }
}

#[test]
fn no_text_has_less_contrast_than_the_declaration_says() {
    for palette in palettes() {
        let texts = [
            "text",
            "soft",
            "payload",
            "timestamp",
            "signature",
            "ok",
            "error",
        ];
        let on_grounds = texts
            .into_iter()
            .flat_map(|text| [(text, "page"), (text, "surface")]);
        // The labels of buttons and the text of the banner.
        let on_colors = ["ok", "orange", "timestamp"].map(|ground| ("on-color", ground));
        for (text, ground) in on_colors {
            let found = contrast(&palette, text, ground);
            assert!(found >= 7.0, "{text} on {ground}: {found:.2}");
        }
        for (text, ground) in on_grounds {
            let found = contrast(&palette, text, ground);
            assert!(found >= 6.0, "{text} on {ground}: {found:.2}");
        }
        // Borders of fields, and lines with a meaning (WCAG 1.4.11).
        assert!(contrast(&palette, "edge", "page") >= 3.0);
        assert!(contrast(&palette, "edge", "surface") >= 3.0);
    }
}
