//! What reports say of the stage of life that a rule asks for.

use crate::facts::LifeCycle;

pub(super) fn in_service(status: Option<LifeCycle>) -> String {
    match status {
        Some(LifeCycle::InService) => "it is in service".to_owned(),
        Some(other) => format!("its status is {other}, so it is not in service"),
        None => "nothing says whether it is in service".to_owned(),
    }
}

pub(super) fn on_sale(status: Option<LifeCycle>) -> String {
    match status {
        Some(LifeCycle::OnSale) => "its status is on-sale".to_owned(),
        Some(state @ (LifeCycle::Ordered | LifeCycle::InStock)) => {
            format!("its status is {state}, so it may be on sale")
        }
        Some(state) => format!("its status is {state}, so it is not on sale"),
        None => "nothing says whether it is on sale".to_owned(),
    }
}

pub(super) fn to_deliver(status: Option<LifeCycle>) -> String {
    match status {
        Some(state @ (LifeCycle::Ordered | LifeCycle::InStock | LifeCycle::OnSale)) => {
            format!("its status is {state}, so it may yet be delivered")
        }
        Some(state) => format!("its status is {state}, so it is not to be delivered"),
        None => "nothing says whether it is yet to be delivered".to_owned(),
    }
}
