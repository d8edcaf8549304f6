//! Effects of one kind, so that what the framework builds for them is on the page once.

use leptos::prelude::Effect;

/// Does something now, and again whenever a signal that it read changes, until its owner goes.
pub fn watch(act: impl FnMut() + 'static) {
    boxed(Box::new(act));
}

fn boxed(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_| act());
}
