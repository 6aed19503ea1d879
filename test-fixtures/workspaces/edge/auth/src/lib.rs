//! Turns the value of an `Authorization` header into a user.

wit_bindgen::generate!({ path: "../wit", world: "authenticator" });

use exports::edge::service::auth::{Denied, Guest, User};

/// Token, name, and whether its owner may see `/admin`. A real service would ask a store.
const TOKENS: [(&str, &str, bool); 2] = [("open-sesame", "Ada", true), ("let-me-in", "Grace", false)];

struct Auth;

impl Guest for Auth {
    fn check(authorization: Option<String>) -> Result<User, Denied> {
        let header = authorization.ok_or(Denied::Missing)?;
        let token = header.strip_prefix("Bearer ").ok_or(Denied::Malformed)?.trim();
        TOKENS
            .iter()
            .find(|(known, ..)| *known == token)
            .map(|(_, name, admin)| User { name: (*name).into(), admin: *admin })
            .ok_or_else(|| Denied::Unknown(token.into()))
    }
}

export!(Auth);
