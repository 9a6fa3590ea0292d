//! What must hold of any header and any cell.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::read;
use crate::intake::{Formats, testing};

static FORMATS: LazyLock<Formats> = LazyLock::new(testing::formats);

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        let _ = read(&FORMATS, &text);
        let _ = FORMATS.headers.date_order(&text);
        let _ = FORMATS.read_count(&text);
        let _ = FORMATS.read_date(&text, None);
        let _ = FORMATS.life_cycle(&text);
        let _ = FORMATS.is_amount(&text);
    }

    #[test]
    fn words_of_headers_in_any_order_are_read_without_panic(
        words in proptest::collection::vec("(Model|serial|No|的|型号|MAC|Gerät|2|\\(|\\)|\\[|/|\\.|_| )", 0..20)
    ) {
        let _ = read(&FORMATS, &words.concat());
    }

    #[test]
    fn a_password_stays_one_whatever_stands_around_it(
        before in "[A-Za-z0-9 _./-]{0,12}",
        after in "[A-Za-z0-9 _./-]{0,12}",
        word in "(Password|passwort|Kennwort|contraseña|senha|wachtwoord|hasło|şifre|пароль|密码|パスワード|비밀번호|كلمة المرور)",
    ) {
        let header = format!("{before}{word}{after}");
        prop_assert_eq!(read(&FORMATS, &header).0, "secret");
    }

    #[test]
    fn dates_lie_in_years_that_equipment_can_have(text in "[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}") {
        if let Some(date) = FORMATS.read_date(&text, None) {
            prop_assert!((1900..2200).contains(&date.first().year()), "{date}");
        }
    }
}
