//! What is to be done in an exercise: links, commands and buttons beside the
//! sentences.

use serde::Serialize;

use super::Link;
use crate::{
    classroom::Progress,
    itsdangerous::{Digest, KeyDerivation, SecretKey, SecretKeys, Signer, UrlSafeTimedSerializer},
    session::SALT,
    view::{
        Markup,
        context::Choice,
        text::lab::{ExerciseText, PracticalWords},
    },
    web::{
        assets::Asset,
        ctx::Ctx,
        routes::Route,
        teaching::{Command, Commands, Shell, marked_up},
    },
};

/// Something to do.
#[derive(Serialize)]
pub(super) struct Step {
    text: Markup,
    links: Vec<Link>,
    commands: Vec<Command>,
    start: Option<Start>,
}

/// A button that has the server begin something.
#[derive(Serialize)]
struct Start {
    button: String,
    label: String,
    /// Empty where there is nothing to choose.
    choices: Vec<Choice>,
}

/// The steps of an exercise for one visitor, counted from 0.
pub(super) struct Steps<'a, 'app> {
    pub(super) ctx: &'a Ctx<'app>,
    pub(super) commands: &'a Commands,
    pub(super) progress: &'a Progress,
    list: Vec<Step>,
}

impl<'a, 'app> Steps<'a, 'app> {
    /// The sentences alone.
    pub(super) fn new(
        ctx: &'a Ctx<'app>,
        commands: &'a Commands,
        progress: &'a Progress,
        text: &ExerciseText,
    ) -> Self {
        let step = |text: &String| Step {
            text: marked_up(text),
            links: Vec::new(),
            commands: Vec::new(),
            start: None,
        };
        Self {
            ctx,
            commands,
            progress,
            list: text.steps.iter().map(step).collect(),
        }
    }

    pub(super) fn into_vec(self) -> Vec<Step> {
        self.list
    }

    /// Commands to paste.
    pub(super) fn add(&mut self, step: usize, commands: impl IntoIterator<Item = Command>) {
        if let Some(step) = self.list.get_mut(step) {
            step.commands.extend(commands);
        }
    }

    /// The same with this program, which not everybody has.
    pub(super) fn add_program(&mut self, step: usize, commands: impl IntoIterator<Item = Command>) {
        self.add(step, commands);
        let url = format!("{}#commands", self.ctx.link(Route::Help));
        self.link(step, url, PracticalWords::of(self.ctx.lang).to_program);
    }

    /// The same for whoever has Python and not this program: with the file that
    /// the site hands out. `write` is told how it is started.
    pub(super) fn add_tool(&mut self, step: usize, write: impl Fn(Shell, &str) -> String) {
        let commands = self.commands.with_tool(write);
        self.add(step, commands);
        let url = Asset::Tool.address().to_owned();
        self.link(step, url, PracticalWords::of(self.ctx.lang).to_tool);
    }

    pub(super) fn link(&mut self, step: usize, url: String, text: &str) {
        if let Some(step) = self.list.get_mut(step) {
            let text = text.to_owned();
            step.links.push(Link { url, text });
        }
    }

    pub(super) fn link_to(&mut self, step: usize, route: Route, text: &str) {
        self.link(step, self.ctx.link(route), text);
    }

    /// A button that begins something.
    pub(super) fn button(&mut self, step: usize, button: &str) {
        self.button_with_choices(step, button, "", Vec::new());
    }

    /// The same, with something to choose first.
    pub(super) fn button_with_choices(
        &mut self,
        step: usize,
        button: &str,
        label: &str,
        choices: Vec<Choice>,
    ) {
        if let Some(step) = self.list.get_mut(step) {
            step.start = Some(Start {
                button: button.to_owned(),
                label: label.to_owned(),
                choices,
            });
        }
    }

    /// Another sentence in place of a step's.
    pub(super) fn reword(&mut self, step: usize, sentence: &str) {
        if let Some(step) = self.list.get_mut(step) {
            step.text = marked_up(sentence);
        }
    }
}

/// A session as Flask would sign it with a key that nobody has to hide.
pub(super) fn sign(key: &str, session: &str, now: u64) -> String {
    let keys = SecretKeys::new(SecretKey::new(key));
    let signer = Signer::new(&keys, SALT.as_bytes(), KeyDerivation::Hmac, Digest::Sha1);
    UrlSafeTimedSerializer::new(signer).dumps(session.as_bytes(), now)
}
