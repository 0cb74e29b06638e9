browser-on = { $browser } على { $system }
browser-unknown = متصفح لا يذكر اسمه
