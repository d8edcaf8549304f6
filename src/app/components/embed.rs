//! A view or a number made ready for another page, over the page.

use gloo_net::http::{Method, RequestBuilder};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlDialogElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::app::address::Address;
use crate::app::browser;
use crate::app::content::Content;
use crate::app::framing::{Framing, Subject, first_wish};
use crate::app::outgoing;
use crate::app::session::Session;
use crate::app::stage;
use crate::app::taken::Outcome;
use crate::app::views::{self, Place};
use crate::app::watch::watch;

/// What is made ready, how, and for whom.
#[derive(Clone, Debug)]
struct Order {
    subject: Subject,
    wish: Address,
    place: Place,
}

/// The choices for whatever is to be put into another page.
#[component]
pub fn Embed() -> impl IntoView {
    let session = Session::current();
    let dialog = NodeRef::<html::Dialog>::new();
    let order = StoredValue::new(None::<Order>);
    watch(move || {
        let Some(dialog) = dialog.get() else { return };
        let Some(subject) = session.embedding.get() else {
            order.set_value(None);
            dialog.close();
            return;
        };
        let wish = first_wish(&session.address.get_untracked());
        order.set_value(Some(Order { subject, wish, place: Place { page: browser::page(), framing: None } }));
        // What is drawn needs its width, which it has when the dialog is open.
        show(session, &dialog, order);
        // It is only refused for a dialog that is open already.
        let _ = dialog.show_modal();
        show(session, &dialog, order);
        ask_server(session, dialog, order);
    });
    view! {
        <dialog
            class="rows"
            node_ref=dialog
            aria-label="Embed this"
            on:click=move |event| click(session, event.target())
            on:change=move |event| if let Some(dialog) = dialog.get_untracked() { change(session, &dialog, order, event.target()) }
            // It is told some time after, when it may be open once more.
            on:close=move |_| if dialog.get_untracked().is_some_and(|dialog| !dialog.open()) { session.embedding.set(None) }
        ></dialog>
    }
}

/// Writes everything anew, and leaves the focus where it was.
fn show(session: Session, dialog: &HtmlDialogElement, order: StoredValue<Option<Order>>) {
    let (Some(order), Some(content)) = (order.get_value(), session.content.get_untracked()) else { return };
    let focused = browser::focused_id();
    let content = Content { address: order.wish.clone(), ..(*content).clone() };
    dialog.set_inner_html(&views::embed(&content, order.subject, &order.place).into_string());
    if let Some(preview) = browser::elements(dialog, ".preview").into_iter().find_map(|part| part.dyn_into().ok()) {
        stage::draw_once(&preview, &content);
    }
    if let Some(focused) = focused {
        browser::focus(&focused);
    }
}

/// Asks the server itself whether it lets other pages show this one.
fn ask_server(session: Session, dialog: HtmlDialogElement, order: StoredValue<Option<Order>>) {
    spawn_local(async move {
        let Ok(answer) = RequestBuilder::new(&browser::page()).method(Method::HEAD).send().await else { return };
        let header = |name: &str| answer.headers().get(name);
        let (policy, options) = (header("content-security-policy"), header("x-frame-options"));
        let framing = Framing::of_headers(policy.as_deref(), options.as_deref());
        order.update_value(|order| {
            if let Some(order) = order {
                order.place.framing = Some(framing);
            }
        });
        show(session, &dialog, order);
    });
}

fn click(session: Session, target: Option<EventTarget>) {
    let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if target.has_attribute("data-close") {
        session.embedding.set(None);
    }
    if let Some(id) = target.get_attribute("data-copy") {
        copy(target, &id);
    }
}

/// Copies what stands in a field, and says so on the button. Where that is not allowed it is marked.
fn copy(button: Element, id: &str) {
    let field = browser::document().and_then(|document| document.get_element_by_id(id));
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    spawn_local(async move {
        let is_copied = outgoing::copy(&field.value()).await == Outcome::Copied;
        if !is_copied {
            field.select();
        }
        button.set_text_content(Some(if is_copied { "Copied" } else { "Marked: copy it with the keyboard" }));
    });
}

/// Takes over what a choice says.
fn change(
    session: Session,
    dialog: &HtmlDialogElement,
    order: StoredValue<Option<Order>>,
    target: Option<EventTarget>,
) {
    let Some(target) = target else { return };
    let choice = target.dyn_ref::<HtmlSelectElement>().map(|select| (select.name(), select.value(), true));
    let choice = choice
        .or_else(|| target.dyn_ref::<HtmlInputElement>().map(|input| (input.name(), input.value(), input.checked())));
    let Some((key, value, is_chosen)) = choice else { return };
    order.update_value(|order| {
        if let Some(order) = order {
            order.wish.wish(&key, &value, is_chosen);
        }
    });
    show(session, dialog, order);
}
